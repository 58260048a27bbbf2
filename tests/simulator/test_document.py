"""The document is found in a checkout, and read once."""

from __future__ import annotations

import json

from eosconnect.document import document_path, load_document


def test_the_document_is_found_and_read_once() -> None:
    assert load_document() is load_document()
    assert json.loads(document_path().read_text(encoding="utf-8")) == load_document()


def test_it_holds_the_operations_of_the_web_api_and_the_two_beside_it() -> None:
    paths = load_document()["paths"]
    operations = [method for item in paths.values() for method in item if method in ("get", "post", "delete")]
    assert len(operations) == 212
