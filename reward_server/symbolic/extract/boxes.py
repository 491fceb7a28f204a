"""The boxes of a text, and which of them is the final answer: the last, unless it is negated or one of a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reward_server.symbolic.extract.assertion import LATER, taken_back
from reward_server.symbolic.extract.context import (
    WINDOW,
    objection_after,
    objection_before,
    sentence_before,
    subject_objection,
)
from reward_server.symbolic.extract.cues import REASONS, beside
from reward_server.symbolic.extract.cues.leads import CASES_AFTER
from reward_server.symbolic.extract.phrases import plain
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.normalize import MAX_CHARS
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Node, Word, walk
from reward_server.symbolic.parse.units import STOP_WORDS

MAX_BOXES = 12


@dataclass(frozen=True, slots=True)
class Final:
    """All of `texts` must be right (one, but for alternatives). Empty: `none` says why."""

    texts: tuple[str, ...] = ()
    none: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    start: int
    end: int
    content: str


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
_MINUS_BEFORE = re.compile(r"(?:^|[=$:(\[])\s*[-−]\s*\\?$")
BETWEEN = 160
"""Boxes further apart than this are steps of a derivation."""


def from_boxes(text: str, boxes: list[Box]) -> Final:
    last = boxes[-1]
    if objection := _objection(text, boxes):
        return Final(none=f"the last box is no answer: {objection}")
    group, alternatives = _group(text, boxes)
    contents = [_with_signs(text, box) for box in group]
    if not all(content.strip() for content in contents):
        return Final(none="the box is empty")
    other = beside.AFTER_OR.match(text, last.end)
    if other is not None and parses(other.group(1)):
        return Final((*contents, other.group(1)))
    if alternatives or len(contents) == 1:
        return Final(tuple(contents))
    return Final((", ".join(contents),)) if len(set(contents)) > 1 else Final((contents[0],))


def _objection(text: str, boxes: list[Box]) -> str:
    last = boxes[-1]
    earlier = boxes[-2].end if len(boxes) > 1 else 0
    before = sentence_before(text, last.start)
    if last.start - len(before) < earlier:
        before = text[earlier : last.start]
    after = text[last.end : last.end + WINDOW]
    return (
        part_of_expression(text, last.start, last.end)
        or objection_before(before, noun=bool(beside.NOUN.match(after)))
        or objection_after(after)
        or taken_back(text[last.end : last.end + LATER])
        or ("the value holds in one case only" if CASES_AFTER.match(after) else "")
        or (REASONS["gave up"] if beside.GAVE_UP.search(before) else "")
        or ("it names something" if beside.NAMED.search(before) else "")
        or ("it is asked, not stated" if beside.ASKED.match(after) else "")
        or (subject_objection(after) if not any(char.isalpha() for char in plain(before)) else "")
    )


_OPERATOR_BEFORE = re.compile(
    r"(?:[+*/^_<>≤≥≠√]|\\(?:cdot|times|div|pm|mp|le|leq|leqslant|ge|geq|geqslant|lt|gt|ne|neq|sqrt|log|ln|sin|cos|tan|"
    r"frac|dfrac|tfrac|cup|cap|not)|(?<=[\w})])\s*[-−]|(?<=\d)\s*:|(?<=[\s$(=])\|)\s*$"
)
_OPERATOR_AFTER = re.compile(
    r"\s*(?:[+*/^!_√]|[-−](?=\s*[\w\\$(])|\\(?:cdot|times|div|pm|mp|sqrt|pi|frac|dfrac|circ|cup|cap"
    r"|choose)(?![a-z])|\.\d|\d|:\s*\d|"
    r"[<>≤≥]|\\(?:le|leq|ge|geq|lt|gt|ne|neq)(?![a-z])|\\?%\s*\\?(?:text\s*\{)?\s*of\b)"
)
_SPACING = re.compile(r"(?:\\(?:[,;:! ]|left|right|[bB]igg?[lr]?|q?quad|displaystyle)|\s)+$")
_TEXT_GROUP = re.compile(
    r"\\(?:text[a-z]*|mathrm|mathbf|mathit|boldsymbol|bm|color\s*\{\w*\}|textcolor\s*\{\w*\}|underline"
    r"|displaystyle|large|mbox|begin|end|tag|ensuremath|overbrace|underbrace)\s*$"
)


def part_of_expression(text: str, start: int, end: int) -> str:
    """Is the box an operand in the formula around it, so that its content alone is not the value?"""
    inside, left = _formula_before(text, start)
    right = text[end : end + 40]
    left = _SPACING.sub("", left)
    if not inside:
        if re.search(r"(?:[<>≤≥≠+*/^]|\d\s*[-−])\s*$", left[-4:]) and not re.search(
            r"(?:^|[\s=|-])(?:[>*]|=+>|[-=]+>)\s*$|\*\*$", left
        ):
            return PART
        return PART if re.match(r"\.\d|\^", right) else ""
    if _OPERATOR_BEFORE.search(left) or re.search(r"(?<![\w}])\d\s*$", left):
        return PART
    if _OPERATOR_AFTER.match(re.sub(r"^(?:\\[,;:! ]|\s)+", "", right)):
        return PART
    return PART if _opened(left) else ""


PART = "it is a part of the formula around it"


def _formula_before(text: str, start: int) -> tuple[bool, str]:
    """Does the box stand in a formula, and the formula up to it."""
    window = text[max(0, start - WINDOW) : start]
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        if (at := window.rfind(opening)) >= 0 and closing not in window[at:]:
            return True, window[at + 2 :]
    paragraph = window[window.rfind("\n\n") + 1 :] if "\n\n" in window else window
    if (at := paragraph.rfind("$$")) >= 0 and paragraph.count("$$") % 2:
        return True, paragraph[at + 2 :]
    if paragraph.replace("\\$", "").count("$") % 2:
        return True, paragraph[paragraph.rfind("$") + 1 :]
    return False, window


def _opened(left: str) -> bool:
    """Does a bracket, or the argument of a command that computes, stand open at the end of a formula?"""
    depth: list[int] = []
    for at, char in enumerate(left):
        if char in "([{":
            depth.append(at)
        elif char in ")]}" and depth:
            depth.pop()
    return any(left[at] != "{" or not _styles(left[:at]) for at in depth)


def _styles(left: str) -> bool:
    """Is a brace after this only styling, or none of mathematics: `\\text{`, `{\\bf`, a row's `&{`?"""
    left = left.rstrip()
    return bool(_TEXT_GROUP.search(left)) or not left or left[-1] in "=&{ ,;:" or left.endswith("\\\\")


def _group(text: str, boxes: list[Box]) -> tuple[list[Box], bool]:
    """The boxes that belong to the last one, and whether they are alternatives rather than a list."""
    group, alternatives = [boxes[-1]], False
    for box in boxes[-2::-1]:
        between = text[box.end : group[0].start]
        if len(between) > BETWEEN or not box.content.strip():
            break
        plain = _STYLING.sub(" ", between)
        listed = beside.CONNECTED.fullmatch(plain) or (beside.LABELLED.fullmatch(plain) and _names(text, box))
        offered = not listed and bool(beside.OFFERED.search(between)) and not beside.RETRACTED.search(between)
        if not offered and not listed:
            break
        if objection_before(sentence_before(text, box.start)) == REASONS["negated"]:
            break
        alternatives = alternatives or offered
        group.insert(0, box)
    return group, alternatives


def _names(text: str, box: Box) -> bool:
    """Does a label stand before this box too: (a) 3, (b) 5?"""
    return bool(
        re.search(
            rf"{beside.LABEL}[\s:$]*(?:[A-Za-z]\s*=\s*)?$", text[max(0, box.start - 24) : box.start], re.IGNORECASE
        )
    )


def _with_signs(text: str, box: Box) -> str:
    """What stands at the box and belongs to its value: a minus, a percent or degree sign."""
    content = box.content
    if sign := SIGN_AFTER.match(text, box.end):
        content = f"({content}){sign.group(1)}" if "(" not in content else content
    if _MINUS_BEFORE.search(text[max(0, box.start - 12) : box.start]):
        content = f"-({content})"
    return content


def parses(text: str) -> bool:
    """Is the text an expression, and no sentence?"""
    try:
        tree = parse(text)
    except Unparsable:
        return False
    return not isinstance(tree, Word) and not mostly_words(tree)


_INCH = re.compile(r"(?:square |cubic )?in(?: \^\d)?")


def mostly_words(tree: Node) -> bool:
    """A sentence that the grammar read as a noun phrase or as a product."""
    said = [one.text.lower() for one in walk(tree) if isinstance(one, Word)]
    return any(STOP_WORDS.intersection(text.split()) for text in said if not _INCH.fullmatch(text))
