"""Texts as the other side, words and chains say that they are meant."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.cues.by_language import of


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("3.14", "3{,}14", True), (r"4\%", "0{,}04", True), ("0.125", "0{,}125", True), ("1250", "1{,}250", True),
        ("12{,}345{,}678", "12345678", True), ("3.15", "3{,}14", False), ("12", "1{,}2", False),
        ("x_{1{,}2}", "x_{1.2}", False), (r"3:45\text{ PM}", "15{:}45", True), ("1/9", r".\overline{1}", True),
        (r"\$0.50", "50¢", True), (r"\$0.50", "5¢", False),
        (r"|k|\ge 1", r"k\le -1\ \text{oder}\ k\ge 1", True), (r"|k|\ge 1", r"k\le 1\ \text{oder}\ k\ge 1", False),
        (r"\text{no solution}", r"\text{There is no solution}", True),
        (r"\text{no solution}", r"\text{There is a solution}", False),
    ],
)  # fmt: skip
def test_notations_of_other_countries_and_of_latex(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer).equal == equal


@pytest.mark.parametrize(
    "counted",
    ["o reasoning process\ufffd\ufffdh", "O answ\ufffd", "een User\ufffdhehe assistant\x1b\ufffd", "two \x13s"],
)
def test_a_number_in_words_of_something_that_is_no_mathematics_is_compared(counted: str) -> None:
    assert not compare("12", counted).equal


@pytest.mark.parametrize("said", of("no solution"))
def test_no_solution_in_any_language_is_the_empty_set(said: str) -> None:
    """It equals the empty set and the same words in English, and neither 0 nor the set of it."""
    written = rf"\text{{{said.capitalize()}}}"
    assert all(compare(truth, written).equal for truth in (r"\emptyset", r"\{\}", r"\text{no solution}"))
    assert compare(written, r"\varnothing").equal
    assert not any(compare(truth, written).equal for truth in ("0", r"\{0\}", "x = 0", "1", r"\text{one solution}"))


@pytest.mark.parametrize(
    "said",
    ["una solución", "unendlich viele Lösungen", "kein Lösungsweg", "有解", "нет", "no", "brak", "nada", "keine"],
)
def test_other_words_are_not_the_empty_set(said: str) -> None:
    """A solution, endlessly many, and a bare no are something else."""
    assert not compare(r"\emptyset", rf"\text{{{said}}}").equal


def test_an_amount_may_be_said_again_in_brackets_in_another_unit() -> None:
    assert compare("90", r"90 \text{ minutes (1.5 hours)}").equal
    assert not compare("90", r"90 \text{ minutes (2.5 hours)}").equal
    assert not compare("90", "1.5 hours (90 minutes)").equal


def test_what_that_is_leads_to_is_the_last_of_a_chain() -> None:
    assert compare("1:1", r"BP=PE,\ \text{i.e. } \frac{BP}{PE}=1").equal
    assert not compare("1:1", r"BP=PE,\ \text{i.e. } \frac{BP}{PE}=2").equal
