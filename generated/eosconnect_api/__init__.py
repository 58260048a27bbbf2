# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
"""The Web API of EOSCONNECT Core, one function per operation, compiled from the OpenAPI document.

Complete and plain: `eosconnect_api.api.{area}.{operation}` has `sync`, `sync_detailed`, `asyncio` and
`asyncio_detailed`; `eosconnect_api.models` has what they take and give. Tokens, retries, paging and errors are the
business of `eosconnect`, which is built on this package.

    from eosconnect_api import AuthenticatedClient
    from eosconnect_api.api.jobs import list_jobs

    with AuthenticatedClient("https://si1716/api/v6.1", token=token) as client:
        for job in list_jobs.sync(client=client, take=10) or []:
            print(job)

An argument that is not given is `UNSET` and is not sent; an enum value that the document does not list is kept.
The HTTP client below is httpx2. The operations of the areas `auth` and `versions` lie beside `/api/v6.1`: their
client takes `https://si1716` as base URL.
"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
