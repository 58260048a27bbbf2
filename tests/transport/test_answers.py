"""What comes back: results, nothing, typed errors with the machine's words, files, raw answers."""

from __future__ import annotations

import gzip

import httpx2
import pytest

from eosconnect.errors import (
    ApiError,
    BadRequestError,
    ConfigurationError,
    EosConnectError,
    LockedError,
    MachineUnreachableError,
    NotFoundError,
    NotSupportedOnMachineError,
    PermissionDeniedError,
    ServerError,
    UnexpectedResponseError,
    UnsupportedMediaTypeError,
)

BRAND = "/info/brand"
TOKEN_PATH = "/auth/connect/token"


def test_the_request_is_that_of_the_generated_operation(link, server, answer):
    server.on("/jobs", answer([]))
    link.call("list_jobs", skip=20, take=10, job_result=None)
    (request,) = server.arrived("/jobs")
    assert (request.method, request.target) == ("GET", "/api/v6.1/jobs?skip=20&take=10")
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"].startswith("eosconnect-sdk/")
    assert request.headers["host"] == server.host


def test_a_query_is_sent_as_the_http_client_writes_it(link, server, answer):
    query = {"word": "x y+z&=#?%41\u00fc/\\'", "several": [1, True], "from": "2026-11-02T08:15:00+01:00", "none": ""}
    server.on("/jobs", answer([]))
    link.request("GET", "/jobs", params=query)
    written = httpx2.URL("https://host/api/v6.1/jobs", params=query)
    assert server.arrived("/jobs")[0].target == written.raw_path.decode()


def test_newer_versions_get_the_tutorials_names_besides(server, connect, answer):
    server.on("/jobs", answer([]))
    connect(server, api_version="6.8").call("list_jobs", take=10)
    assert server.arrived("/jobs")[0].target == "/api/v6.8/jobs?take=10&limit=10"


@pytest.mark.parametrize("body", [b"", b"null", b" null\r\n"])
def test_an_empty_answer_is_nothing(link, server, answer, body):
    server.on("/jobs/current", answer(body))
    assert link.call("get_current_job") is None


def test_204_is_nothing(link, server, answer):
    server.on("/dispenser/fillLevel/current", answer(b"", 204))
    assert link.call("get_dispenser_fill_level_current") is None


def test_a_404_that_means_nothing_is_no_error(link, server, answer):
    for path, operation in (("/layers/current", "get_current_layer"), ("/maintenance/licenses", "list_licenses")):
        server.on(path, answer({"title": "Not Found"}, 404))
        assert link.call(operation) is None


def test_compressed_answers_are_unpacked(link, server, answer):
    server.on(BRAND, answer(gzip.compress(b'"EOS"'), headers={"Content-Encoding": "gzip"}))
    assert link.brand() == "EOS"
    assert "gzip" in server.arrived(BRAND)[0].headers["accept-encoding"]


def test_json_with_a_byte_order_mark_or_nan_is_read(link, server, answer):
    server.on(BRAND, answer(b"\xef\xbb\xbf[1, NaN]"))
    one, nan = link.brand()
    assert one == 1
    assert nan != nan


@pytest.mark.parametrize(
    ("status", "kind_of_error"),
    [
        (400, BadRequestError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (415, UnsupportedMediaTypeError),
        (418, ApiError),
        (423, LockedError),
        (501, ServerError),
    ],
)
def test_each_status_has_its_error(link, server, answer, status, kind_of_error):
    server.on(BRAND, answer({"title": "No", "detail": "because"}, status))
    with pytest.raises(kind_of_error) as caught:
        link.brand()
    error = caught.value
    assert type(error) is kind_of_error
    assert (error.status, error.method, error.path) == (status, "GET", "/api/v6.1/info/brand")
    assert error.detail == "No; because"
    assert "the machine says: No; because" in str(error)


def test_what_a_404_on_a_data_point_means_depends_on_path_and_model(link, server, answer):
    gone = answer(b"", 404)
    server.on("/recoater/position/J1/values", gone)
    server.on("/buildingPlatform/position/J1/values", gone)
    server.on("/buildingPlatform/position/current", gone)
    with pytest.raises(NotFoundError, match="no such job, or this machine has no data point"):
        link.call("get_building_platform_position_values", job_id="J1")
    with pytest.raises(NotSupportedOnMachineError):
        link.call("get_building_platform_position_current")
    link.connection.machine_model = "EOS M 290"
    with pytest.raises(NotFoundError, match="no such job") as caught:
        link.call("get_building_platform_position_values", job_id="J1")
    assert type(caught.value) is NotFoundError
    link.connection.machine_model = "FORMIGA P 110"
    with pytest.raises(NotSupportedOnMachineError, match="FORMIGA P 110"):
        link.call("get_building_platform_position_values", job_id="J1")


REDIRECTS = [301, 302, 303, 307, 308]


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirect_is_not_followed_and_takes_no_token_along(link, serve, server, answer, status):
    elsewhere = serve("good")
    elsewhere.on(BRAND, answer("EOS"))
    server.on(BRAND, answer(b"", status, {"Location": f"https://{elsewhere.host}/api/v6.1/info/brand"}))
    with pytest.raises(ApiError, match="points to another address"):
        link.brand()
    assert link.request("GET", BRAND).status_code == status
    assert elsewhere.connections == 0


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirect_of_the_token_endpoint_takes_no_secret_along(link, serve, server, answer, status):
    elsewhere = serve("good")
    server.on(TOKEN_PATH, answer(b"", status, {"Location": f"https://{elsewhere.host}{TOKEN_PATH}"}))
    with pytest.raises(ApiError, match="points to another address"):
        link.brand()
    assert len(server.arrived(TOKEN_PATH)) == 1
    assert server.arrived(BRAND) == []
    assert elsewhere.connections == 0


@pytest.mark.parametrize("path", [BRAND, TOKEN_PATH])
def test_the_callers_own_client_follows_no_redirect_with_our_token(connect, serve, server, answer, own_client, path):
    elsewhere = serve("good")
    server.on(path, answer(b"", 307, {"Location": f"https://{elsewhere.host}{path}"}))
    with pytest.raises(ApiError, match="points to another address"):
        connect(server, http_client=own_client(follow_redirects=True)).brand()
    assert elsewhere.connections == 0


@pytest.mark.parametrize(
    "location", ["", "//", "http://[", "https://\x7f", "https://\u00fc\u0000/", "?" * 9000, "javascript:x", "//:99999"]
)
def test_a_redirect_to_nowhere_is_a_typed_error(link, server, answer, location, clock):
    server.on(BRAND, answer(raw=f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()))
    with pytest.raises(EosConnectError):
        link.brand()


def test_cookies_are_not_kept(link, server, answer):
    server.on(BRAND, answer("EOS", headers={"Set-Cookie": "session=1; Path=/"}))
    link.brand()
    link.brand()
    assert "cookie" not in server.arrived(BRAND)[1].headers


def test_a_decoder_may_refuse_what_a_repetition_can_mend(link, server, answer):
    server.on(BRAND, answer("half"), answer("EOS"))

    def decode(reply):
        if reply.json() != "EOS":
            raise UnexpectedResponseError("another shape")
        return reply.json()

    assert link.call("get_info_brand", decode) == "EOS"


# Files


def test_a_file_comes_piece_by_piece_and_uncompressed(link, server, answer):
    content = bytes(range(256)) * 2000
    server.on("/jobs/J1/export", answer(content, headers={"Content-Type": "application/zip"}))
    received = bytearray()
    reply = link.read_stream("download_job_export", received, job_id="J1")
    assert received == content
    assert (reply.status, reply.headers["content-length"], reply.is_nothing) == (200, str(len(content)), False)
    assert reply.received == len(content)
    assert server.arrived("/jobs/J1/export")[0].headers["accept-encoding"] == "identity"


def test_a_file_that_breaks_off_is_never_taken_for_whole(link, server, answer):
    server.on("/jobs/J1/export", answer(b"x" * 100_000, reset_after=50_000))
    received = bytearray()
    with pytest.raises(MachineUnreachableError, match="broke before the answer was complete"):
        link.read_stream("download_job_export", received, job_id="J1")
    assert len(received) <= 50_000


def test_a_file_is_asked_for_again_until_its_head_has_come(link, server, answer):
    server.on("/jobs/J1/export", answer(b"", 503), answer(reset_after=-1), answer(b"PK"))
    received = bytearray()
    link.read_stream("download_job_export", received, job_id="J1")
    assert received == b"PK"


def test_a_page_is_never_taken_for_a_file(link, server, answer, clock):
    page = answer(b"<html>login</html>", headers={"Content-Type": "text/html; charset=utf-8"})
    server.on("/jobs/J1/export", page, answer(b"PK"))
    received = bytearray()
    link.read_stream("download_job_export", received, job_id="J1")
    assert received == b"PK"
    server.on("/jobs/J1/export", page)
    with pytest.raises(UnexpectedResponseError, match="an HTML page came in place of the file"):
        link.read_stream("download_job_export", received, job_id="J1")


def test_no_images_are_nothing(link, server, answer):
    server.on("/layers/J1/images/download", answer(b"", 404))
    received = bytearray()
    arguments = {"job_id": "J1", "types": [], "start_layer": 1, "end_layer": 2}
    assert link.read_stream("download_layer_images", received, **arguments).is_nothing
    assert received == b""


def test_an_error_instead_of_a_file_is_an_error(link, server, answer):
    server.on("/jobs/J1/export", answer({"detail": "database"}, 404))
    with pytest.raises(NotFoundError, match="database"):
        link.read_stream("download_job_export", bytearray(), job_id="J1")


# Free requests


@pytest.mark.parametrize("path", ["/info/brand", "/api/v6.1/info/brand"])
def test_any_path_goes_with_token_and_trust(link, server, path):
    response = link.request("get", path, params={"a": "b c"})
    assert (response.status_code, response.json(), response.text) == (200, "EOS", '"EOS"')
    (request,) = server.arrived(BRAND)
    assert request.target == "/api/v6.1/info/brand?a=b+c"
    assert request.headers["authorization"] == "Bearer t0k3n-1"


def test_a_free_request_gives_every_status_as_it_is(link, server, answer):
    server.on("/x", answer({"title": "no"}, 404))
    assert link.request("GET", "/x").json() == {"title": "no"}
    server.on("/x", answer("down", 503))
    response = link.request("GET", "/x")
    assert (response.status_code, response.json()) == (503, "down")
    assert len(server.arrived("/x")) == 5


def test_only_reading_free_requests_are_repeated(link, server, answer):
    server.on("/x", answer(b"", 503))
    assert link.request("POST", "/x", json={"a": 1}).status_code == 503
    (request,) = server.arrived("/x")
    assert request.body in (b'{"a":1}', b'{"a": 1}')
    server.on("/x", answer(reset_after=-1))
    with pytest.raises(MachineUnreachableError) as caught:
        link.request("POST", "/x")
    assert caught.value.machine_may_have_changed


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", "jobs", ""])
def test_the_token_goes_to_no_other_host(link, server, path):
    with pytest.raises(ConfigurationError, match="is not a path of the machine"):
        link.request("GET", path)
    assert server.requests == []


def test_a_compressed_free_answer_is_unpacked(link, server, answer):
    server.on("/x", answer(gzip.compress(b'"EOS"'), headers={"Content-Encoding": "gzip"}))
    assert link.request("GET", "/x").json() == "EOS"
