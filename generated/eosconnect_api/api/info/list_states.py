# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
import datetime
from http import HTTPStatus
from typing import Any, cast

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.state import State
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    from_date: datetime.datetime | Unset = UNSET,
    to_date: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_from_date: str | Unset = UNSET
    if not isinstance(from_date, Unset):
        json_from_date = from_date.isoformat()
    params["fromDate"] = json_from_date

    json_to_date: str | Unset = UNSET
    if not isinstance(to_date, Unset):
        json_to_date = to_date.isoformat()
    params["toDate"] = json_to_date

    params["skip"] = skip

    params["take"] = take

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/info/state",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | list[State] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = State.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 401:
        response_401 = cast(Any, None)
        return response_401

    if response.status_code == 403:
        response_403 = cast(Any, None)
        return response_403

    if response.status_code == 404:
        response_404 = cast(Any, None)
        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | list[State]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_date: datetime.datetime | Unset = UNSET,
    to_date: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[State]]:
    """List the history of machine states

     OEE states of the machine within a time window: what kind of job ran, whether it was paused, failing
    or under maintenance, and since when.

    Args:
        from_date (datetime.datetime | Unset):
        to_date (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[State]]
    """

    kwargs = _get_kwargs(
        from_date=from_date,
        to_date=to_date,
        skip=skip,
        take=take,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    from_date: datetime.datetime | Unset = UNSET,
    to_date: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[State] | None:
    """List the history of machine states

     OEE states of the machine within a time window: what kind of job ran, whether it was paused, failing
    or under maintenance, and since when.

    Args:
        from_date (datetime.datetime | Unset):
        to_date (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[State]
    """

    return sync_detailed(
        client=client,
        from_date=from_date,
        to_date=to_date,
        skip=skip,
        take=take,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_date: datetime.datetime | Unset = UNSET,
    to_date: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[State]]:
    """List the history of machine states

     OEE states of the machine within a time window: what kind of job ran, whether it was paused, failing
    or under maintenance, and since when.

    Args:
        from_date (datetime.datetime | Unset):
        to_date (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[State]]
    """

    kwargs = _get_kwargs(
        from_date=from_date,
        to_date=to_date,
        skip=skip,
        take=take,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    from_date: datetime.datetime | Unset = UNSET,
    to_date: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[State] | None:
    """List the history of machine states

     OEE states of the machine within a time window: what kind of job ran, whether it was paused, failing
    or under maintenance, and since when.

    Args:
        from_date (datetime.datetime | Unset):
        to_date (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[State]
    """

    return (
        await asyncio_detailed(
            client=client,
            from_date=from_date,
            to_date=to_date,
            skip=skip,
            take=take,
        )
    ).parsed
