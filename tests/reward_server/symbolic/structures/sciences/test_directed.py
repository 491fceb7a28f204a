"""Vectors by components and by direction, phasors, and amounts with a sign or a way."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.sciences.directed import same_directed
from reward_server.symbolic.verdict import Undecided

IMPEDANCE, RESULTANT, FALL = (
    "Find the impedance.",
    "Find the resultant displacement.",
    "A ball is thrown up. Find its velocity after 2 s.",
)
NORTH = r"5\text{ m at }53.1^\circ\text{ north of east}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (IMPEDANCE, r"4+3j\ \Omega", r"5\angle 36.87^\circ\ \Omega", True), (IMPEDANCE, r"5\angle 36.9^\circ", "4+j3", True), (IMPEDANCE, r"4-3j", r"5\angle -36.87^\circ", True),
        (IMPEDANCE, r"4+3j\ \Omega", r"5\angle 53.13^\circ\ \Omega", False), (IMPEDANCE, r"4+3j", r"5\angle -36.87^\circ", False), (IMPEDANCE, r"4+3j", r"5.1\angle 36.87^\circ", False),
        ("Convert to polar form.", "4+3j", r"5\angle 36.87^\circ", False), ("Convert to polar form.", r"5\angle 36.87^\circ", "4+3j", False),
        (IMPEDANCE, r"10\angle 30^\circ\text{ V}", r"8.66+5j\text{ V}", True), (IMPEDANCE, r"10\angle 30^\circ\text{ V}", r"8.66+5j\text{ A}", False), (IMPEDANCE, r"10\angle 30^\circ\text{ V}", r"5+8.66j\text{ V}", False),
        (RESULTANT, r"3\hat i+4\hat j\ \text{m}", NORTH, True), (RESULTANT, r"4\hat i+3\hat j\ \text{m}", NORTH, False), (RESULTANT, r"3\hat i-4\hat j\ \text{m}", NORTH, False),
        (RESULTANT, r"2.5\hat i-1.5\hat j", r"2.92\text{ at }31.0^\circ\text{ south of east}", True), (RESULTANT, r"2.5\hat i-1.5\hat j", r"2.92\text{ at }31.0^\circ\text{ north of east}", False),
        (RESULTANT, NORTH, r"5\text{ m}, 36.9^\circ\text{ east of north}", True), (RESULTANT, NORTH, r"5\text{ m}, 36.9^\circ\text{ north of east}", False), (RESULTANT, NORTH, r"5\text{ m}, \text{ N }36.9^\circ\text{ E}", True),
        (RESULTANT, NORTH, r"5\text{ m on a bearing of }036.9^\circ", True), (RESULTANT, NORTH, r"5\text{ m on a bearing of }053.1^\circ", False), (RESULTANT, NORTH, "(3, 4)", True), (RESULTANT, NORTH, "(4, 3)", False),
        (RESULTANT, NORTH, r"500\text{ cm at }53.1^\circ\text{ north of east}", True), (RESULTANT, NORTH, r"5\text{ cm at }53.1^\circ\text{ north of east}", False), (RESULTANT, NORTH, r"(3,4)\text{ s}", False),
        (RESULTANT, r"5\text{ m at }53.1^\circ\text{ south of west}", r"\langle -3,-4\rangle", True), (RESULTANT, r"3\hat i-4\hat j", r"5\text{ m, }53.1^\circ\text{ below the positive x-axis}", True),
        (FALL, r"-15\text{ m/s}", r"15\text{ m/s downward}", True), (FALL, r"15\text{ m/s downwards}", r"-15\text{ m/s}", True), (FALL, r"-15\text{ m/s}", r"15\text{ m/s upward}", False), (FALL, r"-15\text{ m/s}", r"16\text{ m/s downward}", False),
        ("Take downward as positive.", r"15\text{ m/s downward}", r"-15\text{ m/s}", False), (FALL, "5 N to the right", r"5\text{ N right}", True), (FALL, "5 N to the right", r"5\text{ N to the left}", False), (FALL, "5 N to the right", r"-5\text{ N}", False),
        (FALL, r"20\text{ N west}", r"20\text{ N south}", False), (FALL, r"20\text{ N west}", r"-20\text{ N}", True),
    ],
)  # fmt: skip
def test_length_direction_sign_and_unit_count(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        ("5", "5"),
        ("(3, 4)", "(3, 4)"),
        ("x" * 200, "5"),
        (r"x\angle 3^\circ", "4+3j"),
        (r"5\angle 3^\circ", r"\text{five}"),
        ("up", "down"),
        (r"0\angle 3^\circ", "0+0j"),
    ],
)
def test_other_texts_are_left_to_others(truth: str, answer: str) -> None:
    assert same_directed(truth, answer, "") is None


TENSION_AND_COMPRESSION = [
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN, compression}", True),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN (compression)}", True),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN in compression}", True),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN compressive}", True),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN, tension}", False),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN (tension)}", False),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"-5\text{ kN, compression}", False),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN}", False),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"6\text{ kN, compression}", False),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ N, compression}", False),
    ("Find the force in a truss member (tension counted positive), given that the member pushes on both its joints with 5 kN.", r"-5\text{ kN}", r"5\text{ kN tensile}", False),
    ("Find the force in member $AB$ (tension positive).", r"12\text{ kN}", r"12\text{ kN (tension)}", True),
    ("Find the force in member $AB$ (tension positive).", r"12\text{ kN}", r"12\text{ kN tensile}", True),
    ("Find the force in member $AB$ (tension positive).", r"12\text{ kN}", r"12\text{ kN (compression)}", False),
    ("Find the force in member $AB$ (tension positive).", r"12\text{ kN}", r"-12\text{ kN (tension)}", False),
    ("Find the force in member $AB$.", r"5\text{ kN (compression)}", r"5\text{ kN in compression}", True),
    ("Find the force in member $AB$.", r"5\text{ kN (compression)}", r"5\text{ kN, compressive}", True),
    ("Find the force in member $AB$.", r"5\text{ kN (compression)}", r"5\text{ kN (tension)}", False),
    ("Find the force in member $AB$.", r"5\text{ kN (compression)}", r"5\text{ kN in tension}", False),
    ("Find the force in member $AB$.", r"5\text{ kN (compression)}", r"5 \text{ kN (T)}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), TENSION_AND_COMPRESSION)
def test_tension_and_compression(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
