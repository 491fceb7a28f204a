"""Values and where they are attained."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.attained import attained, placed
from reward_server.symbolic.verdict import EXACT

TWICE, ONCE = "$1$ at $(1,1)$ and $(-1,-1)$", "The minimum is $4$, at $x=2$"
PLATEAU = r"minimum 1, attained for 0\le x\le1"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (TWICE, r"f_{\max}=1\ \text{at}\ \pm(1,1)", True), (TWICE, r"1\text{, attained at }(1,1)\text{ and }(-1,-1)", True),
        (TWICE, r"\text{maximum }1\text{ at }(-1,-1),(1,1)", True), (TWICE, r"\max f=1 \text{ at } (x,y)=\pm(1,1)", True), (TWICE, "f(1,1)=f(-1,-1)=1", True),
        (TWICE, r"f_{\max}=1\ \text{at}\ (1,1)", False), (TWICE, r"f_{\max}=2\ \text{at}\ \pm(1,1)", False), (TWICE, r"1\text{ at }\pm(1,-1)", False), (TWICE, "1", False),
        (ONCE, r"f_{\min}=f(2)=4", True), (ONCE, r"4\text{ at }x=2", True), (ONCE, "f(2)=4", True), (ONCE, r"4, \text{ which is attained when } x = 2", True),
        (PLATEAU, r"1\text{, attained for all }x\in[0,1]", True), (PLATEAU, r"1\text{ for }0\le x\le1", True), (PLATEAU, r"1\text{ at }x=0", False), (PLATEAU, r"0\text{ for }0\le x\le1", False),
        ("5 cm at x=2", r"5\text{ m at }x=2", False), ("5 cm at x=2", r"5\text{ cm, attained at }x=2", True),
        (r"$2x$ for $x>0$", r"2x\text{ for }x>1", False), (ONCE, "f(4)=2", False), (ONCE, r"4\text{ at }x=1", False), (ONCE, r"2\text{ at }x=4", False), (ONCE, r"\text{The maximum is }4\text{ at }x=2", False),
    ],
)  # fmt: skip
def test_the_value_and_all_places(truth: str, answer: str, right: bool) -> None:
    """In words, or as a value of the function."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3, when $a=b=c=1$", ("3", "a=b=c=1")), (r"3\text{ at }x=2", ("3", "x=2")), (r"3\text{ (when }x=1)", ("3", "x=1")),
        (r"3,\quad\text{attained at }x=2", ("3", "x=2")), ("3 at $(1,1)$ and $(-1,-1)$", ("3", "(1,1) and (-1,-1)")),
        (r"\max=4\text{ at }(1,2)", (r"\max=4", "(1,2)")), (r"\frac{1}{2} für x=1", (r"\frac{1}{2}", "x=1")),
        ("5, attained at x=1, or 6", None), ("5 at x=1, y=2", ("5", "x=1, y=2")), ("x+1 for x=2", None), ("2 for $x=1$", ("2", "x=1")), ("0 when x=1, 2 when x=2", None), ("maximum at x=2", None), ("5 m/s at 30 degrees", None), ("f(2)=3", None),
    ],
)  # fmt: skip
def test_the_place_stands_after_the_value(text: str, found: tuple[str, str] | None) -> None:
    assert placed(text) == found


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("3", r"3,\text{ when }a=b=c=1", "Find the minimum.", True), ("3", r"1,\text{ when }a=b=c=3", "Find the minimum.", False),
        ("3, when $a=b=c=1$", "3", "Find the minimum.", True), ("3, when $a=b=c=1$", "1", "Find the minimum.", False),
        ("3, when $a=b=c=1$", "3", "Find the minimum and where it is attained.", False),
        ("3, when $a=b=c=1$", r"3,\text{ when }a=b=c=2", "Find the minimum.", False),
        ("$1$ at $(1,1)$ and $(-1,-1)$", r"f_{\max}=1\ \text{at}\ \pm(1,1)", "Find the maximum and where it is attained.", True),
        ("$1$ at $(1,1)$ and $(-1,-1)$", r"f_{\max}=1\ \text{at}\ (1,1)", "Find the maximum and where it is attained.", False),
    ],
)  # fmt: skip
def test_it_counts_where_both_say_it_or_the_question_asks(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert compare(truth, answer, EXACT, prompt).equal is equal


@pytest.mark.parametrize(
    "text", ["a at " * 60, "(at " * 70, "a=at ((" * 40, ", " * 150, "x_1=" * 70, "1 at (" + "(" * 250]
)
def test_long_texts_are_read_as_fast_as_short_ones(text: str) -> None:
    start = time.perf_counter()
    attained(text)
    placed(text)
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '\\text{The minimum is } 2, \\text{ attained exactly when } a=b', True),
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '2, \\text{ attained if and only if } a=b', True),
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '2, \\text{ with equality iff } a=2b', False),
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '2, \\text{ with equality iff } a=b=1', False),
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '3, \\text{ with equality iff } a=b', False),
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '2, \\text{ but equality never holds}', False),
        ('For $a,b>0$ find the minimum and when it is attained.', '2, \\text{ with equality iff } a=b', '2, \\text{ without equality when } a=b', False),
    ],
)  # fmt: skip
def test_equality_says_where(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
