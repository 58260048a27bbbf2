"""Asynchronous: the source of everything in ``synchronous`` beside it, except ``waiting.py``."""
