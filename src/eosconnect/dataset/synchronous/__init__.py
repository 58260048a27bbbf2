# Generated from src/eosconnect/dataset/asynchronous/__init__.py by "nox -s generate". Do not edit.
"""Exports for asyncio: the source from which the synchronous ones are derived."""
