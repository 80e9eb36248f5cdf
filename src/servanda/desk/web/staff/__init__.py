"""A vendor's staff, its settings, macros and text modules."""
