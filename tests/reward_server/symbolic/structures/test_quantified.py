"""For which values a statement is made."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"On which sets does $f_n(x)=e^{-nx}$ converge uniformly, as subsets of $(0,\infty)$ of the form $[a,\infty)$ or $(0,\infty)$?", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ but not on } (0,\infty)", r"\text{on } [a,\infty) \text{ for each } a>0, \text{ but not on } (0,\infty)", True),
    (r"On which sets does $f_n(x)=e^{-nx}$ converge uniformly, as subsets of $(0,\infty)$ of the form $[a,\infty)$ or $(0,\infty)$?", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ but not on } (0,\infty)", r"\text{on } [a,\infty) \text{ for every } a>1 \text{ only}", False),
    (r"On which sets does $f_n(x)=e^{-nx}$ converge uniformly, as subsets of $(0,\infty)$ of the form $[a,\infty)$ or $(0,\infty)$?", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ but not on } (0,\infty)", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ and on } (0,\infty)", False),
    (r"On which sets does $f_n(x)=e^{-nx}$ converge uniformly, as subsets of $(0,\infty)$ of the form $[a,\infty)$ or $(0,\infty)$?", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ but not on } (0,\infty)", r"\text{on } [a,\infty) \text{ for all } a\ge 1", False),
    (r"On which sets does $f_n(x)=e^{-nx}$ converge uniformly, as subsets of $(0,\infty)$ of the form $[a,\infty)$ or $(0,\infty)$?", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ but not on } (0,\infty)", r"\text{on } [a,\infty) \text{ for some } a>0", False),
    (r"On which sets does $f_n(x)=e^{-nx}$ converge uniformly, as subsets of $(0,\infty)$ of the form $[a,\infty)$ or $(0,\infty)$?", r"\text{on } [a,\infty) \text{ for every } a>0, \text{ but not on } (0,\infty)", r"\text{on } [a,\infty) \text{ for every } a<0", False),
    ("For which intervals $(0,r)$ does the statement hold?", r"(0,r)\text{ for all } r<1", r"(0,r)\text{ for all } r<2", False),
    ("For which intervals $(0,r)$ does the statement hold?", r"(0,r)\text{ for all } r<1", r"(0,r)\text{ for all } r>1", False),
    ("For which intervals $(0,r)$ does the statement hold?", r"(0,r)\text{ for all } r<1", r"(0,r)\text{ for every } r<1", True),
    ("Find $f$.", r"f(x)=2x\text{ for all }x>0", r"f(x)=2x\text{ for all }x>1", False),
    ("Find $f$.", r"f(x)=2x\text{ for all }x>0", r"f(x)=2x\text{ for all }x<0", False),
    ("Find $f$.", r"f(x)=2x\text{ for all }x>0", "f(x)=2x", True),
    ("Find $f$.", r"f(x)=2x\text{ for all }x>0", r"2x\text{ for every }x>0", True),
    ("Where does the series converge uniformly?", r"\text{on } [-r,r] \text{ for every } r<1", r"\text{on } [-r,r] \text{ for every } r<2", False),
    ("Where does the series converge uniformly?", r"\text{on } [-r,r] \text{ for every } r<1", r"\text{on } [-r,r] \text{ for every } r\le 1", False),
    ("Where does the series converge uniformly?", r"\text{on } [-r,r] \text{ for every } r<1", r"\text{on } [-r,r] \text{ for every } r>1", False),
    ("Where does the series converge uniformly?", r"\text{on } [-r,r] \text{ for every } r<1", r"\text{on } [-r,r] \text{ for every } 0<r<1", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_same_for_the_same_values(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
