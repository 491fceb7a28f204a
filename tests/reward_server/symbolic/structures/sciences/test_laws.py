"""A law has a name, a mass function or density, and a distribution function."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.sciences.laws import same_laws
from reward_server.symbolic.verdict import EXACT, Undecided

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
        (r"N\left(\mu,\frac{\sigma^2}{n}\right)", r"\bar X\sim\mathcal N(\mu,\sigma^2/n)", True), (r"N\left(\mu,\frac{\sigma^2}{n}\right)", r"\bar X\sim\mathcal N(\mu,\sigma^2)", False),
        (r"t_{n-1}", r"\text{Student's t distribution with }n-1\text{ degrees of freedom}", True), (r"t_{n-1}", r"\text{Student's t distribution with }n\text{ degrees of freedom}", False), (r"t_{n-1}", r"T\sim t(n-1)", True),
        ("Cauchy(0,1)", r"\text{standard Cauchy}", True), ("Cauchy(0,1)", r"\text{standard normal}", False),
        ("N(0,4)", r"N(\mu=0,\sigma=4)", False), ("N(0,4)", r"N(\mu=0,\sigma=2)", True),
        (r"$\chi^2_1$", r"\Gamma(\tfrac12,\tfrac12)", True), (r"$\chi^2_1$", r"\text{Gamma}(1/2, \text{rate } 1/2)", True), (r"$\chi^2_1$", r"\text{Gamma}(1/2, 2)", False),
        (r"$\chi^2_{2n}$", r"\text{Gamma with shape }n\text{ and scale }2", True), (r"$\chi^2_{2n}$", r"\text{Gamma with shape }n\text{ and rate }2", False),
        (r"$\chi^2_2$", r"\text{Exp}(1/2)", True), (r"$\chi^2_2$", r"\text{Exponential with mean }1/2", False), (r"$\chi^2_3$", r"\text{Exp}(1/2)", False),
        (r"\text{Bernoulli}(p)", r"\text{Bin}(1,p)", True), (r"\text{Bernoulli}(p)", r"\text{Bin}(2,p)", False), ("U(0,1)", r"\text{Beta}(1,1)", True), ("U(0,2)", r"\text{Beta}(1,1)", False),
        (r"$N(3,4)$", r"X\sim N(\mu=3,\sigma=2)", True), (r"$N(3,4)$", r"X\sim N(\mu=3,\sigma=4)", False), (r"$N(3,4)$", r"X\sim N(\mu=3,\sigma^2=4)", True),
        (r"\text{Beta}(8,4)", r"p\mid x\sim\mathrm{Be}(8,4)", True), (r"\text{Beta}(8,4)", r"p\mid x\sim\mathrm{Be}(4,8)", False), ("U(0,1)", r"\text{Unif}[0,1]", True),
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


FULL, SHAPE = "Find the posterior density of p.", "Find the posterior density of p up to a constant."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        (r"f(p\mid x)\propto p^7(1-p)^3", r"\text{Beta}(8,4)", FULL, True), (r"f(p\mid x)\propto p^7(1-p)^3", r"\text{Beta}(7,3)", FULL, None),
        (r"\text{Beta}(8,4)", r"\propto p^7(1-p)^3", SHAPE, True), (r"\text{Beta}(8,4)", r"\propto p^7(1-p)^3", FULL, None), (r"\text{Beta}(8,4)", r"\propto p^8(1-p)^4", SHAPE, None),
        (r"\text{Gamma}(a+s,b+n)", r"\pi(\lambda|x)\propto \lambda^{a+s-1}e^{-(b+n)\lambda}", SHAPE, True), (r"\text{Gamma}(a+s,b+n)", r"\pi(\lambda|x)\propto \lambda^{a+s-1}e^{-b\lambda}", SHAPE, None),
        (r"\pi(\theta|x)\propto\theta^7(1-\theta)^3", r"p(\theta|x)=1320\theta^7(1-\theta)^3", FULL, True), (r"\pi(\theta|x)\propto\theta^7(1-\theta)^3", r"p(\theta|x)=1320\theta^7(1-\theta)^4", FULL, None),
        (r"T\propto\sqrt{L}", r"T\propto L^{1/2}", "How does T depend on L?", True), (r"T\propto\sqrt{L}", r"T\propto 2\pi\sqrt{L}", "", True), (r"T\propto\sqrt{L}", r"T\propto L", "", None),
        (r"T\propto\sqrt{L}", r"v\propto\sqrt{L}", "", None), (r"F\propto\frac{m}{r^2}", r"F\propto r^{-2}", "", None), (r"F\propto\frac{1}{r^2}", r"F\propto r^{-2}", "", True),
        (r"f\propto 2", r"f\propto 3", "", None), (r"f\propto \text{the mass}", r"f\propto 3", "", None), (r"f\propto x", r"\text{Poisson}(3)", "", None),
        (r"f(x)\propto x,\ 0<x<1", r"f(x)\propto 2x,\ 0<x<2", "", None), (r"f(x)\propto x,\ 0<x<1", r"f(x)\propto 2x,\ 0<x<1", "", True),
    ],
)  # fmt: skip
def test_a_constant_counts_where_the_ground_truth_has_one(truth: str, answer: str, prompt: str, equal: bool) -> None:
    """None where the texts decide, which differ."""
    verdict = same_laws(truth, answer, EXACT, prompt)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("", r"\text{Gamma}(3,2)", r"\text{Gamma}(\text{rate}=3,\text{shape}=2)", False),
        ("", r"\text{Gamma}(3,2)", r"\text{Gamma}(\text{rate}=2,\text{shape}=3)", True),
        ("", r"\text{Gamma}(\alpha=3,\beta=2)", r"\text{Gamma}(\beta=3,\alpha=2)", False),
        ("", "N(0,4)", r"N(0,\sigma=4)", False),
        ("", "N(0,4)", r"N(0,\sigma=2)", True),
        ("", "N(1,4)", r"N(\sigma^2=1,\mu=4)", False),
    ],
)  # fmt: skip
def test_parameters_that_say_what_they_are(prompt: str, truth: str, answer: str, right: bool) -> None:
    """In any order; a number alone after sigma is no variance."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\text{Exp}(1)", r"\text{the standard exponential distribution}", True),
        (r"\text{standard Cauchy}", r"f(x)=\frac{1}{\pi(1+x^2)},\ x\in\mathbb R", True),
        (r"\text{standard Cauchy}", r"f(x)=\frac{1}{2}e^{-|x|},\ x\in\mathbb R", False),
        (r"\text{Geometric}(p) \text{ on } \{1,2,3,\dots\}", r"P(N=n)=(1-p)^{n-1}p,\ n\ge1", True),
        (r"\text{Geometric}(p) \text{ on } \{0,1,2,\dots\}", r"P(N=n)=(1-p)^{n-1}p,\ n\ge1", False),
        (r"\text{Geometric}(p) \text{ on } \{0,1,2,\dots\}", r"P(N=n)=(1-p)^{n}p,\ n\ge0", True),
        (r"\text{Geometric}(p) \text{ on } \{1,2,3,\dots\}", r"P(N>n)=(1-p)^{n},\ n\ge0", True),
        (r"\text{Geometric}(p) \text{ on } \{1,2,3,\dots\}", r"P(N\ge n)=(1-p)^{n},\ n\ge0", False),
        (r"\text{Geometric}(p) \text{ on } \{1,2,3,\dots\}", r"\text{Geometric}(p) \text{ on } \{0,1,2,\dots\}", False),
        (r"\text{Geometric}(p) \text{ on } \{1,2,3,\dots\}", r"\text{Geom}(p)", True),
        (r"\text{Uniform on }\{1,2,\dots,n\}", r"P(X=k)=\frac1n,\ k=1,2,\dots,n", True),
        (r"\text{Uniform on }\{1,2,\dots,n\}", r"P(X=k)=\frac1n,\ k=1,3,\dots,n", False),
        (r"\text{Uniform on }\{1,2,\dots,n\}", r"P(X=k)=\frac1n,\ k=0,1,\dots,n", False),
        (r"\text{Uniform on }\{1,2,3\}", r"\text{uniform on }\{1,\dots,3\}", True),
        (r"\text{Uniform on }\{1,2,4\}", r"\text{uniform on }\{1,\dots,4\}", False),
        (r"\text{Negative binomial}(r,p)", r"P(X=k)=\binom{k-1}{r-1}p^r(1-p)^{k-r},\ k=r,r+1,\dots", True),
        (r"\text{Negative binomial}(r,p)", r"P(X=k)=\binom{k}{r-1}p^r(1-p)^{k-r},\ k=r,r+1,\dots", False),
        (r"\text{Negative binomial}(r,p)", r"P(X=k)=\binom{k-1}{r-1}p^r(1-p)^{k-r},\ k=0,1,\dots", False),
        (r"\text{Binomial}\left(n,\frac{\lambda}{\lambda+\mu}\right)", r"P(X=k\mid X+Y=n)=\binom nk\frac{\lambda^k\mu^{n-k}}{(\lambda+\mu)^n},\ 0\le k\le n", True),
        (r"\text{Binomial}\left(n,\frac{\lambda}{\lambda+\mu}\right)", r"P(X=k\mid X+Y=n)=\binom nk\frac{\lambda^{n-k}\mu^{k}}{(\lambda+\mu)^n},\ 0\le k\le n", False),
        (r"\text{Laplace with location }0\text{ and scale }1", r"f(x)=\frac12e^{-|x|},\ x\in\mathbb R", True),
        (r"\text{Laplace with location }0\text{ and scale }1", r"f(x)=\frac12e^{-2|x|},\ x\in\mathbb R", False),
        (r"\text{lognormal}(0,1)", r"f(x)=\frac{1}{x\sqrt{2\pi}}e^{-(\ln x)^2/2},\ x>0", True),
        (r"\text{Weibull with shape }2\text{ and scale }1", r"F(x)=1-e^{-x^2},\ x\ge0", True),
        (r"\text{Weibull with shape }2\text{ and scale }1", r"F(x)=1-e^{-2x},\ x\ge0", False),
        (r"\chi^2_2", r"f(x)=\frac12e^{-x/2},\ x>0", True),
        (r"\chi^2_2", r"f(x)=\frac14e^{-x/2},\ x>0", False),
        (r"t_1", r"\text{standard Cauchy}", True), (r"t_2", r"\text{standard Cauchy}", False),
        (r"\text{Rayleigh}(\sigma)", r"f(r)=\frac{r}{\sigma^2}e^{-r^2/(2\sigma^2)},\ r\ge0", True),
        (r"\text{geometric with mean }2", r"\text{Geom}(1/2)", True), (r"\text{geometric with mean }2", r"\text{Geom}(2)", False),
    ],
)  # fmt: skip
def test_further_families(truth: str, answer: str, equal: bool) -> None:
    verdict = same_laws(truth, answer, EXACT)
    assert (verdict is not None and verdict.equal) is equal
