"""Names of one thing in several languages."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.translated import same_name


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("Wednesday", r"\text{Mittwoch}", True), ("Wednesday", r"\text{Donnerstag}", False), ("Mittwoch", "Wednesday", True),
        ("星期三", r"\text{Wednesday}", True), ("星期三", r"\text{Thursday}", False), ("среда", "środa", True),
        ("Quadrat", r"\text{ein Quadrat}", True), ("Quadrat", r"\text{square}", True), ("Quadrat", r"\text{rectangle}", False),
        ("Friday", r"\text{on a Friday}", True), ("Friday", r"\text{on Sunday}", False), ("ein Trapez", r"\text{a trapezoid}", True),
        ("March", r"\text{mars}", True), ("March", r"\text{mai}", False), ("March", r"\text{Monday}", None), ("x", "y", None),
    ],
)  # fmt: skip
def test_a_name_is_what_it_names(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_name(truth, answer)
    assert (verdict and verdict.equal) == equal
