"""Members of a sequence are the same by its rule, where the question names or states that."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import EXACT

SUM = r"Express $F_1+F_2+\cdots+F_n$ by Fibonacci numbers."
STATED = "Let $a_{n+2}=3a_{n+1}+2a_n$. Find the number of words."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        ("F_{n+2}-1", "F_n+F_{n+1}-1", SUM, True),
        ("F_{n+2}-1", "2F_{n+1}-F_{n-1}-1", SUM, True),
        ("F_{n+2}-1", "F_{n+3}-F_{n+1}-1", SUM, True),
        ("F_{n+2}-1", "F_{n+1}+F_n", SUM, False),
        ("F_{n+2}-1", "F_{n+1}-1", SUM, False),
        ("F_{n+2}-1", "F_n+F_{n+1}-1", "Express the sum.", False),
        ("F_{2n}", "F_n(F_{n-1}+F_{n+1})", "Which Fibonacci number is it?", True),
        ("F_{2n}", "F_nL_n", "Use Fibonacci and Lucas numbers.", True),
        ("F_{2n}", "F_nL_{n+1}", "Use Fibonacci and Lucas numbers.", False),
        ("F_{2n+1}", "F_n^2+F_{n+1}^2", "Which Fibonacci number is it?", True),
        ("F_{2n+1}", "F_n^2+F_{n-1}^2", "Which Fibonacci number is it?", False),
        ("P_{k+1}", "2P_k+P_{k-1}", "Which of Pell's numbers (the Pell numbers $P_k$) is it?", True),
        ("4a_{n+1}+2a_n", "a_{n+1}+a_{n+2}", STATED, True),
        ("4a_{n+1}+2a_n", "a_{n+1}+2a_{n+2}", STATED, False),
        ("3a_{n+1}+2a_n", "a_{n+2}", STATED, False),
        (
            "19a_{n+1}-30a_n",
            "5a_{n+2}-6a_{n+1}",
            "As $a_{n+2}=5a_{n+1}-6a_n$, express it by $a_{n+1}$ and $a_n$.",
            False,
        ),
        ("4b_{n+1}+2b_n", "b_{n+1}+b_{n+2}", STATED, False),
    ],
)
def test_members_by_two_others(truth: str, answer: str, prompt: str, equal: bool) -> None:
    assert compare(truth, answer, EXACT, prompt).equal is equal
