"""Families over the integers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.families.integer_families import _COUNTERS, families
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"2k\pi, k\in\mathbb{Z}", r"2n\pi", True),
        (r"\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"\frac{7\pi}{3}+2n\pi, n\in\mathbb{Z}", True),
        (r"\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"\frac{\pi}{3}-2k\pi, k\in\mathbb{Z}", True),
        (r"k\pi, k\in\mathbb{Z}", r"2k\pi, \pi+2k\pi, k\in\mathbb{Z}", True),
        (r"k\pi, k\in\mathbb{Z}", r"2k\pi, k\in\mathbb{Z}", False),
        (r"\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"\frac{\pi}{4}+2k\pi, k\in\mathbb{Z}", False),
        (r"60^\circ+360^\circ k", r"60^\circ+360^\circ n", True),
        (r"60^\circ+360^\circ k", r"60^\circ+180^\circ n", False),
        (r"n\pi+(-1)^n\frac{\pi}{6}, n\in\mathbb{Z}", r"\frac{\pi}{6}+2k\pi, \frac{5\pi}{6}+2k\pi, k\in\mathbb{Z}", True),
        (r"n\pi+(-1)^{n+1}\frac{\pi}{6}, n\in\mathbb{Z}", r"\frac{\pi}{6}+2k\pi, \frac{5\pi}{6}+2k\pi, k\in\mathbb{Z}", False),
        (r"n\pi+(-1)^n\frac{\pi}{6}, n\in\mathbb{Z}", r"\frac{\pi}{6}+2k\pi, k\in\mathbb{Z}", False),
        (r"(-1)^n 30^\circ+180^\circ n", r"30^\circ+360^\circ k, 150^\circ+360^\circ k", True),
        (r"\cos(n\pi)", "(-1)^n", True),
        (r"x \equiv 1 \pmod 4", r"4k+1, k\in\mathbb{Z}", True),
        (r"x \equiv 1 \pmod 4", r"4k+5, k\in\mathbb{Z}", True),
        (r"x \equiv 1 \pmod 4", r"4k+3, k\in\mathbb{Z}", False),
        (r"x \equiv 1 \pmod 4", r"x \equiv 1 \pmod 8", False),
    ],
)  # fmt: skip
def test_a_family_is_the_same_whatever_its_parameter_is_called_and_wherever_it_starts(
    truth: str, answer: str, right: bool
) -> None:
    """Names, signs, starts and steps that are halves of one another do not count; other offsets and steps do."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\{x \mid x = 2k, k\in\mathbb{Z}\}", r"2n, n\in\mathbb{Z}", True), (r"\{2k \mid k\in\mathbb{Z}\}", r"2n+2, n\in\mathbb{Z}", True), (r"2k, k\in\mathbb{Z}", r"2n+1, n\in\mathbb{Z}", False), (r"n \equiv 2, 3 \pmod 4", r"4k+2, 4k+3, k\in\mathbb{Z}", True),
        (r"n \equiv 2, 3 \pmod 4", r"4k+2, 4k+1, k\in\mathbb{Z}", False), (r"x\equiv 1 \pmod 4", r"x \equiv -3 \pmod 4", True), (r"\frac{k\pi}{2}, k\in\mathbb{Z}", r"k\pi, \frac{\pi}{2}+k\pi, k\in\mathbb{Z}", True), (r"\pm\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"2n\pi\pm\frac{\pi}{3}, n\in\mathbb{Z}", True),
        (r"\pm\frac{\pi}{3}+2k\pi, k\in\mathbb{Z}", r"2n\pi+\frac{\pi}{3}, n\in\mathbb{Z}", False), (r"(2k\pi, \pi+2k\pi), k\in\mathbb{Z}", r"(2n\pi, (2n+1)\pi), n\in\mathbb{Z}", True), (r"(2k\pi, \pi+2k\pi), k\in\mathbb{Z}", r"[2n\pi, (2n+1)\pi], n\in\mathbb{Z}", False),
        (r"(2k\pi, \pi+2k\pi), k\in\mathbb{Z}", r"2n\pi < x < (2n+1)\pi, n\in\mathbb{Z}", True), (r"[2k\pi, \pi+2k\pi), k\in\mathbb{Z}", r"(2n+1)\pi > x \ge 2n\pi, n\in\mathbb{Z}", True), (r"(2k\pi, \pi+2k\pi), k\in\mathbb{Z}", r"2n\pi \le x < (2n+1)\pi, n\in\mathbb{Z}", False),
        (r"(2k, 3k+1), k\in\mathbb{Z}", r"(2n+2, 3n+4), n\in\mathbb{Z}", True), (r"(2k, 3k+1), k\in\mathbb{Z}", r"(-2n, 1-3n), n\in\mathbb{Z}", True), (r"(2k, 3k+1), k\in\mathbb{Z}", r"(2n+2, 3n+1), n\in\mathbb{Z}", False), (r"(2k, 3k+1), k\in\mathbb{Z}", r"(2n, 3n+1, 0), n\in\mathbb{Z}", False),
        (r"k^2, k\in\mathbb{Z}", r"n^2, n\in\mathbb{Z}", True), (r"k^2, k\in\mathbb{Z}", r"n^2+1, n\in\mathbb{Z}", False), (r"k\sqrt2, k\in\mathbb{Z}", r"k, k\in\mathbb{Z}", False), (r"2k, k\in\mathbb{Z}", "2x", False), (r"30^\circ+180^\circ k", r"210^\circ + 180^\circ n", True),
        (r"\frac{\pi}{6}+k\pi, k\in\mathbb{Z}", r"30^\circ+180^\circ k", True), (r"k, k\in\mathbb{Z}", r"\frac{k}{30}, k\in\mathbb{Z}", False), (r"k\pi, k\in\mathbb{Z}", r"k\pi, 5k\pi, k\in\mathbb{Z}", True), (r"\arctan 2+k\pi, k\in\mathbb{Z}", r"\arctan 2 - k\pi, k\in\mathbb{Z}", True),
        (r"\arctan 2+k\pi, k\in\mathbb{Z}", r"\arctan 3 + k\pi, k\in\mathbb{Z}", False), (r"\arctan 2+k\pi, k\in\mathbb{Z}", r"\arctan 2 + 2k\pi, \arctan 2+\pi+2k\pi, k\in\mathbb{Z}", True), (r"x = 2k, k\in\mathbb{R}", r"x = 2n, n\in\mathbb{Z}", False),
    ],
)  # fmt: skip
def test_families_are_compared_by_the_points_of_their_common_period(truth: str, answer: str, right: bool) -> None:
    """Sets, classes of residues, intervals and tuples whose entries move together."""
    assert compare(truth, answer).equal is right


INTERVALS = r"\bigcup_{k\in\mathbb Z}\left(2k\pi, 2k\pi+\pi\right)"
TANGENT = r"x \neq \frac{\pi}{2}+k\pi, k\in\mathbb Z"
LATTICE = r"x=2+5k,\ y=-1-3k,\ k\in\mathbb{Z}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (INTERVALS, r"(2k\pi, (2k+1)\pi), k \in \mathbb{Z}", True),
        (INTERVALS, r"\bigcup_{n\in\mathbb Z}((2n-2)\pi, (2n-1)\pi)", True),
        (INTERVALS, r"x\in\bigcup_{n=-\infty}^{\infty}(2n\pi, \pi+2n\pi)", True),
        (INTERVALS, r"\{x\in\mathbb R: 2k\pi<x<\pi+2k\pi, k\in\mathbb{Z}\}", True),
        (INTERVALS, r"(4k\pi, \pi+4k\pi)\cup(2\pi+4k\pi, 3\pi+4k\pi), k\in\mathbb{Z}", True),
        (INTERVALS, r"(4k\pi, \pi+4k\pi)\cup(2\pi+4k\pi, 5\pi+4k\pi), k\in\mathbb{Z}", False),
        (INTERVALS, r"\bigcup_{k\in\mathbb Z}((2k-1)\pi, 2k\pi)", False),
        (INTERVALS, r"\bigcup_{k\in\mathbb Z}[2k\pi, 2k\pi+\pi]", False),
        (INTERVALS, r"\bigcup_{k\in\mathbb N}(2k\pi, 2k\pi+\pi)", False),
        (INTERVALS, r"\bigcup_{k=0}^{\infty}(2k\pi, 2k\pi+\pi)", False),
        (INTERVALS, r"(0, \pi)", False),
        (TANGENT, r"\mathbb{R}\setminus\{\frac{\pi}{2}+k\pi : k\in\mathbb Z\}", True),
        (TANGENT, r"\mathbb{R}\setminus\{\frac{\pi}{2}+k\pi\}, k\in\mathbb Z", True),
        (TANGENT, r"\{x\in\mathbb{R} \mid x\ne\frac{(2n+1)\pi}{2}, n\in\mathbb Z\}", True),
        (TANGENT, r"\bigcup_{k\in\mathbb Z}\left(-\frac{\pi}{2}+k\pi, \frac{\pi}{2}+k\pi\right)", True),
        (TANGENT, r"\bigcup_{k\in\mathbb Z}\left[-\frac{\pi}{2}+k\pi, \frac{\pi}{2}+k\pi\right]", False),
        (TANGENT, r"x = \frac{\pi}{2}+k\pi, k\in\mathbb Z", False),
        (TANGENT, r"x \ne k\pi, k\in\mathbb Z", False),
        (r"\mathbb{R}\setminus\mathbb{Z}", r"\bigcup_{n\in\mathbb{Z}} (n-1, n)", True),
        (r"\mathbb{R}\setminus\mathbb{Z}", r"\bigcup_{n\in\mathbb{Z}} (2n-1, 2n)", False),
        (LATTICE, r"(x,y)=(-3-5t, 2+3t), t\in\mathbb{Z}", True),
        (LATTICE, r"(x,y)=(-3-5t, 2-3t), t\in\mathbb{Z}", False),
        (r"x=\frac{\pi}{2}+2k\pi; x=-\frac{\pi}{6}+2k\pi, k\in\mathbb{Z}", r"\frac{\pi}{2}+2k\pi, k\in\mathbb{Z}", False),
        (r"e^{-\pi/2-2k\pi}, k\in\mathbb{Z}", r"e^{-\frac{\pi}{2}+2n\pi}, n\in\mathbb{Z}", True),
        (r"e^{-\pi/2-2k\pi}, k\in\mathbb{Z}", r"e^{\frac{\pi}{2}+2n\pi}, n\in\mathbb{Z}", False),
    ],
)  # fmt: skip
def test_families_of_intervals_points_and_exclusions_have_several_notations(
    truth: str, answer: str, right: bool
) -> None:
    """A union over the integers, a set, x in an interval, what is left between the numbers that are left out."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize("letter", sorted(_COUNTERS))
def test_each_letter_that_counts_makes_a_family_of_multiples_of_pi_and_another_does_not(letter: str) -> None:
    assert families(parse(rf"2{letter}\pi"), parse(rf"2{letter}\pi+2\pi")) is not None
    assert families(parse(r"2x\pi"), parse(r"2x\pi+2\pi")) is None
    assert families(parse(rf"2{letter}"), parse(rf"2{letter}+2")) is None, "no period"


def test_numbers_are_no_family() -> None:
    assert families(parse("5"), parse("6")) is None


@pytest.mark.parametrize(
    ("answer", "equal"),
    [("1, 4, 11, 14", True), ("11, 14, 1, 4", True), ("1, 4, 11, 13", False), ("1, 4", False), (r"\pm 4, \pm 1", True)],
)
def test_residues_may_have_both_signs(answer: str, equal: bool) -> None:
    assert compare(r"x\equiv \pm1,\pm4\pmod{15}", rf"x\equiv {answer} \pmod{{15}}").equal is equal


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"x=\pm\arccos\frac13+2k\pi", r"x=\arccos\frac13+2k\pi\text{ or }x=2\pi-\arccos\frac13+2k\pi", True),
        (r"x=\pm\arccos\frac13+2k\pi", r"x=\pm\arctan(2\sqrt2)+2k\pi", True),
        (r"x=\arcsin\frac13+2k\pi,\ x=\pi-\arcsin\frac13+2k\pi", r"x=(-1)^k\arcsin\frac13+k\pi", True),
        (r"x=\arcsin\frac13+2k\pi,\ x=\pi-\arcsin\frac13+2k\pi", r"x=(-1)^k\arcsin\frac13+2k\pi", False),
        (r"x=\pm\arccos\frac13+2k\pi", r"x=\arccos\frac13+2k\pi\text{ or }x=\pi-\arccos\frac13+2k\pi", False),
        (r"x=\pm\arccos\frac13+2k\pi", r"x=\pm\arccos\frac13+k\pi", False),
        (r"x=\pm\arccos\frac13+2k\pi", r"x=\arccos\frac13+2k\pi", False),
    ],
)
def test_angles_without_a_name_make_families(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer + r",\ k\in\mathbb{Z}", prompt="Solve the equation.").equal is equal


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Find all integers n.", r"n\equiv 0\pmod 4", r"n^2\equiv 0\pmod 4", False),
        ("", r"n\equiv 1\pmod 4", r"n+1\equiv 1\pmod 4", False),
        ("", r"n\equiv 1\pmod 4", r"2n\equiv 1\pmod 4", False),
        ("", r"n\equiv 1\pmod 4", "n=4k+1", True),
    ],
)  # fmt: skip
def test_congruences_of_the_letter_itself(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Those of n^2 and of 2n are other conditions on n."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
