"""Reading what is compared. ``synchronous`` beside it is derived from this."""
