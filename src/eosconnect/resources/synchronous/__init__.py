# Generated from src/eosconnect/resources/asynchronous/__init__.py by "nox -s generate". Do not edit.
"""The areas of the Web API for asyncio: the source from which the synchronous ones are derived."""
