"""Salts by their names."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.sciences.salts import salt


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("iron iii oxide", "Fe2O3"), ("ferric oxide", "Fe2O3"), ("iron ii oxide", "FeO"), ("oxyde de fer iii", "Fe2O3"), ("eisen iii oxid", "Fe2O3"), ("aluminium sulfate", "Al2(SO4)3"),
        ("calcium hydrogen carbonate", "Ca(HCO3)2"), ("ammonium sulfate", "(NH4)2SO4"), ("calciumphosphat", "Ca3(PO4)2"), ("chlorure d argent", "AgCl"), ("nitrato de plata", "AgNO3"),
        ("copper ii sulfate", "CuSO4"), ("magnesium nitride", "Mg3N2"), ("dinitrogen tetroxide", "N2O4"), ("phosphorus pentachloride", "PCl5"), ("sulfur hexafluoride", "SF6"), ("carbon tetrachloride", "CCl4"),
        ("iron oxide", None), ("nitrogen oxide", None), ("diapple oxide", None), ("", None), ("sodium", None),
    ],
)  # fmt: skip
def test_names_of_salts(name: str, formula: str | None) -> None:
    """By the charges of their ions; a metal with several has a numeral."""
    assert salt(name) == formula


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\text{calcium carbonate}", r"\mathrm{CaCO_3}", True), (r"\text{calcium carbonate}", r"\mathrm{Ca(HCO_3)_2}", False), (r"\text{calcium carbonate}", r"\text{Calciumcarbonat}", True),
        (r"\mathrm{NaHCO_3}", r"\text{sodium bicarbonate}", True), (r"\mathrm{NaHCO_3}", r"\text{sodium carbonate}", False), (r"\text{iron(III) oxide}", r"\mathrm{Fe_2O_3}", True),
        (r"\text{iron(III) oxide}", r"\mathrm{FeO}", False), (r"\text{iron(III) oxide}", r"\text{ferric oxide}", True), (r"\text{iron(III) oxide}", r"\text{iron(II) oxide}", False),
        (r"\mathrm{Fe_2O_3}", r"\text{Eisen(III)-oxid}", True), (r"\ce{CuSO4}", r"\text{copper(I) sulfate}", False), (r"\ce{AgCl}", r"\text{silver chlorate}", False),
    ],
)  # fmt: skip
def test_a_name_is_its_formula(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt="Which salt forms?").equal is right
