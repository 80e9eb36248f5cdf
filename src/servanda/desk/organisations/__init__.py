"""Vendors, their staff, their clients and the people there."""
