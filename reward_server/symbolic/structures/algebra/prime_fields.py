"""Polynomials over a field of p elements, where 2 is -1 for p = 3: factor by factor, and each factor up to a constant.

Only to accept, and only where the question names the field and asks for factors, a divisor or a remainder.
"""

from __future__ import annotations

import re
from collections import Counter

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, symbols
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
MAX_DEGREE = 24
_PRIMES = frozenset({2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31})
_ASKED = re.compile(r"actor|rreduc|gcd|common divisor|remainder|quotient|faktor|rozłó|разлож|因式|因数", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:\\mathbb\s*\{?\s*[FZ]\s*\}?|(?<![A-Za-z\\])GF|𝔽)\s*_?\s*[{(]?\s*(\d{1,2})\s*[})]?(?![\d^])"
    r"|\\mathbb\s*\{?\s*Z\s*\}?\s*/\s*\(?(\d{1,2})(?:\)|\s*\\mathbb\s*\{?\s*Z)"
)
_RESIDUES = re.compile(r"coefficients?\s+(?:\S+\s+){0,3}(?:in|from|between|of)\b|residue|\\\{\s*0|monic", re.IGNORECASE)
"""The question says how the coefficients are to be written, or that the factors are."""
Polynomial = tuple[int, ...]
"""Its coefficients modulo p, the constant term first; no zero at the end."""


class _NoPolynomial(Exception):
    """Another expression, or one of a large degree."""


def same_over_prime_field(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt := prompt[-MAX_PROMPT:]):
        return None
    fields = {int(found[1] or found[2]) for found in _FIELD.finditer(prompt)}
    if len(fields) != 1 or not fields <= _PRIMES or _RESIDUES.search(prompt):
        return None
    left, right = (value_of(node) if (node := read(text)[1]) is not None else None for text in (truth, answer))
    if left is None or right is None or len(symbols(left)) != 1 or symbols(left) != symbols(right):
        return None
    (prime,), (letter,) = fields, symbols(left)
    if not re.search(rf"(?<![A-Za-z\\]){re.escape(letter)}\s*\^|\[\s*{re.escape(letter)}\s*\]", prompt):
        return None
    spend(500)
    try:
        alike = _factors(left, prime) == _factors(right, prime)
    except _NoPolynomial:
        return None
    return Verdict(True, f"the same polynomials over a field of {prime} elements", "prime_field") if alike else None


def _factors(node: Node, prime: int) -> tuple[int, Counter[Polynomial]]:
    """The constant, and each monic factor as often as it is written."""
    constant, found = 1, Counter[Polynomial]()
    for factor, power in _written(node, 1):
        polynomial = _polynomial(factor, prime)
        if not polynomial:
            raise _NoPolynomial
        lead = polynomial[-1]
        constant = constant * pow(lead, power, prime) % prime
        if len(polynomial) > 1:
            found[tuple(one * pow(lead, -1, prime) % prime for one in polynomial)] += power
    return constant, found


def _written(node: Node, power: int) -> list[tuple[Node, int]]:
    """The factors as they stand there, with their powers."""
    if isinstance(node, Op) and node.head == "mul":
        return [one for arg in node.args for one in _written(arg, power)]
    if isinstance(node, Op) and node.head == "pow":
        return _written(node.args[0], power * _exponent(node))
    return [(node, power)]


def _exponent(node: Op) -> int:
    value = node.args[1].value if isinstance(node.args[1], Num) else 0
    if value.denominator != 1 or not 0 < value <= MAX_DEGREE:
        raise _NoPolynomial
    return int(value)


def _polynomial(node: Node, prime: int) -> Polynomial:
    spend(5)
    if isinstance(node, Num):
        if node.value.denominator % prime == 0:
            raise _NoPolynomial
        return _bare([node.value.numerator * pow(node.value.denominator, -1, prime) % prime])
    if isinstance(node, Sym):
        return (0, 1)
    if not isinstance(node, Op):
        raise _NoPolynomial
    if node.head == "neg":
        return _bare([-one % prime for one in _polynomial(node.args[0], prime)])
    if node.head == "pow":
        return _product([_polynomial(node.args[0], prime)] * _exponent(node), prime)
    parts = [_polynomial(arg, prime) for arg in node.args] if node.head in ("add", "mul") else []
    if not parts:
        raise _NoPolynomial
    return _product(parts, prime) if node.head == "mul" else _sum(parts, prime)


def _sum(parts: list[Polynomial], prime: int) -> Polynomial:
    length = max(map(len, parts))
    return _bare([sum(one[k] for one in parts if k < len(one)) % prime for k in range(length)])


def _product(parts: list[Polynomial], prime: int) -> Polynomial:
    total: list[int] = [1]
    for part in parts:
        if len(total) + len(part) > MAX_DEGREE + 2:
            raise _NoPolynomial
        longer = [0] * (len(total) + len(part))
        for j, one in enumerate(total):
            for k, other in enumerate(part):
                longer[j + k] = (longer[j + k] + one * other) % prime
        total = list(_bare(longer))
    return tuple(total)


def _bare(coefficients: list[int]) -> Polynomial:
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    return tuple(coefficients)
