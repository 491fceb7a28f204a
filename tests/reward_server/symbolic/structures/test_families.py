"""Families over the integers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"2k\pi, k\in\mathbb{Z}", r"2n\pi", True),
        (r"\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"\frac{7\pi}{3}+2n\pi, n\in\mathbb{Z}", True),
        (r"\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"\frac{\pi}{3}-2k\pi, k\in\mathbb{Z}", True),
        (r"k\pi, k\in\mathbb{Z}", r"2k\pi, \pi+2k\pi, k\in\mathbb{Z}", True),
        (r"k\pi, k\in\mathbb{Z}", r"2k\pi, k\in\mathbb{Z}", False),
        (r"\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"\frac{\pi}{4}+2k\pi, k\in\mathbb{Z}", False),
        (r"60^\circ+360^\circ k", r"60^\circ+360^\circ n", True),
        (r"60^\circ+360^\circ k", r"60^\circ+180^\circ n", False),
        (r"x \equiv 1 \pmod 4", r"4k+1, k\in\mathbb{Z}", True),
        (r"x \equiv 1 \pmod 4", r"4k+5, k\in\mathbb{Z}", True),
        (r"x \equiv 1 \pmod 4", r"4k+3, k\in\mathbb{Z}", False),
        (r"x \equiv 1 \pmod 4", r"x \equiv 1 \pmod 8", False),
    ],
)  # fmt: skip
def test_a_family_is_the_same_whatever_its_parameter_is_called_and_wherever_it_starts(
    truth: str, answer: str, right: bool
) -> None:
    """Names, signs, starts and steps that are halves of one another do not count; other offsets and steps do."""
    assert compare(truth, answer).equal is right
