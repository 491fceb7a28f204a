"""Numbers, angles and units as siunitx writes them, and formulas as mhchem does."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.packages import expanded


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("25 cm", r"\SI{25}{cm}", True), ("25 cm", r"\qty{25}{\centi\metre}", True), ("25 cm", r"\SI{0.25}{m}", True), ("25 cm", r"\SI{25}{\milli\meter}", False),
        ("9.8 m/s^2", r"\SI{9.8}{\meter\per\second\squared}", True), ("9.8 m/s^2", r"\qty{9.8}{m.s^{-2}}", True), ("9.8 m/s^2", r"\SI{9.8}{\meter\per\second}", False),
        ("5 m^3", r"\SI{5}{\cubic\metre}", True), ("5 m^3", r"\SI{5}{\metre\cubed}", True), ("5 m^3", r"\SI{5}{\square\metre}", False), ("5 N m", r"\SI{5}{\newton\meter}", True), ("5 kg", r"\SI{5}{\kg}", True),
        (r"50\%", r"\SI{50}{\percent}", True), ("20 °C", r"\SI{20}{\degreeCelsius}", True), ("20 °C", r"\SI{20}{\celsius}", True), ("12 m", r"12\,\si{\meter}", True), ("12 m", r"12\,\unit{m}", True),
        ("101325 Pa", r"\SI{1.01325e5}{\pascal}", True), ("12500", r"\num{12500}", True), ("12000", r"\num{1.2e4}", True), ("12000", r"\num{1.2e3}", False), ("0.001", r"\num{e-3}", True), ("-0.001", r"\num{-e-3}", True),
        (r"45^\circ", r"\ang{45}", True), (r"45.5^\circ", r"\ang{45;30;}", True), (r"45.51^\circ", r"\ang{45;30;36}", True), (r"45^\circ", r"\ang{54}", False), (r"3.2 \pm 0.1", r"\num{3.2 +- 0.1}", True),
        (r"\sin x", r"\sin x", True), (r"\text{C}_2\text{H}_6", r"\ce{C2H6}", True),
    ],
)  # fmt: skip
def test_a_command_of_a_package_says_what_plain_latex_says(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize("text", [r"\sin x", r"\num", r"\SI{3}", r"\ce{" * 50, "\\qty{" + "{" * 3000])
def test_what_is_no_whole_command_stays_as_it_is(text: str) -> None:
    assert expanded(text) == text
