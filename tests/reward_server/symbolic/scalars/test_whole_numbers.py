"""Floors and ceilings of letters that stand for integers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.scalars.whole_numbers import LARGEST_PERIOD, differ_at_a_jump, integers, same_at_integers


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\lceil n/2\rceil", r"\lfloor (n+1)/2\rfloor", True), (r"\lceil x/2\rceil", r"\lfloor (x+1)/2\rfloor", False),
        (r"\lceil n/3\rceil", r"\lfloor (n+2)/3\rfloor", True), (r"\lceil n/3\rceil", r"\lfloor (n+1)/3\rfloor", False),
        (r"\lfloor n^2/4\rfloor", r"\lfloor n/2\rfloor\lceil n/2\rceil", True), (r"\lfloor n^2/4\rfloor", r"\lfloor n/2\rfloor^2", False),
        (r"\lfloor n/2\rfloor", r"\frac{2n-1+(-1)^n}{4}", True), (r"\lfloor n/2\rfloor", r"\frac{n-1}{2}", False),
        (r"n", r"\lfloor n/2\rfloor+\lceil n/2\rceil", True), (r"\lceil n\rceil", "n", False), (r"\lfloor n+1\rfloor", "n+1", False),
        (r"\lfloor n/100\rfloor", r"\lfloor (n+1)/100\rfloor", False), (r"\lfloor n/100\rfloor", r"\lceil (n-99)/100\rceil", True),
        (r"\lfloor \frac{n}{2\cdot 5}\rfloor", r"\lfloor \frac{n}{2\cdot 6}\rfloor", False), (r"\lfloor n/2^{10}\rfloor", r"\lfloor n/2^{11}\rfloor", False),
        (r"\lfloor n/7!\rfloor", r"\lfloor n/6!\rfloor", False), (r"\lfloor (m+n)/2^6\rfloor", r"\lfloor (m+n)/2^5\rfloor", False),
        (r"\lfloor n/10\rfloor", r"\lfloor \frac{n}{2\cdot 5}\rfloor", True), (r"\lfloor 2^n/3\rfloor", r"\frac{2^{n+1}-3+(-1)^n}{6}", True),
        (r"\lfloor n/500\rfloor", r"\lfloor (n+1)/500\rfloor", False), (r"\lfloor x/10\rfloor", r"\lfloor (x+1)/10\rfloor", False),
        (r"\lfloor\lfloor n/2\rfloor/3\rfloor", r"\lfloor n/6\rfloor", True), (r"\lfloor (m+n)/2\rfloor", r"\lceil (m+n-1)/2\rceil", True),
        (r"\lfloor (m+n)/2\rfloor", r"\lfloor m/2\rfloor+\lfloor n/2\rfloor", False), (r"\lfloor nx/2\rfloor", r"\lceil (nx-1)/2\rceil", False),
        (r"\lfloor 2x\rfloor", r"\lfloor x\rfloor+\lfloor x+\frac12\rfloor", True), (r"\lfloor -x\rfloor", r"-\lceil x\rceil", True),
        (r"\lceil x-\frac12\rceil", r"\lfloor x+\frac12\rfloor", False), (r"\lfloor\sqrt n\rfloor", r"\lfloor\sqrt{n+1}\rfloor", False),
        (r"\binom{n}{\lfloor n/2\rfloor}", r"\binom{n}{\lceil n/2\rceil}", True),
    ],
)  # fmt: skip
def test_rounded_functions_of_integers_and_of_reals(truth: str, answer: str, right: bool) -> None:
    """What is so for every integer n need not be so for every real x; a large divisor hides no difference."""
    assert compare(truth, answer).equal is right
    assert compare(answer, truth).equal is right


@pytest.mark.parametrize(
    ("text", "names"),
    [(r"\lceil n/2\rceil+x", "n"), (r"\lceil x/2\rceil", ""), (r"\lfloor 2n+1\rfloor", ""), (r"\lfloor n/2\rfloor+\lfloor n\rfloor", ""), ("n/2", ""), (r"\lfloor (k-m)/3\rfloor", "km")],
)  # fmt: skip
def test_letters_that_stand_for_integers(text: str, names: str) -> None:
    """Those that are kept for integers, where a floor of them rounds anything."""
    assert integers(parse(text)) == frozenset(names)


def test_too_many_residues_are_not_tried() -> None:
    """A period past the largest tells nothing."""
    large = LARGEST_PERIOD[1] + 1
    assert (
        same_at_integers(parse(rf"\lfloor n/{large}\rfloor"), parse(rf"\lceil (n-{large - 1})/{large}\rceil")) is None
    )
    assert same_at_integers(parse(r"\lfloor (k+m+n)/2\rfloor"), parse("k")) is None


def test_functions_differ_beside_a_jump_alone() -> None:
    """⌈x⌉ and ⌊x⌋ + 1 differ at the integers, and nowhere else."""
    assert differ_at_a_jump(parse(r"\lceil x\rceil"), parse(r"\lfloor x\rfloor+1"))
    assert not differ_at_a_jump(parse(r"\lfloor x+1\rfloor"), parse(r"\lfloor x\rfloor+1"))


def test_a_letter_that_the_prompt_calls_real_is_no_integer() -> None:
    """And n alone is one."""
    assert not compare(r"\lceil n/2\rceil", r"\lfloor (n+1)/2\rfloor", prompt="Let $n$ be a real number.").equal
    assert compare(r"\lceil n/2\rceil", r"\lfloor (n+1)/2\rfloor", prompt="Let $n$ be a positive integer.").equal
