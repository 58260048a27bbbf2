"""A number is the double nearest to its text, whatever its length: the same that Python reads."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eosconnect.columns.uniform import decode_uniform


def read(texts: list[str]) -> list[float]:
    rows = (
        f'{{"timestamp":"2026-11-02T08:15:00Z","isInJob":true,"value":{text},"layerIndex":1}}' for text in (*texts, "0")
    )
    values: list[float] = decode_uniform(f"[{','.join(rows)}]".encode()).values[:-1].tolist()
    return values


def assert_exact(texts: list[str]) -> None:
    for text, value in zip(texts, read(texts), strict=True):
        expected = float(text)
        assert value == expected, f"{text}: {value!r} instead of {expected!r}"
        assert np.signbit(value) == np.signbit(expected), text


def decimals(generator: random.Random, whole: int, behind: int) -> str:
    sign = generator.choice(("", "-"))
    text = f"{sign}{generator.randrange(10**whole)}"
    return f"{text}.{generator.randrange(10**behind):0{behind}d}" if behind else text


@pytest.mark.parametrize("behind", range(25))
@pytest.mark.parametrize("whole", [1, 2, 4, 8, 10])
def test_decimals_of_every_length_are_exact(whole: int, behind: int) -> None:
    generator = random.Random(f"{whole}.{behind}")
    assert_exact([decimals(generator, whole, behind) for _ in range(400)])


def test_decimals_of_mixed_lengths_are_exact() -> None:
    generator = random.Random(1)
    assert_exact([decimals(generator, generator.randrange(1, 9), generator.randrange(19)) for _ in range(20_000)])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1e9, 1e9).map(lambda number: f"{number:.17g}") | st.floats(-1e6, 1e6).map(repr), min_size=1))
def test_the_shortest_and_the_longest_text_of_a_double_are_exact(texts: list[str]) -> None:
    assert_exact(texts)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(2**-10, 2**20), st.integers(-2, 2), st.integers(8, 18)), min_size=1))
def test_decimals_next_to_the_middle_of_two_doubles_are_exact(cases: list[tuple[float, int, int]]) -> None:
    """Where rounding is hardest."""
    texts = []
    for lower, beside, behind in cases:
        middle = (Fraction(lower) + Fraction(float(np.nextafter(lower, np.inf)))) / 2
        digits = str(int(middle * 10**behind) + beside).rjust(behind + 1, "0")
        texts.append(f"{digits[:-behind]}.{digits[-behind:]}")
    assert_exact(texts)


def test_powers_of_two_and_their_neighbours_are_exact() -> None:
    texts = []
    for exponent in range(-12, 26):
        for neighbour in (
            float(np.nextafter(2.0**exponent, 0)),
            2.0**exponent,
            float(np.nextafter(2.0**exponent, 9e9)),
        ):
            texts += [f"{neighbour:.{behind}f}" for behind in range(1, 19)]
    assert_exact(texts)


def test_plain_whole_numbers_and_zeros_are_exact() -> None:
    assert_exact(["0", "-0.0", "0.0", "-0.000", "7", "-7", "10", "99999999", "-9999999", "100000000", "12345678.5"])


@pytest.mark.parametrize("text", ["1e5", "1E-05", "2.5e-05", "-1.25E+3", "1e-400", "1.7976931348623157e308", "5e-324"])
def test_exponents_are_exact(text: str) -> None:
    assert_exact(["38.5", text])
