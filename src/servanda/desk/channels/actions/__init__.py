"""Every write on mail that arrives: stored whole, then understood, then decided by somebody where a rule cannot."""
