"""One ticket, as staff see and work on it."""
