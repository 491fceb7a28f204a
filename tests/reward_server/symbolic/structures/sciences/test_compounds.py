"""Names of compounds have formulas, by the charges of their ions."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.sciences.compounds import compound


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("iron iii oxide", "Fe2O3"), ("iron(ii) oxide", "FeO"), ("ferric oxide", "Fe2O3"), ("sodium phosphate", "Na3PO4"), ("calcium hydroxide", "Ca(OH)2"), ("ammonium sulfate", "(NH4)2SO4"),
        ("aluminium sulfate", "Al2(SO4)3"), ("magnesium nitride", "Mg3N2"), ("sodium bicarbonate", "NaHCO3"), ("tin iv chloride", "SnCl4"), ("dinitrogen pentoxide", "N2O5"), ("carbon tetrachloride", "CCl4"), ("sulfur hexafluoride", "SF6"),
        ("hydrogen chloride", None), ("copper xi oxide", None), ("red paint", None), ("sodium", None), ("iron ii paint", None),
    ],
)  # fmt: skip
def test_ions_balance_each_other(name: str, formula: str | None) -> None:
    assert compound(name) == formula


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\mathrm{NaHCO_3}", r"\text{sodium bicarbonate}", True), ("iron(III) oxide", r"\text{ferric oxide}", True), ("iron(III) oxide", r"\text{iron(II) oxide}", False), ("Al_2(SO_4)_3", r"\text{aluminum sulfite}", False),
        ("Fe", r"\text{Iron (Fe)}", True), ("iron", r"\text{Iron (Fe)}", True), ("iron", r"\text{cobalt (Co)}", False), ("Fe", r"\text{Iron (Co)}", False),
        (r"\ce{Zn -> Zn^2+ + 2e-}", r"Zn - 2e^- \to Zn^{2+}", True), (r"\ce{Zn -> Zn^2+ + 2e-}", r"Zn - e^- \to Zn^{2+}", False), (r"\ce{Zn -> Zn^2+ + 2e-}", r"Zn + 2e^- \to Zn^{2+}", False),
        ("Ca^{2+}, 2Cl^-", r"\ce{Ca^{2+} + 2Cl^-}", True), ("Ca^{2+}, 2Cl^-", r"\ce{Ca^{2+} + Cl^-}", False), ("CO_2, H_2O", "H_2O + CO_2", True), ("CO_2, H_2O", "H_2O + CO", False),
    ],
)  # fmt: skip
def test_names_formulas_and_mixtures(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt="Which element or substance is it?").equal is equal


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [("+7", r"\text{VII}", True), ("+7", "+VII", True), ("+7", r"\text{VI}", False), ("-2", "2-", True), ("-2", "+2", False), ("-2", "-II", True), ("-2", r"\text{II}", False)],
)  # fmt: skip
def test_oxidation_states_are_roman_too(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt="What is the oxidation state of Mn?").equal is equal
