# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.indication import Indication
from ...models.indication_category import IndicationCategory
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    layer_index: int,
    *,
    types: list[IndicationCategory],
    strict: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_types = []
    for types_item_data in types:
        types_item = types_item_data.value
        json_types.append(types_item)

    params["types"] = json_types

    params["strict"] = strict

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/layers/{job_id}/indications/{layer_index}".format(
            job_id=quote(str(job_id), safe=""),
            layer_index=quote(str(layer_index), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | list[Indication] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = Indication.from_dict(response_200_item_data)

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
) -> Response[Any | list[Indication]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    job_id: str,
    layer_index: int,
    *,
    client: AuthenticatedClient | Client,
    types: list[IndicationCategory],
    strict: bool | Unset = UNSET,
) -> Response[Any | list[Indication]]:
    """List indications of a layer

     Spots of one layer where image analysis suspects an irregularity. The analysis works on pictures
    that the monitoring systems take during the build.

    Args:
        job_id (str):
        layer_index (int):
        types (list[IndicationCategory]):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[Indication]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        layer_index=layer_index,
        types=types,
        strict=strict,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    layer_index: int,
    *,
    client: AuthenticatedClient | Client,
    types: list[IndicationCategory],
    strict: bool | Unset = UNSET,
) -> Any | list[Indication] | None:
    """List indications of a layer

     Spots of one layer where image analysis suspects an irregularity. The analysis works on pictures
    that the monitoring systems take during the build.

    Args:
        job_id (str):
        layer_index (int):
        types (list[IndicationCategory]):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[Indication]
    """

    return sync_detailed(
        job_id=job_id,
        layer_index=layer_index,
        client=client,
        types=types,
        strict=strict,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    layer_index: int,
    *,
    client: AuthenticatedClient | Client,
    types: list[IndicationCategory],
    strict: bool | Unset = UNSET,
) -> Response[Any | list[Indication]]:
    """List indications of a layer

     Spots of one layer where image analysis suspects an irregularity. The analysis works on pictures
    that the monitoring systems take during the build.

    Args:
        job_id (str):
        layer_index (int):
        types (list[IndicationCategory]):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[Indication]]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        layer_index=layer_index,
        types=types,
        strict=strict,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    layer_index: int,
    *,
    client: AuthenticatedClient | Client,
    types: list[IndicationCategory],
    strict: bool | Unset = UNSET,
) -> Any | list[Indication] | None:
    """List indications of a layer

     Spots of one layer where image analysis suspects an irregularity. The analysis works on pictures
    that the monitoring systems take during the build.

    Args:
        job_id (str):
        layer_index (int):
        types (list[IndicationCategory]):
        strict (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[Indication]
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            layer_index=layer_index,
            client=client,
            types=types,
            strict=strict,
        )
    ).parsed
