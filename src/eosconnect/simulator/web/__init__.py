"""The machine's web page: what it is doing, and its Web API to look around in and try. It fetches nothing elsewhere."""
