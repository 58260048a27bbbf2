"""One module per area of the Web API. The ``synchronous`` folder is derived from ``asynchronous``."""
