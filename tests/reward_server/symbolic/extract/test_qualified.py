"""Words beside values, and the question's words beside a text."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        ("Find the force between the charges.", r"$F=\frac{1}{4\pi\epsilon_0}\frac{q_1q_2}{r^2}$, repulsive", r"\frac{q_1q_2}{4\pi\epsilon_0r^2}\text{ (repulsive)}", True),
        ("Find the force between the charges.", r"$F=\frac{1}{4\pi\epsilon_0}\frac{q_1q_2}{r^2}$, repulsive", r"\frac{q_1q_2}{4\pi\epsilon_0r^2}\text{ (attractive)}", False),
        ("Find the force between the charges.", r"$F=\frac{1}{4\pi\epsilon_0}\frac{q_1q_2}{r^2}$, repulsive", r"\frac{q_1q_2}{4\pi\epsilon_0r^2},\text{ repulsive}", True),
        ("Find the force between the charges.", r"$F=\frac{1}{4\pi\epsilon_0}\frac{q_1q_2}{r^2}$, repulsive", r"\frac{q_1q_2}{4\pi\epsilon_0r},\text{ repulsive}", False),
        ("In what direction does the current flow?", "clockwise", r"\text{It flows clockwise}", True),
        ("In what direction does the current flow?", "clockwise", r"\text{the current flows clockwise}", True),
        ("In what direction does the current flow?", "clockwise", r"\text{it flows counter clockwise}", False),
        ("Does it flow clockwise or counter clockwise?", "clockwise", r"\text{it flows counter clockwise}", False),
        ("Which is dense?", "lead", r"\text{it is not lead}", False),
        ("Which is more reactive?", "sodium", r"\text{the more reactive is sodium}", True),
        ("Which is more reactive?", "sodium", r"\text{the less reactive is sodium}", False),
        ("List the even numbers.", "2, 4, 6", r"2, 4, 6, \ldots", False),
        ("What is the torque?", "$15$ N, upward", r"15\ \mathrm{N}\text{ (upward)}", True),
    ],
)  # fmt: skip
def test_words_beside_a_value_count(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
