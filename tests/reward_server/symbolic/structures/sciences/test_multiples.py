"""How many times as large something becomes."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.sciences.multiples import same_multiples

HOW, FACTOR = "How does the pressure change?", "By what factor does the force change?"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (HOW, "doubles", r"\text{it doubles}", True), (HOW, "doubles", r"\text{increases by a factor of }2", True), (HOW, "doubles", r"\text{it is halved}", False), (HOW, "doubles", r"\text{increases by }2", None),
        (HOW, "it becomes 1/9 of the original", r"\text{decreases by a factor of }9", True), (HOW, "it becomes 1/9 of the original", r"\text{increases by a factor of }9", False), (HOW, "quadruples", r"\text{It becomes four times as large}", True),
        (HOW, "quadruples", r"4\text{ times larger}", True), (HOW, "quadruples", r"\text{triples}", False), (HOW, "remains the same", r"\text{unchanged}", True), (HOW, "halved", r"\text{is reduced to half}", True), (HOW, "halved", r"\text{is reduced by half of x}", None),
        (FACTOR, r"\frac19", r"\text{It is reduced to one ninth}", True), (FACTOR, r"\frac19", r"\text{decreases by a factor of 9}", True), (FACTOR, "9", r"\text{decreases by a factor of 9}", None), (FACTOR, "9", r"\text{increases by a factor of 9}", True),
        ("Find x.", "doubles", "doubles", None), (HOW, "3", "3", None), (HOW, "doubles " * 30, "doubles", None), (HOW, "it becomes 1/0 of the original", "doubles", False),
    ],
)  # fmt: skip
def test_changes_in_words(prompt: str, truth: str, answer: str, equal: bool | None) -> None:
    """None where nothing is known."""
    verdict = same_multiples(truth, answer, prompt)
    assert (verdict and verdict.equal) == equal
