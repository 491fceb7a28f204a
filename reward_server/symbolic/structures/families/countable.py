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
from math import gcd, lcm
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import are_roots, assignments, in_order, names_a_value, value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    DOTS,
    ZERO,
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
from reward_server.symbolic.structures.families.integer_families import classes
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.geometry.linear import rational_form
from reward_server.symbolic.structures.members import members
from reward_server.symbolic.verdict import Undecided, Verdict

_K = Sym("k")
MAX_CHARS = 300
NEAR, FAR = 6, 96
"""Members from the beginning of a family that the other side must have, and those among which they are looked for."""
MAX_RESTS, MAX_STEP = 12, 100
"""Classes of the numbers that are no multiples."""
MAX_LISTED = 64
MIN_SHOWN = 3
"""Members of a list that goes on with dots."""
_PLACES = (Fraction(61, 97), Fraction(131, 89))
"""Where functions are told apart."""
Value = tuple[Fraction | int, ...]


class Range(NamedTuple):
    """start, start + step, ...; in both directions without a start."""

    start: int | None = None
    step: int = 1
    without: frozenset[int] = frozenset()

    def places(self, count: int) -> list[int]:
        start, first = (0, -count) if self.start is None else (self.start, 0)
        return [k for k in (start + self.step * k for k in range(first, count + 1)) if k not in self.without]


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
    apart: bool = False
    """All others than these."""
    begins: bool = False
    """The parts are the first members of a list that goes on with dots, by a rule that is not told."""


BOUNDED, COUNTED = 1, 2


# -- reading -----------------------------------------------------------------------------------------------------------

_CUE = re.compile(
    r"\\in(?![a-z])|\\geq?(?![a-z])|[∈≥>…]|dots|\.\.\.|multiple|equiv|prime|\bodd\b|\beven\b|power|divisible|divides|\\mid|square|cube|\bform\b|integer",
)
_STYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|mbox)\s?\{([^{}]*)\}")
_PLAIN = (
    (re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z])|displaystyle(?![a-z]))|[$~]"), " "),
    (re.compile(r"\\(?:[lc]?dots[cb]?)(?![a-z])|\.{3,}"), "…"),
    (re.compile(r"\\(?:geq?|geqslant)(?![a-z])|≥"), ">="),
    (re.compile(r"\\[{}]"), " "),
    (re.compile(r"\\(?:mid|colon)(?![a-z])|∣"), ":"),
    (re.compile(r"∈"), r"\\in "),
)
_JOINS = re.compile(r"\\(?:cup|lor)(?![a-z])|∪|(?<![a-z])(?:and|or|as well as|together with)(?![a-z])")
_NAME = r"[a-zA-Z](?:_\{?\w\}?)?"
_BLACKBOARD = r"(?:\\mathbb\s?\{?\s?|\\mathbf\s?\{?\s?)"
_POSITIVE = r"(?:\^\s?\{?\s?[+*]\s?\}?|_\s?\{?\s?(?:[+*]|>\s?0|>=\s?1)\s?\}?)"
_FROM_ZERO = r"_\s?\{?\s?(?:0|>=\s?0)\s?\}?"
_ADJECTIVE = r"(?:(?P<sign{0}>positive|non-?\s?negative|natural|whole|negative|odd|even|arbitrary|any)\s+)?"
_DECLARED = re.compile(
    rf"(?<![A-Za-z\\_])(?P<name>(?!a\s+[a-z]{{3}}){_NAME})\s*(?:"
    rf"\\in\s?{_BLACKBOARD}(?P<set>[ZN])\s?\}}?\s?(?:(?P<positive>{_POSITIVE})|(?P<zero>{_FROM_ZERO}))?"
    r"(?:\s*\\setminus\s*\{?\s*(?P<but>-?\d{1,4}(?:\s*,\s*-?\d{1,4}){0,5})\s*\}?)?"
    r"|\s*(?:\\neq?(?![a-z])|≠)\s*(?P<except>-?\d{1,4})"
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
    if _OF_ITS_INDEX.search(truth) or _OF_ITS_INDEX.search(answer):
        return None
    try:
        left = _union(truth)
        right = _union(answer) if left is not None else None
        if left is None or right is None or not _count(left, right, prompt):
            return None
        points = any(isinstance(part.value, Op) and part.value.head in BRACKETS for part in left.parts)
        equal = _same(left, right, least_asked(prompt, points=points))
    except (Inexact, Undefined, TooLarge, Undecided):
        return None
    return Verdict(True, f"the same members: {truth[:60]}, {answer[:60]}", "countable") if equal else None


_OF_ITS_INDEX = re.compile(r"\([^()=]{1,12}=\s*[a-z]\s*(?:\\right)?\)\s*=")
"""P(X = k) = ...: a value for each k, and no set of values."""


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
    if (worded := _worded(plain) or _both_worded(plain) or _all_worded(plain) or _begun(plain)) is not None:
        return worded
    plain = " ".join(_JOINS.sub(" , ", plain).split())
    parts: list[Part] = []
    pending: Sequence[Node | Part] = []
    known: dict[str, Range] = {}
    at = told = 0
    for found in _DECLARED.finditer(plain):
        name = found["name"] or found["after"]
        if (spread := _range(found, name)) is None or (found["except"] and name not in known):
            continue
        before = _nodes(plain[at : found.start()], declared=True)
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


def _begun(plain: str) -> Union | None:
    """1, 3, 7, 15, ..."""
    node = value_of(read(plain)[1] or ZERO) if plain.rstrip("}) ").endswith("…") else None
    if not (isinstance(node, Op) and node.head in ("list", "set") and node.args[-1] == DOTS):
        return None
    shown = node.args[:-1]
    if len(shown) <= MIN_SHOWN or not all(isinstance(one, Num) for one in shown) or _going_on(node) is not None:
        return None
    return Union([Part(one) for one in shown], told=COUNTED, begins=True)


def _plain(text: str) -> str:
    text = _STYLED.sub(r" \1 ", plain_unicode(text))
    for pattern, sign in _PLAIN:
        text = pattern.sub(sign, text)
    return " ".join(text.split()).strip(" .")


def _nodes(text: str, declared: bool = False) -> Sequence[Node | Part] | None:
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
    if (dotted := _going_on(node)) is not None:
        return [dotted]
    if (
        isinstance(node, Op)
        and node.head == "="
        and len(node.args) > 2
        and all(isinstance(one, Sym) for one in node.args)
    ):
        size = len(node.args) - declared  # a = b = c, and a = b = c = t where t is told
        return [Op("()", node.args[-1:] * size)] if declared else [Part(Op("()", (_K,) * size), "k")]
    node = prepare(_of_x(node))
    if (found := classes(node)) is not None:
        return [Part(value, found.parameter) for value in found.values]
    point = assignments(node)
    if point is not None and len(point) > 1 and not are_roots(point):
        return [Op("()", in_order(point))]
    listed = members(node) or (node,)
    names = {one.args[0] for one in listed if isinstance(one, Op) and one.head == "=" and isinstance(one.args[0], Sym)}
    values = [value_of(one) for one in listed]
    plain = all(
        is_scalar(one) or (isinstance(one, Op) and one.head == "()" and all(map(is_scalar, one.args))) for one in values
    )
    return values if plain and len(names) < 2 else None


def _going_on(node: Node) -> Part | None:
    """3 + 3k of 3, 6, 9, ..., also of ..., 3, 6, 9, ..., and 2^k of 1, 2, 4, ..., from k = 0 on."""
    if not (isinstance(node, Op) and node.head in ("list", "set", "=") and node.args):
        return None
    if node.head == "=":
        return _going_on(value_of(node)) if value_of(node) is not node else None
    first, *others = node.args
    endless = value_of(first) == DOTS
    *shown, last = others if endless else (value_of(first), *others)
    if last != DOTS or len(shown) < MIN_SHOWN or any(symbols(one) for one in shown):
        return None
    try:
        values = [rational(one) for one in shown]
    except (Inexact, Undefined, TooLarge):
        return None
    step, ratio = values[1] - values[0], values[1] / values[0] if values[0] else Fraction(0)
    if step and all(b - a == step for a, b in pairwise(values)):
        return Part(Op("add", (Num(values[0]), Op("mul", (Num(step), _K)))), "k", INTEGERS if endless else Range(0))
    if ratio and not endless and all(a and b / a == ratio for a, b in pairwise(values)):
        return Part(Op("mul", (Num(values[0]), Op("pow", (Num(ratio), _K)))), "k", Range(0))
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
    if found["set"] or found["except"]:
        return _of_ring(found["set"] or "Z", found["positive"], found["zero"], found["but"] or found["except"])
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


def _of_ring(ring: str, positive: str | None, zero: str | None, but: str | None) -> Range:
    start = 0 if zero else 1 if positive or ring == "N" else None
    return Range(start, without=frozenset(int(one) for one in re.findall(r"-?\d+", but or "")))


_SIGNS = {
    "positive": Range(1), "nonnegative": Range(0), "natural": Range(1), "whole": Range(0), "negative": None,
    "odd": None, "even": Range(None, 2),
}  # fmt: skip


def _narrowed(known: Range | None, other: Range) -> Range:
    if known is None:
        return other
    later = known if other.start is None or (known.start is not None and known.start >= other.start) else other
    return later._replace(without=known.without | other.without)


def _families(nodes: Sequence[Node | Part], known: dict[str, Range]) -> list[Part]:
    found: list[Part] = []
    for node in nodes:
        if isinstance(node, Part):
            found.append(node)
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
_NOT = re.compile(
    rf"^(?:{_NAME}\s+)?(?:that\s+|which\s+)?(?:are\s+|is\s+)?not\s+(?:an?\s+|perfect\s+)*(?=power|square|cube)"
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
        rf"{_THINGS}?(?:(?:which|that)\s+)?(?:is\s+|are\s+)?(?P<coprime>coprime|relatively\s+prime)\s+(?:to|with)\s+{_NUMBER}",
        rf"{_THINGS}?(?:(?:which|that)\s+)?(?:is\s+|are\s+)?(?P<multiples>(?:not\s+)?congruent)\s+to\s+(?P<rest>\d{{1,3}})\s*,?\s*\(?\\?p?mod(?:ulo)?\s*\{{?"
        rf"(?P<modulus>\d{{1,3}})\}}?\)?",
        rf"(?:(?:integers?|numbers?)\s+)?{_NAME}\s*(?:\\not\s?\\equiv|≢)\s*(?P<rest>\d{{1,3}}(?:\s*,\s*\d{{1,3}}){{0,5}})\s*\(?\\?p?mod\s*\{{?(?P<modulus>\d{{1,3}})\}}?\)?",
        rf"(?P<parity>odd|even)(?:\s+{_THINGS})?|{_THINGS}\s*(?P<parity2>odd|even)",
        rf"(?:integer\s+)?(?P<power>powers?)\s+of\s+{_NUMBER}(?:\s+(?P<above>>=|>|greater\s+than|larger\s+than|at\s+least)\s+(?P<bottom>\d{{1,4}}))?(?:\s*,?\s*\(?\s*(?:including|with)\s+(?P<unit>1|one)\s*\)?)?",
        r"(?:perfect\s+)?(?P<square>squares?|cubes?)(?:\s+numbers?)?",
        rf"(?:integers?|numbers?)\s*(?:{_NAME}\s*)?"
        r"(?P<bound>>=|>|greater\s+than(?:\s+or\s+equal\s+to)?|at\s+least|larger\s+than)\s*(?P<least>-?\d{1,4})",
    )
)


_RING = re.compile(
    rf"{_BLACKBOARD}(?P<ring>[ZN])\s?\}}?\s?(?:(?P<positive>{_POSITIVE})|(?P<zero>{_FROM_ZERO}))?"
    r"\s*(?:\\setminus|\\backslash)\s*\{?\s*(?P<but>-?\d{1,4}(?:\s*,\s*-?\d{1,4}){0,5})\s*\}?"
)


def _worded(plain: str) -> Union | None:
    """All odd n, multiples of 3, a power of two; N without 1 and 2."""
    if (ring := _RING.fullmatch(plain)) is not None:
        return Union([Part(_K, "k", _of_ring(ring["ring"], ring["positive"], ring["zero"], ring["but"]))], told=COUNTED)
    but = _BUT.search(plain)
    text = plain[: but.start()] if but else plain
    text = text[_WHO.match(text).end() :]  # type: ignore[union-attr]
    signs = _SIGNED.findall(text)
    text = _SIGNED.sub("", text).strip()
    others, text = _NOT.match(text) is not None, _NOT.sub("", text)
    found = next((match for one in _WORDED if (match := one.fullmatch(text))), None)
    if found is None or len(signs) > 1 or signs == ["negative"]:
        return None
    parts = _said(found.groupdict(), None if not signs else 1 if signs[0] in ("positive", "natural") else 0)
    missing = [integer(int(one)) for one in re.findall(r"-?\d+", but["but"] if but else "")]
    return Union(parts, missing, COUNTED, apart=others) if parts else None


def _both_worded(plain: str) -> Union | None:
    """Odd and not divisible by 5, as remainders modulo 10."""
    sides = [_worded(part.strip()) for part in re.split(r"(?<![a-z])(?:and|but)\s+(?!all\s)", plain)]
    lines = [[rational_form(part.value, [part.letter]) for part in side.parts] for side in sides if side is not None]
    classes_of = [[(int(one[1][0]), int(one[0])) for one in side if one is not None] for side in lines]
    plainly = all(side is not None and not (side.missing or side.apart) for side in sides)
    starts = {part.range.start for side in sides if side is not None for part in side.parts}
    if (
        not plainly
        or len(sides) != 2
        or starts != {None}
        or any(len(a) != len(b) for a, b in zip(lines, classes_of, strict=True))
    ):
        return None
    step = lcm(*(size for side in classes_of for size, _ in side))
    rests = [k for k in range(step) if all(any((k - rest) % size == 0 for size, rest in side) for side in classes_of)]
    parts = [Part(Op("add", (Op("mul", (integer(step), _K)), integer(rest))), "k") for rest in rests]
    return Union(parts, told=COUNTED) if step <= MAX_STEP and 0 < len(parts) <= MAX_LISTED else None


_UNITED = re.compile(
    r",|(?<![a-z])or(?![a-z])|(?<=[a-z\d ])and\s+(?=all\s)"
    r"|(?:(?<=integers )|(?<=numbers )|(?<=multiples ))and\s+(?:the\s+)?(?=(?:odd|even|multiples|integers|numbers)\b)"
)
"""Odd integers and multiples of 4 are those of both kinds."""


def _all_worded(plain: str) -> Union | None:
    """All odd n, and all multiples of 8; no n that is odd and divisible by 5, where both hold."""
    found = [_worded(part.strip()) for part in _UNITED.split(plain)]
    known = [one for one in found if one is not None and not one.missing and not one.apart]
    return Union([part for one in known for part in one.parts], told=COUNTED) if len(known) == len(found) else None


def _said(said: dict[str, str | None], least: int | None) -> list[Part]:
    number = _number(said.get("number") or "")
    if said.get("power"):
        return (
            [Part(Op("pow", (integer(number), _K)), "k", Range(_first_power(said, number)))]
            if number and number > 1
            else []
        )
    if square := said.get("square"):
        power = integer(2 if square[0] == "s" else 3)
        return [Part(Op("pow", (_K, power)), "k", Range(least))]
    if bound := said.get("bound"):
        first = int(said["least"] or 0) + (bound[0] in ">gl" and "=" not in bound and "equal" not in bound)
        return [Part(_K, "k", Range(first if least is None else max(first, least)))]
    step, rests = _classes_of(said, number)
    if not step or len(rests) > MAX_RESTS:
        return []
    return [
        Part(Op("add", (Op("mul", (integer(step), _K)), integer(rest))), "k", Range(_first(least, step, rest)))
        for rest in rests
    ]


def _first_power(said: dict[str, str | None], number: int) -> int:
    """Of the powers of 2 greater than 1, 1."""
    least = int(said.get("bottom") or 0) + ((said.get("above") or "")[:1] in ">gl" and said.get("above") != ">=")
    return next(k for k in range(MAX_LISTED) if number**k >= least)


def _classes_of(said: dict[str, str | None], number: int | None) -> tuple[int, list[int]]:
    """A step, and the remainders of the numbers that are meant."""
    if parity := said.get("parity") or said.get("parity2"):
        return 2, [int(parity == "odd")]
    step = int(said.get("modulus") or number or 0)
    if step > MAX_STEP:
        return (step, [0]) if (said.get("multiples") or "not")[:3] != "not" else (0, [])
    others = [k for k in range(step) if gcd(k, step) > 1] if said.get("coprime") else [0]
    if said.get("rest"):
        others = [int(one) % step for one in re.findall(r"\d+", said["rest"] or "")]
    inside = (said.get("multiples") or "not")[:3] != "not"
    return step, [k for k in range(step) if (k in others) is inside]


def _first(least: int | None, step: int, rest: int) -> int | None:
    """The first k for which step k + rest is no less."""
    return None if least is None else -((rest - least) // step)


def _number(word: str) -> int | None:
    digits = word if word.isdecimal() else word_number(word) or ""
    return int(digits) if digits.isdecimal() else None


# -- comparison --------------------------------------------------------------------------------------------------------

_ASKED_POSITIVE = re.compile(
    r"\b(?:(?<!for\s)(?:all|every|any|each|those|the)|which|what)\s+(?:the\s+)?(?:(?:ordered|possible|starting|initial)\s+)?"
    r"(?:(?:(?P<several>pairs?|triples?|quadruples?|tuples?|solutions?)|values)\s*(?:\$?\([^()]{1,20}\)\$?\s*)?"
    r"(?:of|in|to|for)\s+)?"
    r"(?:the\s+)?(?P<sign>positive|natural|non-?negative)\s+(?:integers?|numbers?|whole\s+numbers?|integral)"
    r"(?P<letters>\s*(?:solutions|\$?\(?[a-z]\$?\s*(?:,|and)\s*\$?[a-z]))?",
    re.IGNORECASE,
)
"""For all positive integers says nothing of what is looked for."""
_ASKED_IN = re.compile(
    rf"\b(?:all|which|every|each|any)\s+\$?(?:{_NAME})\s*(?:\\in|∈)\s*{_BLACKBOARD}?"
    r"(?:N|Z\s*\}?\s*(?:\^\s*\{?\s*\+|_\s*\{?\s*>\s*0))"
)
_ASKED_ELSEWHERE = re.compile(
    r"\b(?:qué|cuáles|los|quels?|les|welchen?|alle|quali|gli|quais|os|каких|все)\s+"
    r"(?:\w+\s)?(?:(?:números\s)?enteros\s(?:estrictamente\s)?positivos|entiers\sstrictement\spositifs"
    r"|positiven?\sganzen?\sZahlen|(?:numeri\s)?interi\spositivi|(?:números\s)?inteiros\spositivos|натуральны[ех])\b",
    re.IGNORECASE,
)
"""Of languages whose natural numbers may begin with 0, only where they are called positive."""
_ASKED_ABOVE = re.compile(
    r"\b(?:integers?|all|which|every)\s+\$?[a-zA-Z](?:_\{?\w\}?)?\s*(?P<sign>>=?|\\geq?(?:slant)?(?![a-z])|≥)\s*(?P<least>\d{1,3})\b"
)


def least_asked(prompt: str, *, points: bool = False) -> int | None:
    """The least number that the question asks about; of points, the least of all their coordinates."""
    prompt = prompt[-MAX_PROMPT:]
    if (found := _ASKED_POSITIVE.search(prompt)) is not None:
        least = 0 if found["sign"].lower().startswith("non") else 1
        return least if not points or found["several"] or found["letters"] else None
    if points:
        return None
    if _ASKED_IN.search(prompt):
        return 1
    if _ASKED_ELSEWHERE.search(prompt):
        return 1
    above = _ASKED_ABOVE.search(prompt)
    return int(above["least"]) + (above["sign"] == ">") if above is not None else None


def _same(left: Union, right: Union, least: int | None) -> bool:
    first, second = (_rest(side, other) for side, other in ((left, right), (right, left)))
    letters = [
        frozenset[str]().union(*(symbols(part.value) - {part.letter} for part in side.parts))
        for side in (first, second)
    ]
    if left.apart is not right.apart or letters[0] != letters[1] or len(letters[0]) > 1:
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
    if left.begins or right.begins:
        shown, members = (near, other_near) if left.begins else (other_near, near)
        return left.begins is not right.begins and sorted(members)[: len(shown)] == sorted(shown)
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
        lines = [rational_form(entry, [part.letter]) for entry in _entries(part.value)] if part.letter else []
        known = [(_as_integer(line[0]), _as_integer(line[1][0])) for line in lines if line is not None]
        for place in part.range.places(count) if part.letter else (0,):
            if known and len(known) == len(lines) and not letters:
                yield tuple(start + step * place for start, step in known)
                continue
            spend(5)
            try:
                yield _value(substitute(part.value, {part.letter: integer(place)}), letters)
            except (TooLarge, Undefined):
                if strict:
                    raise
                break


def _as_integer(value: Fraction) -> Fraction | int:
    """Whole numbers are added many times faster where they are no fractions."""
    return value.numerator if value.denominator == 1 else value


def _entries(node: Node) -> tuple[Node, ...]:
    return node.args if isinstance(node, Op) and node.head in BRACKETS else (node,)


def _value(node: Node, letters: frozenset[str]) -> Value:
    """The numbers of a point; of a function of the letters its values at two places."""
    places = [dict.fromkeys(letters, Num(place)) for place in _PLACES] if letters else [{}]
    return tuple(rational(substitute(entry, at)) for entry in _entries(node) for at in places)


def _counts(value: Value, least: int) -> bool:
    return all(one >= least for one in value)
