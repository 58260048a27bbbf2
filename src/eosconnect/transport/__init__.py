"""The life of one request: trust, token, sending, repeating, the meaning of the answer, streaming."""
