import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.growth import same_growth
from reward_server.symbolic.verdict import Undecided

SORT = r"\Theta(n\log n)"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SORT, r"\Theta(n\log_2 n)", True), (SORT, r"\Theta(n \ln n)", True), (SORT, r"T(n)=\Theta(n\lg n)", True), (SORT, r"\Theta(n\log(n^2))", True), (SORT, r"\Theta(\log(n!))", True),
        (SORT, r"\Theta(n\log^2 n)", False), (SORT, r"\Theta(n)", False), (SORT, r"O(n\log n)", False), (SORT, r"\Theta(n\log m)", False), (SORT, r"\Theta(n\log n+n^2)", False), (SORT, r"\Theta(n^{1.01})", False), (SORT, r"\Theta(n\log\log n)", False),
        ("O(n^2)", r"\mathcal{O}(n^2+n)", True), ("O(n^2)", r"O\left(3n^2\right)", True), ("O(n^2)", "o(n^2)", False), ("O(n^2)", "O(n^3)", False), (r"\Theta(2^n)", r"\Theta(2^n+n^3)", True), (r"\Theta(2^n)", r"\Theta(2^{n+1})", True),
        (r"\Theta(2^n)", r"\Theta(4^n)", False), (r"\Theta(2^n)", r"\Theta(3^n)", False), (r"\Theta(n^{\log_2 3})", r"\Theta(3^{\log_2 n})", True), (r"\Theta(n^{\log_2 3})", r"\Theta(2^{\log_3 n})", False), (r"\Theta(n!)", r"\Theta(n^n)", False), (r"Θ(n^2)", r"\Theta(n^2)", True),
        (r"\Theta(1)", r"\Theta(2)", False), ("O(x)", "O(y)", False), ("O", "O", False), (r"\Theta(n)", r"\Theta(-n)", False), (r"\Omega(n)", r"\omega(n)", False),
    ],
)  # fmt: skip
def test_orders_of_growth(truth: str, answer: str, right: bool) -> None:
    budget.begin()
    assert (same_growth(truth, answer, "") is not None) is right


PRIMES = "Find an asymptotic for the number of primes up to $x$."
COSINE = "Expand $\\cos x$ to third order at $0$."
HARMONIC = "Estimate the harmonic number $H_n$ for $n\\to\\infty$."
COUNTED = r"\pi(x)\sim\frac{x}{\ln x}"
WAVE = r"1-\frac{x^2}{2}+O(x^4)"


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (COUNTED, r"(1+o(1))\frac{x}{\log x}", PRIMES, True), (COUNTED, r"\frac{x}{\ln x}(1+o(1))", PRIMES, True), (COUNTED, r"\pi(x)=\frac{x}{\ln x}+o\left(\frac{x}{\ln x}\right)", PRIMES, True),
        (COUNTED, r"\frac{x}{\ln x}", PRIMES, True), (COUNTED, r"\pi(x)\sim\frac{x}{\ln^2 x}", PRIMES, False), (COUNTED, r"O\left(\frac{x}{\ln x}\right)", PRIMES, False), (COUNTED, r"(2+o(1))\frac{x}{\log x}", PRIMES, False), (COUNTED, r"2\frac{x}{\log x}(1+o(1))", PRIMES, False),
        (r"\frac{n^2}{2}", r"\frac{n(n-1)}{2}(1+o(1))", PRIMES, True), (r"\frac{n^2}{2}", r"\frac{n(n-1)}{2}(1+o(1))", "How many pairs are there?", False), (r"f(n)\sim\frac{n^2}{2}", r"f(n)\sim\binom n2", PRIMES, True), (r"f(n)\sim n^2", r"f(n)\sim n^2\ln n", PRIMES, False),
        (WAVE, r"1-\frac{x^2}{2}+o(x^3)", COSINE, True), (WAVE, r"\cos x=1-\frac{x^2}{2}+O(x^4)", COSINE, True), (WAVE, r"1-\frac{x^2}{2}+x^4+O(x^4)", COSINE, True), (WAVE, r"1-\frac{x^2}{2}+x^3+O(x^4)", COSINE, False), (WAVE, r"1+\frac{x^2}{2}+O(x^4)", COSINE, False),
        (WAVE, r"1-\frac{x^2}{2}+o(x^4)", COSINE, False), (WAVE, r"1-\frac{x^2}{2}+O(x^3)", COSINE, False), (WAVE, r"1+O(x^2)", COSINE, False), (WAVE, r"1-\frac{x^2}{2}+o(x^3)", HARMONIC, False),
        (r"\ln n+\gamma+O(1/n)", r"\ln n+O(1)", HARMONIC, False), (r"\ln n+O(1)", r"\ln n+1+O(1)", HARMONIC, True), (r"\ln n+O(1)", r"2\ln n+O(1)", HARMONIC, False), (r"\sqrt{n^2+n}=n+\frac12+o(1)", r"n+\frac12+o(1)", HARMONIC, True), (r"n+\frac12+o(1)", "n+1+o(1)", HARMONIC, False),
    ],
)  # fmt: skip
def test_leading_terms_and_expansions(truth: str, answer: str, prompt: str, right: bool) -> None:
    budget.begin()
    assert (same_growth(truth, answer, prompt) is not None) is right


LG_IS_THE_BINARY_LOGARITHM = [
    ("Solve $T(n)=7T(n/2)+n^2$.", r"\Theta(n^{\log_2 7})", r"\Theta(n^{\lg 7})", True),
    ("Solve $T(n)=7T(n/2)+n^2$.", r"\Theta(n^{\log_2 7})", r"\Theta(n^{\lg 6})", False),
    ("Solve it.", r"\Theta(n\log n)", r"\Theta(n\lg n)", True),
    ("Solve it.", r"\Theta(n\log n)", r"\Theta(n\lg^2 n)", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), LG_IS_THE_BINARY_LOGARITHM)
def test_lg_is_the_binary_logarithm(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
