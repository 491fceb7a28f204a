"""Sentences that say the question again: what it supposes, compares and denies says nothing against their value."""

from __future__ import annotations

import itertools
import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.asked import asked_in, asks_for
from reward_server.symbolic.extract.boxes import Final
from reward_server.symbolic.extract.cues import answers
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS
from reward_server.symbolic.extract.formulas import Span, formulas, read
from reward_server.symbolic.extract.phrases import Anywhere, plain
from reward_server.symbolic.extract.quiet import says_against
from reward_server.symbolic.extract.remarks import telling_sentences
from reward_server.symbolic.extract.restated import in_its_words
from reward_server.symbolic.extract.vocabulary import words_of

MAX_SENTENCE = 300
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def last_in_its_words(tail: str, prompt: str) -> Final | None:
    """The one new number of a last sentence that holds the words of the question alone.

    The trip will be 5 minutes longer if all three lights are red, where it asks how much longer it will be if they are.
    """
    parts = telling_sentences(tail)
    last = _LABEL.sub("", parts[-1].strip(), count=1).rstrip(" .") if parts else ""
    span = _new_number(last, "".join(parts[:-1]), prompt) if last and len(last) < MAX_SENTENCE else None
    if span is None:
        return None
    shown, end = read(last, [span])
    if not _FUNCTION.isdisjoint(words_of(last[span[1] : end])):
        return None  # 16 pens each
    if any(one and one[0] not in shown for one in _answered("".join(parts[:-1]))):
        return None
    before, after = last[: span[0]], last[end:]
    if (times := _TIMES.match(after)) and times[0].strip() not in prompt:  # 5 times longer
        return None
    return Final((shown,), around=(before, after)) if in_its_words(before, after, shown, prompt) else None


_TIMES = re.compile(r"\s*times\s(?:as|the|more|less|[a-z]+er)\b")


def _answered(earlier: str) -> list[list[str]]:
    """The numbers right after each "the answer is" before."""
    said = (earlier[cue.end() : cue.end() + 30] for cue in answers.cues_in(earlier))
    return [_NUMBER.findall(one) for one in said if answers.LINK_WORD.match(one)]


_LABEL = re.compile(rf"[*_#\s]*(?:final )?(?:{answers.NOUNS})[*_]*\s*[:：][*_\s]*", re.IGNORECASE)


def _new_number(last: str, earlier: str, prompt: str) -> Span | None:
    """The number of a sentence that the prompt does not give, or to which the arithmetic before it came last."""
    spans = [one for one in formulas(last) if _BARE.fullmatch(last[slice(*one)].rpartition("=")[2])]
    given = set(_NUMBER.findall(prompt[-MAX_PROMPT:]))
    new = [one for one in spans if not set(_NUMBER.findall(last[slice(*one)])) <= given]
    if not new and (results := _RESULT.findall(earlier)):
        new = [one for one in spans if _NUMBER.findall(last[slice(*one)]) == [results[-1].rstrip(".,")]]
    return new[0] if len(new) == 1 else None


_BARE = re.compile(r"[\s$£€(*\\]*[-−]?\d[\d.,]*(?:/\d+)?[\s$*\\]*%?[\s$*)]*")
_RESULT = re.compile(r"=[\s$*]*(\d[\d.,]*)")


def echoes(sentence: str, prompt: str) -> bool:
    """Does a sentence before a box deny, limit or suppose only what the prompt does with the same words beside it?

    O número máximo de canteiros que o jardineiro pode fazer é 36. The box after it is then the answer, whatever the
    question supposes.
    """
    said = [word.lower() for word in words_of(sentence)]
    asks = [word.lower() for word in words_of(prompt[-MAX_PROMPT:])]
    question = asked_in(prompt, sentence.split())
    if not _NUMBER.search(sentence) or _OWN_WORDS.search(plain(sentence), frozenset(said)):
        return False
    if sum(asks_for(word, question) for word in said) < 2:
        return False
    pairs = set(itertools.pairwise(asks))
    beside = [pairs.issuperset({pair}) for pair in itertools.pairwise(["", *said, ""])]
    unknown = [
        "," if (left and right if word in _DENIES else left or right) else word
        for word, left, right in zip(said, beside, beside[1:], strict=False)
    ]
    return not says_against(" ".join(unknown), frozenset(), question.language)


_FUNCTION = frozenset(FUNCTION_WORDS["en"])
_DENIES = frozenset(of("not", "no", "except"))
_OWN_WORDS = Anywhere(of("answer", "answer noun", "own", "mine", "mistake", "wrong", "gave up"))
"""A sentence with these speaks of the work or the answer."""
