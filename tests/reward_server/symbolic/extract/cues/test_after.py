"""What stands right after a value and keeps it from being the answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.context import objection_after
from reward_server.symbolic.extract.final_answer import find

COMPARED = {"less than", "more than", "fewer than", "greater than", "plus", "minus"}


def paid(texts: list[str]) -> list[str]:
    return [text for text in texts if find(text).texts]


@pytest.mark.parametrize("kind", sorted(set(cues.AFTER) - {"derived"}))
def test_no_phrase_after_a_box_lets_it_count(kind: cues.Kind) -> None:
    ends = {phrase: " 3" if phrase in COMPARED else "" for phrase in cues.AFTER[kind]}
    assert paid([f"So \\boxed{{7}} {phrase}{end}" for phrase, end in ends.items()]) == []


@pytest.mark.parametrize("kind", sorted(cues.AFTER))
def test_each_phrase_in_another_sentence_lets_it_count(kind: cues.Kind) -> None:
    texts = [f"{phrase}.\n\nSo the answer is \\boxed{{7}}." for phrase in cues.AFTER[kind]]
    assert len(paid(texts)) == len(texts)


def test_what_changes_a_number_changes_no_box() -> None:
    """7 squared is another number; what stands in a box is whole."""
    derived = [one for one in cues.AFTER["derived"] if one not in COMPARED]
    assert [one for one in derived if not objection_after(f" {one}", number=True)] == []
    only_derived = set(derived) - {one for kind, found in cues.AFTER.items() if kind != "derived" for one in found}
    assert [one for one in sorted(only_derived) if objection_after(f" {one}")] == []


def test_each_filler_is_stepped_over_and_no_word_that_holds_it() -> None:
    assert [one for one in cues.FILLERS_AFTER if not objection_after(f" {one} wrong")] == []
    assert [one for one in cues.FILLERS_AFTER if objection_after(f" zz{one}zz wrong") and one.isascii()] == []


@pytest.mark.parametrize(
    "text",
    [
        r"Het antwoord is 4 behalve voor x = 3.", r"So \boxed{12} except when n is odd.", r"\boxed{12} (except at n = 1)",
        r"Die Antwort ist \boxed{7}, außer für n = 1.", r"La réponse est \boxed{9} sauf si x = 0.",
        r"La respuesta es \boxed{9}, salvo para n = 4.", r"Ответ: \boxed{5} кроме случая x = 1.",
        r"答案是\boxed{8},除了 x = 2 的情况。", r"Svaret är \boxed{11} utom för x = 3.", r"Cevap \boxed{11}, x = 3 hariç.",
    ],
)  # fmt: skip
def test_a_value_with_exceptions_is_no_answer(text: str) -> None:
    """Who leaves cases out after a value states it for the others alone."""
    assert find(text).texts == ()


@pytest.mark.parametrize(
    "text",
    [
        r"All numbers except 3 work, so the answer is \boxed{12}.", r"The number of primes other than 2 is \boxed{12}.",
        r"Außer 1 gilt es für alle. Die Antwort ist \boxed{12}.",
    ],
)  # fmt: skip
def test_exceptions_elsewhere_leave_a_value(text: str) -> None:
    """An exception before the value, or in the next sentence, is no exception of it."""
    assert find(text).texts == ("12",)
