"""Arithmetic that a text writes down to check what it found: 13 + 8 = 21, 13 - 8 = 5."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, walk

MAX_BITS = 4096
"""Of a power: powers of powers grow."""
MAX_SUM = 200
"""Characters of arithmetic that are read."""


def holds(text: str) -> bool:
    """Is the text nothing but equations of numbers, at least one that computes something, and all true?"""
    if len(text) > MAX_SUM or "=" not in text:
        return False
    try:
        tree = parse(text.replace(" : ", " / "))
        equations = tree.args if isinstance(tree, Op) and tree.head in ("list", "and") else (tree,)
        return all(isinstance(one, Op) and one.head == "=" and _is_true(one) for one in equations)
    except (Unparsable, _NoNumber, ZeroDivisionError):
        return False


def approximately(text: str) -> float:
    """The value of a short expression of numbers, roots and pi; 0 where it is none."""
    try:
        tree = parse(text) if len(text) <= MAX_SUM else None
        return _size(tree) if tree is not None else 0.0
    except (Unparsable, _NoNumber, ZeroDivisionError, OverflowError):
        return 0.0


def _size(node: Node) -> float:
    if isinstance(node, Num) and not node.open_ended:
        return float(node.value)
    if isinstance(node, Sym) and node.name in _CONSTANTS:
        return _CONSTANTS[node.name]
    if not isinstance(node, Op):
        raise _NoNumber
    if node.head == "quantity":
        return _size(node.args[0])
    values = [_size(one) for one in node.args]
    match node.head, values:
        case "add", _:
            return math.fsum(values)
        case "mul", _:
            return math.prod(values)
        case "neg", [one]:
            return -one
        case "div", [left, right]:
            return left / right
        case "root", [base, degree] if base >= 0:
            return float(base ** (1 / degree))
        case "pow", [base, power] if base > 0:
            return float(base**power)
    raise _NoNumber


_CONSTANTS = {"pi": math.pi, "e": math.e}


def fails(text: str) -> bool:
    """Does the text write down arithmetic on whole numbers that is false: 8 · 7 = 54?"""
    return "=" in text and any(_is_false(one.group(1)) for one in _EQUATION.finditer(text[:MAX_SUM]))


_EQUATION = re.compile(
    rf"(?:[(:;]|(?<!\w)(?:{either('reason', 'because', 'check')})[\s:])\s*"
    r"(\(?\d[\d\s()+*/·×÷−-]*\d\)?\s*=\s*\d+)(?![\w.,^%]*\d|\s*(?:[-+*/·×÷−^=…%]|\.\.|余|[rR]\s?\d"
    r"|rem|res[ti]|ост|in b|en b|im |base|_)|\)?\s*\(?\\?[pb]?mod)",
    re.IGNORECASE,
)


def _is_false(equation: str) -> bool:
    try:
        tree = parse(equation)
        if not isinstance(tree, Op) or tree.head != "=" or not isinstance(tree.args[0], Op):
            return False
        return len(set(map(_value, tree.args))) > 1 and all(_comes_out(one) for one in walk(tree))
    except (Unparsable, _NoNumber, ZeroDivisionError):
        return False


def _comes_out(node: Node) -> bool:
    """No quotient that was rounded or has a remainder: 10/3 = 3."""
    return not (isinstance(node, Op) and node.head == "div") or _value(node).denominator == 1


def _is_true(equation: Op) -> bool:
    return any(isinstance(one, Op) for one in equation.args) and len(set(map(_value, equation.args))) == 1


class _NoNumber(Exception):
    """A node is no arithmetic on numbers."""


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _value(node: Node) -> Fraction:
    if isinstance(node, Num) and not node.open_ended:
        return node.value
    if not isinstance(node, Op):
        raise _NoNumber
    values = list(map(_value, node.args))
    match node.head, values:
        case "add", _:
            return sum(values, Fraction(0))
        case "mul", _:
            result = Fraction(1)
            for one in values:
                result *= one
            return result
        case "neg", [one]:
            return -one
        case "div", [left, right]:
            return left / right
        case "pow", [base, power] if power.denominator == 1 and abs(power) * _bits(base) <= MAX_BITS:
            return Fraction(base ** int(power))
    raise _NoNumber
