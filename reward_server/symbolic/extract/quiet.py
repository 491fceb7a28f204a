"""What stands after a statement and leaves it alone: it says nothing that may be another answer or take one back.

A quiet sentence has no number, no formula and no question, and no word that denies, doubts, concludes, compares or goes
on with the work; it may say anything else. A remark in brackets, of examples or of the general case may have numbers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.asked import asked_by, licensed
from reward_server.symbolic.extract.cues import answers, asked
from reward_server.symbolic.extract.cues.by_language import LANGUAGES, either, of
from reward_server.symbolic.extract.cues.function_words import spoken
from reward_server.symbolic.extract.ending import unstyled
from reward_server.symbolic.extract.formulas import SEGMENT
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain, words_of
from reward_server.symbolic.extract.remarks import adds_nothing
from reward_server.symbolic.extract.sums import fails, holds
from reward_server.symbolic.extract.vocabulary import words_of as in_order
from reward_server.symbolic.extract.worded import in_digits
from reward_server.symbolic.parse.spelled import in_any_language

REACH = 600
"""Characters at the end of a text in which such sentences are looked for."""
MOST = 6
"""Such sentences that may stand after an answer."""

_KINDS = (
    "retracts", "not", "not after", "no", "denies", "wrong", "wrong before", "wrong after", "wrong around",
    "mistake", "doubt", "doubt before", "doubt after", "unsure", "unsure around", "suppose", "suppose before",
    "suppose around", "if after", "if", "condition", "except", "bound", "bound after", "bound around", "part",
    "part before", "part after", "about", "said", "said before", "said after", "said around", "partial",
    "elsewhere", "elsewhere after", "gave up", "answer", "answer noun", "so", "reset", "contrast", "must", "own",
    "mine", "else", "box", "first", "each", "no solution", "no such", "relative", "right",
    "right choice", "says no", "false", "task",
)  # fmt: skip
"""What a quiet sentence may not have."""
_AGAINST = tuple(
    one for one in _KINDS if one not in ("answer", "answer noun", "so", "reset", "contrast", "no solution", "box")
)
"""What a clause may not have whose verb is unknown."""
_RECANTS = (
    "wrong", "wrong before", "wrong after", "wrong around", "mistake", "doubt", "doubt after", "unsure",
    "unsure around", "said", "said before", "said after", "said around", "gave up", "answer", "answer noun", "own",
    "mine",
)  # fmt: skip
"""What a remark that may have numbers may not have."""
_SHOWN = re.compile(r"[\d=<>≈≠?？؟∞√π$\\%]|[一二三四五六七八九十百千万両两零〇]")
_BRACKETED = re.compile(r"[\s*_]*[(（\[]((?:[^()（）\[\]]|[(（][^()（）]*[)）])*)[)）\]][\s.!。*_]*")
_REMARKS = Phrases((*of("example", "generalizes"), "왜냐하면", "なぜなら", "なぜならば"))
_MAY_REMARK = re.compile(rf"(?<!\w)(?:{either('example', 'generalizes')})")
"""In small letters."""
_ABOUT = Phrases(of("about"))
_AGAIN = re.compile(r"\s*(?:=|≈|i\.e\.)")
_INCLUDES = re.compile(rf"(?<!\w)(?:{either('includes')})")
_INCLUDED = re.compile(
    r"\s*(?:the empty (?:set|one|word|string|sum|product) |itself |zero |both (?:ends|endpoints) )included[\s.]*"
)
_IN_BRACKETS = re.compile(
    r"(.*[\w}$*)%°])(?<!\sor)(?<!\sand)(?<!\snot)\s*[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）][\s.!。*]*(?:です|である|だ)?[\s.!。*]*",
    re.DOTALL,
)
_CONCEDED = re.compile(
    r"(.*\d[^,;，；、—–]*),\s(?:even though|even if|although|though|auch wenn|obwohl|obgleich|même si|bien que|quoique"
    r"|aunque"
    r"|embora|ainda que|mesmo que|anche se|sebbene|benché|ook al|hoewel|хотя|хоча|choć|chociaż|mimo że|även om|selv om)"
    r"\s([^\d,;，；、—–]+)",
    re.DOTALL | re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r"(.*\d[^,;，；、—–]*)(?:[,;，；、]|\s[—–])\s*([^\d,;，；、—–]+)", re.DOTALL)


def quiet(sentence: str, beside: Sequence[str] = ()) -> bool:
    """Does a sentence, or a part of one, leave the statement before it alone?

    `beside`: the languages of the text around it, which a short sentence may not show.
    """
    if _INCLUDED.fullmatch(sentence):
        return True
    if _SHOWN.search(sentence) or SEGMENT.search(sentence) or answers.has_cue(sentence):
        return False
    text = plain(sentence)
    words = words_of(text)
    languages = _languages(words)
    if not languages or any(map(_number, words)):
        return False
    return not any(_phrases(one, _KINDS).search(text, words) for one in {*languages, *beside})


_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}


def _number(word: str) -> bool:
    """Does a word name a number? Une, eine and una are articles."""
    value = in_any_language(word) if len(word) > 2 else None
    return value is not None and (value != "1" or word == "one")


def _languages(words: frozenset[str]) -> list[str]:
    """Those whose words a text has most of, or the one whose script it is in."""
    text = "".join(words)
    if not text.isascii() and (script := next((one for one, found in _SCRIPTS.items() if found.search(text)), "")):
        return [script]
    counts = spoken(list(words))
    most = max(counts.values(), default=0)
    return [one for one, count in counts.items() if count == most and one in LANGUAGES] if most else []


@lru_cache(maxsize=2 * len(LANGUAGES))
def _phrases(language: str, kinds: tuple[str, ...]) -> Anywhere:
    rows = LANGUAGES[language]
    found = (one for kind in kinds for one in rows.get(kind, ()))
    return Anywhere(tuple(one for one in found if any(map(str.isalnum, one)) and not one.endswith(_COMPARES)))


_COMPARES = (" than", " than the")
"""What is larger than the answer may be said."""


def remark(sentence: str) -> bool:
    """Is it a sentence in brackets, of examples or of the general case, that takes nothing back?"""
    inside = _BRACKETED.fullmatch(sentence)
    text = plain(inside.group(1) if inside else sentence).strip(" *_")
    if (
        not (inside or _REMARKS.beginning(text))
        or text.count(" ") < 3
        or answers.has_cue(sentence)
        or "?" in text
        or fails(text)
    ):
        return False
    opening = " ".join(text.split(" ")[:2]) if any(map(str.isdigit, text)) else ""
    languages = _languages(words_of(text)) or ["en"]
    return not any(_phrases(one, _KINDS).search(opening) for one in languages) and not _recants(text)


def _recants(text: str) -> bool:
    return any(_phrases(one, _RECANTS).search(text) for one in _languages(words_of(text)) or ["en"])


def says_against(text: str, allowed: frozenset[str], language: str) -> bool:
    """Does a clause deny, bound, doubt, suppose or halve what it says, in words that are not `allowed`?"""
    said = " ".join(word for word in plain(text).split() if word.strip(".,;:!*_()") not in allowed)
    languages = {language, *_languages(words_of(plain(text)))} & LANGUAGES.keys()
    return any(_phrases(one, _AGAINST).search(said) for one in languages or {"en"})


def without_quiet(text: str) -> str:
    """The text without the quiet sentences and remarks at its end, and without what adds nothing between them."""
    beside = _languages(words_of(plain(text[-2 * REACH :])))
    return _without(text, lambda said: quiet(said, beside) or remark(said) or adds_nothing(said))


def without_remarks(text: str) -> str:
    """The text without the remarks at its end."""
    end = text[-REACH:]
    if ")" in end or "）" in end or _MAY_REMARK.search(text[-REACH - 1 :].lower(), len(text) > REACH):
        return _without(text, remark)
    return text


def _without(text: str, falls_away: Callable[[str], bool]) -> str:
    begin = max(0, len(text) - REACH)
    tail = unstyled(text[begin:])
    ends = [0, *(one.end() for one in answers.SENTENCE_END.finditer(tail)), len(tail)]
    spans = [(a, b) for a, b in itertools.pairwise(ends) if tail[a:b].strip()]
    end = len(tail)
    for start, stop in spans[: -MOST - 1 : -1]:
        if start == 0 or not falls_away(tail[start:stop].strip()):
            break
        end = start
    return text[:begin] + tail[:end] if end < len(tail) else text


def without_tail(text: str, prompt: str) -> str:
    """The text without a part at the end of its last sentence that only adds to the value before it.

    125 (Cayley's formula); 1.5 (= 3/2); 8 graphs, counting the empty one.
    """
    reach = max(0, len(text) - REACH)
    ends = [reach + one.end() for one in answers.SENTENCE_END.finditer(text[reach:].rstrip()[:-1])]
    begin = ends[-1] if ends else reach
    last = in_digits(text[begin:])
    beside = _languages(words_of(plain(last)))
    if (found := _IN_BRACKETS.fullmatch(last)) and _adds(found[1], found[2]):
        return text[:begin] + found[1]
    if (found := _CONCEDED.fullmatch(last)) and quiet(found[2], beside):
        return text[:begin] + found[1]
    if (found := _AFTER_COMMA.fullmatch(last)) and quiet(found[2], beside) and _known(found[2], prompt):
        return text[:begin] + found[1]
    return text


def without_repeat(text: str) -> str:
    """The text without assurances at its end, and brackets that say its value in another way: 3/2 (= 1.5), 5√3 (about
    8.66)."""
    if sure := _SURE_AT_END.search(text, max(0, len(text) - 60)):
        text = text[: sure.start()]
    begin = max(0, len(text) - REACH)
    found = _IN_BRACKETS.fullmatch(text[begin:]) if text.rstrip(" .!。*$\n")[-1:] in (")", "）") else None
    return text[:begin] + found[1] if found and _again(found[2]) else text


_SURE_AT_END = re.compile(
    rf"(?:[,;]|\s[—–-])\s*(?:and\s)?"
    rf"(?:{asked.SURELY.pattern}|beyond (?:any |all )?doubt|i stand by (?:that|it))[\s.!。*]*$",
    re.IGNORECASE,
)
"""24, without any doubt."""


def _again(inside: str) -> bool:
    said = plain(inside).strip()
    return bool((_AGAIN.match(said) or _ABOUT.beginning(said)) and not _recants(said))


def _adds(before: str, inside: str) -> bool:
    """May brackets after a value hold this: the same value, a quiet part, a true equation?"""
    again = in_digits(inside).strip()
    return quiet(inside) or holds(inside) or (bool(again) and in_digits(before).rstrip("*_$ ").endswith(again))


def _known(part: str, prompt: str) -> bool:
    """Does a part say what is included, or use no words but the prompt's?"""
    question = asked_by(prompt[-MAX_PROMPT:])
    return bool(_INCLUDES.search(plain(part))) or all(licensed(word.lower(), question) for word in in_order(part))
