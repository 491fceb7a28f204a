"""What is said anywhere in the sentence of a value."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.statements import statement


def paid(texts: list[str]) -> list[str]:
    return [text for text in texts if find(text).texts]


@pytest.mark.parametrize("kind", sorted(cues.AROUND))
def test_no_phrase_around_a_box_lets_it_count(kind: cues.Kind) -> None:
    assert paid([f"{phrase} whatever it is, \\boxed{{7}}" for phrase in cues.AROUND[kind]]) == []


@pytest.mark.parametrize("kind", sorted(cues.AROUND))
def test_each_phrase_in_another_sentence_lets_it_count(kind: cues.Kind) -> None:
    texts = [f"{phrase}.\n\nSo the answer is \\boxed{{7}}." for phrase in cues.AROUND[kind]]
    assert len(paid(texts)) == len(texts)


def test_a_text_that_gives_up_states_nothing_and_one_that_goes_on_states_a_value() -> None:
    assert paid([f"Well, {phrase} (7)." for phrase in cues.GAVE_UP]) == []
    texts = [f"Well, {phrase}.\n\nSo the answer is \\boxed{{7}}." for phrase in cues.GAVE_UP]
    assert len(paid(texts)) == len(texts)


def test_after_a_therefore_a_new_statement_begins_and_after_another_word_it_does_not() -> None:
    texts = [f"My friend once gave another number, {reset} \\boxed{{7}}" for reset in cues.RESET]
    assert len(paid(texts)) == len(texts)
    assert paid(["My friend once gave another number, zz \\boxed{7}"]) == []


def test_a_sentence_that_begins_with_a_command_states_nothing() -> None:
    """Let x = 7; a sentence that holds the word elsewhere may."""
    assert [one for one in cues.COMMANDS if statement(f"{one} $x = 7$ there", "").texts] == []
    texts = [f"{command} it.\n\nThe total is 7." for command in cues.COMMANDS]
    assert len(paid(texts)) == len(texts)
