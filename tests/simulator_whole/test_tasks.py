"""Task files: what can be uploaded in which order, what is refused, and what deleting leaves."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from eosconnect.simulator.world.tasks import LARGEST_TASK_FILE

TASK = "Bracket_20260814_153012"


def send(visitor: Any, *names: str) -> list[int]:
    return [visitor.upload("/tasks", name).status_code for name in names]


def test_the_tasks_of_the_last_jobs_are_there_and_that_of_the_next(visitor: Any) -> None:
    tasks = visitor.json("/tasks")
    assert len(tasks) == len(set(tasks))
    jobs = [job["task"] for job in visitor.json("/jobs", take=8)]
    assert tasks[-9:-1] == jobs[::-1]
    assert visitor.json("/jobs/current")["task"] in tasks


def test_a_task_is_there_when_its_task_file_is(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    before = visitor.json("/tasks")
    assert send(visitor, f"{TASK}_1.data", f"{TASK}_0.data") == [201, 201]
    assert visitor.json("/tasks") == before
    assert send(visitor, f"{TASK}.task") == [201]
    assert visitor.json("/tasks") == [*before, TASK]


def test_a_task_can_be_streamed_in_pairs_of_files(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    pairs = [name for n in range(3) for name in (f"{TASK}.{n}.data", f"{TASK}.task")]
    assert send(visitor, *pairs) == [201] * 6
    assert visitor.json("/tasks")[-1] == TASK


def test_the_same_file_is_taken_once(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    assert send(visitor, f"{TASK}.data", f"{TASK}.data", f"{TASK}.task", f"{TASK}.task") == [201, 400, 201, 400]
    present = visitor.json("/tasks")[0]
    assert send(visitor, f"{present}.data", f"{present}.task") == [400, 400]


@pytest.mark.parametrize(
    "name",
    [
        f"{TASK}.task",  # before any data
        "Bracket.data",
        "Bracket_20260814.task",
        "Bracket-20260814_153012.data",
        "Bracket_20269914_153012.data",
        f"{TASK}.task.3",
        f"{TASK}.zip",
        f"{TASK}",
        "_20260814_153012.data",
        "",
    ],
)
def test_what_is_no_task_file_is_refused(name: str, fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    before = visitor.json("/tasks")
    assert send(visitor, name) == [400]
    assert visitor.simulator.world.tasks.uploaded == {}
    assert visitor.json("/tasks") == before


def test_a_request_without_a_file_is_refused(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    assert visitor.client.post("/tasks").status_code == 400
    assert visitor.client.post("/tasks", json={"file": f"{TASK}.data"}).status_code == 400
    assert visitor.client.post("/tasks", data={"file": f"{TASK}.data"}).status_code == 400
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert visitor.client.post("/tasks", content=b"--x\r\nnonsense", headers=broken).status_code == 400


def raw(visitor: Any, length: int) -> tuple[ssl.SSLSocket, bytes]:
    """A connection on which the head of an upload has gone out, and the beginning of its body."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + f"{TASK}.data".encode()
        + b'"\r\n\r\n'
        + b"0123"
    )
    context = ssl.create_default_context(cadata=visitor.simulator.ca)
    host, _, port = visitor.simulator.host.partition(":")
    plain = socket.create_connection((host, int(port)), timeout=10)
    connection = context.wrap_socket(plain, server_hostname=host)
    head = (
        f"POST /api/v6.1/tasks HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\n"
        f"Authorization: {visitor.client.headers['Authorization']}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    return connection, body


def test_a_broken_transfer_leaves_nothing_and_can_be_repeated(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    connection, _ = raw(visitor, 1_000_000)
    connection.close()
    assert visitor.json("/tasks")  # answered after the machine has seen the end of the other
    assert visitor.simulator.world.tasks.uploaded == {}
    assert send(visitor, f"{TASK}.data") == [201]


def test_more_than_2_gb_are_refused_before_they_are_sent(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    connection, _ = raw(visitor, LARGEST_TASK_FILE + 1_000_000)
    with connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")
    assert visitor.simulator.world.tasks.uploaded == {}


def test_a_large_file_is_counted_and_not_kept(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    size = 20 * 1024 * 1024

    class Zeros:
        """A file that is made while it is read."""

        left = size

        def read(self, most: int = -1) -> bytes:
            some = min(self.left, most if most >= 0 else self.left)
            self.left -= some
            return bytes(some)

        def __iter__(self) -> Iterator[bytes]:
            while chunk := self.read(65_536):
                yield chunk

    assert visitor.upload("/tasks", f"{TASK}.data", Zeros()).status_code == 201
    assert visitor.simulator.world.tasks.uploaded[TASK].data == {f"{TASK}.data": size}


def test_of_two_who_upload_the_same_file_the_first_to_finish_wins(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    end = b"\r\n--x--\r\n"
    slow, body = raw(visitor, 4 + len(end) + 100)
    rest = 4 + len(end) + 100 - len(body)
    slow.close()
    length = len(body) + len(end)
    slow, _ = raw(visitor, length)
    assert rest != 0
    with slow:
        assert send(visitor, f"{TASK}.data") == [201]
        slow.sendall(end)
        assert slow.recv(4096).startswith(b"HTTP/1.1 400 ")


def test_many_uploads_at_once_take_one_of_each_file(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    statuses: list[int] = []

    def upload() -> None:
        statuses.append(visitor.upload("/tasks", f"{TASK}.data", bytes(100_000)).status_code)

    threads = [threading.Thread(target=upload) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 400, 400, 400, 400, 400]


def test_a_deleted_task_is_gone_and_can_come_again(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    task = visitor.json("/tasks")[0]
    assert visitor.client.delete(f"/tasks/{task}").status_code == 204
    assert task not in visitor.json("/tasks")
    assert visitor.client.delete(f"/tasks/{task}").status_code == 404
    assert send(visitor, f"{task}.data", f"{task}.task") == [201, 201]
    assert task in visitor.json("/tasks")
    assert visitor.client.delete(f"/tasks/{task}").status_code == 204


def test_a_task_in_use_is_not_deleted(fresh: Callable[..., Any]) -> None:
    visitor = fresh()
    running = visitor.json("/jobs/current")["task"]
    assert visitor.client.delete(f"/tasks/{running}").status_code == 400
    other = visitor.json("/tasks")[0]
    visitor.simulator.world.tasks.locked.add(other)
    assert visitor.client.delete(f"/tasks/{other}").status_code == 400
    visitor.simulator.world.tasks.locked.clear()
    assert visitor.client.delete(f"/tasks/{other}").status_code == 204
    assert {running} <= set(visitor.json("/tasks"))
    assert visitor.client.delete("/tasks/none").status_code == 404
