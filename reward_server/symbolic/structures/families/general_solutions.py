"""General solutions: C_1 e^x + C_2 e^{-x} is A e^x + B e^{-x}, because any letters may stand for what is arbitrary, and
A cosh x + B sinh x, because both are the same functions: the same space is spanned.

A sin(x + φ) is C_1 sin x + C_2 cos x, and x^2 + y^2 = C is x^2/2 + y^2/2 = C, because C/2 is as arbitrary as C.

A letter is arbitrary only where that is certain: it is one of those that are kept for constants, the prompt does not
speak of it, and the ground truth says that it is (c ∈ R), the prompt is about a differential equation, a recurrence, an
integral or functions to find, or the ground truth is a sum of functions of one variable times C_1, C_2, ... So the a
and b of a line are nobody's to exchange.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, permutations
from typing import TypeGuard

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    is_scalar,
    rebuild,
    rename,
    show,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.equations import same_name
from reward_server.symbolic.verdict import EXACT, Rules, Same, Undecided, Verdict

MAX_CONSTANTS = 4
MAX_VARIABLES = 2
MAX_COEFFICIENT = 1000
NOISE = Fraction(1, 10**20)
"""A pivot below it is none."""
_POINTS = tuple(Num(Fraction(top, 97)) for top in (61, 89, 131, 173))
"""Where the coefficients are read off: above 0, for logarithms and roots."""
_CONSTANT = re.compile(r"(?:[A-DKMa-dk]|alpha|beta|lambda)(?:_\d)?")
_NUMBERED = re.compile(r"[Cc]_\d")
_SOLVES = re.compile(
    r"differential\s+equation|harmonic\s+conjugate|_\{n\s*\+\s*[12]\}\s*=|general\s+solution|recurrence|functional\s+equation|f\(x\s*\+\s*y\)|find\s+all\s+(?:\w+\s+){0,3}functions"
    r"|orthogonal\s+trajector|exact\s+equation|(?:integral|level)\s+curves|potential\s+(?:function|for|of)|d[xt]\s*[+-][^=]{1,40}d[xyt]\s*=\s*0"
    r"|\bODE\b|antiderivative|indefinite\s+integral|\bdy\s*/\s*d[xt]\b"
    r"|\\d?frac\s*\{\s*d\s*\^?\{?\d?\}?\s*[a-z]\s*\}|(?<![A-Za-z]{2})[a-z]'(?![A-Za-z])|\\int(?![a-z_])|\\ddot|\\dot"
    r"|différentielle|diferencial|differenziale|differentialgleichung|differentiaalvergelijking|różniczkow|дифференциальн"
    r"|диференціальн|диференциалн|diferenciální|differentialekvation|differentialligning|diferansiyel|微分方程|通解|递推|漸化式|미분방정식",
    re.IGNORECASE,
)
_OF_CURVES = re.compile(r"trajector|trayectori|Trajektorie|trajectoire|траектори", re.IGNORECASE)
"""Where the constant of the family that is given is nobody's in the one that is asked for."""
_ALL_FUNCTIONS = re.compile(
    r"\b(?:find|determine)\s+all\s+(?:\w+\s+){0,3}(?:functions|polynomials|\$\s*[fg]\s*(?::|\\colon))", re.IGNORECASE
)
"""Where any letter may be left."""
_PROSE = re.compile(
    r"\\(?!alpha|beta)[A-Za-z]+|(?<![A-Za-z\\])(?:(?=[a-z]*[aeiou])[A-Z]?[a-z]{3,}|[A-Z][a-z]{2,}"
    r"|of|to|in|is|be|by|as|at|we|if|it|an|on|or|so|do|no|[Aa](?=\s+(?!and\b|are\b|but\b|for\b|the\b|with\b|then\b|such\b|where\b|when\b|not\b)[a-z]{3,})|[A-Z]{2,})(?![A-Za-z])"
)
"""Words and commands of a prompt. What is left are its letters, in products (ky) too."""


@lru_cache(maxsize=256)
def asks_for_functions(prompt: str) -> bool:
    """By a differential equation, a recurrence, an integral or an equation of functions."""
    return _SOLVES.search(prompt[-MAX_PROMPT:]) is not None


def same_solutions(truth: Node, answer: Node, prompt: str, rules: Rules, same: Same) -> Verdict | None:
    """Accepts only, and only where every constant of the ground truth is one of the answer's by another name; of
    several functions each is one of the other side's."""
    left, right = _functions_listed(truth), _functions_listed(answer)
    if len(left) < 2 or len(left) != len(right):
        return _one_solution(truth, answer, prompt, rules, same)
    for one in left:
        match = next((other for other in right if _same_function(one, other, prompt, rules, same)), None)
        if match is None:
            return None
        right.remove(match)
    return Verdict(True, f"the same functions: {show(truth)}")


def _same_function(truth: Node, answer: Node, prompt: str, rules: Rules, same: Same) -> bool:
    with suppress(Undecided):
        if same(truth, answer, rules).equal:
            return True
    return _one_solution(truth, answer, prompt, rules, same) is not None


def _functions_listed(node: Node) -> list[Node]:
    """Each f(x) = ... of a list, with what is said of its letters behind it."""
    if not (isinstance(node, Op) and node.head in ("list", "or")):
        return []
    found: list[list[Node]] = []
    for one in node.args:
        if isinstance(one, Op) and one.head == "=":
            found.append([one])
        elif not found:
            return []
        else:
            found[-1].append(one)
    named = {_named(one[0]) for one in found}
    return (
        [one[0] if len(one) == 1 else Op("list", tuple(one)) for one in found]
        if len(named) == 1 and None not in named
        else []
    )


def _one_solution(truth: Node, answer: Node, prompt: str, rules: Rules, same: Same) -> Verdict | None:
    (truth, told, limits), (answer, said, others) = (_declared(one, _values_in(prompt)) for one in (truth, answer))
    if _is_call(truth) and _is_call(answer) and (named := same_name(truth, answer)) is not None:
        answer = Op("=", (truth.args[0], named))  # f(t) = t^2 + at
    solves = asks_for_functions(prompt)
    if solves or told or said:
        truth, limits = _spread_phase(truth, prompt, limits)
        answer, others = _spread_phase(answer, prompt, others)
        told = (told & symbols(truth)) | (_SPREAD if told else frozenset()) & symbols(truth)
    if not (_are_positive(limits) and _are_positive(others)):
        return None
    truth, answer = _with_exponents(truth, limits), _with_exponents(answer, others)
    left, right = _constants(truth, prompt, told), _constants(answer, prompt, told)
    if len(left) != len(right) or not 1 <= len(left) <= MAX_CONSTANTS:
        return None
    if not (
        {*left} <= told
        or (solves and (_is_arbitrary(value_of(truth), left) or _is_level(truth, left[0])))
        or _ALL_FUNCTIONS.search(prompt[-MAX_PROMPT:])
        or _shows_constants(value_of(truth), left, value_of(answer), right)
    ):
        return None
    if len(left) == 1 and _same_levels(truth, left[0], answer, right[0]):
        return Verdict(True, f"the same general solution, with another constant: {show(truth)}")
    if len(left) == 1 and (
        _same_curves(truth, left[0], answer, right[0]) or _same_curves(answer, right[0], truth, left[0])
    ):
        return Verdict(True, f"the same curves: {show(truth)}")
    if (symbols(value_of(truth)) - {*left}) != (symbols(value_of(answer)) - {*right}):
        return None
    if _same_space(truth, left, answer, right) and same(truth, _with_value(answer, value_of(truth)), rules).equal:
        return Verdict(True, f"the same general solution: {show(truth)}")
    for names in permutations(left):
        renaming = dict(zip(right, names, strict=True))
        renamed = rename(answer, renaming)
        try:
            if same(truth, renamed, rules).equal or (
                len(names) == 1 and same(truth, _negated(renamed, *names), rules).equal
            ):
                shown = ", ".join(f"{name} for {given}" for given, name in renaming.items())
                return Verdict(True, f"the same general solution, with {shown}: {show(truth)}")
        except Undecided:
            continue
    return None


Limits = dict[str, Op]
"""What is said of a constant but that it is any number."""


_INTO = re.compile(r"\\(?:to|rightarrow)(?![a-z])\s*\\mathbb\s*\{?\s*([QZ])|→\s*([ℚℤ])")


def _values_in(prompt: str) -> Node | None:
    """The Q of f: Q → Q, in which the constants are too."""
    found = {one or "QZ"["ℚℤ".index(other)] for one, other in _INTO.findall(prompt[-MAX_PROMPT:])}
    return Word(f"set {found.pop()}") if len(found) == 1 else None


def _declared(node: Node, values: Node | None = None) -> tuple[Node, frozenset[str], Limits]:
    """y = cx, c ∈ R: without what is said of its letters, these letters, and the limits of those that have some."""
    if not (isinstance(node, Op) and node.head in ("list", "such_that") and len(node.args) > 1):
        return node, frozenset(), {}
    value, *others = node.args
    if node.head == "such_that" and isinstance(others[0], Op) and others[0].head == "list":
        others = [*others[0].args]
    if not isinstance(others[-1], Op):
        return node, frozenset(), {}
    told: set[str] = set()
    limits: Limits = {}
    for one in others:
        letter = one.args[0] if isinstance(one, Op) and one.head in ("in", ">", ">=") else one
        if not (isinstance(letter, Sym) and _MAY_BE_TOLD.fullmatch(letter.name) and letter.name in symbols(value)):
            return node, frozenset(), {}
        told.add(letter.name)
        if isinstance(one, Op) and one.args[1] not in (*_NUMBERS, values):
            limits[letter.name] = one
    return value, frozenset(told), limits


def _are_positive(limits: Limits) -> bool:
    return all(one == Op(">", (Sym(name), ZERO)) or one.args[1] == _POSITIVE for name, one in limits.items())


def _with_exponents(node: Node, limits: Limits) -> Node:
    """e^c for a constant a > 0, because it is e^c of any c."""
    return substitute(node, {name: Op("pow", (Sym("e"), Sym(name))) for name in limits})


_POSITIVE = Op("()", (ZERO, Sym("oo")))
_NUMBERS = (Word("set R"), Word("set C"))


def _constants(node: Node, prompt: str, told: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The letters that may be arbitrary constants."""
    names = sorted(name for name in symbols(node) if _CONSTANT.fullmatch(name))
    said = _PROSE.sub(" ", prompt[-MAX_PROMPT:]) if names and not _OF_CURVES.search(prompt[-MAX_PROMPT:]) else ""
    return tuple(name for name in names if name in told or not _speaks_of(said, name))


def _negated(node: Node, name: str) -> Node:
    """1/(C - x) for 1/(-C - x)"""
    return substitute(node, {name: Op("neg", (Sym(name),))})


# -- amplitudes and phases -------------------------------------------------------------------------------------------

_AMPLITUDE = re.compile(r"[ABCKMRac](?:_\d)?")
_PHASE = re.compile(r"(?:phi|delta|theta|alpha|beta|epsilon|psi|B|c|C|b)(?:_\d)?")
_MAY_BE_TOLD = re.compile(rf"{_CONSTANT.pattern}|{_AMPLITUDE.pattern}|{_PHASE.pattern}")
_SPREAD = frozenset("AB")
_QUARTER = Op("div", (Sym("pi"), Num(Fraction(2))))


def _spread_phase(node: Node, prompt: str, limits: Limits) -> tuple[Node, Limits]:
    """A sin x + B cos x for A sin(x + B), both of which are arbitrary; and the limits that are left."""
    value = value_of(node)
    if not is_scalar(value) or not any(isinstance(one, Op) and one.head in ("sin", "cos") for one in walk(value)):
        return node, limits
    said = _PROSE.sub(" ", prompt[-MAX_PROMPT:])
    names = [
        name for name in sorted(symbols(value)) if not _speaks_of(said, name) and (len(name) < 3 or name not in prompt)
    ]
    for amplitude in filter(_AMPLITUDE.fullmatch, names):
        for phase in filter(_PHASE.fullmatch, names):
            if phase == amplitude or not _turns_fully(limits.get(amplitude), limits.get(phase)):
                continue
            if (spread := _spread(value, amplitude, phase)) is not None:
                rest = {name: one for name, one in limits.items() if name not in (amplitude, phase)}
                return _with_value(node, spread), rest
    return node, limits


def _turns_fully(amplitude: Op | None, phase: Op | None) -> bool:
    """Do they reach every wave? A phase of half a turn does, if the amplitude may be negative."""
    half = amplitude is not None and amplitude == Op(">=", (amplitude.args[0], ZERO))
    if (amplitude is not None and not half) or phase is None:
        return amplitude is None or half
    place = phase.args[1]
    if not (isinstance(place, Op) and place.head in ("[)", "(]", "[]") and len(place.args) == 2):
        return False
    length = Op("div", (_difference(place.args[1], place.args[0]), Sym("pi")))
    return any(_equal(length, Num(Fraction(turns))) for turns in ((2,) if half else (1, 2)))


def _spread(value: Node, amplitude: str, phase: str) -> Node | None:
    """None where the value is not f + A (g cos B + h sin B)."""
    start = _at(value, {amplitude: ZERO})
    if phase in symbols(start):
        return None
    grown = _difference(_at(value, {amplitude: ONE}), start)
    waves = [_at(grown, {phase: turn}) for turn in (ZERO, _QUARTER)]
    parts = [Op("cos", (Sym(phase),)), Op("sin", (Sym(phase),))]
    whole = Op("add", (start, Op("mul", (Sym(amplitude), _sum(parts, waves)))))
    if not {amplitude, phase} <= symbols(value) or not _equal(value, whole):
        return None
    return _sum((ONE, Sym("A"), Sym("B")), (start, *waves))


# -- one constant, alone on its side or not ----------------------------------------------------------------------------


def _is_level(truth: Node, name: str) -> bool:
    """F(x, y) = C"""
    return isinstance(truth, Op) and truth.head == "=" and truth.args[-1] == Sym(name) and len(symbols(truth)) > 2


def _same_levels(truth: Node, left: str, answer: Node, right: str) -> bool:
    """F(x, y) = C and G(x, y) = K are the same curves if G = a F + b, with a constant a that is not zero; C^2 is as
    arbitrary as C where F takes no values below zero."""
    first, second = (_level(*_unsquared(*side)) for side in ((truth, left), (answer, right)))
    if first is None or second is None or symbols(first) != symbols(second):
        return False
    names = sorted(symbols(first))
    places = [{name: _POINTS[(k + shift) % len(_POINTS)] for k, name in enumerate(names)} for shift in (0, 1)]
    try:
        (f, g), (f_end, g_end) = ([approximate(_at(one, place)) for one in (first, second)] for place in places)
    except (Unknown, Undefined, TooLarge):
        return False
    if abs(f_end - f) < NOISE or abs(g_end - g) < NOISE:
        return False
    factor = Num(((g_end - g) / (f_end - f)).limit_denominator(MAX_COEFFICIENT))
    rest = Op("add", (second, Op("neg", (Op("mul", (factor, first)),))))
    return _equal(rest, _at(rest, places[0]))


def _unsquared(equation: Node, name: str) -> tuple[Node, str]:
    square = Op("pow", (Sym(name), Num(Fraction(2))))
    if not (isinstance(equation, Op) and equation.head == "=" and square in equation.args):
        return equation, name
    free = rebuild(equation, lambda one: Sym(name) if one == square else one)
    level = equation.args[1 - equation.args.index(square)]
    return (free, name) if name not in symbols(level) and _is_positive(level) else (equation, name)


def _is_positive(level: Node) -> bool:
    """A sum of even powers with factors above zero."""
    parts = level.args if isinstance(level, Op) and level.head == "add" else (level,)
    names = sorted(symbols(level))
    for part in parts:
        for k in range(2 ** len(names)):
            signs = {name: Num(Fraction((-1) ** (k >> j & 1) * (61 + j), 97)) for j, name in enumerate(names)}
            try:
                value = approximate(_at(part, signs))
            except (Unknown, Undefined, TooLarge):
                return False
            if value <= 0:
                return False
    return bool(names)


def _same_curves(explicit: Node, name: str, implicit: Node, constant: str) -> bool:
    """y = C e^x and ln|y| = x + K: on each curve of the one side, F(x, y) of the other is a number, which K runs
    through as C does. Where C is a factor, there is a curve through each point; else F must tell y and -y apart."""
    y = _named(explicit)
    value, variables = value_of(explicit), symbols(value_of(explicit)) - {name}
    if y is None or len(variables) != 1 or not {y, *variables} <= symbols(implicit) or _named(implicit) == y:
        return False
    level = _level(implicit, constant)
    if level is None or symbols(level) != {y, *variables}:
        return False
    (x,) = variables
    factor = _linear(value, (name,)) and value != Sym(name)
    try:
        found = []
        for c in (_LEVELS[0], _LEVELS[1], Op("neg", (_LEVELS[0],)) if factor else _LEVELS[2]):
            heights = [_at(value, {name: c, x: place}) for place in _POINTS[:2]]
            levels = [approximate(_at(level, {x: at, y: to})) for at, to in zip(_POINTS, heights, strict=False)]
            if max(levels) - min(levels) > NOISE:
                return False
            found.append(levels[0])
    except (Unknown, Undefined, TooLarge):
        return False
    if abs(found[0] - found[1]) < NOISE:
        return False
    if factor:
        return True
    slopes = [(b - a) / (d.value - c.value) for (a, c), (b, d) in pairwise(zip(found, _LEVELS, strict=True))]
    return abs(slopes[0] - slopes[1]) < NOISE and _tells_sides(level, y, x)


def _named(equation: Node) -> str | None:
    """The y of y = ... and of y(x) = ..."""
    left = equation.args[0] if isinstance(equation, Op) and equation.head == "=" else None
    left = left.args[0] if isinstance(left, Op) and left.head == "apply" else left
    return left.name if isinstance(left, Sym) else None


_LEVELS = tuple(Num(Fraction(top, 5)) for top in (11, 17, 29))
"""Beyond all places, for poles."""


def _tells_sides(level: Node, y: str, x: str) -> bool:
    above, below = ({x: _POINTS[0], y: one} for one in (_POINTS[1], Op("neg", (_POINTS[1],))))
    try:
        return abs(approximate(_at(level, above)) - approximate(_at(level, below))) > NOISE
    except (Unknown, Undefined, TooLarge):
        return True


def _is_call(node: Node) -> TypeGuard[Op]:
    """f(t) = ..."""
    return isinstance(node, Op) and node.head == "=" and isinstance(node.args[0], Op) and node.args[0].head == "apply"


def _level(equation: Node, name: str) -> Node | None:
    """F(x, y), where the equation says that it is the constant."""
    if not (isinstance(equation, Op) and equation.head == "=" and len(equation.args) == 2):
        return None
    left, right = equation.args
    if isinstance(right, Op) and right.head == "pm" and len(right.args) == 1:
        square = right.args[0]
        if not (isinstance(square, Op) and square.head == "root" and square.args[1] == Num(Fraction(2))):
            return None
        left, right = Op("pow", (left, Num(Fraction(2)))), square.args[0]
    if not (is_scalar(left) and is_scalar(right)):
        return None
    difference = _difference(left, right)
    if not _linear(difference, (name,)):
        return None
    start, slope = _functions(difference, (name,))
    return Op("div", (start, slope))


# -- letters --------------------------------------------------------------------------------------------------------


def speaks_of(prompt: str, name: str) -> bool:
    """Is the letter one of the prompt's formulas?"""
    return _speaks_of(_PROSE.sub(" ", prompt[-MAX_PROMPT:]), name)


def _speaks_of(formulas: str, name: str) -> bool:
    """Does the letter stand there, in either case, alone or in a product?"""
    stem, _, below = name.partition("_")
    index = rf"\s*_\s*\{{?\s*{below}" if below else r"(?!\s*_)"
    return re.search(rf"(?<!\\){re.escape(stem)}{index}", formulas, re.IGNORECASE) is not None


def _is_arbitrary(truth: Node, left: tuple[str, ...]) -> bool:
    """One letter may be a constant of nature (F = k m), unless it is called C or stands by a function."""
    return len(left) > 1 or left[0] in "Cc" or any(_transcendental(truth, name) for name in symbols(truth) - {*left})


def _shows_constants(truth: Node, left: tuple[str, ...], answer: Node, right: tuple[str, ...]) -> bool:
    """Is the ground truth a sum of C_1, C_2, ... times functions of one variable, or C e^x beside c e^x?"""
    variables = symbols(truth) - {*left}
    if len(variables) != 1 or not (is_scalar(truth) and _linear(truth, left)):
        return False
    if all(map(_NUMBERED.fullmatch, left)):
        return len(left) > 1
    return {*left, *right} == {"C", "c"} and _transcendental(truth, *variables)


def _linear(node: Node, names: tuple[str, ...]) -> bool:
    """Is it f + C_1 g + C_2 h? As it is written, or by its values, which cost more."""
    if (degree := _degree(node, frozenset(names))) is not None:
        return degree <= 1
    start, *factors = _functions(node, names)
    return _equal(node, _sum((ONE, *map(Sym, names)), (start, *factors)))


def _degree(node: Node, names: frozenset[str]) -> int | None:
    """In the names, of what is made of sums and products of them; None of other functions of them."""
    if isinstance(node, Sym):
        return int(node.name in names)
    if not isinstance(node, Op) or not symbols(node) & names:
        return 0
    degrees = [_degree(arg, names) for arg in node.args]
    known = [one for one in degrees if one is not None]
    if len(known) < len(degrees):
        return None
    if node.head in ("add", "neg"):
        return max(known) if max(known) <= 1 else None  # of higher ones the sum may be less
    if node.head == "mul":
        return sum(known) if sum(known) <= 1 else None
    return known[0] if node.head == "div" and known[1] == 0 else None


def _functions(node: Node, names: tuple[str, ...]) -> list[Node]:
    """f, g and h of f + C_1 g + C_2 h."""
    start = _at(node, dict.fromkeys(names, ZERO))
    ones = [_at(node, {**dict.fromkeys(names, ZERO), name: ONE}) for name in names]
    return [start, *(_difference(one, start) for one in ones)]


def _difference(left: Node, right: Node) -> Node:
    return _simple(Op("add", (left, _simple(Op("neg", (right,))))))


def _proportional(one: Node, other: Node, variables: Sequence[str]) -> bool:
    """c ln x and k log_2 x, whose quotient is any real number."""
    at = {name: _POINTS[j] for j, name in enumerate(variables)}
    here, there = _at(one, at), _at(other, at)
    try:
        if abs(approximate(here)) < NOISE or abs(approximate(there)) < NOISE:
            return False
    except (Unknown, Undefined, TooLarge):
        return False
    return _equal(Op("mul", (one, there)), Op("mul", (other, here)))


def _same_space(truth: Node, left: tuple[str, ...], answer: Node, right: tuple[str, ...]) -> bool:
    """Are f + C_1 g + C_2 h and p + A q + B r the same functions of one variable, or of two?

    So it is if q, r and p - f are sums of g and h with rational coefficients, and those of q and r are independent.
    The coefficients are read off at a few points, and then the sums are compared.
    """
    ours, theirs = value_of(truth), value_of(answer)
    variables = sorted(symbols(ours) - {*left})
    if not 1 <= len(variables) <= MAX_VARIABLES or not all(is_scalar(one) for one in (ours, theirs)):
        return False
    if not (_linear(ours, left) and _linear(theirs, right)):
        return False
    start, *basis = _functions(ours, left)
    other, *spanned = _functions(theirs, right)
    if basis == spanned == [ONE]:
        return False  # f + C, which costs less to compare as antiderivatives
    if len(basis) == len(spanned) == 1 and _equal(start, other) and _proportional(basis[0], spanned[0], variables):
        return True
    spanned.append(_difference(other, start))
    points = [{name: _POINTS[k - j] for j, name in enumerate(variables)} for k in range(len(left))]
    try:
        wanted = [[approximate(_at(one, at)) for one in (*basis, *spanned)] for at in points]
    except (Unknown, Undefined, TooLarge):
        return False
    solved = _solved(wanted)
    if solved is None:
        return False
    columns = [[row[place].limit_denominator(MAX_COEFFICIENT) for row in solved] for place in range(len(spanned))]
    if _solved([[*row, Fraction(0)] for row in columns[:-1]]) is None:
        return False
    return all(_equal(one, _sum([*map(Num, column)], basis)) for one, column in zip(spanned, columns, strict=True))


def _solved(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]] | None:
    """What stands right of a square matrix, multiplied by its inverse; None where it has none."""
    size = len(rows)
    matrix = [[*row] for row in rows]
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(matrix[row][place]))
        if abs(matrix[pivot][place]) < NOISE:
            return None
        matrix[place], matrix[pivot] = matrix[pivot], matrix[place]
        matrix[place] = [one / matrix[place][place] for one in matrix[place]]
        for row in range(size):
            if row != place:
                factor = matrix[row][place]
                matrix[row] = [one - factor * other for one, other in zip(matrix[row], matrix[place], strict=True)]
    return [row[size:] for row in matrix]


def _sum(factors: Sequence[Node], nodes: Sequence[Node]) -> Node:
    return _simple(Op("add", tuple(_simple(Op("mul", pair)) for pair in zip(factors, nodes, strict=True))))


def _equal(left: Node, right: Node) -> bool:
    try:
        return same_scalar(left, right, EXACT).equal
    except Undecided:
        return False


def _with_value(node: Node, value: Node) -> Node:
    """The equation with another right side; the value alone where it is none."""
    return Op("=", (node.args[0], value)) if isinstance(node, Op) and node.head == "=" else value


def _at(node: Node, values: Mapping[str, Node]) -> Node:
    """The values in place of their names, and nothing evaluated of what they multiply by zero."""
    return rebuild(substitute(node, values), _simple)


def _simple(node: Node) -> Node:
    if not (isinstance(node, Op) and node.head in ("add", "mul", "neg")):
        return node
    if node.head == "mul" and ZERO in node.args:
        return ZERO
    idle = {"add": ZERO, "mul": ONE}.get(node.head)
    args = tuple(one for one in node.args if one != idle)
    if not args or args == (ZERO,):
        return idle or ZERO
    return args[0] if len(args) == 1 and idle else Op(node.head, args)


_TRANSCENDENTAL = frozenset({"sin", "cos", "sinh", "cosh", "exp", "ln"})


def _transcendental(node: Node, name: str) -> bool:
    """Does the variable stand in an exponent or a function?"""
    return any(
        isinstance(one, Op)
        and (
            (one.head == "pow" and name in symbols(one.args[1]))
            or (one.head in _TRANSCENDENTAL and name in symbols(one))
        )
        for one in walk(node)
    )
