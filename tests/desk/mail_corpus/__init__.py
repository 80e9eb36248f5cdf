"""Mail as it really comes: replies of the usual programs in both languages, and mail that is broken, hostile or automatic."""
