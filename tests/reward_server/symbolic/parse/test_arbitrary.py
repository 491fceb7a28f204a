"""What is said of constants."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.parse.arbitrary import with_constants


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("y=cx, where c is an arbitrary constant", r"y=cx, c \in \mathbb {R}"),
        (r"y=cx \text { for any real constant } c", r"y=cx, c \in \mathbb {R}"),
        ("y=Ax+B (A and B arbitrary real numbers)", r"y=Ax+B, A, B \in \mathbb {R}"),
        (r"x^2+C, \text {where } C \text { is a constant}", "x^2+C"),
        ("x^2 + const.", "x^2 + C"),
        (r"x^2+\mathrm {C}", "x^2+ C"),
        ("y=cx", "y=cx"),
        ("f is constant", "f is constant"),
        (r"20\text {C}", r"20\text {C}"),
    ],
)
def test_words_about_constants_become_signs(text: str, read: str) -> None:
    assert with_constants(text) == read


@pytest.mark.parametrize("piece", ["a, ", "where ", " ", "$", "(", "C_1 and "])
def test_hostile_repetitions_take_linear_time(piece: str) -> None:
    began = time.perf_counter()
    with_constants(piece * (20_000 // len(piece)) + "constant")
    assert time.perf_counter() - began < 0.5
