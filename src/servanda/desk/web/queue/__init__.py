"""The agent's queue: what to open next."""
