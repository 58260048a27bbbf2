"""Watching, for asyncio. ``synchronous`` beside it is derived from it."""
