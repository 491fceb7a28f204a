"""From the text of an answer to its tree: by the grammar, and by what words and the other side say of it."""

from __future__ import annotations

import re

from reward_server.symbolic import definitions
from reward_server.symbolic.extract.cues.by_language import bordered
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.extract.text_answers import says_no_solution
from reward_server.symbolic.parse import grammar
from reward_server.symbolic.parse.assignments import denies
from reward_server.symbolic.parse.grammar import parse_clean
from reward_server.symbolic.parse.number_words import PARTS_OF, counted, word_number
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import ZERO, Node, Op, Word, has_dots, is_scalar, symbols
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.structures import rules as structures
from reward_server.symbolic.structures.freedom import in_entries
from reward_server.symbolic.structures.geometry.spans import span
from reward_server.symbolic.structures.geometry.worded_loci import names_a_locus
from reward_server.symbolic.structures.quantities import is_measured
from reward_server.symbolic.verdict import EXACT

_WORDED = re.compile(r"(?:\\text[a-z]*\s*\{)?\s*[^\W\d_]{3,}(?:(?:\s?[-'’]\s?|\s)[^\W\d_]+){0,5}\s*\}?|[^\W\d_]{3,}")
"""twenty-five, which is no difference, and tre, which is no product."""


def read(text: str, prompt: str = "", *, several: bool = False) -> tuple[str, Node | None]:
    """The tree that the grammar reads; "three" is read as 3, and "no solution" as the empty set.

    `several`: of several statements, of which the grammar reads none, the last one counts.
    """
    if (whole := definitions.spelled_out(text, prompt)) is not None:
        return text, whole
    if (whole := span(text, in_entries)) is not None:
        return text, whole
    cleaned, node = grammar.read(text)
    if "(" in text and "+" not in text and isinstance(node, Op) and node.head == "add":
        node = _said_twice(node)
    worded = node is None or isinstance(node, Word) or _WORDED.fullmatch(cleaned) or PARTS_OF.search(cleaned)
    if worded and says_no_solution(text):
        return cleaned, Op("set")
    if worded and (number := word_number(cleaned) or counted(cleaned)) is not None:
        return number, grammar.read(number)[1]  # what is counted may be no mathematics
    if node is None and "=" in cleaned:
        return cleaned, _last_side(cleaned) if several or not _is_several(cleaned) else None
    if node is not None and "=" in cleaned and has_dots(node):
        return cleaned, _after_dots(node) or _last_side(cleaned) or node
    return cleaned, node


def _said_twice(node: Op) -> Node:
    """The 90 minutes of "90 minutes (1.5 hours)"."""
    first, *others = node.args
    measured = all(isinstance(one, Op) and one.head == "quantity" for one in node.args)
    return first if measured and all(structures.same(first, one, EXACT).equal for one in others) else node


def _after_dots(node: Node) -> Node | None:
    """The n(n + 1)/2 of 1 + 2 + ... + n = n(n + 1)/2, an identity whose first side is the question."""
    if isinstance(node, Op) and node.head == "=" and has_dots(node.args[0]):
        return node.args[-1]
    return None


_CASE = re.compile(
    r";|=[^=:]*:|\botherwise\b"
    rf"|[\w)}}$][\s,]*(?:\\text\w*\s?\{{\s*)?(?:{bordered('if', 'condition', 'where')}|\b(?:for|at)\b)"
    r"[\s}$]*\S{1,12}\s*$"
)
"""Before the last side of an equation that states a case, and no value: none for k = -1."""


def _is_several(text: str) -> bool:
    """sup S = 1, inf S = 0, and no chain."""
    left = text.rpartition("=")[0]
    return len(split_at_commas(left)) > 1 or _PARTED.search(left) is not None


_PARTED = re.compile(r"\\text[a-z]*\s?\{[\s,]*(?:and|or|und|oder|et|ou|y|o|e|i|и|или)\s?\}")


def _last_side(cleaned: str) -> Node | None:
    """5 ⋆ 1 = 45 + 2 = 47: the last value of a chain counts, although only the question says what the star means."""
    left, _, last = cleaned.rpartition("=")
    if (
        left.count("{") != left.count("}")
        or "\\begin" in left
        or _CASE.search(left)
        or left[-1:] in "<>!"
        or denies(left)
        or names_a_locus(left)
    ):
        return None
    try:
        node = parse_clean(last)
    except (Unparsable, LookupError, ValueError, RecursionError):
        return None
    if node == ZERO and _EQUATION_OF_FIELDS.search(left):
        return None
    return node if is_scalar(node) and not symbols(node) else None


_EQUATION_OF_FIELDS = re.compile(
    r"\\(?:nabla|partial|d?dot|Delta|Box|square|operatorname \{(?:div|rot|curl|grad))(?![a-z])"
)
"""What an equation like \\nabla \\cdot B = 0 says is no value."""


# -- what stands on the other side says how to read ------------------------------------------------------------------


def beside(truth: str, left: Node | None, answer: str, right: Node | None) -> tuple[Node | None, Node | None]:
    """The trees of two texts, where what one is says how to read the other."""
    left, right = _duration(truth, left, right), _duration(answer, right, left)
    return _decimal_comma(truth, left, right), _decimal_comma(answer, right, left)


_COMMA = re.compile(r"(-?\d+,\d+)(\s?\\?%)?")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}")


_COMMA_AND_MORE = re.compile(
    r"(-?\d+,\d+)\s?(?:\*\s?10\s?\^.{1,8}|(?:\\text ?\{|\^\\circ)?\s?[A-Za-z][^,;=+()<>]{0,40})"
)
"""2,5 cm and 1,5 · 10^3, which beside one value are no two."""
_LAKHS = re.compile(r"-?[1-9]\d?(?:,\d{2})+,\d{3}")


def _decimal_comma(text: str, node: Node | None, other: Node | None) -> Node | None:
    """1,25 is 1.25 if it is a percentage, or the other side a decimal, one of a unit, or a fraction; else it is a list
    of two numbers. 12,34,567 is one number, as India writes it, beside one number."""
    if "," not in text:
        return node
    if other is not None and is_scalar(other) and _LAKHS.fullmatch(text):
        return parse_clean(text.replace(",", ""))
    alone = other is not None and (is_scalar(other) or is_measured(other))
    if alone and (measured := _COMMA_AND_MORE.fullmatch(text)) is not None and not _THOUSANDS.fullmatch(measured[1]):
        return read(text.replace(",", "."))[1]
    written = _COMMA.fullmatch(text)
    if written is None or _THOUSANDS.fullmatch(written[1]) or other is None:
        return node
    number = literal(other.args[0] if isinstance(other, Op) and other.head == "quantity" else other)
    fraction = isinstance(other, Op) and other.head in ("div", "neg") and is_scalar(other) and not symbols(other)
    decimal = fraction or written[2] or (number is not None and number.decimals)
    return parse_clean(text.replace(",", ".")) if decimal else node


_DURATION = re.compile(
    r"(\d{1,3})\s?(?:(?:\\(?:text|mathrm)\s?\{\s?)?h\s?\}?\s?(\d{2})(?!\d)[\s\\a-z{}]{0,12}|:\s?([0-5]\d)\s?(?:\\(?:text|mathrm)\s?\{\s?)?(?:h|hrs?|hours)\s?\}?)"
)


def _duration(text: str, node: Node | None, other: Node | None) -> Node | None:
    """2h30 beside a time that is measured."""
    if other is None or "h" not in text[:16] or (found := _DURATION.fullmatch(text)) is None:
        return node
    if not (is_measured(other) or (isinstance(other, Op) and other.head == "list")):  # 2,5 h
        return node
    return read(rf"{found[1]} \text{{ h }} {found[2] or found[3]} \text{{ min}}")[1]


def is_text(node: Node) -> bool:
    """And no set that has a name."""
    return isinstance(node, Word) and not node.text.startswith("set ")
