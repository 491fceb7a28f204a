import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.counting import with_counting_names
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("text", "prompt", "spelled"),
    [
        (r"\varphi(n)", "How many numbers up to $n$ are coprime to $n$?", r"\operatorname{eulerphi}(n)"),
        (r"\varphi(n)", "Find the angle.", r"\phi (n)"),
        (r"\sum_{d\mid n}\mu(d)", "", r"\sum_{d=\operatorname{divisorsof}(n)} \operatorname{moebius}(d)"),
        (r"\prod_{p|n}p", "", r"\prod_{p=\operatorname{primesof}(n)} p"),
        (r"\sum_{1\le k<n}k", "", r"\sum_{k=1}^{n-1} k"),
        (r"\sum_{1\le k\le n,\ \gcd(k,n)=1}k", "", r"\sum_{k=\operatorname{coprimesto}(n)} k"),
        (r"{n\brace k}", "", r"\operatorname{stirlingsecond}(n,k)"),
        (r"\left[{n\atop k}\right]", "", r"\operatorname{stirlingfirst}(n,k)"),
        (r"n^{\underline{k}}", "", r"\operatorname{fallingfactorial}(n,k)"),
        ("!n", "", r"\operatorname{derangementnumber}(n)"),
        ("n!", "", "n!"),
        ("F_{n+2}", "Let $F_n$ be the Fibonacci numbers.", r"\operatorname{fibonaccinumber}(n+2)"),
        ("F_{n+2}", "Let $F_n$ be the Fibonacci numbers, $F_0=F_1=1$.", "F_{n+2}"),
        ("F_{n+2}", "The force $F_n$ is known.", "F_{n+2}"),
        (r"1\cdot3\cdots(2n-1)", "", r"1\cdot3 * ƿ * (2n-1)"),
        (r"1+3+\cdots+(2n-1)", "", r"1+3+\ldots +(2n-1)"),
    ],
)
def test_names_that_the_grammar_reads(text: str, prompt: str, spelled: str) -> None:
    assert " ".join(with_counting_names(text, prompt).split()) == " ".join(spelled.split())


MEMBERS_IN_WORDS = [
    ("Count binary trees with $n$ nodes.", r"\frac{1}{n+1}\binom{2n}{n}", r"\text{the } n\text{th Catalan number}", True),
    ("Count binary trees with $n$ nodes.", r"\frac{1}{n+1}\binom{2n}{n}", r"\text{the } n\text{-th Catalan number } C_n", True),
    ("Count binary trees with $n$ nodes.", r"\frac{1}{n+1}\binom{2n}{n}", r"\text{the Catalan number } C_{n}", True),
    ("Count binary trees with $n$ nodes.", r"\frac{1}{n+1}\binom{2n}{n}", r"\text{the Catalan number } C_{n-1}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), MEMBERS_IN_WORDS)
def test_members_in_words(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
