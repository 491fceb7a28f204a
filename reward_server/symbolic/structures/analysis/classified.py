# ruff: noqa: E501  (a line of a table is one kind)
"""What stands where, and what is which: local maximum 2 at x = -1, saddle at (0, 0); increasing on (1, oo); a pole of order 2 at z = 0;
domain [-2, 2], range [0, 2]; centre (2, -1), radius 3.

Both sides must say the same kinds, and each kind of the same places, in any order and in either form: the value 2 at
x = -1 is the point (-1, 2). Only to accept: what is not read to the end decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import assignments, in_order, value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Op, Word, is_scalar, substitute, symbols
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.analysis.kinds import KIND, LETTERS, OF_EQUATIONS, OF_POINTS, OF_SETS, ORDINALS
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 400
MAX_ITEMS = 12

_STYLES = re.compile(
    r"\\(?:text[a-z]*|mathrm|mbox|operatorname)\s*\{([^{}]*)\}|\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z])|\\)|[$~\n]"
)
_FILL = (
    r"(?:[\s,;.:&|，。；：、和]|=|\\(?:mapsto|to|Rightarrow)(?![a-z])|→|-{2,}|–|—"
    r"|(?<![A-Za-z\\])(?:and|und|et|и|a|an|the|is|are|has|have|for|on|of|in|over|when|if|there|ist|est|es|sind|sont"
    r"|function|f|g|its|it|It|attained|occurs?|reached|equilibrium|with|points?|intervals?|auf|sur|en|при|на|all)(?![A-Za-z(_^]))"
)
_BEFORE, _AFTER = re.compile(rf"^(?:{_FILL}|\))+"), re.compile(rf"(?:{_FILL}|\()+$")
_AT = re.compile(r"(?<![^\W\d_])(?<!\\)(?:at|bei|in|en|при|в точке)(?![^\W\d_])(?:\s+(?:the\s+)?points?(?![A-Za-z]))?")
_VALUED = re.compile(
    r"[\s,;(]*(?:with\s+|where\s+|of\s+|its\s+)*(?:the\s+)?(?:(?:function\s+)?values?(?![a-z])(?:\s+(?:is|of))?\s*[:=]?|[a-z]\s*\([^()=]{1,30}\)\s*=(?=[^=]*$)|(?<=[,;\s(])[yz]\s*=)"
)
_CALLED = re.compile(r"[a-zA-Z]\s*\((?P<place>[^()=]{1,40})\)\s*=\s*(?P<value>[^=]{1,60})")
_BRACKETED = re.compile(r"(?P<value>[^()]{1,40}?)\s*\(\s*(?:at\s+|when\s+)?(?P<place>[a-z]\s*=[^()]{1,30})\)")
_JOINT = re.compile(r"(?<![A-Za-z\\])(?:and|und|et|и|or|as\s+well\s+as)(?![A-Za-z])")


class Item(NamedTuple):
    place: Node | None
    value: Node | None


Kinds = dict[str, list[Item]]


def same_classified(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    verdict = _compared(truth, answer, prompt)
    return verdict if verdict is not None and verdict.equal else None


def kinds_differ(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Refuses only: 0 unstable, 3 stable has the same numbers as 0 stable, 3 unstable."""
    if truth == answer or not (_WORD.search(truth) and _WORD.search(answer)) or _MINUTES.search(truth + answer):
        return None
    verdict = _compared(truth, answer, prompt)
    return None if verdict is None or verdict.equal else verdict


_MINUTES = re.compile(r"\d(?:[\s~]|\\[,; ])*(?:\\(?:text|mathrm)\s*\{\s*)?min(?![a-z])")


def says_no_kinds(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Refuses only: y = 0, 1 for y = 0 unstable, y = 1 stable."""
    if "\\text" in answer or (wanted := _classified(truth)) is None or len(wanted.keys() & OF_POINTS.keys()) < 2:
        return None
    if _classified(answer):
        return None
    return Verdict(False, f"does not say which is which: {answer[:40]}", "classified")


_WORD = re.compile(r"(?<![^\W\d_]|\\)[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff]")


def _compared(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None where one side is not read, or they don't say the same kinds."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_WORD.search(truth) or _WORD.search(answer)):
        return None
    spend(200)
    if (figures := _without_figure(truth, answer)) is not None:
        truth, answer = figures
    wanted, given = _classified(truth), _classified(answer)
    if not wanted or not given or {*wanted} != {*given}:
        wanted, given = wanted or _named_by_letters(truth, given), given or _named_by_letters(answer, wanted)
    if (wanted is None) != (given is None):
        return _bare_equations(wanted or given or {}, answer if wanted else truth)
    if not wanted or not given:
        return None
    if not (_scoped(wanted) and _scoped(given)):
        wanted, given = _unscoped(wanted), _unscoped(given)
    if {*wanted} != {*given}:
        contrary = next((one for one in _contraries({*wanted}, {*given})), None)
        return None if contrary is None else Verdict(False, f"one is {contrary}, the other is not", "classified")
    try:
        alike = all(_same_kind(kind, wanted[kind], given[kind], prompt) for kind in wanted)
    except Undecided:
        return None
    shown = ", ".join(sorted(wanted))
    return Verdict(alike, f"{'the same' if alike else 'other'} places of each kind: {shown}", "classified")


_FIGURE = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?(?:(?:it is|this is)\s+)?(?:an?\s+|the\s+)?(?P<figure>hyperbola|ellipse|parabola|circle|sphere)\b"
    r"[\s,;:]*(?:(?:with|having|whose|its)\s+)?(?=[^\s}])",
    re.IGNORECASE,
)


def _without_figure(truth: str, answer: str) -> tuple[str, str] | None:
    """A hyperbola with foci ..., where both say that it is one."""
    left, right = _FIGURE.match(truth), _FIGURE.match(answer)
    if left is None or right is None or left["figure"].lower() != right["figure"].lower():
        return None
    return _opened(truth, left.end()), _opened(answer, right.end())


def _opened(text: str, at: int) -> str:
    """The rest, in a group of text where it was in one."""
    return ("\\text{" if "{" in text[:at] and text[at:].find("}") >= 0 else "") + text[at:]


# -- reading ----------------------------------------------------------------------------------------------------------


def _classified(text: str) -> Kinds | None:
    """Kind -> its places; None where something is not read."""
    plain = " ".join(_STYLES.sub(r" \1 ", text).split()).strip(" .")
    plain = _NONE_OF_KIND.sub("", _ORIGIN.sub("(0,0)", _BARRED.sub(r"(\1,\2)", plain)))
    found = list(KIND.finditer(plain))
    if not 1 <= len(found) <= MAX_ITEMS:
        return None
    ends = [0, *(edge for one in found for edge in one.span()), len(plain)]
    gaps = [_bare(plain[ends[k] : ends[k + 1]]) for k in range(0, len(ends), 2)]
    if gaps[0] and gaps[-1]:
        return _between(gaps[0], _kind(found[0]), gaps[1]) if len(found) == 1 else None
    kinds: Kinds = {}
    for one, gap in zip(found, gaps[:-1] if gaps[0] else gaps[1:], strict=True):
        kind = _kind(one)
        extreme = kind.endswith(("max", "min"))
        items = _items(gap, extreme=extreme) if kind not in OF_EQUATIONS else _equations(gap)
        if items is None or len(items) > MAX_ITEMS:
            return None
        kinds.setdefault(kind, []).extend(items)
    return kinds


def _between(place: str, kind: str, value: str) -> Kinds | None:
    """x = 3, y = 1, z_max = 11"""
    node = read(place)[1]
    named = assignments(node) if node is not None else None
    values = _members(value)
    if named is None or values is None or len(values) != 1 or not kind.endswith(("max", "min")):
        return None
    return {kind: [Item(Op("()", in_order(named)), values[0])]}


def _named_by_letters(text: str, other: Kinds | None) -> Kinds | None:
    """C(2, -1), r = 3 beside a centre and a radius."""
    for kind, letter in LETTERS.items():
        if other and kind in other:
            text = letter.sub(rf" \\text{{; {kind} }} ", text)
    return _classified(text) if other else None


_CONTRARY = {
    "max": "min", "stable": "unstable", "increasing": "decreasing", "convex": "concave", "global": "local",
    "absolutely": "conditionally",
}  # fmt: skip
_CONTRARY |= {other: one for one, other in _CONTRARY.items()}


def _contraries(wanted: set[str], given: set[str]) -> Iterator[str]:
    """What one side alone says, where the other one says the contrary, or the same of another order."""
    for ours, theirs in ((wanted, given), (given, wanted)):
        for kind in ours - theirs:
            first, _, rest = kind.partition(" ")
            if f"{_CONTRARY.get(first, '')} {rest}".strip() in theirs or (
                rest.isdigit() and any(other.startswith(f"{first} ") for other in theirs)
            ):
                yield kind
    ours, theirs = (one - other for one, other in ((wanted, given), (given, wanted)))
    for kind in ours:
        base = kind.rpartition(" ")[2]
        if base in _EXCLUDE_EACH_OTHER and any(
            one.rpartition(" ")[2] in _EXCLUDE_EACH_OTHER - {base} for one in theirs
        ):
            yield kind


_EXCLUDE_EACH_OTHER = frozenset({"max", "min", "saddle"})


def _scoped(kinds: Kinds) -> bool:
    return any(kind.startswith(("global ", "local ")) for kind in kinds)


def _unscoped(kinds: Kinds) -> Kinds:
    """The maximum, for a local one, beside an answer that says neither local nor global."""
    found: Kinds = {}
    for kind, items in kinds.items():
        found.setdefault(kind.removeprefix("global ").removeprefix("local "), []).extend(items)
    return found


_NONE_OF_KIND = re.compile(
    r"[\s,;.]*(?:\b(?:and|but|with)\s+)?(?:\b(?:there\s+(?:is|are)|it\s+has|f\s+has|has)\s+)?\bno\s+(?:(?:other|further)\s+)?"
    r"(?:(?:local|relative|global|absolute)\s+)?"
    r"(?:max(?:im(?:um|a))?|min(?:im(?:um|a))?|extrem(?:um|a)|saddles?(?:\s+points?)?|inflection\s+points?|points?\s+of\s+inflection"
    r"|(?:vertical|horizontal|oblique|slant)\s+asymptotes?)(?![a-z])(?:\s+(?:points?|values?))?(?=\s*[,;.]|\s*$|\s+and\b)"
)
"""No local maximum: what is not there has no place."""
_POINT_NAME = re.compile(r"^[A-Z](?:_\{?\d\}?)?\s*=?\s*(?=\()")
_BARRED = re.compile(r"\(([^()|,]{1,12})\|([^()|,]{1,12})\)")
_ORIGIN = re.compile(r"(?<![a-z])(?:the\s+)?origin(?![a-z])")


def _bare(text: str) -> str:
    for edge in (_BEFORE, _AFTER):
        text = edge.sub("", text)
    return _POINT_NAME.sub("", text)


def _kind(found: re.Match[str]) -> str:
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    name = next(name for name in groups if name in OF_POINTS or name in OF_EQUATIONS or name in OF_SETS)
    order = next((groups[key] for key in ("timesa", "timesb", "ordera", "orderb") if key in groups), "")
    scope = "global " if groups.keys() & {"whole", "all"} else "local " if groups.keys() & {"near", "nearby"} else ""
    return f"{scope}{name} {ORDINALS.get(order.lower(), order)}".strip()


def _items(text: str, *, extreme: bool) -> list[Item] | None:
    """The places that a piece of text lists; with the value there, if it says it."""
    if not text:
        return None
    if (called := [_CALLED.fullmatch(_bare(part)) for part in _parts(text)]) and None not in called:
        pairs = [(f"({one['place']})" if "," in one["place"] else one["place"], one["value"]) for one in called if one]
        return _paired(pairs)
    if (bracketed := _BRACKETED.fullmatch(text)) is not None:
        return _paired([(bracketed["place"], bracketed["value"])])
    at = _AT.split(text)
    if len(at) == 2 and _bare(at[0]):
        value = re.sub(r"^(?:values?\s*)?(?:[a-z]\s*=)?", "", _bare(at[0]))
        return _paired([(_bare(at[1]), value)])
    says_where = len(at) == 2
    text = _bare(at[-1])
    valued = _VALUED.search(text)
    if valued is not None and valued.group().strip(" ,;(")[:1] in "yz" and "x" not in text[: valued.start()]:
        valued = None  # y = 1 beside x = 0 is the value there, and z = 1 beside z = 0 another place
    if valued is not None and valued.end() < len(text):
        place, value = _bare(text[: valued.start()]), text[valued.end() :].strip(" ()")
        return _paired([(place, value)]) if place else _listed(value, as_value=True)
    return _listed(text, as_value=extreme and not says_where and "=" not in text) if len(at) < 3 else None


def _equations(text: str) -> list[Item] | None:
    """As they are written, with their letters."""
    node = read(_JOINT.sub(",", text))[1]
    if node is None:
        return None
    parts = [
        both for one in (node.args if isinstance(node, Op) and node.head == "list" else (node,)) for both in _both(one)
    ]
    equations = all(isinstance(one, Op) and one.head == "=" and len(one.args) == 2 for one in parts)
    return [Item(one, None) for one in parts] if equations else None


def _both(node: Node) -> tuple[Node, ...]:
    """x = 2 and x = -2, for x = ±2"""
    spread = prepare(node.args[1]) if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 else node
    if not (isinstance(spread, Op) and isinstance(node, Op) and spread.head == "or"):
        return (node,)
    return tuple(Op("=", (node.args[0], one)) for one in spread.args)


_ASYMPTOTES = frozenset({"vertical", "horizontal", "oblique"})


def _bare_equations(kinds: Kinds, text: str) -> Verdict | None:
    """x = 2 is the vertical asymptote and y = 3 the horizontal one, whether it is said or not."""
    items = _equations(" ".join(_STYLES.sub(r" \1 ", text).split())) if kinds.keys() <= _ASYMPTOTES and kinds else None
    if not items:
        return None
    alike = _same_kind("vertical", [one for side in kinds.values() for one in side], items, "")
    return Verdict(True, "the same asymptotes", "classified") if alike else None


def _parts(text: str) -> list[str]:
    """At the commas outside brackets."""
    text, parts, depth = _JOINT.sub(",", text), [""], 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if char in ",;" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def _paired(pairs: list[tuple[str, str]]) -> list[Item] | None:
    """Each place with its value, which several places may have."""
    items: list[Item] = []
    for place, value in pairs:
        (where, what) = (_members(place), _members(value))
        if where is None or what is None or len(what) != 1:
            return None
        items += [Item(one, what[0]) for one in where]
    return items


def _listed(text: str, *, as_value: bool) -> list[Item] | None:
    members = _members(text)
    if members is None:
        return None
    plain = as_value and all(is_scalar(one) for one in members)
    return [Item(None, one) if plain else Item(one, None) for one in members]


def _members(text: str) -> list[Node] | None:
    node = read(_JOINT.sub(",", text))[1]
    if node is None:
        return None
    node = prepare(node)
    parts = node.args if isinstance(node, Op) and node.head in ("list", "or", "set") and node.args else (node,)
    inner = [one for part in parts for one in (part.args if isinstance(part, Op) and part.head == "or" else (part,))]
    values = [_spread(value_of(part)) for part in inner]
    flat = [one for value in values for one in value]
    if any(isinstance(one, Word) and not one.text.startswith("set ") for one in flat):
        return None
    return flat if not any(isinstance(one, Op) and one.head in ("quantity", "list") for one in flat) else None


def _spread(node: Node) -> tuple[Node, ...]:
    return node.args if isinstance(node, Op) and node.head == "or" else (node,)


# -- comparison -------------------------------------------------------------------------------------------------------


def _same_kind(kind: str, truth: list[Item], answer: list[Item], prompt: str) -> bool:
    if kind in OF_SETS:
        return _equal(*(_united([one.place for one in side if one.place is not None]) for side in (truth, answer)))
    rest = list(answer)
    for one in truth:
        match = next((k for k, other in enumerate(rest) if _same_item(one, other, prompt)), None)
        if match is None:
            return False
        del rest[match]
    return not rest


def _united(places: list[Node]) -> Node:
    return places[0] if len(places) == 1 else Op("cup", tuple(places))


def _same_item(truth: Item, answer: Item, prompt: str) -> bool:
    """A value that only one side says must be that of the prompt's function."""
    truth, answer = _as_point(truth, answer), _as_point(answer, truth)
    if truth.place is not None and answer.place is not None and not _equal(truth.place, answer.place):
        return False
    if truth.value is not None and answer.value is not None:
        places = (truth.place is None) == (answer.place is None) or _is_reached(answer, prompt)
        return _equal(truth.value, answer.value) and places
    if truth.place is None or answer.place is None:
        return False
    return truth.value == answer.value or (truth.value is None and _is_reached(answer, prompt))


def _as_point(one: Item, other: Item) -> Item:
    """x = -1 and the value 2 for the point (-1, 2), where the other side speaks of x alone."""
    place = one.place
    if one.value is None and isinstance(place, Op) and place.head == "()" and len(place.args) == 2:
        alone = other.value is not None and (other.place is None or is_scalar(other.place))
        if alone or (other.place is not None and is_scalar(other.place)):
            return Item(*place.args)
    return one


def _equal(left: Node, right: Node) -> bool:
    return left == right or same(left, right, EXACT).equal


_FUNCTION = re.compile(r"(?:[a-zA-Z]\s*\((?P<names>[a-z](?:\s*,\s*[a-z])*)\)|y)\s*=\s*(?P<value>[^$=;]{1,120})")


def _is_reached(item: Item, prompt: str) -> bool:
    """Is the value that of the one function which the prompt defines?"""
    functions = [*_functions(prompt[-MAX_PROMPT:])]
    if len(functions) != 1 or item.place is None or item.value is None:
        return False
    (names, value) = functions[0]
    places = item.place.args if isinstance(item.place, Op) and item.place.head == "()" else (item.place,)
    if len(places) != len(names) or not all(map(is_scalar, places)):
        return False
    return same_scalar(substitute(value, dict(zip(names, places, strict=True))), item.value, EXACT).equal


def _functions(prompt: str) -> Iterator[tuple[list[str], Node]]:
    for found in _FUNCTION.finditer(prompt):
        value = read(found["value"].rstrip(" .,"))[1]
        if value is None or not is_scalar(value):
            continue
        names = [name.strip() for name in found["names"].split(",")] if found["names"] else ["x"]
        if symbols(value) <= {*names}:
            yield names, value
