"""How many times as large something becomes."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.sciences.multiples import same_multiples
from reward_server.symbolic.verdict import Undecided

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


PERCENTAGES_AND_FACTORS = [
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{The area is multiplied by } 1.44", True),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{increases by }44\%", True),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it grows by }44\%", True),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it is multiplied by }1.44", True),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it increases by a factor of }1.44", True),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it rises by }44\%", True),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{The area is multiplied by } 0.44", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it decreases by }44\%", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it is multiplied by }44", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it increases by }40\%", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{The area is multiplied by } 1.4", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it is divided by }1.44", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{it is multiplied by }1.2", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", "44", False),
    (r"The side of a square is increased by 20\%. What happens to its area?", r"\text{It increases by }44\%", r"\text{increases by a factor of }44", False),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it is multiplied by }0.81", True),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it falls by }19\%", True),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{a decrease of }19\%", True),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it is multiplied by }0.19", False),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it is multiplied by }1.19", False),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it increases by }19\%", False),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it falls by }20\%", False),
    (r"A price falls by 10\% twice. How does it change in all?", r"\text{it decreases by }19\%", r"\text{it is multiplied by }0.8", False),
    ("The radius of a circle doubles. By what factor does the area change?", "4", r"\text{it is multiplied by }4", True),
    ("The radius of a circle doubles. By what factor does the area change?", "4", r"\text{it increases by }400\%", False),
    ("The radius of a circle doubles. By what factor does the area change?", "4", r"\text{increases by }4\%", False),
    ("The radius of a circle doubles. By what factor does the area change?", "4", r"\text{it is divided by }4", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), PERCENTAGES_AND_FACTORS)
def test_percentages_and_factors(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
