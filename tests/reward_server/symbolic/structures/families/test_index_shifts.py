"""Recurrences, wherever their indices begin."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n,k)=S(n-1,k-1)+kS(n-1,k)", True),
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n,k)=S(n-1,k-1)+nS(n-1,k)", False),
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n,k)=S(n-1,k-1)+(k-1)S(n-1,k)", False),
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n,k)=kS(n-1,k-1)+S(n-1,k)", False),
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n+1,k+1)=(k+1)S(n,k+1)+S(n,k)", True),
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n+1,k+1)=kS(n,k+1)+S(n,k)", False),
    ("Find the recurrence for Stirling numbers of the second kind.", "S(n+1,k)=kS(n,k)+S(n,k-1)", "S(n,k)=S(n-1,k-1)+kS(n-1,k-1)", False),
    ("Find the recurrence for the Bell numbers.", r"B_{n+1}=\sum_{k=0}^n\binom nkB_k", r"B_{n}=\sum_{k=0}^{n-1}\binom{n-1}{k}B_k", True),
    ("Find the recurrence for the Bell numbers.", r"B_{n+1}=\sum_{k=0}^n\binom nkB_k", r"B_{n}=\sum_{k=0}^{n}\binom{n}{k}B_k", False),
    ("Find the recurrence for the Bell numbers.", r"B_{n+1}=\sum_{k=0}^n\binom nkB_k", r"B_{n}=\sum_{k=0}^{n-1}\binom{n}{k}B_k", False),
    ("Find the recurrence for the Bell numbers.", r"B_{n+1}=\sum_{k=0}^n\binom nkB_k", r"B_{n+1}=\sum_{j=0}^n\binom njB_j", True),
    ("Find the recurrence for the Bell numbers.", r"B_{n+1}=\sum_{k=0}^n\binom nkB_k", r"B_{n+1}=\sum_{k=0}^n\binom nkB_{n-k}", False),
    ("Give Pascal's recurrence with C.", "C(n,k)=C(n-1,k)+C(n-1,k-1)", "C(n+1,k)=C(n,k-1)+C(n,k)", True),
    ("Give Pascal's recurrence with C.", "C(n,k)=C(n-1,k)+C(n-1,k-1)", "C(n+1,k)=C(n,k+1)+C(n,k)", False),
    ("Derangements: recurrence", "D_n=(n-1)(D_{n-1}+D_{n-2})", "D_{n+1}=n(D_n+D_{n-1})", True),
    ("Derangements: recurrence", "D_n=(n-1)(D_{n-1}+D_{n-2})", "D_{n+1}=(n+1)(D_n+D_{n-1})", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_indices_may_be_moved(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


BINOMIALS_ARE_MOVED_TOO = [
    (r"Find the recurrence of Pascal for $\binom nk$.", r"\binom{n}{k}=\binom{n-1}{k-1}+\binom{n-1}{k}", r"\binom{n+1}{k}=\binom{n}{k-1}+\binom{n}{k}", True),
    (r"Find the recurrence of Pascal for $\binom nk$.", r"\binom{n}{k}=\binom{n-1}{k-1}+\binom{n-1}{k}", r"\binom{n+1}{k}=\binom{n}{k+1}+\binom{n}{k}", False),
    (r"Find the recurrence of Pascal for $\binom nk$.", r"\binom{n}{k}=\binom{n-1}{k-1}+\binom{n-1}{k}", r"\binom{n}{k}=\binom{n-1}{k-1}+\binom{n}{k-1}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), BINOMIALS_ARE_MOVED_TOO)
def test_binomials_are_moved_too(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
