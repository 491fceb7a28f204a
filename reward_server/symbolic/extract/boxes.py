"""The boxes of a text, and which of them is the final answer: the last, unless it is negated or one of a choice."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


_STYLING = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|quad|qquad|[()\[\],;])|[{}$&\\]")
_CONNECTED = re.compile(
    r"(?:[\s,;.]|[A-Za-z()\s]{1,24}(?=\sand\s))*(?:and|和|与|及)?[\s,;]*(?:[A-Za-z](?:_?\w)?\s*=\s*)?", re.IGNORECASE
)
_ALTERNATIVE = re.compile(
    r"\b(?:or|either|alternatively|maybe|perhaps|possibly|possible|could|might|may)\b|或|可能|/\s*$", re.IGNORECASE
)
_RETRACTED = re.compile(
    r"\b(?:wait|wrong|mistake|incorrect|no|not|actually|instead|corrected|correction|rather|scratch|oops|sorry|recheck|"
    r"re-check|check|should|hence|therefore|thus|so|finally|final|then|but)\b|错|不对|应|所以|因此|最终|然而|但",
    re.IGNORECASE,
)
BEFORE_NOT = re.compile(
    r"(?:\b(?:not|isn't|isnt|wasn't|aren't|never|neither|nor|cannot be|can't be|rather than|instead of|"
    r"other than|unlike|reject|not equal to|not the answer)\b|不是|并非|不等于|不为|≠|\\neq?)[\s:$\"'(\\*]*"
    r"(?:(?:equal to|be|just|simply|the answer|is)[\s:$]*)?$",
    re.IGNORECASE,
)
_AFTER_NOT = re.compile(
    r"[\s$.,;!\"')*]*(?:(?:which|that|this|it)\s+)?(?:is|was|would be|being|looks|seems)?\s*"
    r"(?:\bnot\b|n't\b|\bwrong\b|\bincorrect\b|\bfalse\b|是错|不对|不正确|不是|错误)",
    re.IGNORECASE,
)
AFTER_OR = re.compile(
    r"[\s$)\\*]*,?\s*[(]?(?:or|或者?|\\text\s*\{\s*or\s*\})\s*(?:maybe|perhaps|possibly)?\s*([^\n.;]{1,80})",
    re.IGNORECASE,
)
SIGN_AFTER = re.compile(r"\s*\$?\s*(\\?%|percent\b|\^\s*\{?\s*\\circ\s*\}?|°)")
_MINUS_BEFORE = re.compile(r"(?:^|[=$:(\[])\s*[-−]\s*\\?$")


def from_boxes(text: str, boxes: list[Box]) -> Final:
    last = boxes[-1]
    before, after = text[max(0, last.start - 60) : last.start], text[last.end : last.end + 120]
    if BEFORE_NOT.search(before) or _AFTER_NOT.match(after):
        return Final(none="the last box is negated")
    group, alternatives = _group(text, boxes)
    contents = [_with_signs(text, box) for box in group]
    if not all(content.strip() for content in contents):
        return Final(none="the box is empty")
    other = AFTER_OR.match(after)
    if other is not None and parses(other.group(1)):
        return Final((*contents, other.group(1)))
    if alternatives or len(contents) == 1:
        return Final(tuple(contents))
    return Final((", ".join(contents),)) if len(set(contents)) > 1 else Final((contents[0],))


def _group(text: str, boxes: list[Box]) -> tuple[list[Box], bool]:
    """The boxes that belong to the last one, and whether they are alternatives rather than a list."""
    group, alternatives = [boxes[-1]], False
    for box in boxes[-2::-1]:
        between = text[box.end : group[0].start]
        if len(between) > 160:
            break
        offered = bool(_ALTERNATIVE.search(between)) and not _RETRACTED.search(between)
        if not offered and not _CONNECTED.fullmatch(_STYLING.sub(" ", between)):
            break
        alternatives = alternatives or offered
        group.insert(0, box)
    return group, alternatives


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
