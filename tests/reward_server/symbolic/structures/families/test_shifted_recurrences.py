"""Recurrences in another form."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

SERIES = r"Find a recurrence for the coefficients of the power series solution $\sum a_nx^n$ of $y''=y$."
TRUTH = r"a_{n+2}=\frac{a_n}{(n+1)(n+2)}"


@pytest.mark.parametrize(
    ("prompt", "answer", "right"),
    [
        (SERIES, "(n+2)(n+1)a_{n+2}=a_n", True), (SERIES, r"a_{n}=\frac{a_{n-2}}{n(n-1)},\ n\ge2", True), (SERIES, "(n+2)(n+1)a_{n+2}-a_n=0", True),
        (SERIES, r"a_k=\frac{a_{k-2}}{k(k-1)}", True), (SERIES, r"a_{n+2}=\frac{a_n}{n(n+1)}", False), (SERIES, r"a_{n+2}=-\frac{a_n}{(n+1)(n+2)}", False),
        (SERIES, r"a_{n+1}=\frac{a_n}{(n+1)(n+2)}", False), (SERIES, r"a_{n}=\frac{a_{n-2}}{(n+1)(n+2)}", False), (SERIES, "a_{n+2}=a_n", False),
        ("Solve for it.", r"a_{n}=\frac{a_{n-2}}{n(n-1)},\ n\ge2", False),
    ],
)  # fmt: skip
def test_the_last_member_by_those_before_it(prompt: str, answer: str, right: bool) -> None:
    truth = TRUTH
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


RECURRENCES_WITH_THEIR_VALUES = [
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_{n+2}-a_{n+1}-a_n=0\ (n\ge0),\quad (a_0,a_1)=(1,2)", True),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_{n+2}=a_{n+1}+a_n,\ a_0=1,\ a_1=2", True),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_0=1,\ a_1=2,\ a_n=a_{n-1}+a_{n-2}\text{ for }n\ge2", True),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_{n+1}=a_n+a_{n-1}\ (n\ge1), a_1=2, a_0=1", True),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_n=a_{n-2}+a_{n-1}\text{ with }a_0=1, a_1=2", True),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_{n+2}-a_{n+1}-a_n=0,\quad (a_0,a_1)=(2,1)", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_{n+2}=a_{n+1}+a_n,\ a_0=1,\ a_1=1", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_n=a_{n-1}-a_{n-2},\ a_0=1,\ a_1=2", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", "a_n=a_{n-1}+a_{n-2}", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", "a_n=2a_{n-1}, a_0=1,a_1=2", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_n=a_{n-1}+a_{n-2},\ a_1=1,\ a_2=2", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_n=a_{n-1}+a_{n-2},\ a_0=1", False),
    ("Give a recurrence with initial values for the number $a_n$ of binary words of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", r"a_n=a_{n-1}+a_{n-3},\ a_0=1,\ a_1=2", False),
    ("Find a recurrence relation for the number of moves $T_n$ in the Tower of Hanoi.", r"T_n=2T_{n-1}+1,\ T_1=1", r"T_{n+1}=2T_n+1,\ T_1=1", True),
    ("Find a recurrence relation for the number of moves $T_n$ in the Tower of Hanoi.", r"T_n=2T_{n-1}+1,\ T_1=1", r"T_1=1,\ T_{n}-2T_{n-1}=1", True),
    ("Find a recurrence relation for the number of moves $T_n$ in the Tower of Hanoi.", r"T_n=2T_{n-1}+1,\ T_1=1", r"T_{n+1}=2T_n-1,\ T_1=1", False),
    ("Find a recurrence relation for the number of moves $T_n$ in the Tower of Hanoi.", r"T_n=2T_{n-1}+1,\ T_1=1", r"T_n=2T_{n-1}+1,\ T_0=1", False),
    ("Find a recurrence relation for the number of moves $T_n$ in the Tower of Hanoi.", r"T_n=2T_{n-1}+1,\ T_1=1", r"T_n=2T_{n-1}+1,\ T_1=3", False),
    ("Find a recurrence relation for the number of moves $T_n$ in the Tower of Hanoi.", r"T_n=2T_{n-1}+1,\ T_1=1", "T_n=2T_{n-1}, T_1=1", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), RECURRENCES_WITH_THEIR_VALUES)
def test_recurrences_with_their_values(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


WHERE_SEQUENCES_BEGIN = [
    (r"Give a recurrence with initial values for the number $a_n$ of domino tilings of a $2\times n$ board.", r"a_n=a_{n-1}+a_{n-2},\ a_0=a_1=1", r"a_n=a_{n-1}+a_{n-2},\ a_1=1,\ a_2=1", False),
    (r"Give a recurrence with initial values for the number $a_n$ of domino tilings of a $2\times n$ board.", r"a_n=a_{n-1}+a_{n-2},\ a_0=a_1=1", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", False),
    (r"Give a recurrence with initial values for the number $a_n$ of domino tilings of a $2\times n$ board.", r"a_n=a_{n-1}+a_{n-2},\ a_0=a_1=1", r"a_n=a_{n-1}+a_{n-2},\ a_0=1,\ a_1=2", False),
    (r"Give a recurrence with initial values for the number $a_n$ of domino tilings of a $2\times n$ board.", r"a_n=a_{n-1}+a_{n-2},\ a_0=a_1=1", r"a_{n+2}=a_{n+1}+a_{n},\ a_0=1,\ a_1=1", True),
    (r"Give a recurrence with initial values for the number $a_n$ of domino tilings of a $2\times n$ board.", r"a_n=a_{n-1}+a_{n-2},\ a_0=a_1=1", "a_0=1, a_1=1, a_{n}-a_{n-1}=a_{n-2}", True),
    (r"Give a recurrence with initial values for the number $a_n$ of domino tilings of a $2\times n$ board.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n+2}=a_{n+1}+a_n,\ a_0=1,\ a_1=2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), WHERE_SEQUENCES_BEGIN)
def test_where_sequences_begin(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
