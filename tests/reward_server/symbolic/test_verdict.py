"""What a rung answers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.verdict import EXACT, Rules, Verdict, by


def test_the_innermost_rule_names_itself() -> None:
    assert by("outer", Verdict(True, "same")).rule == "outer"
    assert by("outer", Verdict(True, "same", "inner")).rule == "inner"


@pytest.mark.parametrize(
    ("rules", "approximate", "option"),
    [
        (EXACT, False, "significant_digits"),
        (Rules(relative_tolerance=0.0), True, "relative_tolerance"),
        (Rules(digits=3), True, "significant_digits"),
        (Rules(unevaluated=True), False, "significant_digits"),
    ],
)
def test_an_option_replaces_the_rules_of_rounding(rules: Rules, approximate: bool, option: str) -> None:
    assert (rules.approximate, rules.option) == (approximate, option)
