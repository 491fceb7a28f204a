"""Extrema, singularities, monotony, domain and range: the same kinds of the same places."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.analysis.classified import same_classified
from reward_server.symbolic.verdict import Undecided

CUBIC = "Find all local extrema of $f(x)=x^3-3x$."
EXTREMA = "local maximum $2$ at $x=-1$, local minimum $-2$ at $x=1$"
CRITICAL = r"(1,0)\text{ local minimum},\ (-1,0)\text{ saddle point}"
DOMAINS = r"D_f=[-2,2],\ R_f=[0,2]"
MONOTONE = r"increasing on $(-\infty,-1)\cup(1,\infty)$, decreasing on $(-1,1)$"
POLES = r"z=0: \text{pole of order 2}, z=1: \text{simple pole}"
EQUILIBRIA = r"y=0\text{ unstable}, y=3\text{ asymptotically stable}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (EXTREMA, r"\text{local max at }(-1,2),\ \text{local min at }(1,-2)", True),
        (EXTREMA, r"f_{\min} = f(1) = -2, f_{\max}=f(-1)=2", True),
        (EXTREMA, r"(-1,2)\text{ is a local maximum and }(1,-2)\text{ a local minimum}", True),
        (EXTREMA, r"\text{max: }2\ (x=-1);\ \text{min: }-2\ (x=1)", True),
        (EXTREMA, r"\text{Local maximum at } x=-1 \text{ with value } 2; \text{ local minimum at } x=1 \text{ with value } -2", True),
        (EXTREMA, r"\text{local min at }(-1,2),\ \text{local max at }(1,-2)", False),
        (EXTREMA, r"\text{local max at }(1,2),\ \text{local min at }(-1,-2)", False),
        (EXTREMA, r"\text{local max at }(-1,2)", False),
        (EXTREMA, r"\text{local max at }x=-1,\ \text{local min at }x=1", False),
        (EXTREMA, r"\text{global max at }(-1,2),\ \text{global min at }(1,-2)", False),
        (EXTREMA, r"\text{local max at }(2,-1),\ \text{local min at }(-2,1)", False),
        (r"\text{maximum at }x=-1,\text{ minimum at }x=1", r"\text{max: }(-1,2),\text{ min: }(1,-2)", True),
        (r"\text{maximum at }x=-1,\text{ minimum at }x=1", r"\text{max: }(-1,3),\text{ min: }(1,-2)", False),
        (r"\text{maximum at }x=-1", r"\text{maximum }-1", False),
        (CRITICAL, r"\text{saddle at }(-1,0);\ \text{local min at }(1,0)", True),
        (CRITICAL, r"(-1,0): \text{saddle}, (1,0): \text{minimum}", True),
        (CRITICAL, r"\text{saddle at }(1,0);\ \text{local min at }(-1,0)", False),
        (CRITICAL, r"\text{local max at }(-1,0);\ \text{local min at }(1,0)", False),
        (CRITICAL, r"(-1,0)\text{ is not a saddle}, (1,0)\text{ minimum}", False),
        (DOMAINS, r"\text{Domain: } -2\le x\le 2; \text{ Range: } 0\le y\le2", True),
        (DOMAINS, r"\text{domain } [-2,2], \text{ range } [0,2]", True),
        (DOMAINS, r"\text{Domain: } 0\le x\le 2; \text{ Range: } -2\le y\le2", False),
        (DOMAINS, r"\text{domain } (-2,2), \text{ range } [0,2]", False),
        (MONOTONE, r"\text{decreasing on }(-1,1)\text{ and increasing for }x<-1\text{ and }x>1", True),
        (MONOTONE, r"f \text{ is increasing on } (-\infty,-1) \text{ and } (1,\infty) \text{ and decreasing on } (-1,1)", True),
        (MONOTONE, r"\text{increasing on }(-1,1),\text{ decreasing for }x<-1, x>1", False),
        (MONOTONE, r"\text{increasing on }(-\infty,-1),\text{ decreasing on }(-1,1)", False),
        (POLES, r"\text{simple pole at } z=1,\text{ double pole at } z=0", True),
        (POLES, r"\text{double pole at } z=1,\text{ simple pole at } z=0", False),
        (POLES, r"\text{poles at } z=0, z=1", False),
        (EQUILIBRIA, r"\text{stable: }3;\ \text{unstable: }0", True),
        (EQUILIBRIA, r"\text{stable: }0;\ \text{unstable: }3", False),
    ],
)  # fmt: skip
def test_each_kind_has_its_places(truth: str, answer: str, right: bool) -> None:
    """In any order and form; the kinds, the places and the values must agree."""
    try:
        assert compare(truth, answer, prompt=CUBIC).equal is right
    except Undecided:
        assert not right


def test_a_value_that_one_side_says_is_that_of_the_function() -> None:
    """Where the prompt defines none, it cannot be checked."""
    truth, answer = r"\text{maximum at }x=-1", r"\text{max: }(-1,2)"
    assert same_classified(truth, answer, CUBIC) is not None
    assert same_classified(truth, answer, "Find the maxima.") is None


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("max at (", "local ", "x=1 and ", "order ", "max,", "(a,b)", "f(1)=", "increasing "):
        same_classified(piece * 60, piece * 60, piece * 500)
