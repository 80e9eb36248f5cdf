"""Uptime: checks to outages, notices and exclusions, the month and its credit."""
