"""What two expressions that differ may mean besides: letters that the question calls positive, a sine that goes on
behind its bracket, the mean of data whose sum stands on the other side.

Each reading accepts only, and only where both sides are the same under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    heads,
    integer,
    minus,
    rebuild,
    rename,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.structures.matrices import matrix_step, rows
from reward_server.symbolic.structures.quantities import with_error
from reward_server.symbolic.structures.renamed import as_graph, in_one, of_one_index, of_one_stem, with_plain_names
from reward_server.symbolic.structures.samples import EXTREMES, is_of_data, order_statistic, with_means, written_out
from reward_server.symbolic.structures.unordered import as_points

_LETTER = (
    r"(?:(?<![A-Za-z\\])[A-Za-zα-ω]|\\(?:alpha|beta|gamma|delta|epsilon|theta|lambda|mu|rho|sigma|tau|omega))(?![A-Za-z])"
    r"(?:_\{?\w{1,3}\}?)?"
)
_LESS = r"\s*(?:<|≤|\\(?:lt|leq?|leqslant)(?![A-Za-z]))\s*"
_ABOVE_ZERO = re.compile(
    rf"(?<![\d.])0{_LESS}({_LETTER})(?:{_LESS}({_LETTER}))?|({_LETTER})\s*(?:>|\\gt(?![A-Za-z]))\s*0(?!\.?\d)"
)
_BELOW_ZERO = re.compile(
    rf"({_LETTER}){_LESS}(?:0(?!\.?\d)|-)|(?<![\d.])0\s*(?:>|≥|\\(?:gt|geq?)(?![A-Za-z]))\s*({_LETTER})"
    rf"|\b(?:negative|nonpositive|non-positive)\s+(?:values?\s+of\s+)?\$?({_LETTER})|({_LETTER})\$?\s+is\s+negative\b"
)
"""The prompt tells two cases apart."""
_LETTERS = rf"\$?{_LETTER}\$?(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)\$?{_LETTER}\$?){{0,5}}"
_SAID_POSITIVE = re.compile(
    r"\bpositive\s+(?:(?:real|rational|whole|constant|parameter|integer|number|value)s?\s+){0,3}"
    rf"({_LETTERS})|({_LETTERS})\s+(?:be|are|is)\s+(?:\w+\s+)?positive\b"
)
_MEASURE = re.compile(  # a mass m, but not the mass a body has
    r"\b(?:mass|radius|radii|lengths?|width|distance|period|frequency|sides?(?:\s+lengths?)?|legs?|hypotenuse|diameter|speed"
    rf"|height|variance|density|spring constant)\s+(?!a\s)({_LETTERS})"
)
_NAME = re.compile(_LETTER)
_ROOTS = frozenset({"root", "pow", "abs", "ln", "log"})
_ENDS = frozenset({"pow", "ln", "exp"}) | frozenset({"sin", "cos", "tan"})
"""What goes on in no argument of a sine."""
_WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


def readings(truth: Node, answer: Node, prompt: str) -> Iterator[tuple[Node, Node]]:
    known = heads(truth) | heads(answer)
    if prompt and known & _ROOTS and (names := _positive(prompt) & symbols(truth) & symbols(answer)):
        squares: dict[str, Node] = {name: Op("pow", (Sym(f"{name}_root"), integer(2))) for name in names}
        yield substitute(truth, squares), substitute(answer, squares)
    if known & _ROOTS and not known & _RELATIONS and (above := _lower_bound(truth, prompt)):
        yield substitute(truth, above), substitute(answer, above)
    if "quantity" in known and "add" in known:
        left, right = _one_quantity(truth), _one_quantity(answer)
        if (left, right) != (truth, answer):
            yield left, right
    if "in" in known and "()" in known:
        left, right = _points_on_diagonal(truth), _points_on_diagonal(answer)
        if (left, right) != (truth, answer):
            yield left, right
    if "set" in known and "=" in known and (spread := as_points(answer)) != answer:
        yield truth, spread
    if "pm" in known and "quantity" in known:
        left, right = with_error(truth), with_error(answer)
        if (left, right) != (truth, answer):
            yield left, right
    if "pm" in known:
        left, right = (_as_list(rebuild(node, _both_equations)) for node in (truth, answer))
        if (left, right) != (truth, answer):
            yield left, right
    if "matrix" in known and (same_size := _with_identity(truth, answer)) is not None:
        yield same_size
    if "()" in known or "matrix" in known:
        left, right = (rebuild(node, _dotted) for node in (truth, answer))
        if (left, right) != (truth, answer):
            yield left, right
    if "such_that" in known and (graphs := (as_graph(truth, answer), as_graph(answer, truth))) != (truth, answer):
        yield graphs
    if "=" in known and "list" in known and (vectors := (in_one(truth), in_one(answer))) != (truth, answer):
        yield vectors
    if "=" in known and (labelled := of_one_stem(truth, answer, prompt)) is not None:
        yield labelled
    if "=" in known and (indexed := of_one_index(truth, answer)) is not None:
        yield indexed
    if "triangle" in prompt and (angles := _angles(truth, prompt) | _angles(answer, prompt)):
        yield rename(truth, angles), rename(answer, angles)
    if "()" in known and _POLAR.search(prompt[-MAX_PROMPT:]) and not _ONE_OF_THEM.search(prompt[-MAX_PROMPT:]):
        points = _place(truth), _place(answer)
        if points[0] is not None and points[1] is not None:
            yield points[0], points[1]
    if "riangle" in prompt and known & _WAVES and (third := _third_angle(truth, answer, prompt)):
        yield substitute(truth, third), substitute(answer, third)
    if "=" in known and (renamed := with_plain_names(truth, answer, prompt)) is not None:
        yield renamed
    if known & _WAVES:
        shorter = tuple(rebuild(node, _stops) for node in (truth, answer))
        if shorter != (truth, answer):
            yield shorter[0], shorter[1]
        longer = tuple(rebuild(node, _goes_on) for node in (truth, answer))
        if longer != (truth, answer):
            yield longer[0], longer[1]
    if known & EXTREMES:
        ordered = rebuild(truth, order_statistic), rebuild(answer, order_statistic)
        if ordered != (truth, answer):
            yield ordered[0], ordered[1]
    if known & _OF_DATA and (written := written_out(truth, answer)) is not None:
        yield written
    if "sum" in known:
        left, right = with_means(truth, answer), with_means(answer, truth)
        if sums := {one for one in walk(left) if is_of_data(one)} & {*walk(right)}:
            letters: dict[Node, Node] = {one: Sym(f"sum_{place}") for place, one in enumerate(sorted(sums, key=repr))}
            yield rebuild(left, lambda one: letters.get(one, one)), rebuild(right, lambda one: letters.get(one, one))


_IDENTITIES = frozenset({"I", "E", "Id"})


def _with_identity(truth: Node, answer: Node) -> tuple[Node, Node] | None:
    """2 I_2, beside a matrix of two rows and columns."""
    if not (isinstance(truth, Op) and truth.head == "matrix"):
        return None
    size = len(truth.args)
    names = {name for name in symbols(answer) if name.partition("_")[0] in _IDENTITIES}
    fits = all(name.partition("_")[2] in ("n", str(size)) for name in names)  # a bare I may be any letter
    if any(len(row) != size for row in rows(truth)):
        return None
    if answer == ZERO and all(entry == ZERO for row in rows(truth) for entry in row):
        return truth, truth
    if not names or not fits:
        return None
    unit = Op("matrix", tuple(Op("row", tuple(integer(int(i == j)) for j in range(size))) for i in range(size)))
    return truth, rebuild(substitute(answer, dict.fromkeys(names, unit)), matrix_step)


def _positive(prompt: str) -> frozenset[str]:
    """The letters that the prompt calls positive, or by the name of a measure that is."""
    text = prompt[-MAX_PROMPT:]
    found = [match for pattern in (_ABOVE_ZERO, _SAID_POSITIVE, _MEASURE) for match in pattern.finditer(text)]
    known = _names(found) | (frozenset({"sigma"}) if _DEVIATION.search(text) else frozenset())
    return known - _names(_BELOW_ZERO.finditer(text)) if known else known


_DEVIATION = re.compile(
    r"\bstandard (?:deviation|error)|\bvariance|\bnormal(?:ly)? (?:distribut|sample|law|population)|N\(\\mu"
)
"""The question speaks of a law whose deviation is sigma."""


def _names(found: Iterable[re.Match[str]]) -> frozenset[str]:
    return frozenset(
        name.lstrip("\\") for match in found for group in match.groups() if group for name in _NAME.findall(group)
    )


_BOUND = re.compile(
    r"(?<![-+*/^|\d<A-Za-z}(] )(?<![-+*/^|\d<A-Za-z}(])([a-z])\s*(?:>|\\gt(?![a-z]))\s*(\d{1,3})"
    r"(?=\s*(?:\$|[.,;]\s|[.,;]?$))"
)
_RELATIONS = frozenset({"<", "<=", ">", ">=", "!=", "in"})
"""What answers a question for the values of x, which must say all of them."""
_OTHER_BOUNDS = re.compile(r"[<≤≥]|\\(?:l|leq?|geq?|lt|leqslant|geqslant)(?![a-z])|cases|otherwise|else")
"""The prompt tells cases apart, or speaks of other values too."""


def _lower_bound(truth: Node, prompt: str) -> dict[str, Node]:
    """1 + s^2 for x, where the one bound that the prompt has for letters is x > 1."""
    prompt = prompt[-MAX_PROMPT:]
    if prompt.count(">") + prompt.count("\\gt") != 1 or _OTHER_BOUNDS.search(prompt):
        return {}
    if (found := _BOUND.search(prompt)) is None:
        return {}
    name, bound = found[1], int(found[2])
    if not bound or name not in symbols(truth):
        return {}
    return {name: Op("add", (integer(bound), Op("pow", (Sym(f"{name}_root"), integer(2)))))}


def _one_quantity(node: Node) -> Node:
    """The (3 + sqrt 2) cm of 3 + sqrt 2 cm."""
    if not (isinstance(node, Op) and node.head == "add" and isinstance(last := node.args[-1], Op)):
        return node
    sign = last.head == "neg"
    inner = last.args[0] if sign else last
    if not (isinstance(inner, Op) and inner.head == "quantity"):
        return node
    if any("quantity" in heads(one) for one in (*node.args[:-1], inner.args[0])):
        return node
    value = Op("neg", inner.args[:1]) if sign else inner.args[0]
    return Op("quantity", (Op("add", (*node.args[:-1], value)), *inner.args[1:]))


def _points_on_diagonal(node: Node) -> Node:
    """(1, 1, 1), (-2, -2, -2) for x = y = z in {1, -2}."""
    if not (isinstance(node, Op) and node.head == "and" and isinstance(last := node.args[-1], Op)):
        return node
    pairs = [one.args for one in node.args[:-1] if isinstance(one, Op) and one.head == "=" and len(one.args) == 2]
    chain = pairs and len(pairs) == len(node.args) - 1 and all(a[1] == b[0] for a, b in pairwise(pairs))
    members = last.args[1] if chain and last.head == "in" and last.args[0] == pairs[-1][1] else None
    names = [pairs[0][0], *(pair[1] for pair in pairs)] if pairs else []
    if not (isinstance(members, Op) and members.head == "set") or not all(isinstance(one, Sym) for one in names):
        return node
    if len({*names}) != len(names) or any(symbols(one) for one in members.args):
        return node
    return Op("list", tuple(Op("()", (one,) * len(names)) for one in members.args))


_OF_DATA = frozenset({"sum", "bar", "prod"})


def _both_equations(node: Node) -> Node:
    """4x + 3y = 0 and 4x - 3y = 0, for 4x ± 3y = 0."""
    if not (isinstance(node, Op) and node.head == "=" and "pm" in heads(node) and len(symbols(node)) > 1):
        return node
    signed = [tuple(rebuild(arg, partial(_signed, upper=sign)) for arg in node.args) for sign in (True, False)]
    return Op("or", tuple(Op("=", args) for args in signed))


def _signed(node: Node, *, upper: bool) -> Node:
    if not (isinstance(node, Op) and node.head in ("pm", "mp") and len(node.args) == 1):
        return node
    return node.args[0] if (node.head == "pm") == upper else Op("neg", node.args)


def _as_list(node: Node) -> Node:
    """Its equations side by side, however they were joined."""
    if not (isinstance(node, Op) and node.head in ("list", "or", "and", "set")):
        return node
    parts = [part for arg in node.args for part in (arg.args if isinstance(arg, Op) and arg.head == "or" else (arg,))]
    return Op("list", tuple(parts))


_POSITION = frozenset("rxXR")
_SPACE = (Sym("x"), Sym("y"), Sym("z"))


def _dotted(node: Node) -> Node:
    """6x + 3y + 2z for r · (6, 3, 2), where r is the point (x, y, z)."""
    if not (isinstance(node, Op) and node.head == "mul" and len(node.args) == 2):
        return node
    for one, other in (node.args, node.args[::-1]):
        normal, point = _entries(one), _point(other)
        if normal is not None and point is not None and len(normal) == len(point) == 3:
            return Op("add", tuple(Op("mul", pair) for pair in zip(normal, point, strict=True)))
    return node


def _entries(node: Node) -> tuple[Node, ...] | None:
    if isinstance(node, Op) and node.head == "()":
        return node.args
    rows = node.args if isinstance(node, Op) and node.head == "matrix" else ()
    single = all(isinstance(row, Op) and len(row.args) == 1 for row in rows)
    return tuple(row.args[0] for row in rows if isinstance(row, Op)) if rows and single else None


def _point(node: Node) -> tuple[Node, ...] | None:
    """(x, y, z), or r, less another point."""
    if isinstance(node, Sym):
        return _SPACE if node.name in _POSITION else None
    if isinstance(node, Op) and node.head == "add" and len(node.args) == 2 and isinstance(node.args[1], Op):
        start, taken = _point(node.args[0]), node.args[1]
        away = _entries(taken.args[0]) if taken.head == "neg" else None
        if start is None or away is None or len(away) != len(start):
            return None
        return tuple(minus(a, b) for a, b in zip(start, away, strict=True))
    entries = _entries(node)
    known = entries is not None and {"x", "y", "z"} == symbols(Op("()", entries))
    return entries if known else None


_TRIANGLE = re.compile(
    r"triangle\s*\$?\s*(?:\\triangle\s*)?([A-Z]{3})(?![A-Za-z])|\\triangle\s*\{?([A-Z]{3})(?![A-Za-z])"
)


def _angles(node: Node, prompt: str) -> dict[str, str]:
    """C for the angle ACB, which is written C_AB, of the one triangle ABC that the prompt has."""
    found = {"".join(sorted(one[1] or one[2])) for one in _TRIANGLE.finditer(prompt[-MAX_PROMPT:])}
    if len(found) != 1:
        return {}
    (corners,) = found
    return {
        name: name[0]
        for name in symbols(node)
        if name[1:2] == "_" and "".join(sorted(name.replace("_", ""))) == corners
    }


_PLANE_ANGLES = (("A", "B", "C"), ("alpha", "beta", "gamma"))
_CURVED = re.compile(r"spher|hyperbolic|geodesic", re.IGNORECASE)


def _third_angle(truth: Node, answer: Node, prompt: str) -> dict[str, Node]:
    """pi - A - B for C, where the ground truth has all angles of a triangle and each stands in a sine or the like."""
    there = symbols(truth)
    names = next((names for names in _PLANE_ANGLES if there.issuperset(names)), None)
    if names is None or _CURVED.search(prompt[-MAX_PROMPT:]):
        return {}
    outside = symbols(rebuild(truth, _without_waves)) | symbols(rebuild(answer, _without_waves))
    if not outside.isdisjoint(names):
        return {}
    return {names[2]: minus(minus(Sym("pi"), Sym(names[0])), Sym(names[1]))}


def _without_waves(node: Node) -> Node:
    return ONE if isinstance(node, Op) and node.head in _WAVES else node


_POLAR = re.compile(r"\bpolar coordinates\b")
_ONE_OF_THEM = re.compile(
    r"[<>≤≥]|\\(?:leq?|geq?|lt|gt|in)(?![a-z])|positive|negative|between|principal|smallest|least"
)
"""The prompt says which of the pairs is meant."""


def _place(node: Node) -> Node | None:
    """The (r cos t, r sin t) of the polar coordinates (r, t), which have no letters."""
    if not (isinstance(node, Op) and node.head == "()" and len(node.args) == 2) or symbols(node):
        return None
    radius, angle = node.args
    return Op("()", tuple(Op("mul", (radius, Op(wave, (angle,)))) for wave in ("cos", "sin")))


def _stops(node: Node) -> Node:
    """The sin(x) e^{-t} of sin x e^{-t}."""
    if not (
        isinstance(node, Op) and node.head in _WAVES and isinstance(node.args[0], Op) and node.args[0].head == "mul"
    ):
        return node
    factors = node.args[0].args
    at = next((k for k, one in enumerate(factors) if isinstance(one, Op) and one.head in _ENDS), 0)
    if not at:
        return node
    inner = factors[0] if at == 1 else Op("mul", factors[:at])
    return Op("mul", (Op(node.head, (inner,)), *factors[at:]))


def _goes_on(node: Node) -> Node:
    """The sin((n + 1/2) x) of sin(n + 1/2) x."""
    if not (isinstance(node, Op) and node.head == "mul"):
        return node
    args: list[Node] = []
    for one in node.args:
        before = args[-1] if args else None
        if isinstance(one, Sym) and isinstance(before, Op) and before.head in _WAVES and len(before.args) == 1:
            inner = before.args[0]
            if isinstance(inner, (Op, Num)) and one.name not in symbols(inner):
                args[-1] = Op(before.head, (Op("mul", (inner, one)),))
                continue
        args.append(one)
    return args[0] if len(args) == 1 else Op("mul", tuple(args))
