"""Languages by their words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^k b^k \mid k\in\mathbb{N}_0\}", True),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^k b^k \mid k\in\mathbb{N}\}", True),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"L=\{a^m b^m : m\geq 0\}", True),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^mb^n : m=n,\ m,n\ge 0\}", True),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^nb^n: n\ge1\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^nb^m: n,m\ge0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{b^na^n: n\ge0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^nb^{2n}: n\ge0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^nb^n: 0\le n\le 100\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^nb^n: 0\le n\le 3\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{(ab)^n: n\ge0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^nb^n: n\in\mathbb{Z}\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^mb^n: m\ge n\ge0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge0\}", r"\{a^{n+1}b^{n+1}: n\ge 0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^n: n\ge1\}", r"\{a^{n+1}b^{n+1}: n\ge 0\}", True),
    ("What language does the grammar generate?", r"\{a^nb^m: n\ne m\}", r"\{a^ib^j: i\ne j,\ i,j\ge 0\}", False),
    ("What language does the grammar generate?", r"\{a^nb^m: n\ne m,\ n,m\ge 0\}", r"\{a^ib^j: i,j\ge 0,\ i\ne j\}", True),
    ("What language does the grammar generate?", r"\{a^nb^m: n>m\ge 0\}", r"\{a^{i+1}a^kb^i: i,k\ge 0\}", True),
    ("What language does the grammar generate?", r"\{a^nb^m: n>m\ge 0\}", r"\{a^nb^m: n\ge m\ge 0\}", False),
    ("What language does the grammar generate?", r"\{0^n1^{2n}\mid n\geq 1\}", r"\{0^i1^{2i}\mid i\in\mathbb{N},\ i\ge 1\}", True),
    ("What language does the grammar generate?", r"\{0^n1^{2n}\mid n\geq 1\}", r"\{0^{2i}1^{i}\mid i\ge 1\}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_the_same_words(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
