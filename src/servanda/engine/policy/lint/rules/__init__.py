"""The rules of the lint, one a file; a file that is dropped in here is a rule."""
