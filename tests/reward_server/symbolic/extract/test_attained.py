"""Values and where they are attained."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

TWICE, ONCE = "$1$ at $(1,1)$ and $(-1,-1)$", "The minimum is $4$, at $x=2$"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (TWICE, r"f_{\max}=1\ \text{at}\ \pm(1,1)", True), (TWICE, r"1\text{, attained at }(1,1)\text{ and }(-1,-1)", True),
        (TWICE, r"\text{maximum }1\text{ at }(-1,-1),(1,1)", True), (TWICE, r"\max f=1 \text{ at } (x,y)=\pm(1,1)", True), (TWICE, "f(1,1)=f(-1,-1)=1", True),
        (TWICE, r"f_{\max}=1\ \text{at}\ (1,1)", False), (TWICE, r"f_{\max}=2\ \text{at}\ \pm(1,1)", False), (TWICE, r"1\text{ at }\pm(1,-1)", False), (TWICE, "1", False),
        (ONCE, r"f_{\min}=f(2)=4", True), (ONCE, r"4\text{ at }x=2", True), (ONCE, "f(2)=4", True), (ONCE, r"4, \text{ which is attained when } x = 2", True),
        (ONCE, "f(4)=2", False), (ONCE, r"4\text{ at }x=1", False), (ONCE, r"2\text{ at }x=4", False), (ONCE, r"\text{The maximum is }4\text{ at }x=2", False),
    ],
)  # fmt: skip
def test_the_value_and_all_places(truth: str, answer: str, right: bool) -> None:
    """In words, or as a value of the function."""
    assert compare(truth, answer).equal is right
