"""Substances, reactions and electron configurations: other notation is equal, another subscript or coefficient is not."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.sciences.chemistry import same_substances

SAME = [
    (r"^{60}\text{Co}", r"\text{Co-60}"), (r"\text{U-235}", "{}^{235}_{92}U"),
    (r"\ce{H2SO4}", "H_2SO_4"), (r"\ce{H2SO4}", r"\mathrm{H_2SO_4}"), ("H2SO4", r"\text{H}_2\text{SO}_4"), ("H₂O", r"\ce{H2O}"),
    (r"\ce{Ca(OH)2}", r"\text{Ca(OH)}_2"), ("K_4[Fe(CN)_6]", r"\ce{K4[Fe(CN)6]}"), (r"CuSO_4 \cdot 5H_2O", r"\ce{CuSO4.5H2O}"),
    ("Ca^{2+}", r"\ce{Ca^2+}"), ("Ca2+", "Ca^{+2}"), ("SO_4^{2-}", r"\ce{SO4^{2-}}"), (r"\ce{NO3-}", "NO_3^-"), ("SO^{2-}_4", "SO_4^{2-}"),
    (r"\ce{^{14}_{6}C}", r"{}^{14}\mathrm{C}"), (r"^{234}_{90}\text{Th}", r"{}_{90}^{234}\mathrm{Th}"), ("[Fe(CN)_6]^{3-}", r"\ce{[Fe(CN)6]^3-}"),
    (r"\ce{2H2 + O2 -> 2H2O}", r"\mathrm{O_2 + 2H_2 \to 2H_2O}"), (r"2H_2 + O_2 \rightarrow 2H_2O", "2H2 + O2 = 2H2O"),
    (r"N_2 + 3H_2 \rightleftharpoons 2NH_3", r"\ce{N2 + 3H2 <=> 2NH3}"), (r"CH_4 + 2O_2 \to CO_2 + 2H_2O", "CH_4(g) + 2O_2(g) → CO_2(g) + 2H_2O(l)"),
    (r"MnO_4^- + 8H^+ + 5e^- \to Mn^{2+} + 4H_2O", r"\ce{MnO4- + 8H+ + 5e- -> Mn^2+ + 4H2O}"), (r"CaCO_3 \xrightarrow{\Delta} CaO + CO_2\uparrow", r"\ce{CaCO3 ->[\Delta] CaO + CO2 ^}"),
    (r"\text{H}_2 + \frac{1}{2}\text{O}_2 \to \text{H}_2\text{O}", r"H_2 + \tfrac12 O_2 \to H_2O"), (r"{}^{14}_6C \to {}^{14}_7N + {}^0_{-1}e", r"^{14}_{6}\text{C} \rightarrow ^{14}_{7}\text{N} + ^{0}_{-1}\text{e}"),
    (r"^{238}_{92}U \to ^{234}_{90}Th + ^4_2He", r"^{238}U \to \alpha + ^{234}Th"), (r"^{14}_6C \to ^{14}_7N + ^0_{-1}e", r"^{14}C \to ^{14}N + \beta^-"),
    (r"^{22}_{11}Na \to ^{22}_{10}Ne + ^0_{+1}e", r"^{22}Na \to ^{22}Ne + \beta^+"), (r"^{14}C \to ^{14}N + e^- + \bar\nu_e", r"^{14}_6C \to ^{14}_7N + ^0_{-1}\beta + \overline{\nu}_e"),
    (r"^{235}_{92}U + ^1_0n \to ^{141}_{56}Ba + ^{92}_{36}Kr + 3^1_0n", r"^{235}U + n \to ^{141}Ba + ^{92}Kr + 3n"), (r"^{234}_{90}\text{Th}", r"\text{thorium-234}"),
    ("1s^2 2s^2 2p^6", "1s^22s^22p^6"), ("1s^2 2s^2 2p^6", r"[\mathrm{He}]\,2s^2\,2p^6"), ("[Ne]3s^1", "1s2 2s2 2p6 3s1"), ("[Ar] 3d^5 4s^1", "[Ar] 4s^1 3d^5"), ("[Ar]3d104s2", "[Ar]4s^23d^{10}"),
]  # fmt: skip
OTHER = [
    (r"\ce{H2SO4}", "H_2SO_3"), (r"\ce{H2SO4}", "H_2S_2O_4"), (r"\ce{CO}", "Co"), (r"\ce{HCl(aq)}", r"\ce{HCl(g)}"), (r"\ce{Ca(OH)2}", "CaOH_2"),
    (r"\ce{Ca^2+}", "Ca^{+}"), (r"\ce{Ca^2+}", "Ca^{2-}"), (r"\ce{O2-}", "O^{2-}"), (r"\ce{^{14}_{6}C}", "{}^{14}_{7}C"), (r"\ce{^{14}C}", "^{12}C"),
    (r"2H_2 + O_2 \rightarrow 2H_2O", r"4H_2 + 2O_2 \rightarrow 4H_2O"), ("2H_2 + O_2 = 2H_2O", "4H_2 + 2O_2 = 4H_2O"), (r"2H_2 + O_2 \to 2H_2O", r"2H_2O \to 2H_2 + O_2"),
    (r"\ce{2H2 + O2 -> 2H2O}", r"H_2 + O_2 \to H_2O"), (r"Ca(OH)_2 \to CaO + H_2O", r"\ce{Ca(OH)2 -> CaO}"),
    (r"^{22}_{11}Na \to ^{22}_{10}Ne + ^0_{+1}e", r"^{22}Na \to ^{22}Ne + e^-"), (r"^{14}C \to ^{14}N + e^- + \bar\nu_e", r"^{14}C \to ^{14}N + e^- + \nu_e"),
    (r"^{14}C \to ^{14}N + e^- + \bar\nu_e", r"^{14}C \to ^{14}N + e^-"),
    ("[Ne]3s^1", "1s^2 2s^2 2p^6 3s^2"), ("[Ne]3s^1", "[Ar]4s^1"), ("[Ar] 3d^5 4s^1", "[Ar] 3d^4 4s^2"),
]  # fmt: skip
NO_CHEMISTRY = [
    ("2x_1 + x_2 = 2", "4x_1 + 2x_2 = 4"), ("2B + C = 3F", "4B + 2C = 6F"), ("U + V = W", "2U + 2V = 2W"), ("C = 2B", "2C = 4B"), ("P(A)", "P(B)"), ("B^{-1}", "B^-"), ("1s^2", "1s^3"), ("1/0H", "H"),
    ("Xy_2", "Xy_3"), ("", ""), ("x", "C"), ("H" * 400, "H" * 400), ("1s^3 2s^2", "1s^3 2s^2"), ("1s^2 1s^2", "1s^2 1s^2"), ("[Og]7s^2", "[Og]7s^1"), ("H_2 = O = C", "H"), ("H_2 + O", "H_3 + O"), ("H_2$O_", "H_2"),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "answer"), SAME)
def test_another_notation_is_the_same_substance_or_reaction(truth: str, answer: str) -> None:
    for left, right in ((truth, answer), (answer, truth)):
        verdict = compare(left, right)
        assert verdict.equal
        assert verdict.rule == "chemistry"


@pytest.mark.parametrize(("truth", "answer"), OTHER)
def test_another_subscript_charge_coefficient_or_direction_is_another_one(truth: str, answer: str) -> None:
    verdict = compare(truth, answer)
    assert not verdict.equal
    assert verdict.rule == "chemistry"


@pytest.mark.parametrize(("truth", "answer"), NO_CHEMISTRY)
def test_what_may_be_algebra_is_left_to_it(truth: str, answer: str) -> None:
    assert same_substances(truth, answer) is None


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\ce{H2SO4, NaOH}", r"\ce{NaOH}, \ce{H2SO4}", True),
        ("CO_2, H_2O", r"\ce{H2O} \text{ and } \ce{CO2}", True),
        ("CO_2, H_2O", r"\ce{H2O}", False),
        (r"x = \ce{H2}", r"\ce{H2}", True),
    ],
)
def test_substances_stand_in_lists_too(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


def test_a_long_text_of_brackets_costs_little() -> None:
    assert same_substances(r"\ce{" + "(H" * 140 + "}", "(" * 290) is None


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"rate $=k[\mathrm{NO}]^2[\mathrm{O_2}]$", r"v=k\,[\mathrm{O_2}]\,[\mathrm{NO}]^{2}", True), ("rate = k[A][A]", "k[A]^2", True),
        (r"rate $=k[\mathrm{NO}]^2[\mathrm{O_2}]$", r"r=k[\mathrm{NO}][\mathrm{O_2}]^2", False), ("rate = k[A]^2", "k[A]", False),
        (r"rate $=k[\mathrm{NO}]^2[\mathrm{O_2}]$", r"r=k[\mathrm{NO_2}]^2[\mathrm{O_2}]", False), ("rate = k[A]", "k_2[A]", False),
        ("k[A]", "kA", None),
    ],
)  # fmt: skip
def test_a_rate_law_is_its_orders(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_substances(truth, answer)
    assert (verdict and verdict.equal) == equal
