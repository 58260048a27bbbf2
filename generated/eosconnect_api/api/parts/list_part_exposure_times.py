# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.part_layer import PartLayer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    part_id: int,
    *,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["startIndex"] = start_index

    params["endIndex"] = end_index

    params["skip"] = skip

    params["take"] = take

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/parts/{job_id}/{part_id}/exposureTimes".format(
            job_id=quote(str(job_id), safe=""),
            part_id=quote(str(part_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | list[PartLayer] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = PartLayer.from_dict(response_200_item_data)

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
) -> Response[Any | list[PartLayer]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    job_id: str,
    part_id: int,
    *,
    client: AuthenticatedClient | Client,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[PartLayer]]:
    """List exposure times of a part

     How long one part was exposed in each layer of a job, optionally for a range of layers.

    Args:
        job_id (str):
        part_id (int):
        start_index (int | Unset):
        end_index (int | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[PartLayer]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        part_id=part_id,
        start_index=start_index,
        end_index=end_index,
        skip=skip,
        take=take,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    part_id: int,
    *,
    client: AuthenticatedClient | Client,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[PartLayer] | None:
    """List exposure times of a part

     How long one part was exposed in each layer of a job, optionally for a range of layers.

    Args:
        job_id (str):
        part_id (int):
        start_index (int | Unset):
        end_index (int | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[PartLayer]
    """

    return sync_detailed(
        job_id=job_id,
        part_id=part_id,
        client=client,
        start_index=start_index,
        end_index=end_index,
        skip=skip,
        take=take,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    part_id: int,
    *,
    client: AuthenticatedClient | Client,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[PartLayer]]:
    """List exposure times of a part

     How long one part was exposed in each layer of a job, optionally for a range of layers.

    Args:
        job_id (str):
        part_id (int):
        start_index (int | Unset):
        end_index (int | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[PartLayer]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        part_id=part_id,
        start_index=start_index,
        end_index=end_index,
        skip=skip,
        take=take,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    part_id: int,
    *,
    client: AuthenticatedClient | Client,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[PartLayer] | None:
    """List exposure times of a part

     How long one part was exposed in each layer of a job, optionally for a range of layers.

    Args:
        job_id (str):
        part_id (int):
        start_index (int | Unset):
        end_index (int | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[PartLayer]
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            part_id=part_id,
            client=client,
            start_index=start_index,
            end_index=end_index,
            skip=skip,
            take=take,
        )
    ).parsed
