"""Clients, their people and their agreements."""
