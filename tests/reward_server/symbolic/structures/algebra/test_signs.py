"""Signs of algebra and of bits: the same is equal however it is written, and other values differ."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

SIGNS_OF_ALGEBRA_AND_DIGITS = [
    ("Find all polynomials $P$ with $P(x+1)=P(x)+2x+1$.", "P(x)=x^2+c", "P(x)=x^2+P(0)", True),
    ("Find all polynomials $P$ with $P(x+1)=P(x)+2x+1$.", "P(x)=x^2", "P(x)=x^2+P(0)", False),
    ("Find all $f$.", "f(x)=x", "f(x)=f(1)x", False),
    ("Compute $H_1$ of the surface of genus $g$.", r"\mathbb{Z}^{2g}", r"\text{free abelian of rank } 2g", True),
    ("Compute $H_1$ of the surface of genus $g$.", r"\mathbb{Z}^{2g}", r"\text{free abelian of rank } g", False),
    (r"Compute $\pi_1$.", "F_{n}", r"\text{the free group of rank } n", True),
    (r"Compute $\pi_1$.", "F_{n}", r"\text{the free abelian group of rank } n", False),
    ("Write in two's complement.", "10000000", r"1000\,0000", True),
    ("Write in two's complement.", "10000000", r"1000\,0001", False),
    ("Express with the elementary symmetric polynomials.", "e_1^2-2e_2", r"\sigma_1^2-2\sigma_2", True),
    ("Express with the elementary symmetric polynomials.", "e_1^2-2e_2", r"\sigma_1^2-\sigma_2", False),
    ("Express the variance.", "e_1^2-2e_2", r"\sigma_1^2-2\sigma_2", False),
    ("Write the bit string of the subset.", "10110", r"1\,0\,1\,1\,0", True),
    ("Write the bit string of the subset.", "10110", "(1,0,1,1,0)", True),
    ("Write the bit string of the subset.", "10110", r"0\,1\,1\,0\,1", False),
    ("Write the bit string of the subset.", "10110", r"1\,0\,1\,1", False),
    ("List the minterms.", r"\sum m(1,3,5,6,7)", r"\Sigma(1,3,5,6,7)", True),
    ("List the minterms.", r"\sum m(1,3,5,6,7)", r"\sum m(7,6,5,3,1)", True),
    ("List the minterms.", r"\sum m(1,3,5,6,7)", r"\Sigma(1,3,5,7)", False),
    ("List the minterms or maxterms.", r"\sum m(1,3,5,6,7)", r"\prod M(1,3,5,6,7)", False),
    ("List the minterms or maxterms.", r"\prod M(0,2,4)", r"\Pi(0,2,4)", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), SIGNS_OF_ALGEBRA_AND_DIGITS)
def test_signs_of_algebra_and_digits(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
