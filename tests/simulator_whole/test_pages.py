"""The machine's web page: it says what the Web API says, lets a person try it, and fetches nothing from elsewhere."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from eosconnect.simulator import Simulator

from .conftest import Visitor

OWN = ("/", "/swagger/")
ASSETS = {
    "/page.css": "text/css",
    "/swagger/start.js": "text/javascript",
    "/swagger/swagger-ui.css": "text/css",
    "/swagger/swagger-ui-bundle.js": "text/javascript",
}

Reader = Callable[..., Visitor]


@pytest.fixture
def page(visitor: Visitor) -> Callable[[str], Any]:
    """A page as a browser gets it: without a token."""
    return lambda path: visitor.client.get(
        f"{visitor.simulator.url}{path}", headers={"Authorization": ""}
    ).raise_for_status()


def described(visitor: Visitor) -> dict[str, Any]:
    document: dict[str, Any] = visitor.client.get(f"{visitor.simulator.url}/swagger.json").raise_for_status().json()
    return document


def test_the_index_says_what_the_web_api_says(visitor: Visitor, page: Callable[[str], Any]) -> None:
    text = page("/").text
    info, job = visitor.json("/info"), visitor.json("/jobs/current")
    for told in (info["productName"], info["serialNumber"], job["task"], f"{job['layerCount']} of"):
        assert told in text
    for shown in visitor.json("/jobs", take=10):
        assert shown["task"] in text
    for message in visitor.json("/software/userMessages", take=8):
        assert message["timeRaised"][:16].replace("T", " ") in text


def test_no_page_holds_the_secret(visitor: Visitor, page: Callable[[str], Any]) -> None:
    for path in (*OWN, "/swagger.json", *ASSETS):
        assert visitor.simulator.client_secret not in page(path).text
    assert visitor.simulator.client_id in page("/swagger/").text


def test_pages_fetch_from_the_machine_alone(page: Callable[[str], Any]) -> None:
    fetched = set()
    for path in OWN:
        answer = page(path)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        rules = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
        assert rules.pop("default-src") == "'self'"
        assert not re.search(r"https?:", " ".join(rules.values()))
        fetched |= set(re.findall(r'(?:<link[^>]* href|<script[^>]* src)="([^"]+)"', answer.text))
    assert fetched - {"data:,"} == set(ASSETS)


@pytest.mark.parametrize("path", ASSETS)
def test_what_pages_fetch_is_there(page: Callable[[str], Any], path: str) -> None:
    answer = page(path)
    assert answer.headers["content-type"] == f"{ASSETS[path]}; charset=utf-8"
    assert not re.search(rb"(@import|url\()\s*[\"']?https?:", answer.content)


def test_the_swagger_ui_is_the_real_one(page: Callable[[str], Any]) -> None:
    bundle = page("/swagger/swagger-ui-bundle.js").text
    assert len(bundle) > 1_000_000
    assert "SwaggerUIBundle" in bundle
    assert 'SwaggerUIBundle({\n  url: "/swagger.json"' in page("/swagger/start.js").text


def test_the_short_address_leads_to_it(visitor: Visitor) -> None:
    answer = visitor.client.get(f"{visitor.simulator.url}/swagger")
    assert (answer.status_code, answer.headers["location"]) == (307, "/swagger/")


def test_what_is_filled_in_can_be_tried_as_it_stands(visitor: Visitor) -> None:
    document = described(visitor)
    base = visitor.simulator.url + document["servers"][0]["url"]
    tried: dict[tuple[str, ...], int] = {}
    for path, item in document["paths"].items():
        operation = item.get("get")
        if operation is None or "not on an" in operation["summary"] or "servers" in item:
            continue
        needed = tuple(parameter["name"] for parameter in operation["parameters"] if "example" in parameter)
        if needed in tried:
            continue
        given = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}
        missing = [one["name"] for one in operation["parameters"] if one["required"] and one["name"] not in given]
        assert missing in ([], ["minimumLogLevel"])  # the browser offers the first of its values
        query = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
        if missing:
            query["minimumLogLevel"] = "DEBUG"
        tried[needed] = visitor.client.get(base + path.format(**given), params=query).status_code
    assert len(tried) >= 10
    assert set(tried.values()) <= {200, 204}


def test_what_the_model_lacks_is_marked(reader: Reader) -> None:
    document = described(reader("EOS P 396"))
    assert document["paths"]["/jobs"]["get"]["summary"] == "List jobs"
    position = document["paths"]["/collectorPlatform/position/current"]["get"]
    assert position["summary"].endswith(" (not on an EOS P 396)")


def test_without_authorization_the_page_says_so() -> None:
    with Simulator(auth=False) as simulator:
        tls = ssl.create_default_context(cadata=simulator.ca)
        text = httpx2.get(f"{simulator.url}/", verify=tls).raise_for_status().text
    assert "switched off" in text
    assert "Client secret" not in text


def test_other_methods_and_addresses_have_no_page(visitor: Visitor) -> None:
    origin = visitor.simulator.url
    assert visitor.client.post(f"{origin}/").status_code == 404
    assert visitor.client.get(f"{origin}/swagger/other.js").status_code == 404
