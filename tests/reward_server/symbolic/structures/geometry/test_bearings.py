"""Bearings in any notation."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

PROMPT = r"A ship sails from A to B on a bearing of $N40^\circ E$. On what bearing must it return?"
WIND = "In which direction does the plane fly?"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (PROMPT, r"S40^\circ W", r"220^\circ", True), (PROMPT, r"220^\circ", r"\text{S }40^\circ\text{ W}", True),
        (PROMPT, r"S40^\circ W", r"40^\circ \text{ west of south}", True), (PROMPT, r"S40^\circ W", r"\text{a bearing of }220^\circ", True),
        (PROMPT, r"S40^\circ W", r"50^\circ \text{ south of west}", True), (PROMPT, r"090^\circ", r"\text{due east}", True),
        (PROMPT, r"S40^\circ W", r"N40^\circ W", False), (PROMPT, r"S40^\circ W", r"S50^\circ W", False), (PROMPT, r"S40^\circ W", r"S40^\circ E", False),
        (PROMPT, r"S40^\circ W", r"40^\circ", False), (PROMPT, r"S40^\circ W", r"40^\circ \text{ south of west}", False),
        (PROMPT, r"S40^\circ W", r"140^\circ", False), (WIND, r"40^\circ\text{ north of east}", r"50^\circ", False),
        (WIND, r"40^\circ\text{ north of east}", r"N50^\circ E", True), ("Find the product.", "S40W", "220", False),
    ],
)  # fmt: skip
def test_from_north_by_east(prompt: str, truth: str, answer: str, right: bool) -> None:
    """A number alone is a bearing only where the prompt asks for one."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Find the bearing.", r"N30^\circ E", r"E30^\circ N", False),
        ("Find the bearing.", r"N30^\circ E", r"E60^\circ N", True),
        ("Find the bearing.", r"S40^\circ W", r"W40^\circ S", False),
    ],
)  # fmt: skip
def test_products_of_the_same_letters(prompt: str, truth: str, answer: str, right: bool) -> None:
    """30° from north to east is not 30° from east to north."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


BEARINGS_THAT_SAY_SO = [
    (r"A ship sails in the direction N $30^\circ$ E. Give this course.", r"\text{N }30^\circ\text{ E}", r"\text{bearing } 030^\circ", True),
    (r"A ship sails in the direction N $30^\circ$ E. Give this course.", r"\text{N }30^\circ\text{ E}", r"\text{a bearing of }30^\circ", True),
    (r"A ship sails in the direction N $30^\circ$ E. Give this course.", r"\text{N }30^\circ\text{ E}", r"\text{bearing } 060^\circ", False),
    (r"A ship sails in the direction N $30^\circ$ E. Give this course.", r"\text{N }30^\circ\text{ E}", r"60^\circ", False),
    (r"A ship sails in the direction N $30^\circ$ E. Give this course.", r"\text{N }30^\circ\text{ E}", r"\text{bearing } 330^\circ", False),
    (r"A ship sails in the direction N $30^\circ$ E. Give this course.", r"\text{N }30^\circ\text{ E}", r"\text{N }60^\circ\text{ E}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), BEARINGS_THAT_SAY_SO)
def test_bearings_that_say_so(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
