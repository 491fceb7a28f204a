r"""What a text adds to its answer and that is about another quantity: \boxed{7}. The other 21 passed.

It falls away if each piece of it shows that it is about something else: its numbers follow from the answer and the
numbers of the question (21 = 28 - 7) or measure another thing, its words are not all the question's, and nothing in it
denies, doubts, corrects or asks anything. A unit in brackets and the answer in another unit fall away too.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.amounts import Amount, same_thing
from reward_server.symbolic.extract.asked import asked_by, licensed, says_what_it_asks
from reward_server.symbolic.extract.assertion import spoken_objection, taken_back
from reward_server.symbolic.extract.context import gave_up, objection_after, objection_before
from reward_server.symbolic.extract.cues import REASONS, Kind, answers, leads
from reward_server.symbolic.extract.cues import licensed as following
from reward_server.symbolic.extract.cues.by_language import bordered, of
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.formulas import SEGMENT, formulas
from reward_server.symbolic.extract.objections import OTHER, objection
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain
from reward_server.symbolic.extract.quiet import says_against
from reward_server.symbolic.extract.remarks import adds_nothing
from reward_server.symbolic.extract.sums import approximately
from reward_server.symbolic.extract.vocabulary import words_of
from reward_server.symbolic.parse.units import Unit, is_measure, is_unit, unit

REACH = 400
"""Characters after the answer that are read."""
MOST = 12
"""Numbers that others may follow from."""
NEAR = 80
"""Characters after the name of an answer in which its value is looked for."""
LAST = 6
"""Numbers at the end, one of which may be the answer."""

NUMERAL = re.compile(
    r"(?<![.,^/])(?<![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\d+(?:[.,]\d+|[\s'](?=\d{3}(?!\d))\d{3})*(?:/\d+(?!\d))?"
)
_SENTENCE = (
    r"(?<=[^\d\s.])[.!](?=[*_]*(?:\s+(?![a-zà-ÿа-яα-ω])|$))|(?<=\d)\.(?=[*_]*(?:\s+[^\W\d_]|\s*$))"
    r"|[。！।]|\n\s*\n|[;(\[)\]；（）]"
)
_PIECE = re.compile(_SENTENCE)
_CUT = re.compile(rf"{_SENTENCE}|[,:](?!\d)|[，：、]|\s[—–-]\s|\n(?=\W*[A-Z(])|\\approx|≈|{following.AND_NOT.pattern}")


def without_afterthoughts(text: str, marked: int, prompt: str) -> str:
    """The text to the end of the clause of the answer, which ends at `marked`, if the rest is of another quantity."""
    if len(text) - marked > REACH or not any(map(str.isalnum, text[marked:])):
        return text
    begin = max(0, marked - REACH)
    cut = _CUT.search(_masked(text[begin:]), marked - begin)
    at = begin + cut.start() if cut else len(text)
    if NUMERAL.search(text, marked, at):
        return text
    pieces = [piece for piece in _pieces(text[at:]) if any(map(str.isalnum, piece))]
    answer = _Answer(text[begin:marked], text[marked:at], prompt)
    if not (all(adds_nothing(one) or answer.left_by(one) for one in pieces) or answer.explained_by(text[at:])):
        return text
    if _DENIES.search(plain(text[marked:at])):
        closed = _CLOSED.match(text, marked)
        return text[: closed.end()] if closed and answer.asked_so(text[marked:at]) else text
    return text[:at] if pieces else text


_CLOSED = re.compile(r"[\s$\\)\]*]*")


def marked(text: str) -> int:
    """Where the value ends that is set in bold last, stands after "Answer:" or before brackets at the end; else 0."""
    begin = max(0, len(text) - REACH - NEAR)
    tail = text[begin:]
    bolds = list(_BOLD.finditer(tail)) if "**" in tail or "__" in tail else []
    labels = [one for one in answers.cues_in(tail) if _COLON.match(tail, one.end())] if _COLONS.search(tail) else []
    if labels and (not bolds or labels[-1].start() > bolds[-1].start()):
        at = labels[-1].end()
        spans = formulas(tail[at : at + NEAR])
        return begin + at + spans[0][1] if spans else 0
    if bolds:
        return begin + bolds[-1].end() if NUMERAL.search(bolds[-1].group(1)) else 0
    aside = _BRACKETED.search(tail)
    found = [one.end() for one in NUMERAL.finditer(tail, 0, aside.start())] if aside else []
    return begin + found[-1] if found else 0


_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]{1,120}[)\]）][\s.。!]*\Z")
_COLON, _COLONS = re.compile(r"[*_\s]*[:：]"), re.compile("[:：]")
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{1,60})(?:\*\*|__)")


def last_numbers(text: str) -> Iterator[int]:
    """Where the last few numbers end that may be an answer which nothing marks, from the last on."""
    begin = max(0, len(text) - REACH)
    found = [one.end() for one in NUMERAL.finditer(text, begin)][-2 : -2 - LAST : -1]
    formulas = [one.span() for one in SEGMENT.finditer(text, begin)] if "$" in text or "\\" in text else []
    ends = (next((end for start, end in formulas if start < at < end), at) for at in found)
    return iter(dict.fromkeys(ends))


def _masked(text: str) -> str:
    """The text with its formulas blotted out, so that no comma in them ends a clause."""
    return SEGMENT.sub(lambda one: ("≈" if _NEARLY_SET.match(one.group()) else "x") * len(one.group()), text)


_NEARLY_SET = re.compile(r"[$\\(\s]*(?:≈|\\approx)")


def _pieces(rest: str) -> Iterator[str]:
    shown, at = _masked(rest), 0
    for cut in _PIECE.finditer(shown):
        yield rest[at : cut.start()]
        at = cut.end()
    yield rest[at:]


_KINDS: tuple[Kind, ...] = ("wrong", "doubted", "quoted")


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    readings: frozenset[Fraction]
    thing: str
    """What it counts or measures: the word or the sign of money beside it."""

    @property
    def measure(self) -> Unit | None:
        words = _WORDS.findall(self.thing)
        return unit(self.thing) if self.thing and all(map(is_measure, words)) else None


def _numbers(text: str) -> Iterator[_Number]:
    for one in NUMERAL.finditer(text):
        beside = _THING.match(text, one.end())
        before = text[one.start() - 1 : one.start()]
        thing = before if before in _MONEY and before else beside.group(1) if beside else ""
        yield _Number(one.start(), one.end(), _readings(one.group()), thing)


_MONEY = "$€£¥₹"
_WORDS = re.compile(r"[^\W\d_]+")
_THING = re.compile(
    r"(?:[\s$*}]|\\[,;:! ]|\\(?:text|mathrm)\s*\{)*((?:\\?[%€$£¥₹](?!\d)|[^\W\d_]+)(?:\s?/\s?[^\W\d_]+|\^\{?\d|[²³])*)"
)


def _readings(shown: str) -> frozenset[Fraction]:
    """What a number may be: in 10.080 the point may part thousands."""
    whole, _, part = shown.partition("/")
    if part:
        return frozenset({Fraction(int(whole), int(part))}) if whole.isdigit() and int(part) else frozenset()
    bare = re.sub(r"[\s']", "", shown)
    parts = re.split(r"[.,]", bare)
    thousands = {Fraction("".join(parts))} if all(len(one) == 3 for one in parts[1:]) else set()
    return frozenset(thousands | ({Fraction(".".join(parts))} if len(parts) == 2 else set()))


class _Answer:
    """The answer of a text, and what the prompt gives and asks."""

    def __init__(self, before: str, after: str, prompt: str) -> None:
        self.prompt, self.question = prompt, asked_by(prompt[-MAX_PROMPT:])
        found = list(_numbers(before[-80:] + after))
        own = [one for one in found if one.start < len(before[-80:])]
        self.number = own[-1] if own else None
        self.values = own[-1].readings if own else frozenset()
        self.exact = approximately(_shown(before))
        given = itertools.islice(_numbers(prompt), MOST)
        self.given = frozenset(itertools.chain.from_iterable(one.readings for one in given))

    def asked_so(self, after: str) -> bool:
        """Are the words after the value the question's: 7 did not pass, where it asks how many did not?"""
        said = {word.lower() for word in words_of(after)}
        return bool(said) and said <= self.question.lower

    def left_by(self, piece: str) -> bool:
        """Does a piece of what follows leave the answer as it is, as it is about another quantity?"""
        if _is_unit(piece):
            return True
        found, said = list(_numbers(piece)), plain(piece)
        if self._denies_another(piece, found) or self._approximates(piece, found):
            return True
        other = following.NOT_CONFUSED.match(said)
        if other and not any(one.readings & self.values for one in found):
            named = NUMERAL.sub(" ", said[other.end() :])
            return not (answers.has_cue(piece) or says_what_it_asks(named, self.prompt))
        if not found or _contests(piece, said):
            return False
        known, shown = self.given | self.values, False
        for one in found:
            again = self._converts(one)
            if again and one.readings & self.values and self._foreign(piece):
                return False
            another = again or (not one.readings & known and self._of_another(one, piece, known))
            if not another and not one.readings & known:
                return False
            shown = shown or another
            known |= one.readings
        return shown or self._names_another(piece)

    def _denies_another(self, piece: str, found: list[_Number]) -> bool:
        """Does it deny one other number: not 1/2, as one may think; whoever gets 8 forgot the 4?"""
        found = found if len(found) == 1 else [one for one in found if not one.readings & self.given]
        if len(found) != 1 or found[0].readings & (self.given | self.values):
            return False
        if (cue := answers.CUE.search(piece)) and not _WRONG.ending(plain(piece[: cue.start()]).rstrip()):
            return False
        before, after = piece[: found[0].start].rstrip("+-−$ ").lower(), piece[found[0].end :]
        before = before.removesuffix(_NEARLY.ending(before))
        if cue or leads.somebody(plain(piece)):
            return not answers.HOPES_SO.search(piece) or cue is not None
        denied = _DENIES.search(plain(before)) and objection_before(before) == REASONS["negated"]
        if denied or before.strip(" ,"):
            return bool(denied) and not _PREDICATE.match(after)
        said = objection_after(after)
        return said == REASONS["wrong"] or (said == REASONS["negated"] and any(map(glued, after)))

    def explained_by(self, rest: str) -> bool:
        """Does all that follows only say how the answer comes about: its numbers make it, or lead to it again?"""
        found = [one for one in _numbers(rest) if len(one.readings) == 1]
        if not 0 < len(found) <= MOST or not self.values or answers.has_cue(rest) or gave_up(rest):
            return False
        pieces = [one for one in _pieces(rest) if any(map(str.isalnum, one))]
        if any(_contests(one, plain(one)) for one in pieces):
            return False
        last, led = found[-1], following.LEADS_TO.search(rest[: found[-1].start]) is not None
        ended = not any(map(str.isalnum, rest[last.end :]))
        known = self.given | self.values
        allowed = self.question.lower | following.IN_EXPLANATIONS
        if all(one.readings & known for one in found):  # puts the value into what is given: 3 times 7 plus 4 is 25
            used = any(one.readings & self.values for one in found[:-1])
            checks = len(found) > 2 and used and led and ended and bool(last.readings & self.given)
            return checks and not says_against(rest, allowed | {"times", "plus"}, self.question.language)
        if says_against(rest, allowed, self.question.language):
            return False
        parts = (rest[start:end] for start, end in formulas(rest)[:MOST])
        shown = (approximately(one) for one in parts if _COMPUTES.search(one))
        if self.exact and any(abs(one - self.exact) < _NEAR for one in shown):
            return True
        if last.readings & self.values and led:
            return ended
        values = [min(one.readings) for one in found]
        counted = {Fraction(len(values))} if _LISTED.fullmatch(rest) else set()
        return len(found) > 1 and bool(({sum(values), math.prod(values)} | counted) & self.values)

    def _approximates(self, piece: str, found: list[_Number]) -> bool:
        """Is it the answer in decimals, which is said to be about it: or roughly 14.4 %?"""
        if (
            len(found) != 1
            or not self.exact
            or not (_ABOUT.search(plain(piece)) or _ALMOST.search(piece))
            or _DENIES.search(plain(piece))
        ):
            return False
        digits = len(re.split(r"[.,]", piece[found[0].start : found[0].end])[-1])
        hundred = 100 if found[0].thing.endswith("%") else 1
        return any(abs(one - self.exact * hundred) <= 10.0**-digits for one in map(float, found[0].readings))

    def _of_another(self, one: _Number, piece: str, known: frozenset[Fraction]) -> bool:
        """Is a number another quantity's?"""
        if _DENIES.search(plain(piece)):
            others = {whole - value for whole in self.given for value in self.values}
            mine = self.number.thing if self.number else ""
            same = bool(one.thing and mine) and same_thing(Amount("", one.thing), Amount("", mine))
            return (
                bool(one.readings & others)
                and not any(number.readings & self.values for number in _numbers(piece))
                and not _DENIES.search(self.question.asks)
                and (same or self._foreign(piece) < 2)
            )
        return self._measures_another(one) or (
            self._follows(one.readings, known) and (self._names_another(piece) or self._other(piece, one))
        )

    def _other(self, piece: str, one: _Number) -> bool:
        """Is it said in the words of the prompt, and not of what that asks for?"""
        before, shown, after = piece[: one.start], piece[one.start : one.end], piece[one.end :]
        return len(words_of(after)) < 2 and objection(before, after, shown, self.prompt).startswith(OTHER)

    def _measures_another(self, one: _Number) -> bool:
        """12 tickets cost 150 €; it takes 4 s and goes 139 m."""
        if self.number is None or not self.number.thing:
            return False
        mine, other = self.number.measure, one.measure
        if mine is None or other is None:
            return other is not None and other not in self.question.units
        return mine.powers != other.powers

    def _names_another(self, piece: str) -> bool:
        """Has its clause the name of a quantity that is none of the prompt's, and no other foreign word?"""
        prompt = self.question.text.lower()
        return any(one.group() not in prompt for one in _QUANTITY.finditer(piece.lower())) and not self._foreign(piece)

    def _foreign(self, piece: str) -> int:
        """How many words are none that the prompt has or that any answer may have?"""
        said = [word.lower() for word in words_of(_QUANTITY.sub(" ", piece.lower()))]
        ends = ("ly", "ing") if self.question.language == "en" else ()
        known = self.question.words
        return sum(not licensed(word, self.question) or (word.endswith(ends) and word not in known) for word in said)

    def _converts(self, one: _Number) -> bool:
        """Is it the answer in another unit: 37.5 dm², which is 3750 cm²?"""
        mine, other = self.number.measure if self.number else None, one.measure
        if mine is None or other is None or mine.powers != other.powers:
            return False
        return any(
            abs(n * other.factor - value * mine.factor) * 100 <= abs(value * mine.factor)
            for n in one.readings
            for value in self.values
        )

    def _follows(self, readings: frozenset[Fraction], known: frozenset[Fraction]) -> bool:
        """Does one operation make it from a number that is given, 1 or 100 %, and from another or a product of two?"""
        bases = self.given | self.values | {Fraction(1), Fraction(100)}
        others = known | {a * b for a in self.given for b in self.given}
        return any(
            n in (a + b, abs(a - b), a * b) or (b and n == a / b) or (a and n == b / a)
            for n in readings
            for a in bases
            for b in others
            if not {a, b} <= self.values
        )


def _shown(before: str) -> str:
    """The value that a text ends with: what is in its box, in its formula, or its last number."""
    if boxed := _BOX_END.search(before):
        return boxed.group(1)
    spans = formulas(before[-NEAR:])
    return before[-NEAR:][slice(*spans[-1])] if spans else ""


_BOX_END = re.compile(r"\\boxed\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\}){1,80})\}$")
_NEAR, _PREDICATE = 1e-9, re.compile(r"\s*(?:is|was|are|were)\b")
_LISTED = re.compile(r"\W*(?:-?\d+(?:\W{1,3}|\W{1,2}and\W)){2,}")
"""2, 3, 5, 7: as many as the answer says."""
_COMPUTES = re.compile(r"[\w)}]\s*(?:[-+*/^×·]|\\(?:cdot|times))")
_NEARLY, _WRONG = Phrases(of("about")), Phrases(of("wrong"))
_ABOUT = Anywhere(tuple(one for one in of("about") if any(map(str.isalpha, one))))
_ALMOST = re.compile(r"≈|\\approx(?![a-z])")


def _is_unit(piece: str) -> bool:
    """A unit in brackets: [m], (立方单位)."""
    words = words_of(piece)
    named = all(is_measure(one) or (is_unit(one) and not one.isascii()) or one in ("unit", "units") for one in words)
    return 0 < len(words) <= 4 and named and not any(map(str.isdigit, _POWER.sub("", piece)))


_POWER = re.compile(r"\^\{?-?\d\}?|(?<=[a-z])[23]")


def _contests(piece: str, said: str) -> bool:
    """Does a piece deny, doubt, correct or ask something, or give another answer?"""
    return bool(
        any(mark in piece.strip("*_. \n") for mark in ("?", "？", "\\boxed", "**"))
        or (_LABEL.match(piece) and not _REMARKS.beginning(said.lstrip(" *_.([（¡\n")))
        or answers.has_cue(piece)
        or answers.HOPES_SO.search(piece)
        or following.LEFT_OPEN.search(said)
        or gave_up(said)
        or _OPENS_AGAINST.beginning(said.lstrip(" ,;:.([（—–-"))
        or _AGAINST.search(said)
        or spoken_objection(said, said) not in ("", REASONS["supposed"])
        or taken_back(said)
    )


_REMARKS = Phrases(following.REMARKS)
_LABEL = re.compile(r"[^\d:：]{1,40}[:：](?!\d)")
_OPENS_AGAINST = Phrases(of("contrast", "or", "no", "says no"))
_QUANTITY = re.compile(bordered("quantity", "rest"))
_DENIES = Anywhere(of("not", "no", "not after"))
_AGAINST = Anywhere(
    tuple(
        one
        for one in (
            *(one for kind in _KINDS for table in (cues.BEFORE, cues.AROUND) for one in table.get(kind, ())),
            *of("must", "own", "wrong after", "doubt after", "mistake"),
        )
        if len(one) > 1 and any(map(str.isalpha, one))
    )
)
