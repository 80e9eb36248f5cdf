"""Mail in and out, and whatever else arrives."""
