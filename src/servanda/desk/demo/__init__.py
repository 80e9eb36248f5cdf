"""A desk with half a year of invented work, for those who want to see before they begin."""
