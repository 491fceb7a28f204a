"""Subgroups of Z_n."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

SIX = r"\{0\},\ \{0,3\},\ \{0,2,4\},\ \mathbb{Z}_6"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"\langle0\rangle,\langle1\rangle,\langle2\rangle,\langle3\rangle", True), (r"\{0\},\langle 2\rangle,\langle 3\rangle,\mathbb{Z}_6", True),
        (r"\langle0\rangle,\langle5\rangle,\langle4\rangle,\langle3\rangle", True), (r"\langle0\rangle,\langle1\rangle,\langle2\rangle", False),
        (r"\langle0\rangle,\langle1\rangle,\langle2\rangle,\langle4\rangle", False), (r"\{0\},\{0,3\},\{0,2\},\mathbb{Z}_6", False), (r"\langle0\rangle,\langle2\rangle,\langle3\rangle,\mathbb{Z}_5", False),
    ],
)  # fmt: skip
def test_each_by_its_elements_or_a_generator(answer: str, right: bool) -> None:
    """All of them, each once."""
    assert compare(SIX, answer, prompt=r"List all subgroups of $\mathbb{Z}_{6}$.").equal is right


def test_without_a_group_there_are_no_subgroups() -> None:
    """Angle brackets are vectors elsewhere."""
    assert not compare(r"\{0,2,4\}", r"\langle 2\rangle", prompt="Find the set.").equal


def test_two_may_be_joined_by_a_word() -> None:
    """And the prompt may ask for some of them."""
    prompt = r"Find the subgroups of $\mathbb{Z}_{12}$ of orders 4 and 3."
    assert compare(r"\{0,3,6,9\} and \{0,4,8\}", r"\langle 9\rangle\text{ and }\langle 8\rangle", prompt=prompt).equal
    assert not compare(r"\{0,3,6,9\} and \{0,4,8\}", r"\langle3\rangle,\ \langle6\rangle", prompt=prompt).equal


RADICALS_ARE_SUBGROUPS = [
    (r"Find the nilradical of $\mathbb{Z}/12\mathbb{Z}$.", r"6\mathbb{Z}/12\mathbb{Z}", r"\{0,6\}", True),
    (r"Find the nilradical of $\mathbb{Z}/12\mathbb{Z}$.", r"6\mathbb{Z}/12\mathbb{Z}", r"\{0,4,8\}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), RADICALS_ARE_SUBGROUPS)
def test_radicals_are_subgroups(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
