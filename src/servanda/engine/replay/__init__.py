"""The verdicts of a policy over many past requests: attainment, means, and what another policy would have changed."""
