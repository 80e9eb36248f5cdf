"""Mail that leaves: rows first, delivery afterwards."""
