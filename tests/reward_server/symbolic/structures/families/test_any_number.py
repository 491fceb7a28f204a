"""What the question leaves to choose, and what it does not."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    ("Find a primitive root modulo $23$.", "5", "7", True),
    ("Find a primitive root modulo $23$.", "5", "2", False),
    ("Find the smallest primitive root modulo $23$.", "5", "7", False),
    ("Find a primitive root modulo 18.", "5", "11", True),
    ("Find a primitive root modulo 18.", "5", "7", False),
    ("How many primitive roots modulo 7 are there? Find a primitive root modulo 7.", "3", "5", False),
    (r"Find a generator of $\mathbb{F}_{13}^\times$.", "2", "g=6", True),
    (r"Find a generator of $\mathbb{F}_{13}^\times$.", "2", "5", False),
    (r"Find a generator of $(\mathbb{Z}/7\mathbb{Z})^*$.", "3", r"\bar{5}", True),
    ("Give a generator of $U(9)$.", "2", "5", True),
    ("Give a generator of $U(9)$.", "2", "4", False),
    ("Find the inverse of $7$ modulo $26$.", "15", "-11", True),
    ("Find the inverse of $7$ modulo $26$.", "15", r"x\equiv 15\pmod{26}", True),
    ("Find the inverse of $7$ modulo $26$.", "15", "11", False),
    ("Find the inverse of 7 modulo 26 between 0 and 25.", "15", "-11", False),
    ("Give a quadratic nonresidue modulo 11.", "2", "7", True),
    ("Give a quadratic nonresidue modulo 11.", "2", "5", False),
    ("In RSA with $N=77$ and $e=7$, what is the private exponent $d$?", "43", "13", True),
    ("In RSA with $N=77$ and $e=7$, what is the private exponent $d$?", "43", "73", True),
    ("In RSA with $N=77$ and $e=7$, what is the private exponent $d$?", "43", "44", False),
    ("An RSA public key is $(n,e)=(55,3)$. Find the decryption exponent $d$.", "27", "7", True),
    ("An RSA public key is $(n,e)=(55,3)$. Find the decryption exponent $d$.", "27", "17", False),
    ("An RSA public key is $(n,e)=(55,3)$. Find the smallest positive decryption exponent $d$.", "7", "27", False),
    ("Find integers $x$ and $y$ such that $12x+35y=1$.", "x=3,y=-1", "(-32,11)", True),
    ("Find integers $x$ and $y$ such that $12x+35y=1$.", "x=3,y=-1", "(32,-11)", False),
    ("Find integers $x$ and $y$ such that $12x+35y=1$.", "(3,-1)", "x=-32, y=11", True),
    ("Find all integers $x$ and $y$ such that $12x+35y=1$.", "(3+35t,-1-12t)", "x=-32, y=11", False),
    ("Find integers $x$ and $y$ such that $12x+35y=1$ and $0<x<20$.", "(3,-1)", "x=-32, y=11", False),
    ("What is the primitive root? Find a primitive root modulo $5$ that is less than $3$.", "2", "3", False),
    ("Encrypt the message 5 with RSA, p=3, q=11, e=7.", "14", "47", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_any_number_that_does_what_is_asked(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


GENERATORS_OF_ADDITIVE_GROUPS = [
    (r"Find a generator of the group $\mathbb{Z}_{10}$ other than 1.", "3", "7", True),
    (r"Find a generator of the group $\mathbb{Z}_{10}$ other than 1.", "3", "5", False),
    (r"Find a generator of the group $\mathbb{Z}_{10}$ other than 1.", "3", "1", False),
    (r"Find a generator of the group $\mathbb{Z}_{10}$ other than 1.", "3", "11", False),
    (r"Find a generator of $\mathbb{Z}_{10}^\times$.", "3", "9", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), GENERATORS_OF_ADDITIVE_GROUPS)
def test_generators_of_additive_groups(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
