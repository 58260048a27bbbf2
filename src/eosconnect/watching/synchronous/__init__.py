# Generated from src/eosconnect/watching/asynchronous/__init__.py by "nox -s generate". Do not edit.
"""Watching, for asyncio. ``synchronous`` beside it is derived from it."""
