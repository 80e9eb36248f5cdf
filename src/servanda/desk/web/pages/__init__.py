"""What each page shows: frozen view-models built from what the engine says."""
