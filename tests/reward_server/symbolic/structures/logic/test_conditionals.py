"""Conditional statements in words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"\text{If } n \text{ is not even, then } n^2 \text{ is not even.}", True),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"\text{If $n$ is odd, $n^2$ is odd}", True),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"n^2\text{ is odd whenever }n\text{ is odd}", True),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"n \text{ is odd only if } n^2 \text{ is odd}", True),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"\text{If } n^2 \text{ is odd then } n \text{ is odd.}", False),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"\text{If } n \text{ is odd then } n^2 \text{ is even.}", False),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"n^2\text{ is odd only if }n\text{ is odd}", False),
    ("Write the contrapositive of: if $n^2$ is even then $n$ is even.", r"\text{If } n \text{ is odd then } n^2 \text{ is odd.}", r"n^2\text{ is odd if and only if }n\text{ is odd}", False),
    ("Contrapositive of: if x>2 then x^2>4", r"\text{If } x^2\le 4 \text{ then } x\le 2", r"\text{If } x^2 \text{ is at most } 4, \text{ then } x \text{ is not greater than } 2", True),
    ("Contrapositive of: if x>2 then x^2>4", r"\text{If } x^2\le 4 \text{ then } x\le 2", r"\text{If } x^2< 4, \text{ then } x<2", False),
    ("Converse of...", r"\text{If it is wet, then it rains}", r"\text{It rains if it is wet}", True),
    ("Converse of...", r"\text{If it is wet, then it rains}", r"\text{It is wet if it rains}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_what_is_supposed_and_what_follows(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


CONDITIONALS_WITH_DIVISORS = [
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"2\nmid n\ \Rightarrow\ 2\nmid n^2", True),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"n\text{ odd}\Rightarrow n^2\text{ odd}", True),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"\text{if }2\text{ does not divide }n\text{, then }2\text{ does not divide }n^2", True),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"2\nmid n^2\ \Rightarrow\ 2\nmid n", False),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"2\mid n\ \Rightarrow\ 2\mid n^2", False),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"3\nmid n\Rightarrow3\nmid n^2", False),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"2\nmid n\ \Rightarrow\ 2\mid n^2", False),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"2\nmid n\ \Leftrightarrow\ 2\nmid n^2", False),
    ("State the contrapositive of: if $n^2$ is even, then $n$ is even ($n$ an integer).", r"\text{If } n \text{ is odd, then } n^2 \text{ is odd}", r"2\mid n\Rightarrow 2\nmid n^2", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CONDITIONALS_WITH_DIVISORS)
def test_conditionals_with_divisors(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
