"""Where a sentence writes mathematics, and what is one value there."""

from __future__ import annotations

import re
from itertools import pairwise

from reward_server.symbolic.extract.cues import sentences
from reward_server.symbolic.extract.expressions import mostly_words, parses
from reward_server.symbolic.extract.moments import moment, written
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Op, Word, walk
from reward_server.symbolic.parse.units import is_multiple, unit

SEGMENT = re.compile(
    r"\$\$((?:\\.|[^$\\])+)\$\$|\$((?:\\.|[^$\\\n])+)\$(?!\d)|\\\(((?:[^\\]|\\(?!\)))+)\\\)|\\\[((?:[^\\]"
    r"|\\(?!\]))+)\\\]"
)
_WORD = re.compile(
    r"(?<![\\A-Za-z0-9])(?!(?:sqrt|pi|sin|cos|tan|ln|log"
    r"|exp)(?![A-Za-z]))[A-Za-zÀ-ÖØ-ɏḀ-ỿ]{2,}+(?:'[a-z]{1,2}(?![a-z]))?(?![0-9(])"
    r"|[\u0370-\u03ff]{2,}|[\u0400-\u2000\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufdff\ufe70-\ufefe]+"
    r"|[,;](?=\s+[A-Za-z]{2})"
    r"|\by\s+a(?=\s)"
    r"|(?<!\d)[.](?=\s)|(?!;[^\[\]\n]{0,120}\])[:：;；。．，、]|(?<![\w\\])(?:[À-ÖØ-ɏḀ-ỿ]|[aAI](?=\s+[A-Za-z]{2})|[eyoi](?=\s\d))(?!\w)"
    r"|(?:(?<=\bis\s)|(?<=['’]s\s))a(?=\s\d[\d.,]*(?:[.!]?\s*$|[.!]\s))|[(\[](?=[A-Za-z]{3})|(?<=[A-Za-zà-ÿ][a-zà-ÿ]\s)a(?=\s\d[\d.,]*(?:\s[a-zà-ÿ]|\s?%|[.!]?\s*$))"
)
_VALUE = re.compile(r"\d|\\frac|\\sqrt|\\pi|\\infty|√|π|∞|\\emptyset|\\varnothing|∅")


_EDGES = " \t\n,.;:-–—*_`\"'"


Span = tuple[int, int]


def formulas(sentence: str) -> list[Span]:
    """Where the sentence writes mathematics, whether between dollar signs or not."""
    found: list[Span] = []
    at = 0
    for segment in SEGMENT.finditer(sentence):
        found += _plain_formulas(sentence, at, segment.start())
        found.append(segment.span())
        at = segment.end()
    return found + _plain_formulas(sentence, at, len(sentence))


def _plain_formulas(sentence: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for left, right in written(sentence, start, end):
        spans += [*_between_words(sentence, at, left), (left, right)]
        at = right
    spans += _between_words(sentence, at, end)
    return [trimmed for one in spans if (trimmed := _trimmed(sentence, *one)) is not None]


def _between_words(sentence: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for word in _WORD.finditer(sentence, start, end):
        spans.append((at, word.start()))
        at = word.end()
    return [*spans, (at, end)]


def _trimmed(sentence: str, start: int, end: int) -> Span | None:
    piece = sentence[start:end]
    if not _VALUE.search(piece):
        return None
    left = len(piece) - len(piece.lstrip(" \t\n,.;:*_`\"'"))
    right = len(piece.rstrip(_EDGES + "!?（("))
    piece = piece[left:right]
    if piece.startswith(("- ", "– ", "— ", ") ")) or (piece.startswith("> ") and not start):
        left += 2
    return (start + left, start + right) if left < right else None


def runs_of(sentence: str, spans: list[Span]) -> list[list[Span]]:
    """Formulas that only commas, `and` or `or` join are one list."""
    runs = [[spans[0]]]
    for left, right in pairwise(spans):
        if sentences.LINK.fullmatch(sentence, left[1], right[0]):
            runs[-1].append(right)
        else:
            runs.append([right])
    return runs


def read(sentence: str, run: list[Span]) -> tuple[str, int]:
    """The text of a run, with the unit that follows it, and where it ends."""
    start, end = run[0][0], run[-1][1]
    pieces = [sentence[left:right] for left, right in run]
    if len(run) == 1 and moment(pieces[0]):
        return pieces[0], end
    if len(run) == 1 and not delimited(pieces[0]):
        if (longer := _with_unit(sentence, start)) is not None and start + len(longer) > end:
            return longer, start + len(longer)
        piece = pieces[0].strip()
        if not parses(piece) and piece.count("=") and parses(piece.split("=")[-1]):
            piece = piece.split("=")[-1].strip()
        if not parses(piece) and (shorter := prefix(piece)) and piece[len(shorter) :].lstrip()[:1].isalpha():
            return shorter, start + len(shorter)
        return piece, end
    texts = [_bare(piece).strip().rstrip(".,") for piece in pieces]
    link = " or " if any(sentences.OR.search(sentence[a[1] : b[0]]) for a, b in pairwise(run)) else ", "
    sign = re.match(r"\s*(\\?%|percent\b|\^\s*\{?\s*\\circ\s*\}?|°)", sentence[end:])
    joined = link.join(texts)
    if sign:
        return joined + sign.group(1), end + sign.end()
    many = _MANY.match(sentence, end)
    if many and is_multiple(many[1]):
        return rf"{joined}\text{{ {many[1]}}}", many.end()
    return joined, end


_MANY = re.compile(r"\s*([^\W\d_]+)(?![^\W\d_])")
"""$7$ million."""


def delimited(piece: str) -> bool:
    return SEGMENT.fullmatch(piece) is not None


def _bare(piece: str) -> str:
    match = SEGMENT.fullmatch(piece)
    return next(group for group in match.groups() if group is not None) if match else piece


def _with_unit(sentence: str, start: int) -> str | None:
    """The longest beginning that is an expression: a number with its unit, a list with `and`."""
    words = list(re.finditer(r"\S+", sentence[start : start + 120]))[:9]
    for word in reversed(words):
        piece = sentence[start : start + word.end()].rstrip(",.;:!")
        if "$" not in piece.lstrip("-−")[1:] and not sentences.NO_UNIT.search(piece) and measured(piece):
            return piece
    return None


def measured(text: str) -> bool:
    """Is the text an expression whose words, if it has any, are units or nouns that are counted?"""
    try:
        tree = parse(text)
    except Unparsable:
        return False
    if isinstance(tree, Word) or mostly_words(tree):
        return False
    quantities = [one.args[1] for one in walk(tree) if isinstance(one, Op) and one.head == "quantity"]
    return all(isinstance(one, Word) and unit(one.text).known for one in quantities)


def prefix(text: str) -> str:
    words = text.split()
    for size in range(min(len(words), 8), 0, -1):
        piece = " ".join(words[:size])
        if _VALUE.search(piece) and parses(piece):
            return piece
    return ""
