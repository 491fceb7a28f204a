"""Substances have names and formulas."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.sciences.chemistry import same_substances
from reward_server.symbolic.structures.sciences.substances import formula

GAS, ELEMENT = "Which gas is evolved?", "Which element is it?"


@pytest.mark.parametrize(
    ("text", "element", "found"),
    [
        (r"\text{hydrogen gas}", False, "H2"), ("hydrogen", True, "H"), ("the sodium", False, "Na"), ("Kohlendioxid", False, "CO2"),
        ("gold", False, "Au"), ("Gold medal", False, None), ("x", False, None),
    ],
)  # fmt: skip
def test_a_name_has_a_formula(text: str, element: bool, found: str | None) -> None:
    assert formula(text, element) == found


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "equal"),
    [
        (r"$\mathrm{H_2}$", r"\text{hydrogen gas}", GAS, True), (r"$\mathrm{H_2}$", r"\text{oxygen}", GAS, False),
        ("hydrogen", r"\mathrm{H_2(g)}", GAS, True), ("hydrogen", r"\mathrm{H_2O}", GAS, False), ("oxygen", "O_3", GAS, False),
        ("oxygen", r"\mathrm{O}", GAS, False), ("oxygen", r"\mathrm{O}", ELEMENT, True), ("oxygen", r"\mathrm{O}_2", ELEMENT, False),
        (r"$\mathrm{CO_2}$", r"\text{carbon dioxide}", GAS, True), (r"$\mathrm{CO_2}$", r"\text{carbon monoxide}", GAS, False),
        (r"$\mathrm{CO_2}$", r"\text{Kohlenstoffdioxid}", GAS, True), ("Schwefelsäure", r"\ce{H2SO4}", "Welche Säure?", True),
        (r"$\mathrm{NH_4^+}$", r"\text{ammonium}", "Which ion?", True), (r"$\mathrm{NH_4^+}$", r"\text{ammonia}", "Which ion?", False),
        ("sulfate", r"\mathrm{SO_4^{2-}}", "Which ion?", True), ("sulfate", r"\mathrm{SO_3^{2-}}", "Which ion?", False),
        ("water", "7", GAS, None),
    ],
)  # fmt: skip
def test_both_name_the_same_substance(truth: str, answer: str, prompt: str, equal: bool | None) -> None:
    verdict = same_substances(truth, answer, prompt)
    assert (verdict and verdict.equal) == equal
