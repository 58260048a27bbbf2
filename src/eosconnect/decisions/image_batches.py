"""Which layers to ask for at once, so that no answer holds more images than the machine gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

__all__ = ["LAYERS_PER_QUESTION", "layer_runs", "layer_windows"]

#: Layers whose metadata is asked for at once: with one image each they fit into one answer of 200, with room to tell
#: that it is the only one.
LAYERS_PER_QUESTION: Final = 190


def layer_windows(first: int, last: int, size: int = LAYERS_PER_QUESTION) -> list[tuple[int, int]]:
    """A range of layers in pieces, both ends of each included.

    Example:
        >>> layer_windows(1, 400)
        [(1, 190), (191, 380), (381, 400)]
    """
    return [(start, min(start + size - 1, last)) for start in range(first, last + 1, size)]


def layer_runs(images: Mapping[int, int], wanted: Collection[int], most: int) -> list[tuple[int, int]]:
    """The ranges of layers that bring the wanted ones and nothing else.

    Args:
        images: how many images each layer has.
        wanted: the layers whose images are needed.
        most: images in one answer at most.

    Returns:
        First and last layer of each range. A layer that alone has more images than ``most`` is a range of its own.

    Example:
        >>> layer_runs({1: 1, 2: 1, 3: 1, 4: 1, 7: 1}, {1, 2, 4, 7}, most=2)
        [(1, 2), (4, 7)]
    """
    runs: list[tuple[int, int]] = []
    run: list[int] = []
    count = 0
    for layer in sorted(images):
        if run and not (layer in wanted and count + images[layer] <= most):
            runs.append((run[0], run[-1]))
            run, count = [], 0
        if layer in wanted:
            run.append(layer)
            count += images[layer]
    return [*runs, (run[0], run[-1])] if run else runs
