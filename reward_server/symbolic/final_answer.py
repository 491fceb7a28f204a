"""A text -> the one final expression that it states, or why it states none.

The last box counts. Boxes offered as alternatives must all be right, so that naming two is never better than naming
one; a negated box, and numbers in a row, are no final answer. Without a box: what follows the last "the answer is",
else the last expression of the last sentence. Every step is linear in the text and looks at its end only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reward_server.symbolic.grammar import parse
from reward_server.symbolic.normalize import MAX_CHARS, fold
from reward_server.symbolic.tokens import Unparsable
from reward_server.symbolic.tree import Node, Word, walk
from reward_server.symbolic.units import STOP_WORDS

MAX_BOXES = 12
TAIL = 1600
"""Characters at the end in which an answer without a box is looked for."""


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


def find(text: str) -> Final:
    boxes = _boxes(text)
    return _from_boxes(text, boxes) if boxes else _from_text(text)


# -- boxes ---------------------------------------------------------------------------------------------------------

_OPENING = re.compile(r"\\(?:boxed|fbox|framebox)(?![A-Za-z])\s*(?:\[[^\]]{0,20}\]\s*)?")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def _boxes(text: str) -> list[Box]:
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


_CONNECTED = re.compile(
    r"[\s$,;&\\)(\].\[]*(?:(?:and|和|与|及|\\text\s*\{\s*,?\s*and\s*\}|\\quad|\\qquad)[\s$,;\\]*)?", re.IGNORECASE
)
_ALTERNATIVE = re.compile(
    r"\b(?:or|either|alternatively|maybe|perhaps|possibly|possible|could|might|may)\b|或|可能|/\s*$", re.IGNORECASE
)
_RETRACTED = re.compile(
    r"\b(?:wait|wrong|mistake|incorrect|no|not|actually|instead|corrected|correction|rather|scratch|oops|sorry|recheck|"
    r"re-check|check|should|hence|therefore|thus|so|finally|final|then|but)\b|错|不对|应|所以|因此|最终|然而|但",
    re.IGNORECASE,
)
_BEFORE_NOT = re.compile(
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
_AFTER_OR = re.compile(
    r"[\s$)\\*]*,?\s*[(]?(?:or|或者?|\\text\s*\{\s*or\s*\})\s*(?:maybe|perhaps|possibly)?\s*([^\n.;]{1,80})",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(r"\s*(\\?%|\^\s*\{?\s*\\circ\s*\}?|°)")
_MINUS_BEFORE = re.compile(r"(?:^|[=$:(\[])\s*[-−]\s*$")


def _from_boxes(text: str, boxes: list[Box]) -> Final:
    last = boxes[-1]
    before, after = text[max(0, last.start - 60) : last.start], text[last.end : last.end + 120]
    if _BEFORE_NOT.search(before) or _AFTER_NOT.match(after):
        return Final(none="the last box is negated")
    group, alternatives = _group(text, boxes)
    contents = [_with_signs(text, box) for box in group]
    if not all(content.strip() for content in contents):
        return Final(none="the box is empty")
    other = _AFTER_OR.match(after)
    if other is not None and _parses(other.group(1)):
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
        if not offered and not _CONNECTED.fullmatch(between):
            break
        alternatives = alternatives or offered
        group.insert(0, box)
    return group, alternatives


def _with_signs(text: str, box: Box) -> str:
    """What stands at the box and belongs to its value: a minus, a percent or degree sign."""
    content = box.content
    if sign := _SIGN_AFTER.match(text, box.end):
        content = f"({content}){sign.group(1)}" if "(" not in content else content
    if _MINUS_BEFORE.search(text[max(0, box.start - 12) : box.start]):
        content = f"-({content})"
    return content


# -- text without a box --------------------------------------------------------------------------------------------

_CUE = re.compile(
    r"(?:(?:final|correct|right)\s+)?\b(?:answers?|results?|solutions?|values?|option|choice)\s*"
    r"(?:\([^()]{0,30}\)\s*)?(?:of\s[^.:=\n]{0,60}?)?"
    r"(?:\s(?:is|are|equals|would be|must be|comes to)\b(?:\s*:)?|\s*[:：=]|\s*是|\s*为)(?!\w)"
    r"|\banswer\b\s*(?=[$(\\\d-])"
    r"|(?:答案|结果|值|解)\s*(?:就是|是|为|等于|[:：=])\s*[:：]?|故?选择?(?:项)?\s*[:：]?\s*(?=[(（]?[A-Ja-j])|####",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?<![\w)*])(\*\*|__)(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![\w(*])")
_HEAD = re.compile(r"[\s*_#>`-]*")
_SENTENCE_END = re.compile(
    r"(?<=[^.\d\s])\.(?=\s|$)|(?<=\d)\.(?=\s+[A-Z]|\s*$)|\n\s*\n|[。！？]|(?<=\w)[!?](?=\s+[A-Z]|\s*$)"
)
_LETTERS = re.compile(r"[A-Za-z\u3400-\u9fff]")
_HEDGE = re.compile(r"\b(?:or|maybe|perhaps|possibly|either|alternatively)\b|或|可能", re.IGNORECASE)
_NEGATED = re.compile(
    r"[\s:]*(?:definitely |certainly |clearly )?(?:not|never|neither|unknown|unclear|anything but)\b|[\s:]*不",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"[,\s(]+(?:because|since|which|where|as|so|due|when|given|therefore|hence|thus|by|using|for|since)\b.*",
    re.IGNORECASE | re.DOTALL,
)


def _from_text(text: str) -> Final:
    tail = _BOLD.sub(r"\2", text[-TAIL:]).strip()
    if not tail:
        return Final(none="empty answer")
    if len(text) <= MAX_CHARS and _whole(text):
        return Final((text.strip(),))
    cues = list(_CUE.finditer(tail))
    if cues:
        return _after_cue(tail, cues)
    if not _LETTERS.search(tail):
        return Final(none="numbers in a row are no final answer")
    return _last_sentence(tail)


def _whole(text: str) -> bool:
    """Is the whole text one expression, or a few words?"""
    stripped = text.strip()
    if "\n\n" in stripped or len(stripped) > 600:
        return False
    try:
        tree = parse(stripped)
    except Unparsable:
        return False
    return (
        not (isinstance(tree, Word) and len(tree.text) > 40) and not _mostly_words(tree) and not _CUE.search(stripped)
    )


def _mostly_words(tree: Node) -> bool:
    """A sentence that the grammar read as a noun phrase or as a product."""
    return any(isinstance(one, Word) and STOP_WORDS.intersection(one.text.lower().split()) for one in walk(tree))


def _after_cue(tail: str, cues: list[re.Match[str]]) -> Final:
    stated = [_sentence(tail[cue.end() : cue.end() + 400]) for cue in cues[-8:]]
    if len({fold(one) for one in stated}) > 3:
        return Final(none="several answers are no final answer")
    last = stated[-1]
    if _NEGATED.match(last):
        return Final(none="the answer is negated")
    if not fold(last) and not _parses(last):
        return _last_sentence(tail)
    return _expression(last, first=True)


def _sentence(text: str) -> str:
    """The first sentence, without what introduces it."""
    start = _HEAD.match(text)
    text = text[start.end() if start and "-" not in start.group() else 0 :].lstrip(" :\n*")
    end = _SENTENCE_END.search(text)
    return text[: end.start()] if end else text


_SEGMENT = re.compile(r"\$\$([^$]+)\$\$|\$([^$\n]+)\$|\\\(((?:[^\\]|\\(?!\)))+)\\\)|\\\[((?:[^\\]|\\(?!\]))+)\\\]")
_LINK = re.compile(r"[\s,;]*(?:(and|or|和|或|and/or)[\s,;]*)?", re.IGNORECASE)


def _last_sentence(tail: str) -> Final:
    parts = [part for part in _SENTENCE_END.split(tail) if part.strip()]
    last = parts[-1].strip() if parts else tail
    lines = [line for line in last.split("\n") if line.strip()]
    if not _SEGMENT.search(last) and lines:
        last = lines[-1]
    return _expression(last, first=False)


def _expression(sentence: str, first: bool) -> Final:
    """The expression that a sentence states: its (first or last) formula, else what parses, else its words."""
    segments = list(_SEGMENT.finditer(sentence))
    if segments:
        return _formulas(sentence, segments, first)
    if _parses(sentence):
        return Final((sentence,))
    short = _REASON.sub("", sentence)
    if _HEDGE.search(short) and len(set(re.findall(r"\d+", short))) > 1:
        return Final(none="alternatives are no final answer")
    if _parses(short):
        return Final((short,))
    return _prefix(short) if first else _suffix(short)


def _formulas(sentence: str, segments: list[re.Match[str]], first: bool) -> Final:
    """Formulas joined by commas, `and`, `or` are one list."""
    runs = [[segments[0]]]
    for left, right in pairwise(segments):
        if _LINK.fullmatch(sentence, left.end(), right.start()):
            runs[-1].append(right)
        else:
            runs.append([right])
    run = runs[0] if first else runs[-1]
    before = sentence[: run[0].start()]
    if _BEFORE_NOT.search(before[-60:]):
        return Final(none="the last formula is negated")
    if not first and len(runs) > 1 and _HEDGE.search(sentence[runs[-2][-1].end() : run[0].start()]):
        return Final(none="alternatives are no final answer")
    texts = [next(group for group in match.groups() if group is not None) for match in run]
    link = " or " if any(re.search(r"or|或", sentence[a.end() : b.start()]) for a, b in pairwise(run)) else ", "
    other = _AFTER_OR.match(sentence[run[-1].end() :])
    if other is not None and _parses(other.group(1)):
        return Final((*texts, other.group(1)))
    return Final((link.join(text.strip().rstrip(".,") for text in texts) + _trailing_sign(sentence, run[-1].end()),))


def _trailing_sign(sentence: str, end: int) -> str:
    sign = _SIGN_AFTER.match(sentence, end)
    return sign.group(1) if sign else ""


def _prefix(sentence: str) -> Final:
    words = sentence.split()
    for size in range(min(len(words), 10), 0, -1):
        piece = " ".join(words[:size])
        if re.search(r"\d", piece) and _parses(piece):
            return Final((piece,))
    return Final((sentence.strip(),))


_OUTSIDE = re.compile(
    r"(?<![\\A-Za-z])(?!(?:sqrt|pi|sin|cos|tan|ln|log|and|or)\b)[A-Za-z]{2,}(?![A-Za-z(])|[\u3400-\u9fff]+|:"
)


_STATED = re.compile(
    r".*\b(?:is|are|equals|was|be)\s+(?:equal to\s+|the\s+)?((?:(?!\b(?:is|are|equals)\b).)+)$", re.DOTALL
)


def _suffix(sentence: str) -> Final:
    """What follows the last word; numbers in a row are kept together, and so state nothing."""
    sentence = sentence.strip().rstrip(".!")
    if stated := _STATED.search(sentence):
        return Final((stated.group(1).strip(),))
    pieces = [piece.strip(" ,") for piece in _OUTSIDE.split(sentence)]
    for piece in reversed(pieces):
        if re.search(r"\d|\\frac|\\sqrt|√|π", piece):
            return Final(
                (piece.split("=")[-1] if piece.count("=") > 1 else piece.removeprefix("and ").removeprefix("or "),)
            )
    return Final((sentence,))


def _parses(text: str) -> bool:
    try:
        tree = parse(text)
    except Unparsable:
        return False
    return not isinstance(tree, Word) and not _mostly_words(tree)
