# Generated from src/eosconnect/analysis/asynchronous/__init__.py by "nox -s generate". Do not edit.
"""Reading what is compared. ``synchronous`` beside it is derived from this."""
