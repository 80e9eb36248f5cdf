"""What was agreed with each client, under which version of a policy."""
