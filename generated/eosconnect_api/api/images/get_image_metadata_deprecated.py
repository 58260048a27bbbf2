# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_image_types import JobImageTypes
from ...models.job_images import JobImages
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    *,
    image_types: list[JobImageTypes],
    start_layer: int,
    end_layer: int,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_image_types = []
    for image_types_item_data in image_types:
        image_types_item = image_types_item_data.value
        json_image_types.append(image_types_item)

    params["imageTypes"] = json_image_types

    params["startLayer"] = start_layer

    params["endLayer"] = end_layer

    params["skip"] = skip

    params["take"] = take

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/images/metadata/{job_id}".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | JobImages | None:
    if response.status_code == 200:
        response_200 = JobImages.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | JobImages]:
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
    image_types: list[JobImageTypes],
    start_layer: int,
    end_layer: int,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | JobImages]:
    """Get metadata of powder bed images (deprecated)

     Type, layer, time and file type of powder bed images. Deprecated: use `getLayerImageMetadata`.

    Args:
        job_id (str):
        image_types (list[JobImageTypes]):
        start_layer (int):
        end_layer (int):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | JobImages]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        image_types=image_types,
        start_layer=start_layer,
        end_layer=end_layer,
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
    image_types: list[JobImageTypes],
    start_layer: int,
    end_layer: int,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | JobImages | None:
    """Get metadata of powder bed images (deprecated)

     Type, layer, time and file type of powder bed images. Deprecated: use `getLayerImageMetadata`.

    Args:
        job_id (str):
        image_types (list[JobImageTypes]):
        start_layer (int):
        end_layer (int):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | JobImages
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        image_types=image_types,
        start_layer=start_layer,
        end_layer=end_layer,
        skip=skip,
        take=take,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    image_types: list[JobImageTypes],
    start_layer: int,
    end_layer: int,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Response[Any | JobImages]:
    """Get metadata of powder bed images (deprecated)

     Type, layer, time and file type of powder bed images. Deprecated: use `getLayerImageMetadata`.

    Args:
        job_id (str):
        image_types (list[JobImageTypes]):
        start_layer (int):
        end_layer (int):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | JobImages]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        image_types=image_types,
        start_layer=start_layer,
        end_layer=end_layer,
        skip=skip,
        take=take,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    image_types: list[JobImageTypes],
    start_layer: int,
    end_layer: int,
    skip: int | Unset = UNSET,
    take: int | Unset = UNSET,
) -> Any | JobImages | None:
    """Get metadata of powder bed images (deprecated)

     Type, layer, time and file type of powder bed images. Deprecated: use `getLayerImageMetadata`.

    Args:
        job_id (str):
        image_types (list[JobImageTypes]):
        start_layer (int):
        end_layer (int):
        skip (int | Unset):
        take (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | JobImages
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            image_types=image_types,
            start_layer=start_layer,
            end_layer=end_layer,
            skip=skip,
            take=take,
        )
    ).parsed
