"""numbers: values, units and tolerances."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.reward_server.rewards.shelf.asking import HOSTILE, ask


@pytest.mark.parametrize(
    ("truth", "answer", "options", "score"),
    [("9.8", "9.81", {}, 1), ("9.8", "9.9", {}, 0), ("9.8", "9.9", {"relative": 0.05}, 1), ("100", "-100", {"orders": 1}, 0),
     ("100", "1001", {"orders": 1}, 0), ("100", "1000", {"orders": 1}, 1), ("1.5 km", "1500 m", {}, 1), ("1.5 km", "1500", {}, 0),
     ("1.5 km", "1.5", {}, 1), ("5", "5 kg", {}, 0), ("0.1", "0.2", {"absolute": 0.1}, 1), ("6.02e23", "\\boxed{6.0 \\times 10^{23}}", {}, 1),
     ("5", "5 or 6", {}, 0), ("5", "none", {}, 0), ("5", "10^{320}", {}, 0), ("5", "10^{249}", {}, 0), ("5 m", "10^{249} km", {}, 0), ("0", "0", {"orders": 1}, 1),
     ("3 cm", "$v = 3\\ \\text{cm}$", {}, 1), ("3 cm", "v = 4 cm", {}, 0), ("5 m/s", "v = d/t = 10/2 = 5 m/s", {}, 1), ("3", "x = 3", {}, 1),
     ("3 N", "The force is F = 3 N.", {}, 1), ("3", "2x = 3", {}, 0), ("3", "x = 3, y = 4", {}, 0), ("3", "x = 3 or x = 4", {}, 0),
     ("3", "x = 3 = 4", {}, 0), ("v = 3 cm", "30 mm", {}, 1), ("3", "x < 3", {}, 0), ("3", "x = y", {}, 0), ("3", "x =", {}, 0)],
)  # fmt: skip
def test_a_value_is_judged_in_the_unit_and_tolerance_asked_for(
    truth: str, answer: str, options: dict[str, Any], score: int
) -> None:
    assert ask("numbers", answer, truth, **options).score == score


@pytest.mark.parametrize(
    ("truth", "answer", "score"),
    [("300 K", "27 °C", 1), ("300 K", "27^\\circ\\text{C}", 1), ("98.6 °F", "37 °C", 1), ("20 °C", "20 K", 0), ("3.2 mol/L", "3.2 M", 1),
     ("12 \u00b5m", "12 \u03bcm", 1), ("12 µm", "\\boxed{12\\,\\mu\\text{m}}", 1), ("1.6e-19 C", "1.602×10⁻¹⁹ C", 1), ("10 Å", "1 nm", 1),
     ("9.8 m/s^2", "9.8 m s^{-2}", 1), ("9.8 m/s^2", "9.8 m s^{-1}", 0), ("5 kJ/mol", "5000 J mol⁻¹", 1), ("760 mmHg", "1 atm", 1),
     ("8.314 J/(mol K)", "8.31 J mol^{-1} K^{-1}", 1), ("30 kΩ", "30 k\\Omega", 1), ("1 H", "1 V s/A", 1), ("4 C", "4 F", 0), ("5 pm^3", "10^{249} Tm^3", 0),
     ("720 s", "1.2 \\times 10^{1} min", 1), ("720 s", "So it takes \\boxed{1.2 \\times 10^{1}\\,\\text{min}}.", 1), ("720 s", "The answer is 1.2 \\times 10^{1} min.", 1), ("12 s", "The answer is 1.2 \\times 10^{1} min.", 0), ("12 s", "1.2 \\times 10^{1} min", 0),
     ("12 s", "\\boxed{1.2 \\times 10^{1} min}", 0), ("5 m", "It is not \\boxed{5 m}.", 0), ("5 m", "\\boxed{5 m} or \\boxed{6 m}", 0), ("5 m", "5 m or 6 m", 0), ("5 m", "5e9999 m", 0)],
)  # fmt: skip
def test_units_are_read_as_the_sciences_write_them_and_converted(truth: str, answer: str, score: int) -> None:
    assert ask("numbers", answer, truth).score == score


@pytest.mark.parametrize(
    ("answer", "score"), [("approximately 3 m", 1), ("≈ 3 m", 1), ("\\boxed{\\approx 3 m}", 1), ("about 3 m or 4 m", 0)]
)
def test_a_value_is_about_itself(answer: str, score: int) -> None:
    assert ask("numbers", answer, "≈ 3 m").score == score


def test_a_ground_truth_without_a_number_and_two_tolerances_are_the_callers_fault() -> None:
    assert ask("numbers", "5", "blue").status == "error"
    with pytest.raises(ValidationError):
        ask("numbers", "5", "5", relative=0.1, absolute=0.1)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    assert ask("numbers", text, "5 kg").score in (0, 1)
