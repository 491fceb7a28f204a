"""Residues at their poles, in any order and notation."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.analysis.places import same_at_places
from reward_server.symbolic.verdict import Undecided

PROMPT = r"Find the residues of $f(z)=\frac{1}{z^2+1}$ at its poles."
TRUTH = r"\operatorname{Res}(f,i)=-\frac i2,\ \operatorname{Res}(f,-i)=\frac i2"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"\text{Res}_{z=i} f=\frac{1}{2i},\ \text{Res}_{z=-i}f=-\frac1{2i}", True),
        (r"-\frac{i}{2}\text{ at }z=i,\ \frac{i}{2}\text{ at }z=-i", True),
        (r"\operatorname*{Res}_{z=-i} f(z) = \frac{i}{2}, \operatorname*{Res}_{z=i} f(z) = -\frac{i}{2}", True),
        (r"z=i: -\frac i2;\ z=-i: \frac i2", True),
        (r"\text{at } z=i \text{ the residue is } -\frac i2 \text{ and at } z=-i \text{ the residue is } \frac i2", True),
        (r"\mathrm{Res}[f,i]=\frac{1}{2i},\ \mathrm{Res}[f,-i]=-\frac{1}{2i}", True),
        (r"\operatorname{Res}(f,-i)=-\frac i2,\ \operatorname{Res}(f,i)=\frac i2", False),
        (r"\text{Res}_{z=i} f=\frac{1}{2},\ \text{Res}_{z=-i}f=-\frac1{2}", False),
        (r"\text{Res}_{z=i} f=-\frac{i}{2}", False),
        (r"-\frac{i}{2}\text{ at }z=-i,\ \frac{i}{2}\text{ at }z=i", False),
    ],
)  # fmt: skip
def test_each_place_has_its_value(answer: str, right: bool) -> None:
    for one, other in ((TRUTH, answer), (answer, TRUTH)):
        try:
            assert compare(one, other, prompt=PROMPT).equal is right
        except Undecided:
            assert not right


def test_other_questions_are_left_alone() -> None:
    assert same_at_places(r"1\text{ at }z=2", r"z=2: 1", "Find the value.") is None


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("Res(f,i)=", "at z=", "z=1:", "Res_{{", "1 is "):
        same_at_places(piece * 40, piece * 40, PROMPT)


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Find the residues.", r"\text{Res}(f,0)=1, \text{Res}(f,1)=2", r"\text{Res}(f,0)=1, \text{Res}(g,1)=2", False),
        ("Find the residues.", r"1 \text{ at } z=0, 1 \text{ at } z=0.0", r"1 \text{ at } z=0, 5 \text{ at } z=7", False),
    ],
)  # fmt: skip
def test_of_one_function(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Each pair has its own partner, of the same function."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
