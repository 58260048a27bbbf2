# Generated from src/eosconnect/transport/asynchronous/__init__.py by "nox -s generate". Do not edit.
"""Synchronous: the source of everything in ``synchronous`` beside it, except ``waiting.py``."""
