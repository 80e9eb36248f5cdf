"""The client's side: ask, follow, read what was promised."""
