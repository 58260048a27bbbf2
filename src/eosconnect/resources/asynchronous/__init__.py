"""The areas of the Web API for asyncio: the source from which the synchronous ones are derived."""
