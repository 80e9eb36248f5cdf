"""What a policy promises for one request: priority, due times, states, who is called, and why."""
