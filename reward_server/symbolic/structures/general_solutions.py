"""General solutions: C_1 e^x + C_2 e^{-x} is A e^x + B e^{-x}, because any letters may stand for what is arbitrary.

A letter is arbitrary only where that is certain: it is one of those that are kept for constants, the prompt does not
speak of it, and either the prompt is about a differential equation, a recurrence or an integral, or the ground truth is
a sum of functions of one variable times C_1, C_2, ... So the a and b of a line are nobody's to exchange.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import permutations

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Op, Sym, is_scalar, rebuild, rename, show, symbols, walk
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Rules, Same, Undecided, Verdict

MAX_CONSTANTS = 4
MAX_PROMPT = 4000
_CONSTANT = re.compile(r"(?:[A-DKMa-dk]|alpha|beta)(?:_\d)?")
_NUMBERED = re.compile(r"[Cc]_\d")
_SOLVES = re.compile(
    r"differential\s+equation|general\s+solution|recurrence|\bODE\b|antiderivative|indefinite\s+integral|\bdy\s*/\s*d[xt]\b"
    r"|\\d?frac\s*\{\s*d\s*\^?\{?\d?\}?\s*[a-z]\s*\}|(?<![A-Za-z])[a-z]'(?![A-Za-z])|\\int(?![a-z_])|\\ddot|\\dot"
    r"|différentielle|diferencial|differenziale|differentialgleichung|differentiaalvergelijking|różniczkow|дифференциальн"
    r"|диференціальн|диференциалн|diferenciální|differentialekvation|differentialligning|diferansiyel|微分方程|通解|递推|漸化式|미분방정식",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\\(?!alpha|beta)[A-Za-z]+|(?<![A-Za-z\\])(?:(?=[a-z]*[aeiou])[A-Z]?[a-z]{3,}|[A-Z][a-z]{2,}"
    r"|of|to|in|is|be|by|as|at|we|if|it|an|on|or|so|do|no|[Aa](?=\s+(?!and\b|are\b|but\b|for\b|the\b|with\b|then\b|such\b|where\b|when\b|not\b)[a-z]{3,})|[A-Z]{2,})(?![A-Za-z])"
)
"""Words and commands of a prompt. What is left are its letters, in products (ky) too."""


def same_solutions(truth: Node, answer: Node, prompt: str, rules: Rules, same: Same) -> Verdict | None:
    """Accepts only, and only where every constant of the ground truth is one of the answer's by another name."""
    left, right = _constants(truth, prompt), _constants(answer, prompt)
    if len(left) != len(right) or not 1 <= len(left) <= MAX_CONSTANTS:
        return None
    if (symbols(value_of(truth)) - {*left}) != (symbols(value_of(answer)) - {*right}):
        return None
    if not (_SOLVES.search(prompt[-MAX_PROMPT:]) or _shows_constants(value_of(truth), left, value_of(answer), right)):
        return None
    for names in permutations(left):
        renaming = dict(zip(right, names, strict=True))
        try:
            if same(truth, rename(answer, renaming), rules).equal:
                shown = ", ".join(f"{name} for {given}" for given, name in renaming.items())
                return Verdict(True, f"the same general solution, with {shown}: {show(truth)}")
        except Undecided:
            continue
    return None


def _constants(node: Node, prompt: str) -> tuple[str, ...]:
    """The letters that may be arbitrary constants."""
    names = sorted(name for name in symbols(node) if _CONSTANT.fullmatch(name))
    said = _PROSE.sub(" ", prompt[-MAX_PROMPT:]) if names else ""
    return tuple(name for name in names if not _speaks_of(said, name))


def _speaks_of(formulas: str, name: str) -> bool:
    """Does the letter stand there, alone or in a product?"""
    stem, _, below = name.partition("_")
    index = rf"\s*_\s*\{{?\s*{below}" if below else r"(?!\s*_)"
    return re.search(rf"(?<!\\){stem}{index}", formulas) is not None


def _shows_constants(truth: Node, left: tuple[str, ...], answer: Node, right: tuple[str, ...]) -> bool:
    """Is the ground truth a sum of C_1, C_2, ... times functions of one variable, or C e^x beside c e^x?"""
    variables = symbols(truth) - {*left}
    if len(variables) != 1 or not (is_scalar(truth) and _linear(truth, left)):
        return False
    if all(map(_NUMBERED.fullmatch, left)):
        return len(left) > 1
    return {*left, *right} == {"C", "c"} and _transcendental(truth, *variables)


def _linear(node: Node, names: tuple[str, ...]) -> bool:
    """Is it f + C_1 g + C_2 h?"""
    start = _at(node, dict.fromkeys(names, ZERO))
    terms: list[Node] = [start]
    for name in names:
        one = _at(node, {**dict.fromkeys(names, ZERO), name: ONE})
        terms.append(Op("mul", (Sym(name), Op("add", (one, Op("neg", (start,)))))))
    try:
        return same_scalar(node, Op("add", tuple(terms)), EXACT).equal
    except Undecided:
        return False


def _at(node: Node, values: Mapping[str, Node]) -> Node:
    return rebuild(node, lambda one: values.get(one.name, one) if isinstance(one, Sym) else one)


_ROOM = frozenset({"sin", "cos", "sinh", "cosh", "exp", "ln"})


def _transcendental(node: Node, name: str) -> bool:
    """Does the variable stand in an exponent or a function?"""
    return any(
        isinstance(one, Op)
        and ((one.head == "pow" and name in symbols(one.args[1])) or (one.head in _ROOM and name in symbols(one)))
        for one in walk(node)
    )
