"""Exports for asyncio: the source from which the synchronous ones are derived."""
