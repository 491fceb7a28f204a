"""Formulas with parameters that each side declares."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.families.declared import same_declared
from reward_server.symbolic.verdict import Undecided

DISC = "Find all automorphisms of the unit disc."
MOEBIUS = r"w=e^{i\theta}\frac{z-a}{1-\bar a z},\ |a|<1,\ \theta\in\mathbb R"
RIGID = r"f(z)=az+b,\ |a|=1,\ b\in\mathbb C"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (MOEBIUS, r"T(z)=\lambda\frac{z-a}{1-\overline{a}z},\ |\lambda|=1, |a|<1", True),
        (MOEBIUS, r"f(z)=e^{i\varphi}\frac{z-z_0}{1-\overline{z_0}z}, |z_0|<1, \varphi\in\mathbb{R}", True),
        (MOEBIUS, r"f(z)=e^{i\varphi}\frac{z-z_0}{1-\overline{z_0}z}, |z_0|<1", True),
        (MOEBIUS, r"e^{i\theta}\frac{a-z}{1-\bar a z},\ |a|<1", True),
        (MOEBIUS, r"e^{i\alpha}\frac{z-a}{\bar a z-1},\ |a|<1, \alpha\in[0,2\pi)", True),
        (MOEBIUS, r"e^{i\alpha}\frac{z-a}{\bar a z-1},\ |a|<1, \alpha\in[0,\pi)", False),
        (MOEBIUS, r"w=e^{i\theta}\frac{z-a}{1-\bar a z},\ |a|>1", False),
        (MOEBIUS, r"w=e^{i\theta}\frac{z-a}{1-\bar a z},\ |a|\le 1", False),
        (MOEBIUS, r"w=e^{i\theta}\frac{z-a}{z-\bar a}, |a|<1", False),
        (MOEBIUS, r"w=\frac{z-a}{1-\bar a z}, |a|<1", False),
        (MOEBIUS, r"T(z)=\lambda\frac{z-a}{1-\overline{a}z},\ |\lambda|<1, |a|<1", False),
        (MOEBIUS, r"T(z)=\lambda\frac{z-a}{1-az},\ |\lambda|=1, |a|<1", False),
        (RIGID, r"f(z)=e^{i\theta}z+w, w\in\mathbb C,\theta\in\mathbb R", True),
        (RIGID, r"f(z)=e^{i\theta}z+w, w\in\mathbb R,\theta\in\mathbb R", False),
        (RIGID, r"f(z)=bz+a,\ |a|=1,\ b\in\mathbb C", False),
    ],
)
def test_parameters_of_which_the_same_is_said(truth: str, answer: str, right: bool) -> None:
    """By any letters; an angle runs through all numbers, or once around."""
    try:
        assert compare(truth, answer, prompt=DISC).equal is right
    except Undecided:
        assert not right


def test_letters_of_the_prompt_stay_what_they_are() -> None:
    truth, answer = "ax+by, a>0, b>0", "bx+ay, a>0, b>0"
    assert same_declared(truth, answer, "Let $a$ and $b$ be the prices of the goods. Find the cost.") is None
    assert same_declared("ax, a>0", "cx, c>0", "The price is $a$ for each. Find the cost.") is None


def test_hostile_texts_are_read_in_time() -> None:
    for piece in ("|a|<1,", "a,", r"e^{i\theta}", "x>0,"):
        same_declared("ax," + piece * 40, "bx," + piece * 40, DISC)


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Find all of them.", r"e^{i\theta}z, \theta\in[0,2\pi]", r"e^{i\theta}z, \theta\in\mathbb{R}", True),
        ("Find all of them.", r"e^{i\theta}z+\theta, \theta\in[0,2\pi]", r"e^{i\theta}z+\theta, \theta\in\mathbb{R}", False),
        ("Find all of them.", r"e^{i\theta/2}z, \theta\in[0,2\pi]", r"e^{i\theta/2}z, \theta\in\mathbb{R}", False),
    ],
)  # fmt: skip
def test_an_angle_that_stands_elsewhere_has_its_range(prompt: str, truth: str, answer: str, right: bool) -> None:
    """A whole turn leaves only e^{iθ} as it is."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
