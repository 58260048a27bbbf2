"""Pictures without a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture
def headless() -> Iterator[None]:
    from matplotlib import get_backend, pyplot

    before = get_backend()
    pyplot.switch_backend("agg")
    yield
    pyplot.close("all")
    pyplot.switch_backend(before)
