"""Values with units."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("5", r"5\text{ cm}", True),
        (r"5\text{ cm}", "5", True),
        (r"5\text{ m}", r"500\text{ cm}", True),
        (r"5\text{ m}", r"5\text{ cm}", False),
        (r"5\text{ m}", r"5\text{ s}", False),
        ("5", r"5\text{ blorp}", False),
        (r"90\text{ km/h}", r"25\text{ m/s}", True),
        (r"90\text{ km/h}", r"24\text{ m/s}", False),
        (r"2\text{ h }30\text{ min}", r"150\text{ min}", True),
        (r"2\text{ h }30\text{ min}", r"140\text{ min}", False),
        ("150", r"2.5\text{ h}", False),
        (r"\$5", r"5\text{ dollars}", True),
        (r"\$5", r"500\text{ cents}", True),
        (r"\$5", r"5\text{ euros}", False),
        ("5000000", r"5\text{ million}", True),
        ("5", r"5\text{ million}", False),
        (r"50\%", "0.5", True),
        (r"50\%", "50", True),
        ("0.5", "50", False),
        (r"45^\circ", r"\frac{\pi}{4}", True),
        (r"45^\circ", "45", True),
        (r"45^\circ", r"\frac{\pi}{3}", False),
        (r"12\text{ m}^2", "12 m^2", True),
        ("12", r"12\text{ in.}", True),
        (r"5\text{ h}", r"300\text{ min.}", True),
        (r"5\text{ cm}", r"5\text{ mm.}", False),
        ("12", r"12\text{ blorp.}", False),
        (r"12\text{ m}^2", r"12\text{ m}^3", False),
    ],
)  # fmt: skip
def test_a_unit_falls_away_or_agrees(truth: str, answer: str, right: bool) -> None:
    """Where one side has it, it falls away; where both have it, it must agree, converted."""
    assert compare(truth, answer).equal is right
