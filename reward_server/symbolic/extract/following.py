"""What follows a value, to the end of the text: does it leave the value the answer?

By default it does not. A unit or a noun may follow, and a reason, a circumstance or a remark that opens with one of the
words of `cues.licensed`. Verbs and particles after a value, in languages that end with them, have small grammars.
"""

from __future__ import annotations

import re

from reward_server.symbolic.extract.assertion import of_its_language
from reward_server.symbolic.extract.context import objection_before
from reward_server.symbolic.extract.cues import licensed, verbs
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain, words_of
from reward_server.symbolic.extract.remarks import adds_nothing, confirms, failed
from reward_server.symbolic.extract.sums import fails

REACH = 400
"""Characters after a value that are read."""
UNIT_WORDS, LABELLED_WORDS = 5, 3
"""Words that may name what a value counts, in a language whose verbs we do not tell from its nouns."""

FALSE_CHECK = "the arithmetic after the value is false"
FAILED_CHECK = "a check of the value came out wrong"
UNLICENSED = "what follows the value is no unit, reason or remark"

_DRAWING = re.compile(r"\[asy\].*?(?:\[/asy\]|$)", re.DOTALL)
_SET_AS_TEXT = re.compile(r"\\(?:text[a-z]*|mbox|mathrm)\s*\{([^{}]*)\}")
_TAG = re.compile(r"<[^<>\s]{1,60}>")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{\w+\*?\}(?:\{[^{}]*\})?")
_MATHEMATICS = re.compile(r"\$[^$]{1,200}\$|\\\(.{1,200}?\\\)|\\\[.{1,200}?\\\]|\\[a-zA-Z]+|\\.|[${}*_`&#|]", re.DOTALL)
_SENTENCE = re.compile(
    r"(?:(?<=[^\d\s.])|^|(?<=[\s)\]]))[.!](?=[\s)]|$)|(?<=\d)\.(?=\s+[¡¿(]?[^\W\d_]|\s*$)|[。！।]|\n\s*\n(?!\s*[a-z])|\s(?=หวังว่า|ขอให้|หากมี)"
)
_PART = re.compile(r",(?!\d)|:(?!\d)|[;()\[\]，；：、（）—–]|(?:^|\s)-{1,3}\s")
_JOINED = re.compile(r"[\d\s]*(?:and|or|not)\b")
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u0900-\u0963\u3040-\u9fff\uac00-\ud7af]")
_VERBS, _SHORT_VERBS = Anywhere(tuple(one for one in verbs.EVERY if len(one) > 2)), {"is", "a", "è", "é", "e"}
_SHARED = frozenset(of("is?", "verb?"))
_ABOUT = Phrases(of("about"))
_ADJUNCTS, _REMARKS = Phrases(licensed.ADJUNCTS), Phrases(licensed.REMARKS)


def following_objection(before: str, after: str, value: str = "") -> str:
    """Why what stands after a value keeps it from being the answer. A sentence that states `value` again may follow."""
    text = _readable(after)
    first, *later = (one.lower() for one in _SENTENCE.split(text))
    head, *parts = _PART.split(first)
    if fails(first):
        return FALSE_CHECK
    if any(failed(one, value) for one in _SENTENCE.split(after[:REACH])[1:]):
        return FAILED_CHECK
    parts = [part for part in parts if _LETTERS.search(part)]
    if parts and licensed.MORE.match(parts[0]):
        return UNLICENSED
    if not _unit(head.strip(), before):
        return UNLICENSED
    if (parts and not _aside(parts[0]) and not _of_another(head, parts[0])) or licensed.LEFT_OPEN.search(text.lower()):
        return UNLICENSED
    remark = next((one for one in later if _LETTERS.search(one) and not confirms(one)), "")
    return (
        ""
        if adds_nothing(remark) or _opens(_REMARKS, remark.lstrip(" ([（\n")) or _repeats(remark, value)
        else UNLICENSED
    )


def _readable(after: str) -> str:
    """The words after a value: without the formula that it stands in, other formulas, styling and drawings."""
    text = after[:REACH]
    if "[asy]" in text:
        text = _DRAWING.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "\\" in text:
        text = text.replace("\\$", "")
        text = _SET_AS_TEXT.sub(r" \1 ", _ENVIRONMENT.sub(" ", text))
    text = text.replace("i.e.", "i.e")  # ends no sentence
    return _MATHEMATICS.sub(_shown, text).replace("’", "'").lstrip(" )]）")


def _shown(formula: re.Match[str]) -> str:
    """A number stays; what else is set as mathematics says nothing in words."""
    inside = formula.group().strip("$\\()[] ")
    return f" {inside} " if inside.replace(".", "").replace(",", "").isdigit() else " "


def _opens(phrases: Phrases, text: str) -> bool:
    return bool(phrases.beginning(text.lstrip(" '\"“”>-–—•✓✔✅🎉.¡¿")))


def aside(clause: str) -> bool:
    """Does a part of a sentence begin as a reason, a circumstance or another name does, and as no clause of its own?"""
    return _opens(_ADJUNCTS, clause.lower()) and not licensed.CLAUSE.match(clause.lower())


def _aside(part: str) -> bool:
    """May this stand after a comma, dash or bracket: a word, a reason, a circumstance, another name of the value?"""
    if licensed.APPOSED.match(part):
        return not licensed.FINITE.search(part)
    if licensed.CONTRAST.match(part):
        return True
    if len(_WORD.findall(part)) < 2 and part.isascii() and (_JOINED.match(part) or not any(map(str.isdigit, part))):
        return True
    if _opens(_ABOUT, part) and any(map(str.isdigit, part)) and not licensed.FINITE.search(part):  # 5√2, about 7.07
        return True
    return _opens(_ADJUNCTS, part) or licensed.INFINITIVE.search(part) is not None


def _of_another(head: str, part: str) -> bool:
    """7 and the radius, which was not asked for, is 5: the part says something of what stands before it."""
    return bool(licensed.ANOTHER.fullmatch(head) and licensed.RELATIVE.match(part))


def _repeats(sentence: str, value: str) -> bool:
    value = value.replace("\\$", "")
    found = re.search(rf"(?<![\w.]){re.escape(value)}(?!\w)", sentence) if value else None
    return found is not None and not objection_before(sentence[: found.start()])


_GRAMMARS = (
    (re.compile(r"[\u3040-\u30ff]"), licensed.JAPANESE),
    (re.compile(r"[\uac00-\ud7af]"), licensed.KOREAN),
    (re.compile(r"[\u0900-\u097f]"), licensed.HINDI),
    (re.compile(r"[\u3400-\u9fff]"), licensed.CHINESE),
)


def _unit(head: str, before: str) -> bool:
    """May this stand right after a value: nothing, a unit, a noun, a verb where verbs end the sentence?"""
    if not _LETTERS.search(head):
        return True
    if licensed.MORE.match(head):
        return False
    if licensed.SUBORDINATE.search(plain(before)):
        head = licensed.VERB_LAST.sub("", head)
    for script, grammar in _GRAMMARS:
        if script.search(head):
            return grammar.fullmatch(head) is not None
    if licensed.ENGLISH.search(f"{plain(before)} {head}"):
        return True
    if licensed.SEPARATED.fullmatch(head) or licensed.PREDICATE.search(head):
        return False
    allowed = (
        1 if not _states(plain(before)) else LABELLED_WORDS if before.rstrip(" $*")[-1:] in (":", "：") else UNIT_WORDS
    )
    return len(_WORD.findall(head)) <= allowed or _opens(_ADJUNCTS, head)


def _states(before: str) -> bool:
    """Does a verb or a sign of equality stand before the value, so that what follows is not about it as a subject?"""
    words = words_of(before)
    return (
        "=" in before
        or not words
        or not before.isascii()
        or not _SHORT_VERBS.isdisjoint(words)
        or _VERBS.search(before, words)
        or any(of_its_language(one, before) for one in words & _SHARED)
    )
