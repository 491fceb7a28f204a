"""Distributions: long and short names are equal, other parameters and families are not."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.distributions import distribution


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("N(0,1)", r"Z \text{ is standard normal}", True),
        ("N(3, 4)", r"X \sim \mathcal{N}(3, 4)", True),
        ("N(3, 4)", r"X \sim N(3, 2)", False),
        ("N(3, 4)", r"X \sim N(3, 2^2)", True),
        ("B(10, 0.3)", r"\text{Bin}(10, 0.3)", True),
        (r"\text{Binomial}(10, 0.3)", r"X\sim \mathrm{Bin}(n=10, p=0.3)", True),
        (r"\text{Binomial}(10, 0.3)", r"X\sim \mathrm{Bin}(10, 0.7)", False),
        (r"\text{Exp}(2)", r"\text{Exponential}(2)", True),
        (r"\text{Poisson}(3)", r"\text{Exp}(3)", False),
        ("U(0,1)", r"\text{Uniform}(0,2)", False),
        ("U(0,1)", r"\text{Uniform}(0)", False),
    ],
)
def test_distributions(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


def test_a_letter_alone_may_be_a_point() -> None:
    assert distribution("P(3, 4)") == ("poisson", ["3", "4"], True)
    assert distribution(r"-2\ln U\sim\chi^2_{n-1}") == ("chi squared", ["n-1"], False)
    assert distribution(r"\text{Exp}(\text{mean}=2)") == ("exponential", [r"\frac{1}{2}"], False)
    assert distribution("Q(3, 4)") is distribution("N(" + "1" * 200 + ")") is distribution("N(1,)") is None
