import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.structures.families.worked_out import worked_out

DERANGED = r"Find the number of derangements of $\{1,\dots,n\}$ for $n\ge 1$."
DERANGEMENTS = r"n!\sum_{k=0}^{n}\frac{(-1)^k}{k!}"
MATCHINGS = "How many perfect matchings does $K_{2n}$ have, where $n$ is a positive integer?"
MATCHED = r"\frac{(2n)!}{2^n n!}"
NECKLACES = "How many necklaces of $n$ beads in $k$ colors are there, up to rotation?"
BEADS = r"\frac{1}{n}\sum_{d\mid n}\varphi(d)k^{n/d}"
CATALANS = "What is the $n$-th Catalan number?"
CATALAN = r"\frac{1}{n+1}\binom{2n}{n}"
FIBONACCIS = "Evaluate the $n$-th Fibonacci number $F_n$ ($F_1=F_2=1$), $n\\ge 1$."
BINET = r"\frac{1}{\sqrt5}\left(\left(\frac{1+\sqrt5}{2}\right)^n-\left(\frac{1-\sqrt5}{2}\right)^n\right)"
ONTO = "How many surjections are there from a set of $n$ elements onto one of $k$ elements?"
PARITY = "Find the $n$-th term ($n=1,2,\\dots$) of $1,0,1,0,\\dots$"
ODD = r"\frac{1-(-1)^n}{2}"
RECURRENCE = "Solve $a_n=5a_{n-1}-6a_{n-2}$ with $a_0=1$, $a_1=4$."
SOLVED = r"a_n=2\cdot 3^n-2^n"
EULER = "Give the generating function of partitions into distinct parts."
TOTIENTS = "Find the sum of the numbers less than $n$ and coprime to $n$, for $n>1$."
SUMS = "Evaluate $\\sum_{k=0}^n k\\binom nk$ for a positive integer $n$."
TILED = r"Find the number of ways to tile a $2\times n$ board with dominoes, $n\ge1$."
FIXED = "Find the number of permutations of $n$ elements with exactly one fixed point, $n\\ge1$."
LEGENDRE = "(-1)^{(p^2-1)/8}"
OF_TWO = r"Let $p$ be an odd prime. Evaluate the Legendre symbol $\left(\frac{2}{p}\right)$."
ENTRIES = r"\prod_{k=0}^{n-1}(q^n-q^k)"
GROUP = r"Determine $|GL_n(\mathbb{F}_q)|$ for a prime power $q$ and an integer $n\ge1$."
DIVISORS = r"\prod_{i=1}^k(a_i+1)"
FACTORED = r"Find the number of positive divisors of $n=p_1^{a_1}\cdots p_k^{a_k}$."
ODD_SUM = "Express $n^2$, $n$ a positive integer, as a sum of odd numbers."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (DERANGEMENTS, r"\left\lfloor \frac{n!}{e}+\frac12\right\rfloor", DERANGED, True), (DERANGEMENTS, r"\left\lfloor \frac{n!}{e}\right\rfloor", DERANGED, False),
        (DERANGEMENTS, r"\left\lceil \frac{n!}{e}\right\rceil", DERANGED, False), (DERANGEMENTS, "!n", DERANGED, True), (DERANGEMENTS, r"D_n=\sum_{k=0}^n (-1)^k \binom{n}{k}(n-k)!", DERANGED, True),
        (DERANGEMENTS, r"n!\sum_{k=0}^{n-1}\frac{(-1)^k}{k!}", DERANGED, False), (DERANGEMENTS, r"\left\lfloor \frac{n!+1}{e}\right\rfloor,\ n\ge 1", DERANGED, True),
        (DERANGEMENTS, r"\left\lfloor \frac{n!+1}{e}\right\rfloor,\ n\ge 3", DERANGED, False),
        (MATCHED, "(2n-1)!!", MATCHINGS, True), (MATCHED, "(2n+1)!!", MATCHINGS, False), (MATCHED, r"1\cdot 3\cdot 5\cdots(2n-1)", MATCHINGS, True),
        (MATCHED, r"1\cdot 3\cdot 5\cdots(2n+1)", MATCHINGS, False), (MATCHED, r"\prod_{k=1}^n(2k-1)", MATCHINGS, True), (MATCHED, r"\prod_{k=1}^n(2k+1)", MATCHINGS, False),
        (MATCHED, r"1\cdot 3\cdot 5\cdots(2n-1)", r"Simplify $1\cdot 3\cdot 5\cdots(2n-1)$.", False),
        (r"\frac{n!}{(n-k)!}", r"n(n-1)\cdots(n-k+1)", "How many words of $k$ letters out of $n$ letters, none twice?", True), (r"\frac{n!}{(n-k)!}", r"n(n-1)\cdots(n-k)", "How many words of $k$ letters out of $n$ letters?", False),
        (r"\frac{n!}{(n-k)!}", r"n^{\underline{k}}", "How many words of $k$ letters out of $n$ letters?", True), ("n^k", r"n^{\underline{k}}", "How many words of $k$ letters out of $n$ letters?", False),
        (BEADS, r"\frac1n\sum_{d|n}\phi(n/d)\,k^{d}", NECKLACES, True), (BEADS, r"\frac1n\sum_{d|n}\phi(d)\,k^{d}", NECKLACES, False), (BEADS, r"\frac1n\sum_{d|n}\mu(d)\,k^{n/d}", NECKLACES, False),
        (BEADS, r"\frac{1}{n}\sum_{i=1}^{n}k^{\gcd(i,n)}", NECKLACES, True), (BEADS, r"\frac{1}{n}\sum_{i=1}^{n}k^{n/\gcd(i,n)}", NECKLACES, False),
        (CATALAN, r"\binom{2n}{n}-\binom{2n}{n+1}", CATALANS, True), (CATALAN, r"\binom{2n}{n}-\binom{2n}{n-2}", CATALANS, False), (CATALAN, r"C_n=\prod_{k=2}^{n}\frac{n+k}{k}", CATALANS, True),
        (CATALAN, r"\prod_{k=1}^{n}\frac{n+k}{k}", CATALANS, False),
        (BINET, r"\left\lfloor \frac{1}{\sqrt5}\left(\frac{1+\sqrt5}{2}\right)^n+\frac12\right\rfloor", FIBONACCIS, True), (BINET, r"\left\lfloor \frac{1}{\sqrt5}\left(\frac{1+\sqrt5}{2}\right)^n\right\rfloor", FIBONACCIS, False),
        ("F_{n+2}-1", r"F_{n}+F_{n+1}-1", FIBONACCIS, True), ("F_nF_{n+1}", r"\sum_{k=1}^n F_k^2", r"Evaluate $\sum_{k=1}^n F_k^2$ for Fibonacci numbers.", False), (r"\sum_{k=1}^n F_k^2", "F_nF_{n+1}", FIBONACCIS, True),
        (r"\sum_{k=1}^n F_k^2", "F_nF_{n-1}", FIBONACCIS, False), ("F_nF_{n+1}", "F_{n}^2+F_nF_{n-1}", FIBONACCIS, True), ("F_nF_{n+1}", "F_{n}^2-F_nF_{n-1}", FIBONACCIS, False),
        (r"k!\,S(n,k)", r"\sum_{i=0}^{k}(-1)^i\binom{k}{i}(k-i)^n", ONTO, True), (r"k!\,S(n,k)", r"\sum_{i=0}^{k}\binom{k}{i}(k-i)^n", ONTO, False), (r"k!\,S(n,k)", r"k!{n\brace k}", ONTO, True),
        (r"k!\,S(n,k)", r"k!\left\{{n\atop k}\right\}", ONTO, True), (r"k!\,S(n,k)", r"k!\left[{n\atop k}\right]", ONTO, False), (r"k!\,S(n,k)", "k!S(k,n)", ONTO, False),
        (ODD, r"n \bmod 2", PARITY, True), (ODD, r"(n+1) \bmod 2", PARITY, False), (ODD, r"1\text{ if }n\text{ is odd, }0\text{ if }n\text{ is even}", PARITY, True),
        (ODD, r"1\text{ if }n\text{ is even, }0\text{ if }n\text{ is odd}", PARITY, False), (ODD, r"\sin^2\left(\frac{n\pi}{2}\right)", PARITY, True), (ODD, r"\sin\left(\frac{n\pi}{2}\right)", PARITY, False),
        (SOLVED, r"a_{n+1}=6\cdot 3^{n}-2^{n+1}", RECURRENCE, True), (SOLVED, r"a_{n+1}=2\cdot 3^{n}-2^{n}", RECURRENCE, False), (SOLVED, r"b_n=2\cdot 3^n-2^n", RECURRENCE, True),
        (r"\prod_{k=1}^\infty (1+x^k)", r"\prod_{k\ge1}\frac{1}{1-x^{2k-1}}", EULER, True), (r"\prod_{k=1}^\infty (1+x^k)", r"\prod_{k\ge1}\frac{1}{1-x^{2k}}", EULER, False), (r"\prod_{k=1}^\infty (1+x^k)", r"\prod_{k=2}^\infty (1+x^k)", EULER, False),
        (r"\frac{n\varphi(n)}{2}", r"\frac{n^2}{2}\prod_{p\mid n}\left(1-\frac1p\right)", TOTIENTS, True), (r"\frac{n\varphi(n)}{2}", r"\frac{n}{2}\prod_{p\mid n}\left(1-\frac1p\right)", TOTIENTS, False),
        (r"\frac{n\varphi(n)}{2}", r"\sum_{1\le k\le n,\ \gcd(k,n)=1}k", TOTIENTS, False), (r"\varphi(n)", r"\frac{\varphi(n^2)}{n}", TOTIENTS, True), (r"\varphi(n)", r"\frac{\varphi(2n)}{2}", TOTIENTS, False),
        ("n2^{n-1}", r"\sum_{k=1}^n k\binom nk", SUMS, False), (r"\sum_{k=1}^n k\binom nk", "n2^{n-1}", SUMS, True), (r"1+3+5+\cdots+(2n-1)", "n^2", ODD_SUM, True), (r"1+3+5+\cdots+(2n+1)", "n^2", ODD_SUM, False),
        (r"F_{n+1}\text{ with }F_1=F_2=1", "F_{n+1}", TILED, True), (r"F_{n+1}\text{ with }F_1=F_2=1", "F_{n+2}", TILED, False), (r"F_{n+1}\text{ with }F_1=F_2=1", r"\frac{1}{\sqrt5}\left(\left(\frac{1+\sqrt5}{2}\right)^{n+1}-\left(\frac{1-\sqrt5}{2}\right)^{n+1}\right)", TILED, True),
        (r"\binom{n+k-1}{k}", r"\left(\!\binom{n}{k}\!\right)", "Choose $k$ of $n$ letters.", True), (r"\binom{n}{k}", r"\left(\!\binom{n}{k}\!\right)", "Choose $k$ of $n$ letters.", False),
        ("F_{n+2}", r"F_n+F_{n+1}", TILED, False), ("F_{n+2}", r"F_n+F_{n+1}", FIBONACCIS, True), ("F_{n+2}", r"F_n-F_{n+1}", TILED, False), ("F_{n+2}", r"F_n+F_{n+1}", "The force $F_n$ pulls at the $n$-th bead. Find $F_{n+2}$.", False), ("F_{n+2}", r"F_{n+2},\text{ where }F_1=F_2=1", TILED, True),
        ("F_{n+2}", r"\sum_{k\ge 0}\binom{n-k+1}{k}", TILED, True), ("F_{n+2}", r"\sum_{k\ge 0}\binom{n-k}{k}", TILED, False), ("nD_{n-1}", r"n\cdot {!(n-1)}", FIXED, True), ("nD_{n-1}", "D_n-(-1)^n", FIXED, True), ("nD_{n-1}", "D_n+(-1)^n", FIXED, False),
        (LEGENDRE, r"\begin{cases}1 & p\equiv\pm1\pmod 8\\ -1 & p\equiv\pm3\pmod 8\end{cases}", OF_TWO, True), (LEGENDRE, r"\begin{cases}1 & p\equiv\pm3\pmod 8\\ -1 & p\equiv\pm1\pmod 8\end{cases}", OF_TWO, False),
        (LEGENDRE, r"1\text{ if }p\equiv 1,7\pmod 8,\ -1\text{ if }p\equiv 3,5\pmod 8", OF_TWO, True), (LEGENDRE, r"1\text{ if }p\equiv 1,7\pmod 8,\ -1\text{ otherwise}", OF_TWO, True), (LEGENDRE, r"1\text{ if }p\equiv 1\pmod 8,\ -1\text{ otherwise}", OF_TWO, False),
        (LEGENDRE, r"1\text{ if }p\equiv 1,7\pmod 8,\ -1\text{ otherwise}", "Evaluate it for each odd integer $p$.", True), (LEGENDRE, r"1\text{ if }p\equiv 1,7\pmod 8,\ -1\text{ otherwise}", "Evaluate it for each integer $p$.", False),
        (ENTRIES, r"(q^n-1)(q^n-q)\cdots(q^n-q^{n-1})", GROUP, True), (ENTRIES, r"(q^n-1)(q^n-q)\cdots(q^n-q^{n})", GROUP, False), (ENTRIES, r"q^{n(n-1)/2}\prod_{i=1}^n(q^i-1)", GROUP, True), (ENTRIES, r"q^{n(n+1)/2}\prod_{i=1}^n(q^i-1)", GROUP, False),
        (DIVISORS, r"(a_1+1)(a_2+1)\cdots(a_k+1)", FACTORED, True), (DIVISORS, r"(1+a_1)\cdots(1+a_k)", FACTORED, True), (DIVISORS, r"a_1a_2\cdots a_k", FACTORED, False), (DIVISORS, r"(a_1+1)\cdots(a_{k+1}+1)", FACTORED, False),
        (r"a_n=n^2+1", r"a_{n-1}=n^2-2n+2", "", True), (r"a_n=n^2+1", r"a_{n-1}=n^2+2n+2", "", False), (r"a_n=(-2)^{n-1},\ n\ge1", r"a_n=(-2)^n,\ n=0,1,2,\dots", r"Find the general term of $1,-2,4,\dots$", True),
        (r"a_n=(-2)^{n-1},\ n\ge1", r"a_n=(-2)^n,\ n=0,1,2,\dots", "Find $a_n$, where $a_1=1$ and $a_{n+1}=-2a_n$.", False), (r"n=2^k,\ k=0,1,2,\dots", r"n=2^k,\ k=1,2,3,\dots", "Find all of them.", False),
        (r"\lfloor n/100\rfloor", "0", "Find the quotient of the positive integer $n$ and 100.", False), (r"\sin(\pi n)", "0", "Find $\\sin(\\pi n)$ for real $n$.", False), (r"\sin(\pi n)", "0", "Find $\\sin(\\pi n)$ for an integer $n$.", True),
        ("2^n", "2^m", "Find it for each positive integer $n$.", False), ("n^2", "m^2", "", False), ("a_n=2^n", "b_n=2^n", "Find $a_n$ and $b_n$, $n\\ge1$.", False),
    ],
)  # fmt: skip
def test_formulas_of_whole_numbers(truth: str, answer: str, prompt: str, right: bool) -> None:
    budget.begin()
    verdict = worked_out(truth, answer, prompt)
    assert (verdict is not None and verdict.equal) is right


def test_nothing_is_worked_out_that_would_take_long() -> None:
    for text in (
        r"\sum_{k=0}^{n!}\sum_{j=0}^{k!} k^j",
        r"9^{9^{9^{n!}}}",
        r"\prod_{k=1}^{10^9}(n+k)",
        r"\varphi(n!!!)",
    ):
        budget.begin()
        assert worked_out(text, "n!", "For each positive integer $n$ coprime to 3.") is None
