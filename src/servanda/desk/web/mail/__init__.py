"""What arrived and was held, and what left."""
