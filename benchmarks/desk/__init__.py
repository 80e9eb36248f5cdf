"""The desk under load: a million tickets, ten million events, a hundred thousand open, twenty people at once."""
