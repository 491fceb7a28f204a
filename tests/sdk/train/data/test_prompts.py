"""Prompts that elicit reasoning, and the cleaning of what comes back."""

from __future__ import annotations

from sdk.train.data.prompts import STOP, clean_text, cleaned, few_shot, general
from sdk.train.data.traces import Trace

LAYOUT = "<think> {reasoning} </think> <answer> {answer} </answer>"


def test_few_shot_shows_the_examples_and_ends_with_the_question() -> None:
    prompt = few_shot([Trace("1+1?", "one and one", "2"), Trace("2+2?", "two and two", "4")], "3+3?", LAYOUT)
    assert prompt == (
        "Question: 1+1?\n<think> one and one </think> <answer> 2 </answer>\n\n"
        "Question: 2+2?\n<think> two and two </think> <answer> 4 </answer>\n\n"
        "Question: 3+3?\n"
    )
    assert prompt.count(STOP[0]) == 2


def test_a_general_request_is_asked_with_its_tags() -> None:
    prompt = general("Write a haiku {reasoning}.")
    assert "Request: Write a haiku {reasoning}." in prompt
    assert all(tag in prompt for tag in ("<think>", "</think>", "<answer>", "</answer>"))


def test_cleaning_leaves_words_and_takes_away_what_hinders_reading() -> None:
    messy = "\n first  \n\n\n\n  \nthen then\nthen then\nthen then\r\nend\t\n"
    assert clean_text(messy) == "first\n\nthen then\nend"
    assert clean_text(clean_text(messy)) == clean_text(messy)


def test_a_cleaned_trace_keeps_what_it_knows() -> None:
    trace = Trace("q", " a \n\n\n b", "5 ", "5", None, "en", "zero")
    assert cleaned(trace) == Trace("q", "a\n\n b", "5", "5", None, "en", "zero")
