"""The boxes of a text, and which of them is the final answer: the last, unless it is negated or one of a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reward_server.symbolic.extract.assertion import asserted
from reward_server.symbolic.extract.context import objection_before, sentence_before
from reward_server.symbolic.extract.cues import REASONS, beside
from reward_server.symbolic.extract.expressions import parses
from reward_server.symbolic.extract.offered import box_objection
from reward_server.symbolic.parse.normalize import MAX_CHARS

MAX_BOXES = 12


@dataclass(frozen=True, slots=True)
class Final:
    """All of `texts` must be right; there is more than one only for alternatives. If there is none, `none` says why."""

    texts: tuple[str, ...] = ()
    none: str = ""
    around: tuple[str, str] | None = None
    """The words of its clause before and after the value, where words state it."""
    unlinked: str = ""
    """A value that no known verb states, and that is stated if its clause says the question again."""
    weak: bool = False
    """Is it said by the only sentence of a text, which may say it of anything: "the bus holds 12"? It counts only as an
    answer to a prompt."""
    computed: bool = False
    """Did the arithmetic before the sentence come to this value last, so that the sentence says it again?"""


@dataclass(frozen=True, slots=True)
class Box:
    start: int
    end: int
    content: str


MAX_AFTER = 80


def around(text: str, box: Box) -> tuple[str, str]:
    """What stands before the box in its sentence, and what follows in its line."""
    return sentence_before(text, box.start), text[box.end : box.end + MAX_AFTER].partition("\n")[0]


_OPENING = re.compile(r"\\(?:boxed|fbox|framebox)(?![A-Za-z])\s*(?:\[[^\]]{0,20}\]\s*)?")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def find_boxes(text: str) -> list[Box]:
    """The last few boxes, outermost only, in order."""
    found: list[Box] = []
    end = len(text)
    for _ in range(MAX_BOXES):
        start = max(text.rfind("\\boxed", 0, end), text.rfind("\\fbox", 0, end), text.rfind("\\framebox", 0, end))
        if start < 0:
            break
        box = _box(text, start)
        if box is not None:
            while found and found[-1].end <= box.end:  # a box inside this one
                found.pop()
            found.append(box)
        end = start
    return found[::-1]


def _box(text: str, start: int) -> Box | None:
    opening = _OPENING.match(text, start)
    if opening is None:
        return None
    if not text.startswith("{", opening.end()):
        bare = re.compile(r"[^\s$.,]{0,60}").match(text, opening.end())
        assert bare is not None
        return Box(start, bare.end(), bare.group())
    first, depth = opening.end() + 1, 1
    for brace in _BRACE.finditer(text, first, min(len(text), first + MAX_CHARS)):
        depth += (brace.group() == "{") - (brace.group() == "}")
        if depth == 0:
            return Box(start, brace.end(), text[first : brace.start()])
    end = text.find("\n", first)
    end = len(text) if end < 0 else end
    return Box(start, end, text[first:end].rstrip("$ "))


_STYLING = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|quad|qquad|[()\[\],;])|[{}$&\\*]")
SIGN_AFTER = re.compile(r"\s*\$?\s*(\\?%|percent\b|\^\s*\{?\s*\\circ\s*\}?|°)")
_MINUS_BEFORE = re.compile(r"(?:^|[=$:(\[])\s*(?:[-−]|\{[-−]\})\$?(?:\s|~|\{\}|\\[,;:! ])*\$?\\?$")
_WORD = re.compile(r"(?<!\\)[^\W\d_]{2}")
BETWEEN = 160
"""Boxes that are further apart than this count as steps of a derivation."""


def from_boxes(text: str, boxes: list[Box]) -> Final:
    last = boxes[-1]
    earlier = boxes[-2].end if len(boxes) > 1 else 0
    if objection := box_objection(text, last.start, last.end, earlier):
        return Final(none=f"the last box is no answer: {objection}")
    group, joined = _group(text, boxes)
    contents = [_with_signs(text, box) for box in group]
    if not all(content.strip() for content in contents):
        return Final(none="the box is empty")
    other = beside.AFTER_OR.match(text, last.end)
    if other is not None and parses(other.group(1)):
        return Final((*contents, other.group(1)))
    if joined == "alternatives" or len(contents) == 1:
        return Final(tuple(contents))
    if joined == "parts":
        labels = _labels(text, group)
        return Final((" ".join(f"({label}) {content}" for label, content in zip(labels, contents, strict=True)),))
    return Final((", ".join(contents),)) if len(set(contents)) > 1 else Final((contents[0],))


LABELS = "abcdefghij"
"""One for each box of a group, of which there are at most ten."""
_LETTER = re.compile(r"\(([a-h])\)")


def _labels(text: str, group: list[Box]) -> list[str]:
    """The letters that the text gives the boxes, else letters in their order."""
    starts = [max(0, group[0].start - BETWEEN), *(box.end for box in group[:-1])]
    found = [_LETTER.findall(text[start : box.start])[-1:] for start, box in zip(starts, group, strict=True)]
    letters = [one[0] for one in found if one]
    return letters if sorted(letters) == [*LABELS[: len(group)]] else [*LABELS[: len(group)]]


Joined = Literal["alternatives", "parts", "list"]


def _group(text: str, boxes: list[Box]) -> tuple[list[Box], Joined]:
    """The boxes that belong to the last one, and how."""
    group, alternatives, parts = [boxes[-1]], False, True
    for box in boxes[-2::-1]:
        between = text[box.end : group[0].start]
        if len(between) > BETWEEN or not box.content.strip():
            break
        plain = _STYLING.sub(" ", between)
        side_by_side = beside.CONNECTED.fullmatch(plain) is not None
        of_parts = not side_by_side and bool(
            (beside.LABELLED.fullmatch(plain) and _names(text, box))
            or (beside.PARTED.fullmatch(plain) and _begins_part(text, box))
        )
        listed, parts = side_by_side or of_parts, parts and of_parts
        retracted = beside.RETRACTED.search(between)
        offered = not listed and not retracted and (bool(beside.OFFERED.search(between)) or _weighed(between))
        if not offered and not listed:
            break
        if objection_before(sentence_before(text, box.start)) == REASONS["negated"]:
            break
        alternatives = alternatives or offered
        group.insert(0, box)
    return group, "alternatives" if alternatives else "parts" if parts and len(group) <= len(LABELS) else "list"


def _weighed(between: str) -> bool:
    """Do two boxes stand in one clause, and no statement of its own leads to the second: 11 against 13?"""
    return bool(_WORD.search(between)) and not (
        beside.CLAUSE_END.search(between)
        or beside.EQUATED.search(between)
        or (asserted(between, measured=True) and not asserted(between, starts=True))
    )


def _names(text: str, box: Box) -> bool:
    """Does a label stand before this box too: (a) 3, (b) 5?"""
    return bool(
        re.search(
            rf"{beside.LABEL}[\s:$]*(?:[A-Za-z]\s*=\s*)?$", text[max(0, box.start - 24) : box.start], re.IGNORECASE
        )
    )


def _begins_part(text: str, box: Box) -> bool:
    """Is the sentence with this box about a part of the question too: for part (a), the mean is?"""
    before = _STYLING.sub(" ", text[max(0, box.start - 120) : box.start])
    return beside.PART_BEFORE.search(before) is not None


def _with_signs(text: str, box: Box) -> str:
    """The signs next to the box that belong to its value: a minus, a percent or degree sign."""
    content = box.content
    if sign := SIGN_AFTER.match(text, box.end):
        content = f"({content}){sign.group(1)}" if "(" not in content else content
    if _MINUS_BEFORE.search(text[max(0, box.start - 12) : box.start]):
        content = f"-({content})"
    return content
