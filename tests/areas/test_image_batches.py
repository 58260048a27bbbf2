"""Ranges of layers to ask for: everything that is wanted, nothing twice, never more than an answer holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eosconnect.decisions.image_batches import layer_runs, layer_windows


@given(st.dictionaries(st.integers(1, 400), st.integers(1, 4), max_size=60), st.data(), st.integers(1, 12))
def test_runs_bring_what_is_wanted_and_nothing_else(images: dict[int, int], data: st.DataObject, most: int) -> None:
    wanted = set(data.draw(st.lists(st.sampled_from(sorted(images)), unique=True))) if images else set()
    runs = layer_runs(images, wanted, most)
    brought = [layer for first, last in runs for layer in images if first <= layer <= last]
    assert sorted(brought) == sorted(wanted)
    assert runs == sorted(runs)
    for first, last in runs:
        inside = [layer for layer in images if first <= layer <= last]
        assert sum(images[layer] for layer in inside) <= most or len(inside) == 1


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 300))
def test_windows_cover_every_layer_once(first: int, last: int, size: int) -> None:
    windows = layer_windows(first, last, size)
    assert [layer for start, end in windows for layer in range(start, end + 1)] == list(range(first, last + 1))
    assert all(end - start < size for start, end in windows)
