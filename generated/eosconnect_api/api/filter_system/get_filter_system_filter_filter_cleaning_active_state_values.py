# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
import datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.sensor_value import SensorValue
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    *,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    params["skip"] = skip

    params["take"] = take

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/filterSystem/filter/filterCleaningActiveState/{job_id}/values".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | list[SensorValue] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = SensorValue.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 400:
        response_400 = cast(Any, None)
        return response_400

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | list[SensorValue]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[SensorValue]]:
    """List recorded values: filter cleaning active

     True (1) while the filter is being cleaned. Can explain pauses and pressure changes at that time.
    Lists what was recorded during one job.

    Args:
        job_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[SensorValue]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        from_=from_,
        to=to,
        skip=skip,
        take=take,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[SensorValue] | None:
    """List recorded values: filter cleaning active

     True (1) while the filter is being cleaned. Can explain pauses and pressure changes at that time.
    Lists what was recorded during one job.

    Args:
        job_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[SensorValue]
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        from_=from_,
        to=to,
        skip=skip,
        take=take,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[SensorValue]]:
    """List recorded values: filter cleaning active

     True (1) while the filter is being cleaned. Can explain pauses and pressure changes at that time.
    Lists what was recorded during one job.

    Args:
        job_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[SensorValue]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        from_=from_,
        to=to,
        skip=skip,
        take=take,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[SensorValue] | None:
    """List recorded values: filter cleaning active

     True (1) while the filter is being cleaned. Can explain pauses and pressure changes at that time.
    Lists what was recorded during one job.

    Args:
        job_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[SensorValue]
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            from_=from_,
            to=to,
            skip=skip,
            take=take,
        )
    ).parsed
