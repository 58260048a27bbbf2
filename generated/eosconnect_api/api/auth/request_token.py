# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any, cast

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.access_token import AccessToken
from ...models.request_token_body import RequestTokenBody
from ...types import Response


def _get_kwargs(
    *,
    body: RequestTokenBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/auth/connect/token",
    }

    _kwargs["data"] = body.to_dict()
    headers["Content-Type"] = "application/x-www-form-urlencoded"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> AccessToken | Any | None:
    if response.status_code == 200:
        response_200 = AccessToken.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = cast(Any, None)
        return response_400

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[AccessToken | Any]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RequestTokenBody,
) -> Response[AccessToken | Any]:
    """Request an access token

     Exchanges client id and secret (OAuth 2.0 client credentials grant, sent as form fields) for a
    bearer token. Tokens live for a limited time, typically one hour; `expires_in` tells the seconds.
    Client credentials are created on the machine's web page under the authorization settings.

    Args:
        body (RequestTokenBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessToken | Any]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: RequestTokenBody,
) -> AccessToken | Any | None:
    """Request an access token

     Exchanges client id and secret (OAuth 2.0 client credentials grant, sent as form fields) for a
    bearer token. Tokens live for a limited time, typically one hour; `expires_in` tells the seconds.
    Client credentials are created on the machine's web page under the authorization settings.

    Args:
        body (RequestTokenBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessToken | Any
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RequestTokenBody,
) -> Response[AccessToken | Any]:
    """Request an access token

     Exchanges client id and secret (OAuth 2.0 client credentials grant, sent as form fields) for a
    bearer token. Tokens live for a limited time, typically one hour; `expires_in` tells the seconds.
    Client credentials are created on the machine's web page under the authorization settings.

    Args:
        body (RequestTokenBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessToken | Any]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: RequestTokenBody,
) -> AccessToken | Any | None:
    """Request an access token

     Exchanges client id and secret (OAuth 2.0 client credentials grant, sent as form fields) for a
    bearer token. Tokens live for a limited time, typically one hour; `expires_in` tells the seconds.
    Client credentials are created on the machine's web page under the authorization settings.

    Args:
        body (RequestTokenBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessToken | Any
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
