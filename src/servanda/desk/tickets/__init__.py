"""Requests and everything that happened to them."""
