"""Recurrences in another form: a_{n+2} = a_n/((n+1)(n+2)) is (n+2)(n+1) a_{n+2} = a_n, and a_n = a_{n-2}/(n(n-1)).

Both are made equations of the last member and those before it; then one must be the other times what is not zero.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    integer,
    is_scalar,
    minus,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 200
MAX_SHIFT = 6
_ABOUT = re.compile(
    r"recur|series|coefficient|sequence|Rekursion|récurrence|recursi|рекуррент|递推|漸化", re.IGNORECASE
)
_MEMBER = re.compile(r"(?P<stem>[a-zA-Z])_(?P<index>[nkm])(?P<shift>[+-]\d)?")
_RANGE = re.compile(
    r"(?:[,;]|\\quad|\()(?:\s|\\quad|\\text\s*\{\s*(?:for|where)\s*\}|\\ |\()*[nkm]\s*(?:\\geq?|≥|=)\s*\d[^=]*$"
)
_LAST = "last member"


def same_recurrences(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or "_" not in truth or "_" not in answer:
        return None
    if _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    left = _equation(truth)
    right = _equation(answer) if left is not None else None
    if left is None or right is None or symbols(left) != symbols(right):
        return None
    spend(200)
    try:
        ours, theirs = _slope(left), _slope(right)
        if ours is None or theirs is None:
            return None
        alike = same_scalar(Op("mul", (left, theirs)), Op("mul", (right, ours)), EXACT).equal
    except Undecided:
        return None
    return Verdict(True, "the same recurrence", "recurrences") if alike else None


# -- with the values that it begins with ------------------------------------------------------------------------------

_MEMBERS_GIVEN = re.compile(
    r"\(\s*(?P<names>[a-zA-Z]_\{?\d\}?(?:\s*,\s*[a-zA-Z]_\{?\d\}?)+)\s*\)\s*=\s*\((?P<values>[^()=]{1,80})\)"
)
_FIRST = re.compile(r"\s*(?P<name>[a-zA-Z]_\{?\d\}?(?:\s*=\s*[a-zA-Z]_\{?\d\}?)*)\s*=\s*(?P<value>-?[\d./\s]{1,20})\s*")
_INDEX = re.compile(r"(?P<stem>[a-zA-Z])_\{?(?P<index>\d)\}?")
_SAID = re.compile(
    r"\\text[a-z]*\s*\{[\s,;]*(?:with|and|where|for(?: all)?|if)[\s,:]*(?:initial (?:values|conditions)[\s,:]*)?\}"
)
_GAP = re.compile(r"\\(?:q?quad(?![a-z])|[,;:! ])|[$~]")
_FROM = re.compile(r"[\s(]*[nkm]\s*(?:\\geq?(?:slant)?(?![a-z])|≥|>|=)\s*\d[\s)]*")


def recurrences_with_values(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless both are a recurrence and its first members, and one has members that the other has too: the same
    recurrence, with the same ones."""
    if max(len(truth), len(answer)) > MAX_CHARS or "_" not in truth or "_" not in answer:
        return None
    left, right = _with_values(truth), _with_values(answer)
    if left is None or right is None:
        return None
    ours, theirs = _extended(*left), _extended(*right)
    if any(ours[index] != theirs[index] for index in ours.keys() & theirs.keys()):
        return Verdict(False, f"other first members: {truth[:40]}, {answer[:40]}", "recurrences")
    return same_recurrences(left[0], right[0], "recurrence") if left[1].keys() == right[1].keys() else None


def _extended(text: str, given: dict[int, str]) -> dict[int, Fraction | str]:
    """The first members, those that are given and those that follow from them."""
    known: dict[int, Fraction | str] = {index: _number(value) for index, value in given.items()}
    equation = _equation(text)
    if equation is None or not symbols(equation) <= {_LAST, "n", *(f"member {k} before" for k in range(MAX_SHIFT))}:
        return known
    for index in range(min(given) + 1, min(given) + 2 * MAX_SHIFT):
        before = {f"member {k} before": known.get(index - k) for k in range(1, MAX_SHIFT)}
        values: dict[str, Node] = {name: Num(one) for name, one in before.items() if isinstance(one, Fraction)}
        if index in known or not symbols(equation) <= {_LAST, "n", *values}:
            continue
        try:
            at_zero, at_one = (
                rational(substitute(equation, {**values, "n": integer(index), _LAST: one})) for one in (ZERO, ONE)
            )
        except (Inexact, TooLarge, Undefined):
            return known
        if at_zero == at_one:
            return known
        known[index] = at_zero / (at_zero - at_one)
    return known


def _number(text: str) -> Fraction | str:
    node = read(text)[1]
    try:
        return text if node is None else rational(node)
    except (Inexact, TooLarge, Undefined):
        return text


def _with_values(text: str) -> tuple[str, dict[int, str]] | None:
    """The text of the equation, and the members that are given."""
    plain = _GAP.sub(" ", _SAID.sub(", ", text))
    given: dict[int, str] = {}
    for several in _MEMBERS_GIVEN.finditer(plain):
        names, values = several["names"].split(","), several["values"].split(",")
        if len(names) != len(values):
            return None
        given |= {int(_INDEX.search(name)["index"]): value.strip() for name, value in zip(names, values, strict=True)}  # type: ignore[index]
    equations: list[str] = []
    for part in split_at_commas(_MEMBERS_GIVEN.sub("", plain)):
        if (first := _FIRST.fullmatch(part)) is not None:
            given |= {int(one["index"]): first["value"].strip() for one in _INDEX.finditer(first["name"])}
        elif part.strip() and _FROM.fullmatch(part) is None:
            equations.append(re.sub(r"\([^()=]*(?:\\geq?|≥|>)\s*\d\s*\)\s*$", "", part.strip()))
    return (equations[0], given) if len(equations) == 1 and given else None


def _equation(text: str) -> Node | None:
    """Its left side less its right one, with the index moved so that the last member is that of n."""
    node = read(_RANGE.sub("", text))[1]
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and all(map(is_scalar, node.args))):
        return None
    members = {one: found for one in symbols(node) if (found := _MEMBER.fullmatch(one)) is not None}
    if len(members) < 2 or len({(one["stem"], one["index"]) for one in members.values()}) != 1:
        return None
    index = next(iter(members.values()))["index"]
    shifts = {name: int(one["shift"] or 0) for name, one in members.items()}
    top = max(shifts.values())
    if max(map(abs, shifts.values())) > MAX_SHIFT:
        return None
    names = {name: Sym(_LAST if shift == top else f"member {top - shift} before") for name, shift in shifts.items()}
    moved: Node = minus(Sym("n"), integer(top)) if top else Sym("n")
    return substitute(minus(*node.args), {**names, index: moved})


def _slope(equation: Node) -> Node | None:
    """The factor of the last member, in which the equation is linear and which is not zero for n = 6, ..., 9."""
    at_zero, at_one = (substitute(equation, {_LAST: one}) for one in (ZERO, ONE))
    slope = minus(at_one, at_zero)
    linear = Op("add", (at_zero, Op("mul", (slope, Sym(_LAST)))))
    if not same_scalar(equation, linear, EXACT).equal:
        return None
    try:
        known = [approximate(substitute(slope, {"n": integer(n)})) for n in range(MAX_SHIFT, MAX_SHIFT + 4)]
    except (Unknown, Undefined, TooLarge):
        return None if symbols(slope) <= {"n"} else slope
    return slope if all(known) else None
