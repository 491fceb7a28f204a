"""Sets that count: n = 3k, k = 1, 2, 3, ... is all positive multiples of 3, and (7t^2, 7t), t >= 1, with (11, 1) beside
it is the same in any order and by any letter.

A side is a union of single members and of families, whose parameter runs through whole numbers: said by a declaration
behind them, or in words. Two unions are the same if the first members of each family of one are members of the other:
of polynomials and powers, so many agree only if all do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import are_roots, assignments, in_order, names_a_value, value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    DOTS,
    Node,
    Num,
    Op,
    Sym,
    integer,
    is_scalar,
    rename,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.structures.integer_families import classes
from reward_server.symbolic.structures.members import members
from reward_server.symbolic.verdict import Undecided, Verdict

_K = Sym("k")
MAX_CHARS = 300
NEAR, FAR = 6, 96
"""Members from the beginning of a family that the other side must have, and those among which they are looked for."""
MAX_RESTS = 12
"""Classes of the numbers that are no multiples."""
MAX_LISTED = 64
MIN_SHOWN = 3
"""Members of a list that goes on with dots."""
_PLACES = (Fraction(61, 97), Fraction(131, 89))
"""Where functions are told apart."""
Value = tuple[Fraction, ...]


class Range(NamedTuple):
    """start, start + step, ... up to the end; in both directions without a start."""

    start: int | None = None
    step: int = 1
    end: int | None = None

    def places(self, count: int) -> list[int]:
        if self.start is None:
            return [self.step * k for k in range(-count, count + 1)]
        found = [self.start + self.step * k for k in range(count + 1)]
        return found if self.end is None else [k for k in found if k <= self.end]


INTEGERS = Range()


class Part(NamedTuple):
    """A member, or a family of them in one letter."""

    value: Node
    letter: str = ""
    range: Range = INTEGERS


class Union(NamedTuple):
    parts: list[Part]
    missing: Sequence[Node] = ()
    """Left out of what the parts hold."""
    told: int = 0
    """Does it say that its letters count? BOUNDED where it only says from which number on."""
    least: int | None = None


BOUNDED, COUNTED = 1, 2


# -- reading -----------------------------------------------------------------------------------------------------------

_CUE = re.compile(
    r"\\in(?![a-z])|\\geq?(?![a-z])|[∈≥>…]|dots|\.\.\.|multiple|\bodd\b|\beven\b|power|divisible|divides|\\mid|square|cube|\bform\b|integer",
)
_STYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|mbox)\s?\{([^{}]*)\}")
_PLAIN = (
    (re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z])|displaystyle(?![a-z]))|[$~]"), " "),
    (re.compile(r"\\(?:[lc]?dots[cb]?)(?![a-z])|\.{3,}"), "…"),
    (re.compile(r"\\(?:geq?|geqslant)(?![a-z])|≥"), ">="),
    (re.compile(r"\\(?:cup|lor)(?![a-z])|∪|(?<![a-z])(?:and|or|as well as|together with)(?![a-z])"), " , "),
    (re.compile(r"\\[{}]"), " "),
    (re.compile(r"\\(?:mid|colon)(?![a-z])|∣"), ":"),
    (re.compile(r"∈"), r"\\in "),
)
_NAME = r"[a-zA-Z](?:_\{?\w\}?)?"
_BLACKBOARD = r"(?:\\mathbb\s?\{?\s?|\\mathbf\s?\{?\s?)"
_POSITIVE = r"(?:\^\s?\{?\s?[+*]\s?\}?|_\s?\{?\s?(?:[+*]|>\s?0|>=\s?1)\s?\}?)"
_FROM_ZERO = r"_\s?\{?\s?(?:0|>=\s?0)\s?\}?"
_ADJECTIVE = r"(?:(?P<sign{0}>positive|non-?\s?negative|natural|whole|negative|odd|even|arbitrary|any)\s+)?"
_DECLARED = re.compile(
    rf"(?<![A-Za-z\\_])(?P<name>(?!a\s+[a-z]{{3}}){_NAME})\s*(?:"
    rf"\\in\s?{_BLACKBOARD}(?P<set>[ZN])\s?\}}?\s?(?:(?P<positive>{_POSITIVE})|(?P<zero>{_FROM_ZERO}))?"
    r"|(?P<bound>>=?)\s*(?P<least>-?\d{1,4})(?!\s*[,.]?\s*\d)"
    r"|=\s*(?P<first>-?\d{1,4})\s*,\s*(?P<second>-?\d{1,4})(?P<more>(?:\s*,\s*-?\d{1,4})*)\s*,\s*…"
    r"|=\s*(?P<both>0\s*,\s*(?:\\pm|±|\+/-)\s?1\s*,\s*(?:(?:\\pm|±|\+/-)\s?\d\s*,\s*)*…)"
    rf"|(?:is\s+|being\s+|an?\s+|any\s+|some\s+|arbitrary\s+){{0,3}}{_ADJECTIVE.format(1)}(?P<noun>integers?|numbers?)"
    rf")|(?:(?:for|with|where)\s+)?(?:some|any|every|all|each|an?)?\s*{_ADJECTIVE.format(2)}integers?\s+(?P<after>{_NAME})(?![A-Za-z\\])"
)
_BEFORE = re.compile(r"(?:^|[\s,;:.|(]+)(?:(?:with|where|for|when|such that)(?:\s+(?:all|each|every|any|some))?)?\s*$")
_AFTER = re.compile(r"^[\s,;:.|)]+")
_INDICES = frozenset("ijklmn")
_FORM = re.compile(
    r"^(?:all|the|every|any)?\s*(?:(?:positive|natural)\s+)?(?:integers|numbers|primes)?\s*(?:[a-z]\s+)?(?:is\s+|are\s+)?of\s+(?:the\s+)?form\s+"
)
_SAYS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")


def same_countable(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CUE.search(truth) or _CUE.search(answer)):
        return None
    try:
        left = _union(truth)
        right = _union(answer) if left is not None else None
        if left is None or right is None or not _count(left, right, prompt):
            return None
        equal = _same(left, right, _least(prompt))
    except (Inexact, Undefined, TooLarge, Undecided):
        return None
    return Verdict(True, f"the same members: {truth[:60]}, {answer[:60]}", "countable") if equal else None


def _count(left: Union, right: Union, prompt: str) -> bool:
    """Is it sure that the letters are whole numbers? n >= 3 alone may be said of a real number."""
    families = any(part.letter for part in (*left.parts, *right.parts))
    bare = any(part.value == Sym(part.letter) for part in (*left.parts, *right.parts))
    told = (min if bare else max)(left.told, right.told)
    return families and (
        told == COUNTED or (left.told + right.told > 0 and bool(_WHOLE_NUMBERS.search(prompt[-MAX_PROMPT:])))
    )


_WHOLE_NUMBERS = re.compile(r"\binteger|\bnatural\s+number|\bwhole\s+number|\bpolynomial", re.IGNORECASE)


def _union(text: str) -> Union | None:
    plain = _plain(text)
    if (worded := _worded(plain)) is not None:
        return worded
    parts: list[Part] = []
    pending: list[Node] = []
    known: dict[str, Range] = {}
    at = told = 0
    for found in _DECLARED.finditer(plain):
        name = found["name"] or found["after"]
        if (spread := _range(found, name)) is None:
            continue
        before = _nodes(plain[at : found.start()])
        if before is None:
            return None
        at = found.end()
        if before:
            parts += _families(pending, known)
            pending, known = before, {}
        known[name] = _narrowed(known.get(name), spread)
        told = max(told, BOUNDED if found["bound"] else COUNTED)
    rest = _nodes(plain[at:])
    if rest is None:
        return None
    least = None
    if not pending and len(known) == 1:
        ((name, spread),) = known.items()
        if not rest and not parts:  # n >= 3, which are numbers themselves
            return Union([Part(Sym(name), name, spread)], told=told)
        least = spread.start  # of {n in N : n = 1 (mod 2)}
    parts += _families(pending, known) + _families(rest, {})
    told = COUNTED if any(part.letter and part.letter not in known for part in parts) else told
    return Union(parts, told=told, least=least) if 0 < len(parts) <= MAX_LISTED else None


def _plain(text: str) -> str:
    text = _STYLED.sub(r" \1 ", plain_unicode(text))
    for pattern, sign in _PLAIN:
        text = pattern.sub(sign, text)
    return " ".join(text.split()).strip(" .")


def _nodes(text: str) -> list[Node] | None:
    """What is listed between two declarations; None where it cannot be read."""
    text = _AFTER.sub("", text) if text.count(")") > text.count("(") else text.lstrip(" ,;:.|")
    while (trimmed := _trimmed(text)) != text:
        text = trimmed
    text = _FORM.sub("", text)
    if not text or re.fullmatch(rf"{_NAME}\s*(?:\\in|=)", text):
        return []
    if _SAYS.search(re.sub(r"\\[A-Za-z]+", " ", text)):
        return None
    node = read(text)[1]
    if node is None:
        return None
    node = _of_x(node)
    if (found := classes(node)) is not None:
        return [Op("class", (value, Sym(found.parameter))) for value in found.values]
    point = assignments(node)
    if point is not None and len(point) > 1 and not are_roots(point):
        return [Op("()", in_order(point))]
    if (dotted := _going_on(node)) is not None:
        return [Op("from", dotted)]
    listed = members(node) or (node,)
    names = {one.args[0] for one in listed if isinstance(one, Op) and one.head == "=" and isinstance(one.args[0], Sym)}
    found_members = [value_of(one) for one in listed]
    plain = all(
        is_scalar(one) or (isinstance(one, Op) and one.head == "()" and all(map(is_scalar, one.args)))
        for one in found_members
    )
    return found_members if plain and len(names) < 2 else None


def _going_on(node: Node) -> tuple[Node] | None:
    """3 + 3k of 3, 6, 9, ..., and 2^k of 1, 2, 4, ..., from k = 0 on."""
    if not (isinstance(node, Op) and node.head in ("list", "set", "=") and node.args):
        return None
    if node.head == "=":
        return _going_on(value_of(node)) if value_of(node) is not node else None
    first, *others = node.args
    *shown, last = (value_of(first), *others)
    if last != DOTS or len(shown) < MIN_SHOWN or not all(isinstance(one, Num) for one in shown):
        return None
    values = [one.value for one in shown if isinstance(one, Num)]
    step, ratio = values[1] - values[0], values[1] / values[0] if values[0] else Fraction(0)
    if step and all(b - a == step for a, b in pairwise(values)):
        return (Op("add", (Num(values[0]), Op("mul", (Num(step), _K)))),)
    if ratio and all(a and b / a == ratio for a, b in pairwise(values)):
        return (Op("mul", (Num(values[0]), Op("pow", (Num(ratio), _K)))),)
    return None


def _trimmed(text: str) -> str:
    cut = _BEFORE.sub("", text)
    opened = cut.count("(") > cut.count(")")
    return cut.rstrip(" ,;:|(") if opened or not cut.endswith("(") else cut


def _of_x(node: Node) -> Node:
    """x^n for f(t) = t^n."""
    equations = [one for one in (node, *getattr(node, "args", ())) if isinstance(one, Op) and one.head == "="]
    names = [one.args[0] for one in equations if isinstance(one.args[0], Op) and one.args[0].head in ("apply", "mul")]
    letters = {one.args[1] for one in names if names_a_value(one) and len(one.args) == 2}
    letter = letters.pop() if len(letters) == 1 else None
    return rename(node, {letter.name: "x"}) if isinstance(letter, Sym) else node


def _range(found: re.Match[str], name: str) -> Range | None:
    """None where the letter need not be a whole number."""
    if found["set"]:
        return Range(
            1 if found["positive"] or (found["set"] == "N" and not found["zero"]) else 0 if found["zero"] else None
        )
    if found["bound"]:
        least = int(found["least"])
        return Range(least + (found["bound"] == ">")) if name[0] in _INDICES else None
    if found["first"]:
        shown = [int(one) for one in re.findall(r"-?\d+", f"{found['first']} {found['second']} {found['more']}")]
        step = shown[1] - shown[0]
        even = step > 0 and all(b - a == step for a, b in pairwise(shown))
        return Range(shown[0], step) if even else None
    if found["both"]:
        return INTEGERS
    sign = found["sign1"] or found["sign2"] or ""
    if found["noun"] and not found["noun"].startswith("integer") and sign not in ("natural", "whole", "odd", "even"):
        return None
    return _SIGNS.get(sign.replace(" ", "").replace("-", ""), INTEGERS)


_SIGNS = {
    "positive": Range(1), "nonnegative": Range(0), "natural": Range(1), "whole": Range(0), "negative": None,
    "odd": None, "even": Range(None, 2),
}  # fmt: skip


def _narrowed(known: Range | None, other: Range) -> Range:
    if known is None or known.start is None:
        return other if known is None or other.start is not None else known
    if other.start is None:
        return known
    return known if known.start >= other.start else other


def _families(nodes: Sequence[Node], known: dict[str, Range]) -> list[Part]:
    found: list[Part] = []
    for node in nodes:
        if isinstance(node, Op) and node.head == "class":
            value, letter = node.args
            found.append(Part(value, getattr(letter, "name", "")))
            continue
        if isinstance(node, Op) and node.head == "from":
            found.append(Part(node.args[0], "k", Range(0)))
            continue
        letters = symbols(node) & known.keys()
        if len(letters) > 1:
            raise Undecided("several parameters")
        name = next(iter(letters), "")
        found.append(Part(node, name, known[name]) if name else Part(node))
    return found


# -- words -------------------------------------------------------------------------------------------------------------

_WHO = re.compile(
    rf"(?:the\s+)?(?:set\s+of\s+)?(?:all|every|each|any)?\s*(?:the\s+)?(?:values\s+of\s+)?"
    rf"(?:{_NAME}\s+(?:is|are|must\s+be|has\s+to\s+be)\s+(?:an?\s+|any\s+|the\s+)?)?"
)
_BUT = re.compile(r"\s*,?\s*(?:except|other than|excluding)(?:\s+for)?\s+(?:[a-z]\s*=\s*)?(?P<but>-?\d[\d\s,-]{0,40})$")
_SIGNED = re.compile(r"\b(positive|natural|non-?\s?negative|negative)\s+(?=integer|number|multiple|odd|even|power)")
_THINGS = rf"(?:(?:(?:integers?|numbers?)(?:\s+{_NAME})?|{_NAME})\s*)"
_NUMBER = r"(?P<number>\d{1,6}|[a-z]{3,9})"
_WORDED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:integer\s+)?(?P<multiples>multiples?)\s+of\s+{_NUMBER}",
        rf"{_THINGS}?(?:(?:which|that)\s+)?(?:is\s+|are\s+)?(?P<multiples>(?:not\s+)?(?:divisible\s+by|an?\s+multiple\s+of|multiples\s+of))\s+{_NUMBER}",
        rf"(?P<number>\d{{1,6}})\s*(?P<multiples>:|\||divides)\s*{_NAME}",
        rf"(?P<parity>odd|even)(?:\s+{_THINGS})?|{_THINGS}\s*(?P<parity2>odd|even)",
        rf"(?:integer\s+)?(?P<power>powers?)\s+of\s+{_NUMBER}(?:\s*,?\s*\(?\s*(?:including|with)\s+(?P<unit>1|one)\s*\)?)?",
        r"(?:perfect\s+)?(?P<square>squares?|cubes?)(?:\s+numbers?)?",
        rf"(?:integers?|numbers?)\s*(?:{_NAME}\s*)?"
        r"(?P<bound>>=|>|greater\s+than(?:\s+or\s+equal\s+to)?|at\s+least|larger\s+than)\s*(?P<least>-?\d{1,4})",
    )
)


def _worded(plain: str) -> Union | None:
    """All odd n, multiples of 3, a power of two."""
    but = _BUT.search(plain)
    text = plain[: but.start()] if but else plain
    text = text[_WHO.match(text).end() :]  # type: ignore[union-attr]
    signs = _SIGNED.findall(text)
    text = _SIGNED.sub("", text).strip()
    found = next((match for one in _WORDED if (match := one.fullmatch(text))), None)
    if found is None or len(signs) > 1 or signs == ["negative"]:
        return None
    parts = _said(found.groupdict(), None if not signs else 1 if signs[0] in ("positive", "natural") else 0)
    missing = [integer(int(one)) for one in re.findall(r"-?\d+", but["but"] if but else "")]
    return Union(parts, missing, COUNTED) if parts else None


def _said(said: dict[str, str | None], least: int | None) -> list[Part]:
    number = _number(said.get("number") or "")
    if said.get("power"):
        return [Part(Op("pow", (integer(number), _K)), "k", Range(0))] if number and number > 1 else []
    if square := said.get("square"):
        power = integer(2 if square[0] == "s" else 3)
        return [Part(Op("pow", (_K, power)), "k", Range(least))]
    if bound := said.get("bound"):
        first = int(said["least"] or 0) + (bound[0] in ">gl" and "=" not in bound and "equal" not in bound)
        return [Part(_K, "k", Range(first if least is None else max(first, least)))]
    parity = said.get("parity") or said.get("parity2")
    step, apart = (2 if parity else number), (said.get("multiples") or "").startswith("not")
    if not step or (apart and step > MAX_RESTS):
        return []
    rests = range(1, step) if apart else (1,) if parity == "odd" else (0,)
    return [
        Part(Op("add", (Op("mul", (integer(step), _K)), integer(rest))), "k", Range(_first(least, step, rest)))
        for rest in rests
    ]


def _first(least: int | None, step: int, rest: int) -> int | None:
    """The first k for which step k + rest is no less."""
    return None if least is None else -((rest - least) // step)


def _number(word: str) -> int | None:
    digits = word if word.isdecimal() else word_number(word) or ""
    return int(digits) if digits.isdecimal() else None


# -- comparison --------------------------------------------------------------------------------------------------------

_ASKED_POSITIVE = re.compile(
    r"\b(?:all|which|what|every|any|those|the|of)\s+(?:the\s+)?(?:ordered\s+|possible\s+|starting\s+|initial\s+)?"
    r"(?:(?:pairs?|triples?|tuples?|values|solutions?)\s*(?:\$?\([^()]{1,20}\)\$?\s*)?(?:of|in|to|for)\s+)?(?:the\s+)?"
    r"(?P<sign>positive|natural|non-?negative)\s+(?:integers?|numbers?|whole\s+numbers?|integral)",
    re.IGNORECASE,
)
_ASKED_ABOVE = re.compile(
    r"\bintegers?\s+\$?[a-zA-Z](?:_\{?\w\}?)?\s*(?P<sign>>=?|\\geq?(?:slant)?(?![a-z])|≥)\s*(?P<least>\d{1,3})\b"
)


def _least(prompt: str) -> int | None:
    """The least number that the question asks about."""
    prompt = prompt[-MAX_PROMPT:]
    if (found := _ASKED_POSITIVE.search(prompt)) is not None:
        return 0 if found["sign"].lower().startswith("non") else 1
    if (above := _ASKED_ABOVE.search(prompt)) is not None:
        return int(above["least"]) + (above["sign"] == ">")
    return None


def _same(left: Union, right: Union, least: int | None) -> bool:
    first, second = (_rest(side, other) for side, other in ((left, right), (right, left)))
    letters = [
        frozenset[str]().union(*(symbols(part.value) - {part.letter} for part in side.parts))
        for side in (first, second)
    ]
    if letters[0] != letters[1] or len(letters[0]) > 1:
        return False
    sides = []
    for side in (first, second):
        without = {_value(one, letters[0]) for one in side.missing}
        bounds = [one for one in (least, side.least) if one is not None and not letters[0]]
        near, far = (
            {
                one
                for one in _listed(side, letters[0], count, strict=strict)
                if all(_counts(one, bound) for bound in bounds)
            }
            - without
            for count, strict in ((NEAR, True), (FAR, False))
        )
        sides.append((near, far))
    (near, far), (other_near, other_far) = sides
    return bool(near) and bool(other_near) and near <= other_far and other_near <= far


def _rest(side: Union, other: Union) -> Union:
    """A letter of which only the other side says that it counts does so here."""
    if side.told:
        return side
    letters = {name for part in side.parts for name in symbols(part.value)}
    free = letters - {name for part in other.parts for name in symbols(part.value) - {part.letter}}
    if len(free) != 1 or not free <= _INDICES:
        return side
    (name,) = free
    return side._replace(parts=[Part(one.value, name if name in symbols(one.value) else "") for one in side.parts])


def _listed(side: Union, letters: frozenset[str], count: int, *, strict: bool) -> Iterator[Value]:
    for part in side.parts:
        for place in part.range.places(count) if part.letter else (0,):
            spend(5)
            try:
                yield _value(substitute(part.value, {part.letter: integer(place)}), letters)
            except (TooLarge, Undefined):
                if strict:
                    raise
                break


def _value(node: Node, letters: frozenset[str]) -> Value:
    """The numbers of a point; of a function of the letters its values at two places."""
    entries = node.args if isinstance(node, Op) and node.head in BRACKETS else (node,)
    places = [dict.fromkeys(letters, Num(place)) for place in _PLACES] if letters else [{}]
    return tuple(rational(substitute(entry, at)) for entry in entries for at in places)


def _counts(value: Value, least: int) -> bool:
    return all(one.denominator == 1 and one >= least for one in value)
