"""Ways to tell people and programs about events."""
