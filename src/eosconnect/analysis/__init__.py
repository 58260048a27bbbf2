"""What builds have in common, and where one of them differs."""
