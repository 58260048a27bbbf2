# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
from http import HTTPStatus
from typing import Any

import httpx2 as httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.upload_task_body import UploadTaskBody
from ...types import Response


def _get_kwargs(
    *,
    body: UploadTaskBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/tasks",
    }

    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | None:
    if response.status_code == 201:
        return None

    if response.status_code == 400:
        return None

    if response.status_code == 401:
        return None

    if response.status_code == 403:
        return None

    if response.status_code == 404:
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
    body: UploadTaskBody,
) -> Response[Any]:
    """Upload a task file

     Stores one file of a task on the machine; a task consists of `.data` files and a `.task` file. A
    file may have up to 2 GB, and its name has to end in an underscore and a time stamp, as in
    `myTask_20200814_153012`. EOSPRINT names its files that way.

    * **Finished task**: the order of the `.data` files does not matter; the `.task` file comes last.
    * **Streaming**, while EOSPRINT is still writing: files appear as pairs of a `.data` file and a
    `.task.n` file, with n counting up. Send each pair as it appears, data before task, and drop the
    number first (`TestTask.task.n` becomes `TestTask.task`). At the end send the highest numbered
    `.data` file and then the final `.task` file, whose name has no number.

    After a broken connection, start the upload of the file anew. A file that is complete on the machine
    is not accepted a second time: of several clients that send the same one, the first to finish gets
    201 and the rest get 400. Refused while authentication is switched off.

    Args:
        body (UploadTaskBody):

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
    body: UploadTaskBody,
) -> Response[Any]:
    """Upload a task file

     Stores one file of a task on the machine; a task consists of `.data` files and a `.task` file. A
    file may have up to 2 GB, and its name has to end in an underscore and a time stamp, as in
    `myTask_20200814_153012`. EOSPRINT names its files that way.

    * **Finished task**: the order of the `.data` files does not matter; the `.task` file comes last.
    * **Streaming**, while EOSPRINT is still writing: files appear as pairs of a `.data` file and a
    `.task.n` file, with n counting up. Send each pair as it appears, data before task, and drop the
    number first (`TestTask.task.n` becomes `TestTask.task`). At the end send the highest numbered
    `.data` file and then the final `.task` file, whose name has no number.

    After a broken connection, start the upload of the file anew. A file that is complete on the machine
    is not accepted a second time: of several clients that send the same one, the first to finish gets
    201 and the rest get 400. Refused while authentication is switched off.

    Args:
        body (UploadTaskBody):

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
