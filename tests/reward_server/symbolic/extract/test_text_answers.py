"""Answers that are text: choices and words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.text_answers import (
    MAX_CHOICE,
    choice,
    compare_choices,
    compare_words,
    labelled,
    says_no_solution,
)
from reward_server.symbolic.verdict import Verdict


def word(found: Verdict | None) -> bool | None:
    return None if found is None else found.equal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B", ("B", "")), ("(B)", ("B", "")), ("b", ("B", "")), ("(B) 12", ("B", "12")), ("B. twelve", ("B", "twelve")), ("B: 12", ("B", "12")), ("[B] 12", ("B", "12")),
        ("Option B", ("B", "")), ("the correct answer is B", ("B", "")), ("选B", ("B", "")), ("答案是B", ("B", "")), (r"\textbf{(B)}\ 12", ("B", "12")), ("(B)12", ("B", "12")),
        ("(e)+1", None), ("B.5", None), ("(a) + b", None), (r"(A) \cdot 2", None), (r"(A) \cup B", None), ("K", None), ("Bob", None), ("", None), ("B 12", None),
    ],
)  # fmt: skip
def test_a_choice_is_a_letter_and_its_text(text: str, found: tuple[str, str] | None) -> None:
    assert choice(text) == found


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("B", "B", True), ("B", "b", True), ("B", "a", False), ("E", "e", None), ("b", "B", None), ("B", "(b)", True), ("B", "C", False), ("B", "(B) 12", True), ("(B) 12", "B", True), ("(B) 12", "(C) 12", False), ("(B) 12", "12", None), ("B", "B or C", None),
        ("B", "(B) or (C)", False), ("b", "b", None), ("12", "12", None), ("AC", "AC", True), ("A, C", "C and A", True), ("AC", "AB", False), ("AC", "A", False), ("AC", "12", None),
        ("AA", "AA", None), ("B", "B: 5 or C: 6", False), ("ace", "ace", None), ("B" + " " * MAX_CHOICE, "B", None), ("B" + " " * (MAX_CHOICE - 1), "B", True),
    ],
)  # fmt: skip
def test_choices_agree_by_their_letters(truth: str, answer: str, right: bool | None) -> None:
    """None where the ground truth, or the answer, is no choice; naming two is none."""
    assert word(compare_choices(truth, answer)) is right


def test_a_small_letter_is_a_choice_where_choices_are_listed() -> None:
    assert compare_choices("E", "e", "Which is prime? (A) 4 (B) 6 (C) 8 (D) 9 (E) 11") is not None
    assert compare_choices("A", "a", "What stands for the area in A = ab/2?") is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("D)Rs. 750", True),
        ("D) -5/4", True),
        ("(D) -5", False),
        ("f(x)y)z", False),
        ("(B) 12", True),
        ("B. twelve", True),
        ("B", False),
        ("12", False),
    ],
)
def test_a_labelled_choice_has_its_text(text: str, is_one: bool) -> None:
    assert labelled(text) is is_one


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("uncountable", "not countable", True), ("uncountable", "countable", False), ("local minimum", "a relative minimum", True), ("unstable spiral", "unstable focus", True), ("stable spiral", "unstable focus", False), ("local minimum", "a relative maximum", False), ("Paris", "paris.", True), ("Paris", "Rome", False), ("the cat", "a cat", True), ("the", "a", False), ("does not exist", "DNE", True), ("undefined limit", "不存在", True), ("black board", "blackboard", True),
        ("1 2", "12", False), ("", "", False), ("x_1", "x_1", True), ("x_1", "x_2", False), ("x_1", r"\text{x_1}", True), (r"\Pi", r"\pi", False), ("a^b", "$a^b$.", True), ("f'", "f", False), ("$$", "$$", False),
    ],
)  # fmt: skip
def test_words_agree_without_case_articles_and_spaces(truth: str, answer: str, right: bool) -> None:
    """In a formula nothing but styling falls away."""
    assert compare_words(truth, answer).equal is right


@pytest.mark.parametrize(
    ("answer", "same"),
    [("(C) and (A)", True), ("A, C", True), ("A und C", True), ("(A) and (C) are true.", True), ("(A) and (B)", False), ("(A) or (C)", False), ("(A)", False), ("(A) and (C) are false.", False)],
)  # fmt: skip
def test_several_choices_are_equal_in_any_order(answer: str, same: bool) -> None:
    verdict = compare_choices("(A) and (C)", answer)
    assert (verdict is not None and verdict.equal) == same


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("There are no such $n$.", True), (r"\text{no such integers exist}", True), ("There are none", True),
        ("Es gibt keine solchen Zahlen", True), ("таких нет", True), ("no even $n$", False), ("no such n except 3", False),
        ("no such n unless n is odd", False), ("no such triangle or square", False), ("there are no such n greater than 5", False),
    ],
)  # fmt: skip
def test_there_may_be_no_such_thing(text: str, none: bool) -> None:
    assert says_no_solution(text) is none
