"""Ordinals by their Cantor normal forms."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega\cdot 2+1", True),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega+\omega+1", True),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega 2+1", True),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"2\cdot\omega+1", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"2\omega+1", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega\cdot2", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"1+\omega\cdot 2", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega\cdot 2+2", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"(\omega+1)\cdot 2", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega+1+\omega+1", False),
    (r"Compute the ordinal $(\omega+1)\cdot2$.", r"\omega\cdot2+1", r"\omega^2+1", False),
    (r"Simplify the ordinal $2^{\omega\cdot 2}$.", r"\omega^2", r"\omega\cdot\omega", True),
    (r"Simplify the ordinal $2^{\omega\cdot 2}$.", r"\omega^2", r"2^{\omega\cdot 2}", False),
    (r"Simplify the ordinal $2^{\omega\cdot 2}$.", r"\omega^2", r"\omega\cdot2", False),
    (r"Simplify the ordinal $2^{\omega\cdot 2}$.", r"\omega^2", r"2\omega", False),
    (r"Simplify the ordinal $2^{\omega\cdot 2}$.", r"\omega^2", r"2^{\omega}\cdot 2^{\omega}", False),
    (r"Simplify the ordinal $2^{\omega\cdot 2}$.", r"\omega^2", r"\omega^{\omega}", False),
    (r"What is the order type of $\omega$ copies of $2$ placed in a row?", r"\omega", r"\omega", True),
    (r"What is the order type of $\omega$ copies of $2$ placed in a row?", r"\omega", r"\omega\cdot 2", False),
    (r"What is the order type of $\omega$ copies of $2$ placed in a row?", r"\omega", r"2\cdot\omega", False),
    (r"Let $\omega_1$ be the first uncountable ordinal. Simplify $\omega+\omega_1\cdot 2$ as an ordinal.", r"\omega_1\cdot2", r"\omega_1+\omega_1", True),
    (r"Let $\omega_1$ be the first uncountable ordinal. Simplify $\omega+\omega_1\cdot 2$ as an ordinal.", r"\omega_1\cdot2", r"2\cdot\omega_1", False),
    (r"Let $\omega_1$ be the first uncountable ordinal. Simplify $\omega+\omega_1\cdot 2$ as an ordinal.", r"\omega_1\cdot2", r"\omega_1", False),
    (r"Let $\omega_1$ be the first uncountable ordinal. Simplify $\omega+\omega_1\cdot 2$ as an ordinal.", r"\omega_1\cdot2", r"\omega_1\cdot 2+\omega", False),
    (r"Let $\omega_1$ be the first uncountable ordinal. Simplify $\omega+\omega_1\cdot 2$ as an ordinal.", r"\omega_1\cdot2", r"\omega+\omega_1+\omega_1", False),
    (r"Compute $(\omega^2+\omega\cdot 3)\cdot\omega$ in ordinal arithmetic.", r"\omega^3", r"\omega^2\cdot\omega", True),
    (r"Compute $(\omega^2+\omega\cdot 3)\cdot\omega$ in ordinal arithmetic.", r"\omega^3", r"\omega^{3}", True),
    (r"Compute $(\omega^2+\omega\cdot 3)\cdot\omega$ in ordinal arithmetic.", r"\omega^3", r"\omega^3+\omega^2\cdot3", False),
    (r"Compute $(\omega^2+\omega\cdot 3)\cdot\omega$ in ordinal arithmetic.", r"\omega^3", r"3\omega^3", False),
    (r"Compute $(\omega^2+\omega\cdot 3)\cdot\omega$ in ordinal arithmetic.", r"\omega^3", r"\omega^3\cdot 3", False),
    (r"Compute $\omega^\omega\cdot\omega$ in ordinal arithmetic.", r"\omega^{\omega+1}", r"\omega^\omega\omega", True),
    (r"Compute $\omega^\omega\cdot\omega$ in ordinal arithmetic.", r"\omega^{\omega+1}", r"\omega^{1+\omega}", False),
    (r"Compute $\omega^\omega\cdot\omega$ in ordinal arithmetic.", r"\omega^{\omega+1}", r"\omega\cdot\omega^{\omega}", False),
    (r"Compute $\omega^\omega\cdot\omega$ in ordinal arithmetic.", r"\omega^{\omega+1}", r"\omega^{\omega\cdot 2}", False),
    (r"Find the angular frequency of the second harmonic of $\sin\omega t$.", r"2\omega", r"\omega\cdot 2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_sums_and_products_of_ordinals_keep_their_order(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
