"""Answers of several labelled parts."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.parts import labelled_parts, split_at_commas


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("(a) 4, (b) 9", {"a": "4", "b": "9"}),
        (r"\text{(b) } 9,\ \text{(a) } 4", {"b": "9", "a": "4"}),
        ("a) 4; b) 9.", {"a": "4", "b": "9"}),
        (r"(i) \frac{1}{2} \\ (ii) x = 3 \quad (iii) none", {"i": r"\frac{1}{2}", "ii": "x = 3", "iii": "none"}),
        ("(a) (1,2) and (b) 3", {"a": "(1,2)", "b": "3"}),
        ("1) 4, 2) 9", {"1": "4", "2": "9"}),
    ],
)
def test_labels_part_an_answer(text: str, parts: dict[str, str]) -> None:
    assert labelled_parts(text) == parts


@pytest.mark.parametrize(
    "text",
    ["", "(a) 4", "(A) and (C)", "(a) 4, (c) 9", "f(a) 4, (b) 9", "(1)(2)", "4, (a) 5, (b) 6", "(a), (b)", "(B) 12"],
)
def test_what_is_no_answer_of_labelled_parts(text: str) -> None:
    assert labelled_parts(text) is None


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("(a) 4, (b) 9", "(b) 9, (a) 4", True),
        ("(a) 4, (b) 9", "(a) 5, (b) 8", False),
        ("(a) 4, (b) 9", "(a) 4, (b) 8", False),
        ("(a) 4, (b) 9", "(b) 4, (a) 9", False),
        ("(a) 4, (b) 9", "(a) 4", False),
        ("(a) 4, (b) 9", "(a) 4, (b) 9, (c) 1", False),
        ("(a) 4, (b) 9", "4, 9", True),
        ("(a) 4, (b) 9", "9, 4", False),
        ("4, 9", "(a) 4, (b) 9", True),
        (r"(a) 0.5 and (b) \frac{2}{3}", r"\text{(a)} \frac{1}{2}, \text{(b)} \frac{4}{6}", True),
        ("(i) 4 (ii) 9", "(ii) 4 (i) 9", False),
        ("(B) 12", "B", True),
    ],
)
def test_each_part_is_compared_with_the_part_of_its_label(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer).equal == equal


def test_a_part_that_is_left_to_be_worked_out_is_unfinished() -> None:
    assert compare("(a) 5, (b) 3", "(a) 2+3, (b) 3").unfinished


def test_commas_within_brackets_part_nothing() -> None:
    assert split_at_commas("(1,2), {3,4}; 5") == ["(1,2)", " {3,4}", " 5"]


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("Anna is 12, Ben is 36", r"\text{Ben: } 36 \text{ years},\ \text{Anna: } 12 \text{ years}", True),
        ("Anna is 12, Ben is 36", r"\text{Ben: } 12,\ \text{Anna: } 36", False),
        ("Anna is 12, Ben is 36", r"\text{Anna: } 12,\ \text{Carl: } 36", False),
        ("mean: 4, median: 5", r"\text{median } = 5, \text{mean } = 4", True),
        ("mean: 4, median: 5", r"\text{median } = 4, \text{mean } = 5", False),
        (r"20\% increase", r"\text{increase of } 20\%", True),
        (r"20\% increase", r"20\% \text{ decrease}", False),
        (r"20\% increase", r"\text{increase of } 25\%", False),
        (r"\$20 loss", r"\text{a loss of } \$20", True),
        (r"\$20 loss", r"\text{a profit of } \$20", False),
    ],
)
def test_named_values_and_changes_are_compared_by_their_names(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "prompt", "right"),
    [
        (r"20\%", r"20\% \text{ decrease}", "By what percentage did it fall?", True),
        (r"20\%", r"20\% \text{ increase}", "By what percentage did it fall?", False),
        ("5", r"\text{loss of } 5", "What is the profit?", False),
        ("5", r"\text{loss of } 5", "What is the profit or loss?", False),
    ],
)
def test_a_prompt_says_which_way_it_asks_for(truth: str, answer: str, prompt: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
