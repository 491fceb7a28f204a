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
     ("5", "5 or 6", {}, 0), ("5", "none", {}, 0), ("5", "10^{320}", {}, 0), ("5", "10^{249}", {}, 0), ("5 m", "10^{249} km", {}, 0), ("0", "0", {"orders": 1}, 1)],
)  # fmt: skip
def test_a_value_is_judged_in_the_unit_and_tolerance_asked_for(
    truth: str, answer: str, options: dict[str, Any], score: int
) -> None:
    assert ask("numbers", answer, truth, **options).score == score


def test_a_ground_truth_without_a_number_and_two_tolerances_are_the_callers_fault() -> None:
    assert ask("numbers", "5", "blue").status == "error"
    with pytest.raises(ValidationError):
        ask("numbers", "5", "5", relative=0.1, absolute=0.1)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    assert ask("numbers", text, "5 kg").score in (0, 1)
