# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.update_certificate_body import UpdateCertificateBody
from ...types import Response


def _get_kwargs(
    *,
    body: UpdateCertificateBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/maintenance/certificate",
    }

    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | None:
    if response.status_code == 200:
        return None

    if response.status_code == 400:
        return None

    if response.status_code == 401:
        return None

    if response.status_code == 403:
        return None

    if response.status_code == 500:
        return None

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UpdateCertificateBody,
) -> Response[Any]:
    """Install a server certificate

     Uploads a `*.pfx` certificate together with its export password, puts it into the certificate store
    and enters it in the configuration of EOSCONNECT Core. It takes effect only when the machine has
    been restarted.

    What the certificate needs:

    * a private key that can be exported, without strong private key protection
    * the subject alternative names `URL = urn:{hostname}` and `DNS Name = {hostname}`
    * the trust of a root certification authority
    * a friendly name other than `EOSCONNECT Core`

    With a CA-signed certificate, clients also need the certificate revocation list to validate it.
    Refused while authentication is switched off.

    Args:
        body (UpdateCertificateBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UpdateCertificateBody,
) -> Response[Any]:
    """Install a server certificate

     Uploads a `*.pfx` certificate together with its export password, puts it into the certificate store
    and enters it in the configuration of EOSCONNECT Core. It takes effect only when the machine has
    been restarted.

    What the certificate needs:

    * a private key that can be exported, without strong private key protection
    * the subject alternative names `URL = urn:{hostname}` and `DNS Name = {hostname}`
    * the trust of a root certification authority
    * a friendly name other than `EOSCONNECT Core`

    With a CA-signed certificate, clients also need the certificate revocation list to validate it.
    Refused while authentication is switched off.

    Args:
        body (UpdateCertificateBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)
