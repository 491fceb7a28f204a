"""Units that are answers themselves."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.unit_answers import MAX_CHARS, same_units

GRAVITY = r"\mathrm{m^3\,kg^{-1}\,s^{-2}}"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("farad", r"\mathrm{F}", True), ("henry", r"\mathrm{H}", True), ("newton", r"\mathrm{kg\,m/s^2}", True), ("N", r"\text{kg}\cdot\text{m}/\text{s}^2", True),
        ("newton", r"\text{joule}", False), ("newton", r"\text{kilonewton}", False), ("farad", "C", False), ("5", "5", None), ("N", "1/m", False),
        (GRAVITY, r"\mathrm{N\,m^2\,kg^{-2}}", True), (GRAVITY, r"\mathrm{N\cdot m^2/kg^2}", True), (GRAVITY, r"\frac{\mathrm{N\,m^2}}{\mathrm{kg^2}}", True),
        (GRAVITY, r"\mathrm{N\,m\,kg^{-2}}", False), (GRAVITY, r"\mathrm{N\,m^2\,kg^{-1}}", False), (GRAVITY, r"\mathrm{N\,cm^2\,kg^{-2}}", False), (GRAVITY, r"\mathrm{N\,m^2\,g^{-2}}", False),
        (r"\mathrm{kg\,m^2\,s^{-2}\,A^{-1}}", r"\mathrm{kg\,m^2/(A\,s^2)}", True), (r"\mathrm{kg\,m^2\,s^{-2}\,A^{-1}}", r"\mathrm{kg\,m^2/(A\,s)}", False),
        (r"\mathrm{V/A}", r"\Omega", True), (r"\mathrm{J/(mol\cdot K)}", r"\mathrm{J\,mol^{-1}\,K^{-1}}", True), (r"\mathrm{J/(mol\cdot K)}", r"\mathrm{J/mol\,K}", None),
        (r"\text{kg}\,\text{m}^2\,\text{s}^{-3}\,\text{A}^{-1}", r"\frac{kg\,m^2}{A\,s^3}", True), (r"\text{kg}\,\text{m}^2\,\text{s}^{-3}\,\text{A}^{-1}", r"\frac{kg\,m^2}{A\,s^2}", False),
        ("kg·m²/s²", r"\mathrm{kg\,m^2\,s^{-2}}", True), ("kg·m²/s²", r"\mathrm{kg\,m\,s^{-2}}", False), ("J/(kg K)", r"\text{J kg}^{-1}\text{K}^{-1}", True),
        ("J/(kg K)", r"\text{J kg}^{-1}\text{K}", False), ("m/s", "m/s/s", False), ("m/(s", "m/s", None),
        ("J/K", "joule per kelvin", True), ("s^{-1}", "1/s", True), (r"\mathrm{V\,s}", r"\mathrm{Wb}", True), (r"\mathrm{V\,s}", r"\mathrm{V/s}", False),
    ],
)  # fmt: skip
def test_units_are_answers_where_the_question_asks_for_one(truth: str, answer: str, equal: bool | None) -> None:
    """By their size and what they measure; two factors after one stroke have no agreed meaning."""
    verdict = same_units(truth, answer, "What is its SI unit?")
    assert (verdict and verdict.equal) == equal
    assert same_units(truth, answer, "What is it?") is None


def test_base_units_are_those_of_the_system() -> None:
    prompt = "Express the unit of the magnetic flux in SI base units."
    base = r"\mathrm{kg\,m^2\,s^{-2}\,A^{-1}}"
    assert compare(base, r"\mathrm{kg\,m^2/(s^2\,A)}", prompt=prompt).equal
    assert not compare(base, r"\mathrm{V\,s}", prompt=prompt).equal


@pytest.mark.parametrize(
    "text", ["", "(", "/", "m/", "m^", "m^{1/2}", "m" * (MAX_CHARS + 1), "(" * 60, "apples", "1", "m^{-}", "7 m"]
)
def test_what_is_no_unit_is_left_to_others(text: str) -> None:
    assert same_units(text, text, "Which unit is it?") is None
