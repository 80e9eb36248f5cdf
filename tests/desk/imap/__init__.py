"""Mail fetched from a real IMAP server on this machine."""
