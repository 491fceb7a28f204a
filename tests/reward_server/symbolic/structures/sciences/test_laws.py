"""A law has a name, a mass function or density, and a distribution function."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.sciences.laws import same_laws
from reward_server.symbolic.verdict import EXACT

POISSON = r"$\mathrm{Poisson}(\lambda+\mu)$"
EXPONENTIAL = r"exponential with rate $\lambda+\mu$"
UNIFORM = "uniform on $[a,b]$"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (POISSON, r"P(X+Y=k)=e^{-\lambda-\mu}\frac{(\lambda+\mu)^k}{k!},\ k=0,1,2,\dots", True),
        (POISSON, r"P(X+Y=n)=\frac{(\lambda+\mu)^n}{n!}e^{-(\lambda+\mu)}\quad (n\ge 0)", True),
        (POISSON, r"P(X+Y=k)=e^{-\lambda\mu}\frac{(\lambda\mu)^k}{k!},\ k=0,1,2,\dots", False),
        (POISSON, r"P(X+Y=k)=e^{-\lambda-\mu}\frac{(\lambda+\mu)^k}{k!},\ k=1,2,\dots", False),
        (POISSON, r"P(X+Y\le k)=e^{-\lambda-\mu}\frac{(\lambda+\mu)^k}{k!},\ k=0,1,2,\dots", False),
        (EXPONENTIAL, r"P(\min(X,Y)\le t)=1-e^{-(\lambda+\mu)t},\ t\ge 0", True),
        (EXPONENTIAL, r"P(\min(X,Y)> t)=e^{-(\lambda+\mu)t}\text{ for }t>0", True),
        (EXPONENTIAL, r"P(\min(X,Y)\ge t)=e^{-(\lambda+\mu)t},\ t\ge 0", True),
        (EXPONENTIAL, r"P(\min(X,Y)\le t)=e^{-(\lambda+\mu)t},\ t\ge 0", False),
        (EXPONENTIAL, r"F(t)=1-e^{-\lambda\mu t},\ t\ge 0", False),
        (EXPONENTIAL, r"f(t)=(\lambda+\mu)e^{-(\lambda+\mu)t},\ t\ge 0", True),
        (EXPONENTIAL, r"f(t)=\begin{cases}(\lambda+\mu)e^{-(\lambda+\mu)t}&t\ge 0\\0&t<0\end{cases}", True),
        (EXPONENTIAL, r"f(t)=\begin{cases}(\lambda+\mu)e^{-(\lambda+\mu)t}&t\ge 0\\1&t<0\end{cases}", None),
        (EXPONENTIAL, r"f(t)=(\lambda+\mu)e^{-(\lambda+\mu)t}", False),
        (EXPONENTIAL, r"f(t)=(\lambda+\mu)e^{-(\lambda+\mu)t},\ t\ge 1", False),
        (EXPONENTIAL, r"F(t)=(\lambda+\mu)e^{-(\lambda+\mu)t},\ t\ge 0", False),
        (r"f(x)=2e^{-2x},\ x>0", r"\mathrm{Exp}(2)", True), (r"f(x)=2e^{-2x},\ x>0", r"\mathrm{Exp}(1/2)", False),
        (UNIFORM, r"f(x)=\frac{1}{b-a},\ a\le x\le b", True), (UNIFORM, r"f(x)=\frac{1}{b-a},\ 0\le x\le b", False),
        (r"\mathrm{Bin}(n,p)", r"P(X=k)=\binom{n}{k}p^k(1-p)^{n-k},\ k=0,1,\dots,n", True),
        (r"\mathrm{Bin}(n,p)", r"P(X=k)=\binom{n}{k}p^k(1-p)^{n-k},\ k=0,1,\dots,n-1", False),
        (r"\mathrm{Bin}(n,p)", r"P(X=k)=\binom{n}{k}p^{n-k}(1-p)^{k},\ k=0,1,\dots,n", False),
        (r"N(\mu,\sigma^2)", r"f(x)=\frac{1}{\sigma\sqrt{2\pi}}e^{-(x-\mu)^2/(2\sigma^2)}", None),
        (r"X\sim N(0,2)", r"f(x)=\frac{1}{2\sqrt{\pi}}e^{-x^2/4}", True),
        (r"X\sim N(0,2)", r"f(x)=\frac{1}{\sqrt{2\pi}}e^{-x^2/2}", False),
        (r"f(x)=2x,\ 0<x<1", r"\mathrm{Beta}(2,1)", True), (r"f(x)=2x,\ 0<x<2", r"\mathrm{Beta}(2,1)", False), (r"f(x)=2x,\ 0<x<1", r"\mathrm{Beta}(1,2)", False),
        ("B(3,1/2)", r"P(X=k)=\binom{3}{k}/8,\ k=0,1,2,3", True), ("B(3,1/2)", r"P(X=k)=\binom{3}{k}/8,\ k=0,1,3", None), ("B(3,1/2)", r"P(X=k)=\binom{3}{k}/4,\ k=0,1,2,3", None),
        ("f(x) = x^2", "2x", None), ("P(3, 4)", "P(3, 4)", None),
    ],
)  # fmt: skip
def test_laws_have_functions(truth: str, answer: str, equal: bool | None) -> None:
    """None where no name is certain: N(a, b) may be a point."""
    verdict = same_laws(truth, answer, EXACT)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (POISSON, r"\text{Poisson with parameter }\lambda+\mu", True), (POISSON, r"\text{Poisson with mean }\lambda\mu", False),
        (r"$\mathrm{Poi}(3)$", r"\text{Poisson}(\lambda=3)", True), (r"$\Gamma(n,\lambda)$", r"\text{Gamma}(n,\lambda)", True),
        (r"$\chi^2_1$", r"\text{chi-squared with one degree of freedom}", True), (r"$\chi^2_1$", r"\text{chi-squared with 2 degrees of freedom}", False),
        (r"$\chi^2(1)$", r"\chi_1^2", True), (r"$\chi^2_3$", r"\chi_2^2", False),
        (POISSON, r"X+Y\sim\mathrm{Po}(\mu+\lambda)", True), (EXPONENTIAL, r"\mathrm{Exp}(\lambda+\mu)", True),
        (EXPONENTIAL, r"\text{exponential with mean }\frac{1}{\lambda+\mu}", True),
        (EXPONENTIAL, r"\text{exponential with mean }\lambda+\mu", False),
        (r"$N(3,4)$", r"\text{normal with mean }3\text{ and standard deviation }2", True),
        (r"$N(3,4)$", r"\text{normally distributed with mean }3\text{ and variance }2", False),
        ("uniform on $(0,1)$", r"\mathrm{U}(0,1)", True), ("uniform on $(0,1)$", r"\text{uniform on }(0,2)", False),
    ],
)  # fmt: skip
def test_laws_are_named_by_their_parameters(truth: str, answer: str, equal: bool) -> None:
    verdict = same_laws(truth, answer, EXACT)
    assert (verdict and verdict.equal) is equal


@pytest.mark.parametrize(
    ("answer", "prompt", "equal"),
    [
        (r"P(X=k)=(1-p)^{k-1}p,\ k=1,2,\dots", "Law of the number of trials?", True), (r"P(X=k)=(1-p)^{k}p,\ k=1,2,\dots", "Law of the number of trials?", False),
        (r"P(X=k)=(1-p)^{k}p,\ k=0,1,\dots", "Law of the number of failures?", True), (r"P(X=k)=(1-p)^{k}p,\ k=0,1,\dots", "Law of the number of trials?", False),
        (r"P(X=k)=(1-p)^{k}p,\ k=0,1,\dots", "Find the law.", False),
    ],
)  # fmt: skip
def test_the_prompt_says_what_a_geometric_law_counts(answer: str, prompt: str, equal: bool) -> None:
    verdict = same_laws("geometric with parameter $p$", answer, EXACT, prompt)
    assert (verdict and verdict.equal) is equal
