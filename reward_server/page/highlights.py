"""What the rewards look at in a completion, for people: places in its text, each with its kind.

tag         a tag of the template
reasoning   between the tags of the reasoning
answer      what counts as the answer
compared    the expression that is compared with the ground truth
program     the program that is run
own, other  a word that counts for the target language, or for another one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from reward_server.rewards.language import judged_text
from reward_server.rewards.language_id.chain import verdicts
from reward_server.rewards.language_id.languages import language_of
from reward_server.rewards.language_id.words import placed_words
from reward_server.rewards.programs.source import extract
from reward_server.rewards.reward import Sample
from reward_server.rewards.transcript import KINDS, Transcript
from reward_server.symbolic.extract.final_answer import find

Kind = Literal["tag", "reasoning", "answer", "compared", "program", "own", "other"]


class Mark(NamedTuple):
    """[start, end) in characters of the transcript's text."""

    kind: Kind
    start: int
    end: int


def marks(sample: Sample, asked: Iterable[str]) -> list[Mark]:
    """Sorted by place, the outer mark first. asked: names of rewards; what none of them looks at is not marked."""
    transcript = sample.transcript
    found = [*_tags(transcript), *_reasoning(transcript), *_answer(transcript)]
    if "accuracy" in asked:
        found += _program(sample) if sample.tests is not None else _compared(transcript)
    if "language" in asked:
        found += _words(sample)
    return sorted(found, key=lambda one: (one.start, -one.end))


def _tags(transcript: Transcript) -> Iterator[Mark]:
    for kind in KINDS:
        length = len(getattr(transcript.template, kind))
        yield from (Mark("tag", at, at + length) for at in transcript.tags.get(kind, ()))


def _reasoning(transcript: Transcript) -> Iterator[Mark]:
    if transcript.think:
        end = transcript.tags["think_close"][-1]
        yield Mark("reasoning", end - len(transcript.think), end)


def _answer(transcript: Transcript) -> Iterator[Mark]:
    if transcript.answer:
        yield Mark("answer", transcript.answer_at, transcript.answer_at + len(transcript.answer))


def _compared(transcript: Transcript) -> Iterator[Mark]:
    """The last place of each expression: the last one named is the answer."""
    answer = transcript.answer or ""
    for text in find(answer).texts:
        if (at := answer.rfind(text)) >= 0:
            at += transcript.answer_at
            yield Mark("compared", at, at + len(text))


def _program(sample: Sample) -> Iterator[Mark]:
    tests, answer = sample.tests or {}, sample.transcript.answer or ""
    language, entry_point = tests.get("language", "python"), tests.get("entry_point")
    source = extract(answer, str(language), entry_point if isinstance(entry_point, str) else None).strip()
    if source and (at := answer.rfind(source)) >= 0:  # an indented fence is another text
        at += sample.transcript.answer_at
        yield Mark("program", at, at + len(source))


def _words(sample: Sample) -> Iterator[Mark]:
    target = language_of(sample.language or "")
    judged = judged_text(sample.transcript, "think")
    begin = sample.transcript.text.find(judged) if judged else -1
    if target is None or begin < 0:  # a text put together from parts has no place
        return
    placed = placed_words(judged)
    for (at, word), own in zip(placed, verdicts([word for _, word in placed], target), strict=True):
        if own is not None:
            start = begin + at + len(word) - len(word.lstrip())
            yield Mark("own" if own else "other", start, begin + at + len(word))
