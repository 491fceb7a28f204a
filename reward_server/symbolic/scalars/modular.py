"""Rational values that are too large to write down, compared modulo primes.

Two values that differ modulo a prime differ. Two that agree modulo two primes of 80 bits are equal but for a chance of
about 2^-150: the primes are drawn from a digest of both expressions, so that no exponent can be made to fit them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational

PRIMES = 2
TRIED = 4
BITS = 80
MAX_FACTORIAL = 20_000
_WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


class _ZeroDivisor(Exception):
    """A divisor is zero modulo this prime; it need not be zero."""


def equal_modulo_primes(truth: Node, answer: Node) -> bool | None:
    """None where the expressions are not made of sums, products, quotients and whole powers."""
    names = sorted(symbols(truth) | symbols(answer))
    agreed = 0
    for prime, numbers in _draws(f"{truth!r}|{answer!r}", len(names)):
        at = dict(zip(names, numbers, strict=True))
        try:
            if _residue(truth, prime, at) != _residue(answer, prime, at):
                return False
        except _ZeroDivisor:
            continue
        except (Inexact, TooLarge, Undefined):
            return None
        agreed += 1
        if agreed == PRIMES:
            return True
    return None


def _draws(seed: str, count: int) -> Iterator[tuple[int, list[int]]]:
    """Primes, each with values for the variables."""
    for k in range(TRIED):
        raw = hashlib.blake2b(f"{k}|{seed}".encode("utf-8", "replace"), digest_size=16).digest()
        prime = _next_prime(int.from_bytes(raw, "big") % (1 << BITS - 1) + (1 << BITS - 1))
        yield prime, [pow(3, 7 + j + int.from_bytes(raw[:4], "big"), prime) for j in range(count)]


def _next_prime(number: int) -> int:
    number |= 1
    while not _is_prime(number):
        number += 2
    return number


def _is_prime(number: int) -> bool:
    """Miller and Rabin's test, with witnesses that decide all numbers below 3 * 10^24."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for witness in _WITNESSES:
        if number % witness == 0:
            return number == witness
        power = pow(witness, odd, number)
        if power in (1, number - 1):
            continue
        if not any((power := power * power % number) == number - 1 for _ in range(twos - 1)):
            return False
    return True


def _residue(node: Node, prime: int, at: Mapping[str, int]) -> int:
    spend(3)
    if isinstance(node, Num):
        return _over(node.value.numerator, node.value.denominator, prime)
    if isinstance(node, Sym) and node.name in at:
        return at[node.name]
    if not isinstance(node, Op):
        raise Inexact("a symbol")
    if node.head == "pow":
        return _power(_residue(node.args[0], prime, at), rational(node.args[1]), prime)
    if node.head == "fact":
        return _factorial(rational(node.args[0]), prime)
    if node.head not in _RULES:
        raise Inexact(node.head)
    return _RULES[node.head]([_residue(arg, prime, at) for arg in node.args], prime)


def _over(above: int, below: int, prime: int) -> int:
    if below % prime == 0:
        raise _ZeroDivisor
    return above * pow(below, -1, prime) % prime


def _power(base: int, exponent: Fraction, prime: int) -> int:
    if exponent.denominator != 1:
        raise Inexact("a root")
    if base == 0:
        raise _ZeroDivisor
    return pow(base, exponent.numerator % (prime - 1), prime)


def _factorial(number: Fraction, prime: int) -> int:
    if number.denominator != 1 or number < 0:
        raise Undefined("factorial")
    if number > MAX_FACTORIAL:
        raise TooLarge("factorial")
    spend(int(number) // 8)
    total = 1
    for k in range(2, int(number) + 1):
        total = total * k % prime
    return total


def _product(values: Sequence[int], prime: int) -> int:
    total = 1
    for value in values:
        total = total * value % prime
    return total


_RULES: dict[str, Callable[[list[int], int], int]] = {
    "add": lambda values, prime: sum(values) % prime,
    "mul": _product,
    "neg": lambda values, prime: -values[0] % prime,
    "div": lambda values, prime: _over(values[0], values[1], prime),
    "percent": lambda values, prime: _over(values[0], 100, prime),
}
