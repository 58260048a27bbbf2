"""The front doors: ``Machine`` and ``AsyncMachine``."""
