"""None, and no such thing."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Find all critical points of $f$.", "None", r"\text{There are no critical points}", True),
        ("Find all critical points of $f$.", "None", r"f \text{ has no critical points}", True),
        ("Find all critical points of $f$.", "None", r"\emptyset", True),
        ("Find all inflection points of $f$.", "There are no inflection points", r"\text{none}", True),
        ("Find all inflection points of $f$.", "There are no inflection points", r"\text{no critical points}", False),
        ("Find all local maxima and minima of $f$.", "None", r"\text{no local maxima}", False),
        ("Find all vertical asymptotes.", "none", r"\text{There is no vertical asymptote}", True),
        ("Find all vertical asymptotes.", "none", r"\text{There is no horizontal asymptote}", False),
        ("How many critical points are there?", "0", r"\text{none}", False),
        ("Find all equilibria.", "no equilibria", r"\text{none}", True),
        ("Find all equilibria.", "no equilibria", r"\text{There are no stable equilibria}", False),
        ("Find all fixed points", "None", r"\text{every point}", False),
        ("Find all critical points.", "None", "0", False),
        ("Find all Nash equilibria in pure strategies.", "none", r"\text{There is no mixed-strategy Nash equilibrium}", False),
        ("Find all Nash equilibria in pure strategies.", "none", r"\text{There are no dominant strategies}", False),
        ("Give the Nash equilibrium.", "(Confess, Confess)", r"\text{Both players confess}", True),
    ],
)  # fmt: skip
def test_what_there_is_none_of_counts(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
