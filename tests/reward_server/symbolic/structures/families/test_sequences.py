import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.families.sequences import same_sequences
from reward_server.symbolic.verdict import Undecided

PELL = "Find all positive integer solutions of $x^2-2y^2=1$."
POWERS = r"x+y\sqrt2=(3+2\sqrt2)^n,\ n\ge1"
BY_INDEX = r"x_n+y_n\sqrt2=(3+2\sqrt2)^n,\ n\ge 1"
TILINGS = "Find a recurrence for the number $a_n$ of tilings of a $2\\times n$ board by dominoes."
FIBONACCI = "a_n=a_{n-1}+a_{n-2}, a_1=1, a_2=2"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (POWERS, r"x+y\sqrt2=(1+\sqrt2)^{2n},\ n\in\mathbb Z_{>0}", PELL, True), (POWERS, r"x+y\sqrt2=(1+\sqrt2)^{n},\ n\in\mathbb Z_{>0}", PELL, False), (POWERS, r"x+y\sqrt2=(3+2\sqrt2)^n,\ n\ge0", PELL, False),
        (POWERS, r"x+\sqrt2\,y=(3+2\sqrt2)^{k},\ k=1,2,3,\dots", PELL, True), (POWERS, r"x-y\sqrt2=(3-2\sqrt2)^n,\ n\ge1", PELL, True), (POWERS, r"x-y\sqrt2=(3+2\sqrt2)^n,\ n\ge1", PELL, False),
        (BY_INDEX, r"x_n=\frac{(3+2\sqrt2)^n+(3-2\sqrt2)^n}{2},\ y_n=\frac{(3+2\sqrt2)^n-(3-2\sqrt2)^n}{2\sqrt2},\ n=1,2,3,\dots", PELL, True),
        (BY_INDEX, r"x_n=\frac{(3+2\sqrt2)^n+(3-2\sqrt2)^n}{2},\ y_n=\frac{(3+2\sqrt2)^n-(3-2\sqrt2)^n}{2},\ n=1,2,3,\dots", PELL, False),
        (BY_INDEX, r"(x_1,y_1)=(3,2),\ x_{n+1}=3x_n+4y_n,\ y_{n+1}=2x_n+3y_n", PELL, True), (BY_INDEX, r"(x_1,y_1)=(3,2),\ x_{n+1}=3x_n+2y_n,\ y_{n+1}=2x_n+3y_n", PELL, False),
        (BY_INDEX, r"x_1=3,\ y_1=2,\ x_{n}=3x_{n-1}+4y_{n-1},\ y_{n}=2x_{n-1}+3y_{n-1}", PELL, True), (BY_INDEX, r"x_1=3,\ x_2=17,\ y_1=2,\ y_2=12,\ x_{n+2}=6x_{n+1}-x_n,\ y_{n+2}=6y_{n+1}-y_n", PELL, True),
        (BY_INDEX, r"x_1=3,\ x_2=17,\ y_1=2,\ y_2=12,\ x_{n+2}=6x_{n+1}+x_n,\ y_{n+2}=6y_{n+1}+y_n", PELL, False), (BY_INDEX, r"(x_0,y_0)=(1,0),\ x_{n+1}=3x_n+4y_n,\ y_{n+1}=2x_n+3y_n", PELL, False),
        (FIBONACCI, "a_1=1, a_2=2, a_{n+2}=a_{n+1}+a_n", TILINGS, True), (FIBONACCI, "a_1=1, a_2=2, a_{n+2}=a_{n+1}-a_n", TILINGS, False), (FIBONACCI, "a_0=1, a_1=2, a_{n+2}=a_{n+1}+a_n", TILINGS, False),
        (FIBONACCI, "a_1=1, a_2=1, a_{n+2}=a_{n+1}+a_n", TILINGS, False), (FIBONACCI, "a_{n+2}=a_{n+1}+a_n", TILINGS, False), ("a_1=1, a_n=a_{n-1}+n", "a_1=1, a_{n+1}=a_n+n+1", TILINGS, True), ("a_1=1, a_n=a_{n-1}+n", "a_1=1, a_{n+1}=a_n+n", TILINGS, False),
        (FIBONACCI, r"a_n=2^{n-1},\ n\ge1", TILINGS, False), ("a_1=1, a_{n+1}=2a_n", r"a_n=2^{n-1},\ n\ge1", TILINGS, False), (POWERS, r"x+y\sqrt3=(2+\sqrt3)^n,\ n\ge1", PELL, False),
    ],
)  # fmt: skip
def test_sequences(truth: str, answer: str, prompt: str, right: bool) -> None:
    budget.begin()
    assert (same_sequences(truth, answer, prompt) is not None) is right


def test_nothing_large_is_raised_to_a_power() -> None:
    budget.begin()
    assert same_sequences(POWERS, r"x+y\sqrt2=(3+2\sqrt2)^{10^9n},\ n\ge1", PELL) is None


FROM_WHERE_THE_RULE_HOLDS = [
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n+2}=a_{n+1}+a_n,\ a_0=1,\ a_1=2", True),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n}=a_{n-1}+a_{n-2},\ n\ge 3,\ a_1=2,\ a_2=3", True),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n}=a_{n-1}+a_{n-2} \text{ for } n\ge 3, \text{ with } a_1=2,\ a_2=3", True),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_1=2,\ a_2=3,\ a_{n}=a_{n-1}+a_{n-2} \ (n\ge 3)", True),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n+2}=a_{n+1}+a_n,\ a_0=1,\ a_1=1", False),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n+2}=a_{n+1}+a_n,\ a_1=1,\ a_2=2", False),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", "a_{n+2}=a_{n+1}+a_n", False),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n+2}=a_{n+1}-a_n,\ a_0=1,\ a_1=2", False),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", r"a_{n}=a_{n-1}+a_{n-2},\ a_3=5,\ a_4=8", False),
    ("Give a recurrence for the number $a_n$ of binary strings of length $n$ without two consecutive ones.", r"a_n=a_{n-1}+a_{n-2},\ a_1=2,\ a_2=3", "F_{n+2}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), FROM_WHERE_THE_RULE_HOLDS)
def test_from_where_the_rule_holds(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
