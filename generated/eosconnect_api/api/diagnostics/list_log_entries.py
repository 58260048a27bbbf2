# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
import datetime
from http import HTTPStatus
from typing import Any, cast

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.log_entry import LogEntry
from ...models.log_level import LogLevel
from ...models.logging_sources import LoggingSources
from ...types import UNSET, Response


def _get_kwargs(
    *,
    logging_sources: list[LoggingSources],
    minimum_log_level: LogLevel,
    from_date: datetime.datetime,
    to_date: datetime.datetime,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_logging_sources = []
    for logging_sources_item_data in logging_sources:
        logging_sources_item = logging_sources_item_data.value
        json_logging_sources.append(logging_sources_item)

    params["loggingSources"] = json_logging_sources

    json_minimum_log_level = minimum_log_level.value
    params["minimumLogLevel"] = json_minimum_log_level

    json_from_date = from_date.isoformat()
    params["fromDate"] = json_from_date

    json_to_date = to_date.isoformat()
    params["toDate"] = json_to_date

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/diagnostics/logs",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | list[LogEntry] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = LogEntry.from_dict(response_200_item_data)

            response_200.append(response_200_item)

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

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | list[LogEntry]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    logging_sources: list[LoggingSources],
    minimum_log_level: LogLevel,
    from_date: datetime.datetime,
    to_date: datetime.datetime,
) -> Response[Any | list[LogEntry]]:
    """List log entries

     Log entries of the chosen machine modules within a time window, from the given level upwards. All
    four arguments are required.

    Args:
        logging_sources (list[LoggingSources]):
        minimum_log_level (LogLevel): Level of a log entry, rising from debug to fatal.
        from_date (datetime.datetime):
        to_date (datetime.datetime):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[LogEntry]]
    """

    kwargs = _get_kwargs(
        logging_sources=logging_sources,
        minimum_log_level=minimum_log_level,
        from_date=from_date,
        to_date=to_date,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    logging_sources: list[LoggingSources],
    minimum_log_level: LogLevel,
    from_date: datetime.datetime,
    to_date: datetime.datetime,
) -> Any | list[LogEntry] | None:
    """List log entries

     Log entries of the chosen machine modules within a time window, from the given level upwards. All
    four arguments are required.

    Args:
        logging_sources (list[LoggingSources]):
        minimum_log_level (LogLevel): Level of a log entry, rising from debug to fatal.
        from_date (datetime.datetime):
        to_date (datetime.datetime):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[LogEntry]
    """

    return sync_detailed(
        client=client,
        logging_sources=logging_sources,
        minimum_log_level=minimum_log_level,
        from_date=from_date,
        to_date=to_date,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    logging_sources: list[LoggingSources],
    minimum_log_level: LogLevel,
    from_date: datetime.datetime,
    to_date: datetime.datetime,
) -> Response[Any | list[LogEntry]]:
    """List log entries

     Log entries of the chosen machine modules within a time window, from the given level upwards. All
    four arguments are required.

    Args:
        logging_sources (list[LoggingSources]):
        minimum_log_level (LogLevel): Level of a log entry, rising from debug to fatal.
        from_date (datetime.datetime):
        to_date (datetime.datetime):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | list[LogEntry]]
    """

    kwargs = _get_kwargs(
        logging_sources=logging_sources,
        minimum_log_level=minimum_log_level,
        from_date=from_date,
        to_date=to_date,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    logging_sources: list[LoggingSources],
    minimum_log_level: LogLevel,
    from_date: datetime.datetime,
    to_date: datetime.datetime,
) -> Any | list[LogEntry] | None:
    """List log entries

     Log entries of the chosen machine modules within a time window, from the given level upwards. All
    four arguments are required.

    Args:
        logging_sources (list[LoggingSources]):
        minimum_log_level (LogLevel): Level of a log entry, rising from debug to fatal.
        from_date (datetime.datetime):
        to_date (datetime.datetime):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | list[LogEntry]
    """

    return (
        await asyncio_detailed(
            client=client,
            logging_sources=logging_sources,
            minimum_log_level=minimum_log_level,
            from_date=from_date,
            to_date=to_date,
        )
    ).parsed
