"""What a prompt leaves to choose: an eigenvector up to a factor, a basis of a space, the parameter of a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Num, Op, Sym, is_scalar, show, substitute, symbols, walk
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.geometry.flats import flats, lines, parallel
from reward_server.symbolic.structures.geometry.linear import form, independent, reduced
from reward_server.symbolic.structures.matrices import rows
from reward_server.symbolic.structures.rules import along_axes, ordered
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_VECTORS = 6
MAX_DEGREE = 8
Vector = tuple[Node, ...]

# -- what the prompt says ----------------------------------------------------------------------------------------------

_FIND = r"\b(?:find|determine|compute|calculate|give|state|obtain|write(?:\s+down)?|what\s+(?:is|are))\s+"
_SOME = (
    r"(?:(?:an?|the|any|all|its|one|two|three|corresponding|associated|linearly|independent|non-?zero|real|complex)"
    r"\s+){0,4}"
)
_UP_TO_A_FACTOR = re.compile(
    _FIND + rf"(?:{_SOME}eigenvectors?\b(?!\s+and)"
    r"|(?:an?|any|one)\s+(?:non-?zero\s+)?(?:(?:direction|normal)\s+vector\b"
    r"|vector\s+(?:that\s+is\s+)?(?:normal|perpendicular|orthogonal)\b))"
    r"|\bun\s+vecteur\s+(?:propre|normal|directeur)|\bun\s+vector\s+(?:propio|normal|director)|\beinen?\s+Eigenvektor"
    r"|\bun\s+autovettore|собственный\s+вектор|特征向量|固有ベクトル",
    re.IGNORECASE,
)
_UP_TO_A_SIGN = re.compile(
    _FIND + r"(?:an?|any|one)\s+(?:unit|normali[sz]ed)\s+(?:eigenvector|normal"
    r"|vector\s+(?:that\s+is\s+)?(?:normal|perpendicular|orthogonal))",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:unit|normali[sz]ed|length|magnitude|norm|first|second|third|last|integers?|positive|such\s+that|whose|component"
    r"|entry|entries|form|upward|outward|inward|downward|pointing|principal"
    r"|in\s+(?:which|what)\s+direction|(?:in|de)creas\w+|steepest|fastest|rapidly|mov\w+|velocity|toward\w*)\b",
    re.IGNORECASE,
)
"""Says which of the vectors is meant."""
_POINTED = re.compile(
    r"\b(?:upward|outward|inward|downward|pointing|principal|positive|first|such\s+that|whose)", re.IGNORECASE
)
_A_BASIS = re.compile(
    _FIND + r"(?:an?|any|one|some)\s+basis\b|\bune\s+base\b|\buna\s+base\b|\beine\s+Basis\b|базис|一组基|一个基",
    re.IGNORECASE,
)
_ORTHONORMAL = re.compile(
    _FIND + r"(?:an?|any|one|some)\s+orthonormal\s+basis\b|\beine\s+Orthonormalbasis", re.IGNORECASE
)
_THE_BASIS = re.compile(
    r"\b(?:such\s+that|with\s+respect|relative|diagonal\w*|eigen\w*|in\s+which|dual|consisting|extend\w*|subset|orthogonal"
    r"|orthonormal|lengths?|magnitude|entry|entries|components?|coordinates?|positive|standard|unit|norm\w*|Gram|reduced|echelon|Jordan|lattice|integer)\b",
    re.IGNORECASE,
)
_OF_A_LINE = re.compile(
    r"\b(?:lines?|planes?|solutions?|solve|systems?|null\s?space|kernel|eigenspace|intersection)\b"
    r"|droite|gerade|recta|retta|прям|плоскост|систем|système|sistema|gleichungssystem|ebene|直线|平面|方程组",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r"\b(?:time|particles?|moves?|veloc\w*|speed|segment|ray|starting|seconds?)\b|[a-z]\s*=\s*0|\[0,", re.IGNORECASE
)
"""The parameter is nobody's to choose."""
_FORM = re.compile(
    r"\b(?:(parametri[cs]|vector\s+(?:form|equation))|symmetric|cartesian|canonical|standard\s+form|general\s+form)",
    re.IGNORECASE,
)


def same_by_choice(truth: Node, answer: Node, prompt: str) -> Verdict | None:
    """Accepts only."""
    prompt = prompt[-MAX_PROMPT:]
    truth, answer = prepare(truth), prepare(answer)
    told = _OF_A_LINE.search(prompt) is not None and _AT_A_TIME.search(prompt) is None
    verdict = lines(truth, answer, in_entries, told)
    if verdict is not None and verdict.equal:
        return None if in_another_form(truth, answer, prompt) else verdict._replace(rule="lines")
    if (rule := _freedom(prompt)) is None:
        return None
    left, right = _vectors(truth), _vectors(answer)
    if left is None or right is None or len(left) != len(right) or len({len(one) for one in (*left, *right)}) != 1:
        return None
    try:
        if not rule(left, right):
            return None
    except Undecided:
        return None
    return Verdict(True, f"another choice of the same: {show(truth)}, {show(answer)}", "free_choice")


def in_another_form(truth: Node, answer: Node, prompt: str) -> bool:
    """Does the prompt ask for parametric equations, or for others, as the ground truth has and the answer has not?"""
    if (asked := _FORM.search(prompt[-MAX_PROMPT:])) is None:
        return False
    left, right = flats(prepare(truth), ordered), flats(prepare(answer), ordered)
    if not left or not right:
        return False
    return left[0].parametric is bool(asked[1]) and right[0].parametric is not left[0].parametric


Choice = Callable[[Sequence[Vector], Sequence[Vector]], bool]


def _freedom(prompt: str) -> Choice | None:
    if _ORTHONORMAL.search(prompt):
        return None if _THE_BASIS.search(_ORTHONORMAL.sub(" ", prompt)) else _same_orthonormal
    if _A_BASIS.search(prompt):
        return None if _THE_BASIS.search(prompt) else same_span
    if _UP_TO_A_SIGN.search(prompt):
        return None if _POINTED.search(prompt) else _each_up_to_a_sign
    if _UP_TO_A_FACTOR.search(prompt):
        return None if _CHOSEN.search(prompt) else _each_up_to_a_factor
    return None


def in_entries(node: Node) -> Vector | None:
    """Of a vector, of 2i + 3j too."""
    return ordered(node) or along_axes(node, 3) or along_axes(node, 2)


# -- vectors -----------------------------------------------------------------------------------------------------------


def _vectors(node: Node) -> list[Vector] | None:
    """Of a list, a set or a single one; None where something else stands there."""
    node = without_factor(node)
    several = isinstance(node, Op) and node.head in ("list", "set", "or")
    parts = node.args if several and isinstance(node, Op) else (node,)
    found = [one for part in parts if (one := _vector(part)) is not None]
    return found if 1 <= len(found) == len(parts) <= MAX_VECTORS else None


def _vector(node: Node) -> Vector | None:
    """The entries of a tuple, a row, a column or a matrix; of a polynomial its values at enough places."""
    node = value_of(node)
    if isinstance(node, Op) and node.head == "matrix":
        entries: Vector = tuple(entry for row in rows(node) for entry in row)
    else:
        entries = ordered(node) or along_axes(node, 3) or _values(node) or ()
    plain = len(entries) > 1 and all(is_scalar(one) and not symbols(one) for one in entries)
    return entries if plain else None


def without_factor(node: Node) -> Node:
    """The (1, 2) of c(1, 2), c != 0."""
    bare, condition = node, None
    if isinstance(node, Op) and node.head == "list" and len(node.args) == 2:
        bare, condition = node.args
    if condition is not None and not (
        isinstance(condition, Op) and condition.head == "!=" and condition.args[1] == ZERO
    ):
        return node
    entries, letters = ordered(value_of(bare)), sorted(symbols(value_of(bare)))
    if entries is None or len(letters) != 1 or (condition is not None and symbols(condition) != {*letters}):
        return node
    forms = [form(entry, letters) for entry in entries]
    through_origin = all(one is not None and same_scalar(one[0], ZERO, EXACT).equal for one in forms)
    return Op("()", tuple(substitute(entry, {letters[0]: ONE}) for entry in entries)) if through_origin else node


_POLYNOMIAL = frozenset({"add", "mul", "neg", "div", "pow"})


def _values(node: Node) -> Vector | None:
    """Of a polynomial of small degree in one letter: as many values as tell it from all others."""
    names = symbols(node)
    if len(names) > 1 or not is_scalar(node):
        return None
    for one in walk(node):
        if not isinstance(one, Op) or not symbols(one):
            continue
        power = one.args[1] if one.head == "pow" else ONE
        small = isinstance(power, Num) and power.value.denominator == 1 and 0 < power.value <= MAX_DEGREE
        if one.head not in _POLYNOMIAL or not small or (one.head == "div" and symbols(one.args[1])):
            return None
        if one.head == "mul" and sum(bool(symbols(arg)) for arg in one.args) > 1:
            return None  # the degree is that of no factor
        if one.head == "pow" and not isinstance(one.args[0], Sym):
            return None
    return tuple(substitute(node, {name: Num(Fraction(k))}) for k in range(MAX_DEGREE + 1) for name in names or {""})


def _each_up_to_a_factor(truth: Sequence[Vector], answer: Sequence[Vector]) -> bool:
    return _matched(truth, answer, lambda a, b: _is_nonzero(b) and parallel(a, b))


def _each_up_to_a_sign(truth: Sequence[Vector], answer: Sequence[Vector]) -> bool:
    return _matched(
        truth, answer, lambda a, b: _same_entries(a, b) or _same_entries(a, [Op("neg", (one,)) for one in b])
    )


def _matched(truth: Sequence[Vector], answer: Sequence[Vector], alike: Callable[[Vector, Vector], bool]) -> bool:
    """Each of one side with another one of the other."""
    rest = list(answer)
    for one in truth:
        match = next((k for k, other in enumerate(rest) if alike(one, other)), None)
        if match is None:
            return False
        del rest[match]
    return not rest


def _is_nonzero(vector: Vector) -> bool:
    return any(not same_scalar(one, ZERO, EXACT).equal for one in vector)


def _same_entries(first: Sequence[Node], second: Sequence[Node]) -> bool:
    return all(same_scalar(a, b, EXACT).equal for a, b in zip(first, second, strict=True))


def same_span(truth: Sequence[Vector], answer: Sequence[Vector]) -> bool:
    """As many vectors, independent, that span the same space."""
    try:
        ours, theirs = ([[rational(one) for one in vector] for vector in side] for side in (truth, answer))
    except Inexact:
        return _each_up_to_a_factor(truth, answer) and len(truth) == 1
    except (TooLarge, Undefined):
        return False
    return independent(ours) and independent(theirs) and len(reduced([*ours, *theirs])[0]) == len(ours)


def _same_orthonormal(truth: Sequence[Vector], answer: Sequence[Vector]) -> bool:
    """Unit vectors, each orthogonal to the others, of the space that those of the ground truth span: there the squares
    of their products with these add up to 1."""
    if not (_is_orthonormal(truth) and _is_orthonormal(answer)):
        return False
    return all(
        same_scalar(Op("add", tuple(Op("mul", (_dot(one, other),) * 2) for other in truth)), ONE, EXACT).equal
        for one in answer
    )


def _is_orthonormal(vectors: Sequence[Vector]) -> bool:
    return all(
        same_scalar(_dot(one, other), ONE if j == k else ZERO, EXACT).equal
        for j, one in enumerate(vectors)
        for k, other in enumerate(vectors[: j + 1])
    )


def _dot(one: Vector, other: Vector) -> Node:
    return Op("add", tuple(Op("mul", pair) for pair in zip(one, other, strict=True)))
