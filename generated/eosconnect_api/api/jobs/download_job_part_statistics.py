# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from io import BytesIO
from typing import Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.part_statistics_category import PartStatisticsCategory
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    job_id: str,
    *,
    types: list[PartStatisticsCategory],
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
    strict: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_types = []
    for types_item_data in types:
        types_item = types_item_data.value
        json_types.append(types_item)

    params["types"] = json_types

    params["skip"] = skip

    params["take"] = take

    params["strict"] = strict

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/jobs/{job_id}/partStatistics".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | File | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

        return response_200

    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | File]:
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
    types: list[PartStatisticsCategory],
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
    strict: bool | Unset = UNSET,
) -> Response[Any | File]:
    """Download all part statistics of a job

     Zip archive with CSV files of the part statistics: the grey values of each part, layer by layer.

    Args:
        job_id (str):
        types (list[PartStatisticsCategory]):
        skip (int | Unset):
        take (int | Unset):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        types=types,
        skip=skip,
        take=take,
        strict=strict,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    types: list[PartStatisticsCategory],
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
    strict: bool | Unset = UNSET,
) -> Any | File | None:
    """Download all part statistics of a job

     Zip archive with CSV files of the part statistics: the grey values of each part, layer by layer.

    Args:
        job_id (str):
        types (list[PartStatisticsCategory]):
        skip (int | Unset):
        take (int | Unset):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        types=types,
        skip=skip,
        take=take,
        strict=strict,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    types: list[PartStatisticsCategory],
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
    strict: bool | Unset = UNSET,
) -> Response[Any | File]:
    """Download all part statistics of a job

     Zip archive with CSV files of the part statistics: the grey values of each part, layer by layer.

    Args:
        job_id (str):
        types (list[PartStatisticsCategory]):
        skip (int | Unset):
        take (int | Unset):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        types=types,
        skip=skip,
        take=take,
        strict=strict,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    types: list[PartStatisticsCategory],
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
    strict: bool | Unset = UNSET,
) -> Any | File | None:
    """Download all part statistics of a job

     Zip archive with CSV files of the part statistics: the grey values of each part, layer by layer.

    Args:
        job_id (str):
        types (list[PartStatisticsCategory]):
        skip (int | Unset):
        take (int | Unset):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            types=types,
            skip=skip,
            take=take,
            strict=strict,
        )
    ).parsed
