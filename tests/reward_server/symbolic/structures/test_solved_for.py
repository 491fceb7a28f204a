"""A law may be solved for any of its letters, where a law is asked for."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.solved_for import same_relation

GAS, OHM, LENS, WAALS = (
    "Write the ideal gas law.",
    "State Ohm's law.",
    "Write the thin lens equation.",
    "Write the van der Waals equation.",
)
STATE = r"\left(P+\frac{an^2}{V^2}\right)(V-nb)=nRT"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (GAS, "PV=nRT", r"P=\frac{nRT}{V}", True), (GAS, "PV=nRT", r"V=\frac{nRT}{P}", True), (GAS, "PV=nRT", r"P=\frac{nR}{VT}", False), (GAS, "PV=nRT", "P=nRT", False),
        (OHM, "V=IR", r"I=\frac{V}{R}", True), (OHM, "V=IR", "R=VI", False), ("Express V in terms of I and R by Ohm's law.", "V=IR", r"I=\frac{V}{R}", False), ("Find V.", "V=IR", r"I=\frac{V}{R}", False),
        (LENS, r"\frac1f=\frac1u+\frac1v", r"f=\frac{uv}{u+v}", True), (LENS, r"\frac1f=\frac1u+\frac1v", r"f=\frac{u+v}{uv}", False), (LENS, r"\frac1f=\frac1u+\frac1v", r"v=\frac{uf}{u-f}", True), (LENS, r"\frac1f=\frac1u+\frac1v", r"v=\frac{uf}{u+f}", False),
        (WAALS, STATE, r"P=\frac{nRT}{V-nb}-\frac{an^2}{V^2}", True), (WAALS, STATE, r"P=\frac{nRT}{V-nb}+\frac{an^2}{V^2}", False),
        ("Write the equation of the circle.", "x^2+y^2=25", r"y=\sqrt{25-x^2}", False), ("Write the equation of the curve.", "x^2=y^2", "y=x", False), ("Write the equation.", "(y-x)(y-2x)=0", "y=x", False),
    ],
)  # fmt: skip
def test_the_letter_has_one_value(prompt: str, truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        ("x+y", "y=x"),
        ("x+y=1", "x+z=1"),
        ("y=\\sin x", "x=\\arcsin y"),
        ("x=1", "x=2"),
        ("y^2=x", "x=y/0"),
        ("y=x", "x=x+y"),
    ],
)
def test_other_equations_are_left_to_others(truth: str, answer: str) -> None:
    assert same_relation(parse(truth), parse(answer), GAS) is None
