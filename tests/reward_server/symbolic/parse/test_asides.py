"""What is said beside a value falls away unless it changes the value; what is said instead of a sign is the sign."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.asides import without_asides


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("12", r"m = 12 \text{ (as the other root is negative)}", True), ("12", r"12 \text{ (the other root is extraneous)}", True), ("12", r"12 \text{ (rejecting } -3)", True), ("12", r"12 \quad (\text{reject } x=-3)", True), ("12", r"12 \text{ (discarding the negative root)}", True),
        ("12", r"12 \text{ (rejected)}", False), ("12", r"12 \text{ (rejected root)}", False), ("12", r"12 \text{ (as an upper bound)}", False), ("12", r"12 \text{ (as a guess)}", False), ("12", r"12 \text{ (not } 13)", False), ("-3, 12", r"12\text{ (discarding the negative root)}", False),
        (r"[0, 10]", r"[0, 10] \text{ (excluding 5)}", False), ("does not exist", r"\text{DNE, since the one-sided limits are } -1 \text{ and } 1", True), ("13", r"12, \text{ since } 12 < 13", False), ("12", r"12, \text{ since it is 12 or 13}", False),
        ("10 m/s east", r"10\text{ m/s to the east}", True), ("10 m/s east", r"10\text{ m/s due east}", True), ("3 N upward", r"3\text{ N up}", True), ("north", r"\text{northward}", True), ("10 m/s east", r"10\text{ m/s west}", False), ("10 m/s east", "10 m/s", False), ("north-east", "northwest", False),
        (r"\mathbb{R}", r"\text{all real numbers}", True), (r"\mathbb{R}\setminus\{0\}", r"\text{all real numbers except } 0", True), (r"\mathbb{R}\setminus\{-2, 2\}", r"\text{all real numbers except } -2 \text{ and } 2", True), (r"\mathbb{R}\setminus\{0\}", r"\text{all real numbers except } 1", False), (r"(0,\infty)", r"\text{all positive real numbers}", True),
        (r"[0,\infty)", r"\text{all positive real numbers}", False), (r"[0,\infty)", r"\text{all nonnegative real numbers}", True), (r"\mathbb{R}", r"\text{all integers}", False), (r"\mathbb{Z}", r"\text{all integers}", True), (r"\mathbb{Z}", r"\text{all positive integers}", False), ("x \\ne 3", r"\text{all reals except } x = 3", True),
        (r"-\infty", r"\text{diverges to negative infinity}", True), (r"\infty", r"\text{diverges to negative infinity}", False), (r"diverges to $-\infty$", r"\text{diverges to negative infinity}", True), (r"diverges to $-\infty$", r"\text{diverges to infinity}", False),
        ("8", "|G|=8", True), ("8", "|G|=6", False), ("8", r"\#G=8", True), ("$a=b=c$", r"\text{if and only if }a=b=c", True), ("$a=b=c$", r"\text{when }a=b", False),
        ("36.5°", r"36\text{ degrees and }30\text{ minutes}", True), ("36.5°", r"36\text{ degrees }50\text{ minutes}", False),
        (r"-\infty", r"\text{negative infinity}", True), (r"\infty", r"\text{negative infinity}", False), (r"\infty", r"\text{diverges to } +\infty", True), (r"-\infty", r"\text{diverges to } +\infty", False),
        ("pH 4.7", "pH = 4.7", True), ("p-value = 0.032", "0.032", True), ("p-value = 0.032", "p = 0.32", False), (r"95\% \text{ CI: } (2.1, 3.5)", "(2.1, 3.5)", True),
    ],
)  # fmt: skip
def test_what_stands_beside_a_value(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize("text", ["12", "x (3)", "really", "value", "all integers but one", "12 (or 13)"])
def test_a_text_without_asides_stays(text: str) -> None:
    assert without_asides(text) == text
