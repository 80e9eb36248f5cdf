"""Every write on tickets, each one transaction: `verb_noun(*, …, by, at)`."""
