"""Intervals as questions have them answered."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.said_intervals import MAX_CHARS, same_said_intervals
from reward_server.symbolic.verdict import Undecided

SOLVE = "Löse die Ungleichung $x^2-2x-8<0$."
OPEN = "]-2;4["


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (OPEN, r"\mathbb{L}=\,]-2;4[", SOLVE, True), (OPEN, r"|x-1|<3", SOLVE, True), (r"\mathbb{L}=\,]-2;4[", "|x-1|<3", SOLVE, True),
        (OPEN, r"\mathbb{L}=\{x\in\mathbb R\mid -2<x<4\}", SOLVE, True), (OPEN, r"\mathbb L=\left(-2;4\right)", SOLVE, True), (OPEN, "S=(-2,4)", SOLVE, True),
        (OPEN, r"\mathbb{L}=[-2;4]", SOLVE, False), (OPEN, r"|x-1|\le3", SOLVE, False), (OPEN, r"|x+1|<3", SOLVE, False), (OPEN, r"|x-1|>3", SOLVE, False),
        (OPEN, "|x-1|<9", SOLVE, False), (OPEN, r"\mathbb{L}=\,]-4;2[", SOLVE, False), (OPEN, "|x-1|<3", r"Solve the inequality $|x-1|<3$.", False),
        (OPEN, "|x-1|<3", r"Where is $f$ defined?", False), (r"(-\infty,2)", r"\text{for all }x<2", "Where does $f$ decrease?", True),
        (r"(-\infty,2)", r"\text{für alle }x>2", "Wo fällt $f$?", False), (r"[1,\infty)", r"\text{convex for }x\ge1", "Where is $f$ convex?", True),
        (r"[1,\infty)", r"\text{convexe sur }[1,+\infty[", "Où $f$ est-elle convexe ?", True), (r"[1,\infty)", r"\text{concave for }x\ge1", "Where is $f$ convex?", False),
        (r"(2,\infty)", r"\text{increasing for }x>2", "Where does $f$ increase?", True), (r"(2,\infty)", r"\text{decreasing for }x>2", "Where does $f$ increase?", False),
        (OPEN, "|x-1|<3", "Gib die Lösungsmenge von $x^2-2x-8<0$ an.", True),
        (r"[1,\infty)", r"\text{strictly convex on }[1,\infty)", "Where is $f$ convex?", True), (r"[1,\infty)", r"\text{convex for }x\le1", "Where is $f$ convex?", False),
    ],
)  # fmt: skip
def test_sets_of_solutions_and_where_something_holds(truth: str, answer: str, prompt: str, right: bool) -> None:
    """|x - a| < r is solved where the question is no such inequality; a property must be the one that is asked for."""
    assert compare(truth, answer, prompt=prompt).equal is right


MEAN = "Find a 95% confidence interval for the mean."


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"30\pm3.92", True), (r"30\pm3{,}92", True), ("[26.08;33.92]", True), (r"26.08\le\mu\le33.92", True), (r"26.08<\mu<33.92", True),
        (r"\text{from }26.08\text{ to }33.92", True), (r"(26{,}08;\ 33{,}92)", True), (r"\mu\in[26.08,33.92]", True), (r"[26{,}08;33{,}92]", True),
        (r"30\pm1.96", False), ("(26.08,33.29)", False), ("(33.92,26.08)", False), (r"26.08\le\mu", False), (r"30\mp3.92", False),
    ],
)  # fmt: skip
def test_confidence_intervals_by_their_ends(answer: str, right: bool) -> None:
    """Nobody asks whether the ends belong to it."""
    assert compare("(26.08, 33.92)", answer, prompt=MEAN).equal is right
    assert compare(r"(26{,}08;\ 33{,}92)", answer, prompt="%95 güven aralığını bulunuz.").equal is right


@pytest.mark.parametrize("text", ["", "7", "x", "(1,2)" + " " * MAX_CHARS, "[" * 50, r"\mathbb{L}=", "|" * 40])
def test_what_is_no_interval_is_left_to_others(text: str) -> None:
    assert same_said_intervals(text, text, MEAN) is None
    assert same_said_intervals(text, text, SOLVE) is None


CENTRE_AND_RADIUS = [
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", r"\left|x-\tfrac52\right|>\tfrac12", True),
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", "|x-2.5|>0.5", True),
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", r"\left|x-\tfrac52\right|\ge\tfrac12", False),
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", "|x-2.5|<0.5", False),
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", "|x-2|>1", False),
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", "|2x-5|>1", False),
    ("For which real $x$ is $x^2-5x+6>0$?", r"(-\infty,2)\cup(3,\infty)", "|x-2.5|>-0.5", False),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", "|K-3|<3", True),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", r"\left|K-3\right|<3", True),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", r"|K-3|\le3", False),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", "|K-3|>3", False),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", "|K+3|<3", False),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", "|K|<6", False),
    ("A closed loop has characteristic polynomial $s^3+3s^2+2s+K$. For which real $K$ is it asymptotically stable?", "0<K<6", "(K-3)^2<9", False),
    ("For which real $x$ is $|2x-5|>1$?", r"(-\infty,2)\cup(3,\infty)", r"\left|x-\tfrac52\right|>\tfrac12", False),
    ("For which real $x$ is $|2x-5|>1$?", r"(-\infty,2)\cup(3,\infty)", "|2x-5|>1", False),
    ("Find all real $x$ with $(x-2)^2<9$.", "(-1,5)", "|x-2|<-3", False),
    ("Find all real $x$ with $(x-2)^2<9$.", "(-1,5)", "|x-2|<2", False),
    ("Find all real $x$ with $(x-2)^2<9$.", "(-1,5)", "(x-2)^2<9", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CENTRE_AND_RADIUS)
def test_centre_and_radius(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


INTERVALS_WITH_AN_END = [
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{for } |x|<1 \text{ and for } x=-1\text{, and for no other } x", True),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"|x|<1\text{ and }x=-1", True),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"|x|<1\text{ or }x=-1", True),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{for }|x|<1\text{ and at }x=-1", True),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"(-1,1)\text{ and }x=-1", True),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{converges for }|x|<1\text{ and for }x=-1", True),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{for } |x|<1 \text{ and for } x=1", False),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", "|x|<1", False),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"|x|<1\text{ but not for }x=-1", False),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{for }|x|\le1\text{ and for }x=-1", False),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{for }|x|<1\text{ and for }x=-1\text{ and for }x=1", False),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"\text{for } |x|<1\text{, not for }x=-1", False),
    (r"For which real $x$ does $\sum_{n\ge1}\frac{x^n}{n}$ converge?", r"-1\le x<1", r"|x|<2\text{ and }x=-1", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), INTERVALS_WITH_AN_END)
def test_intervals_with_an_end(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
