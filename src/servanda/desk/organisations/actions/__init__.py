"""Every write about vendors' staff and clients' people."""
