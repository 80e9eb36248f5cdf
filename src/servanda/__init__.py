"""Servanda: a help desk that knows what was promised."""

__version__ = "0.1.0"
