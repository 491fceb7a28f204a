"""Every function over text is linear in it: lines of Python are counted while the length doubles twice."""

from __future__ import annotations

import pytest

from tests.reward_server.text_functions import SHAPES, TextFunction, is_linear, repeated, text_functions

FUNCTIONS = list(text_functions())
IN_THE_GATE = 3
"""Shapes that each function meets in every run of the tests; the next function meets the next ones."""


def _steeper(pairs: list[tuple[TextFunction, str]]) -> list[str]:
    return [f"{one.name} on {shape}" for one, shape in pairs if not is_linear(one.call, SHAPES[shape])]


def test_the_functions_are_found() -> None:
    found = {one.name.removeprefix("reward_server.") for one in FUNCTIONS}
    assert len(found) > 200
    assert {"rewards.judging.fence.clean", "symbolic.parse.normalize.clean", "symbolic.reading.read"} <= found


def test_what_is_the_square_is_told_from_what_is_linear() -> None:
    def linear(text: str) -> int:
        count = 0
        for _ in text:
            count += 1
        return count

    def square(text: str) -> int:
        count = 0
        for _ in text[:3000]:
            for _ in text[:3000]:
                count += 1
        return count

    def step(text: str) -> int:
        return linear(text * 10) if len(text) > 1000 else linear(text)

    assert is_linear(linear, "a")
    assert is_linear(step, "a")
    assert not is_linear(square, "a")
    assert repeated("ab", 5) == "abab"


def test_every_function_over_text_is_linear_on_some_shapes() -> None:
    names = list(SHAPES)
    turns = [
        (one, names[(number * IN_THE_GATE + n) % len(names)])
        for number, one in enumerate(FUNCTIONS)
        for n in range(IN_THE_GATE)
    ]
    assert _steeper(turns) == []


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_every_function_over_text_is_linear_on_every_shape(shape: str) -> None:
    assert _steeper([(one, shape) for one in FUNCTIONS]) == []
