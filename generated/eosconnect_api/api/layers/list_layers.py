# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.layer import Layer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    *,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    start_height: float | Unset = UNSET,
    end_height: float | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["startIndex"] = start_index

    params["endIndex"] = end_index

    params["startHeight"] = start_height

    params["endHeight"] = end_height

    params["skip"] = skip

    params["take"] = take

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/layers/{job_id}".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | list[Layer] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = Layer.from_dict(response_200_item_data)

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | list[Layer]]:
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
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    start_height: float | Unset = UNSET,
    end_height: float | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[Layer]]:
    """List layers of a job

     Layers of a job with heights, times and operations; counting begins at 1. A metal machine exposes
    first and recoats afterwards, so its layer 1 is exposed on the bare building platform and every
    later one on recoated powder. A polymer machine recoats first and then exposes.

    Args:
        job_id (str):
        start_index (int | Unset):
        end_index (int | Unset):
        start_height (float | Unset):
        end_height (float | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[Layer]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        start_index=start_index,
        end_index=end_index,
        start_height=start_height,
        end_height=end_height,
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
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    start_height: float | Unset = UNSET,
    end_height: float | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[Layer] | None:
    """List layers of a job

     Layers of a job with heights, times and operations; counting begins at 1. A metal machine exposes
    first and recoats afterwards, so its layer 1 is exposed on the bare building platform and every
    later one on recoated powder. A polymer machine recoats first and then exposes.

    Args:
        job_id (str):
        start_index (int | Unset):
        end_index (int | Unset):
        start_height (float | Unset):
        end_height (float | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[Layer]
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        start_index=start_index,
        end_index=end_index,
        start_height=start_height,
        end_height=end_height,
        skip=skip,
        take=take,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    start_height: float | Unset = UNSET,
    end_height: float | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | list[Layer]]:
    """List layers of a job

     Layers of a job with heights, times and operations; counting begins at 1. A metal machine exposes
    first and recoats afterwards, so its layer 1 is exposed on the bare building platform and every
    later one on recoated powder. A polymer machine recoats first and then exposes.

    Args:
        job_id (str):
        start_index (int | Unset):
        end_index (int | Unset):
        start_height (float | Unset):
        end_height (float | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[Layer]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        start_index=start_index,
        end_index=end_index,
        start_height=start_height,
        end_height=end_height,
        skip=skip,
        take=take,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    start_index: int | Unset = UNSET,
    end_index: int | Unset = UNSET,
    start_height: float | Unset = UNSET,
    end_height: float | Unset = UNSET,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | list[Layer] | None:
    """List layers of a job

     Layers of a job with heights, times and operations; counting begins at 1. A metal machine exposes
    first and recoats afterwards, so its layer 1 is exposed on the bare building platform and every
    later one on recoated powder. A polymer machine recoats first and then exposes.

    Args:
        job_id (str):
        start_index (int | Unset):
        end_index (int | Unset):
        start_height (float | Unset):
        end_height (float | Unset):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[Layer]
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            start_index=start_index,
            end_index=end_index,
            start_height=start_height,
            end_height=end_height,
            skip=skip,
            take=take,
        )
    ).parsed
