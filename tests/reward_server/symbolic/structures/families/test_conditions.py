import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.families.conditions import same_conditions
from reward_server.symbolic.verdict import Undecided

INTEGERS = r"Find all integers $x$ with $3x\equiv 2\pmod 7$."
PRIMES = "For which primes $p>3$ is $-3$ a quadratic residue modulo $p$?"
ODD_PRIMES = "For which odd primes $p$ is $-1$ a square modulo $p$?"
ALL_PRIMES = "Which primes $p$ are sums of two squares?"
POSITIVE = "Find all positive integers $n$ for which $n^2+n+1$ is divisible by 3."


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (r"x\equiv 3\pmod 7", r"3+7\mathbb{Z}", INTEGERS, True), (r"x\equiv 3\pmod 7", r"7\mathbb{Z}+3", INTEGERS, True), (r"x\equiv 3\pmod 7", r"4+7\mathbb{Z}", INTEGERS, False), (r"x\equiv 3\pmod 7", r"7+3\mathbb{Z}", INTEGERS, False),
        (r"x\equiv 3\pmod 7", r"\text{all integers that leave remainder }3\text{ when divided by }7", INTEGERS, True), (r"x\equiv 3\pmod 7", r"\text{all integers that leave remainder }7\text{ when divided by }3", INTEGERS, False),
        (r"x\equiv 3\pmod 7", r"7\mid x-3", INTEGERS, True), (r"x\equiv 3\pmod 7", r"7\mid x+3", INTEGERS, False), (r"x\equiv 3\pmod 7", r"7\nmid x-3", INTEGERS, False), (r"x\equiv 3\pmod 7", r"x-3\text{ is divisible by }7", INTEGERS, True),
        (r"x\equiv 3\pmod 7", r"7\mid 3x-2", INTEGERS, True), (r"x\equiv 3\pmod 7", r"x=7k+3,\ k\in\mathbb N", INTEGERS, False), (r"x\equiv 3\pmod 7", r"x=14k+3", INTEGERS, False), (r"x\equiv 3\pmod 7", "3", INTEGERS, False),
        (r"p\equiv 1\pmod 3", "p=6k+1", PRIMES, True), (r"p\equiv 1\pmod 3", r"p\equiv1\pmod 6", PRIMES, True), (r"p\equiv 1\pmod 3", "p=6k-1", PRIMES, False), (r"p\equiv 1\pmod 3", r"p\equiv 1\pmod{12}", PRIMES, False),
        (r"p\equiv 1\pmod 3", r"p\equiv1\pmod 6", "Find all integers $p$ for which it is so.", False), (r"p\equiv 1\pmod 3", r"\text{primes of the form }3k+1", PRIMES, True), (r"p\equiv 1\pmod 3", r"\text{primes of the form }3k-1", PRIMES, False),
        (r"p\equiv\pm1\pmod{12}", r"p\equiv1\pmod 4\text{ and }p\equiv1\pmod3,\text{ or }p\equiv3\pmod4\text{ and }p\equiv2\pmod3", PRIMES, True),
        (r"p\equiv\pm1\pmod{12}", r"p\equiv1\pmod 4\text{ and }p\equiv2\pmod3,\text{ or }p\equiv3\pmod4\text{ and }p\equiv1\pmod3", PRIMES, False),
        (r"p=2\text{ or }p\equiv 1\pmod 4", r"p\not\equiv 3\pmod 4", ALL_PRIMES, True), (r"p\equiv 1\pmod 4", r"p\not\equiv 3\pmod 4", ALL_PRIMES, False), (r"p\equiv 1\pmod 4", r"p\not\equiv 3\pmod 4", ODD_PRIMES, True),
        (r"p\equiv 1,3\pmod 8", r"p \bmod 8\in\{1,3\}", ODD_PRIMES, True), (r"p\equiv 1,3\pmod 8", r"p=8k+1\text{ or }p=8k+3", ODD_PRIMES, True), (r"p\equiv 1,3\pmod 8", r"p=8k\pm1", ODD_PRIMES, False),
        (r"n\equiv 1\pmod 3", r"n=3k+1,\ k=0,1,2,\dots", POSITIVE, True), (r"n\equiv 1\pmod 3", r"n=3k+1,\ k=1,2,\dots", POSITIVE, False), (r"n\equiv 1\pmod 3", r"n=3k-2,\ k\in\mathbb{N}", POSITIVE, True), (r"n\equiv 1\pmod 3", "n=3k+1\\text{ for some integer }k\\ge 0", POSITIVE, False),
        (r"n\equiv 1,4\pmod 5", r"5\mid n^2-1", POSITIVE, True), (r"n\equiv 1,4\pmod 5", r"5\mid n^2+1", POSITIVE, False), (r"n\equiv 1,5\pmod 6", r"\gcd(n,6)=1", POSITIVE, True), (r"n\equiv 1,5\pmod 6", r"\gcd(n,4)=1", POSITIVE, False),
        (r"n\equiv 3\pmod{10}", r"n\text{ ends in }3", POSITIVE, True), (r"n\equiv 3\pmod{10}", r"n\text{ ends in }3", INTEGERS, False), (r"n\equiv 3\pmod 6", r"n\text{ is odd and divisible by }3", POSITIVE, True), (r"n\equiv 3\pmod 6", r"n\text{ is odd or divisible by }3", POSITIVE, False),
        (r"n\equiv 2\pmod 4", r"n\text{ is even and not divisible by }4", POSITIVE, True), (r"n\equiv 2\pmod 4", r"n\text{ is even and divisible by }4", POSITIVE, False), (r"n\equiv 1\pmod 2", r"7\mid 2^n-1", POSITIVE, False),
        (r"2k,\ k\in\mathbb{Z}", "2x", "", False), ("y=2x+1", "y=2x-1", "", False), (r"n\ge 3", "n>2", POSITIVE, False), (r"7\mid n", r"7\mid n-m", POSITIVE, False),
    ],
)  # fmt: skip
def test_conditions_on_one_whole_number(truth: str, answer: str, prompt: str, right: bool) -> None:
    budget.begin()
    assert (same_conditions(truth, answer, prompt) is not None) is right


def test_large_moduli_are_not_tried() -> None:
    budget.begin()
    assert same_conditions(r"x\equiv 3\pmod{9973}", r"9973\mid x-3", INTEGERS) is None


INTERSECTIONS_OF_RINGS = [
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"30\mathbb Z", True),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"6\mathbb Z\cap5\mathbb Z", True),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"\{30k:k\in\mathbb Z\}", True),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"n\equiv0\pmod{30}", True),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"3\mathbb{Z}\cap10\mathbb{Z}", True),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"60\mathbb Z", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"6\mathbb Z\cap10\mathbb Z", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"6\mathbb Z\cup5\mathbb Z", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"15\mathbb Z", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"30\mathbb N", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"6\mathbb Z+5\mathbb Z", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"\{30k:k\in\mathbb N\}", False),
    ("Which integers are divisible by both 6 and 10?", r"\text{the multiples of } 30", r"6\mathbb Z\cap4\mathbb Z", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), INTERSECTIONS_OF_RINGS)
def test_intersections_of_rings(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
