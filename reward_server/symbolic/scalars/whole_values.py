"""The value of a formula at whole numbers: exactly where it is rational, to DIGITS digits elsewhere.

Sums and products over an index, over divisors and over primes are carried out; Stirling, Bell, Fibonacci numbers and
their kin are functions. 0^0 is 1 and a binomial with a negative number below is 0, as in counting.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.counting import PRODUCT_DOTS
from reward_server.symbolic.parse.families import member
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import DOTS, Node, Num, Op, Sym, Word, rebuild, substitute, walk
from reward_server.symbolic.scalars.exact import RULES as EXACT
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import RULES as NUMERIC
from reward_server.symbolic.scalars.numeric import Evaluator, Unknown
from reward_server.symbolic.scalars.powers import factored

DIGITS = 120
CLOSE = 80
"""Digits to which two values must agree."""
LARGEST = 10**35
MAX_TERMS = 300
MAX_ARGUMENT = 400
MAX_BITS = 4000
IDLE = 12
"""Terms of an endless sum in a row that are zero, or too small to count, after which it has ended."""
Value = Any  # a Fraction, or mpmath's mpf and mpc
Points = Mapping[str, Fraction]


class WholeValues:
    """Values at one point after another."""

    def __init__(
        self, tests: Mapping[str, Callable[[int], bool]] | None = None, powers: frozenset[str] = frozenset()
    ) -> None:
        """`tests`: of whole numbers, by the text of a condition; `powers`: sequences whose members are exponents, and
        whole."""
        self.tests = tests or {}
        self.powers = powers
        self.run = Evaluator(DIGITS)
        self.tiny = self.run.ctx.mpf(10) ** -CLOSE

    def same(self, left: Value, right: Value) -> bool:
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return left == right
        left, right = self._lifted(left), self._lifted(right)
        return bool(abs(left - right) <= self.tiny * max(1, abs(left)))

    def value(self, node: Node, at: Points) -> Value:
        """Raises Unknown, Undefined, Inexact, TooLarge."""
        spend(1)
        if isinstance(node, Num):
            return node.value
        if isinstance(node, Sym):
            return at[node.name] if node.name in at else self._member(node, at)
        if isinstance(node, Word):
            raise Unknown("a word")
        if node.head in ("sum", "prod"):
            return self._indexed(node, at)
        if node.head == "apply" and isinstance(node.args[0], Sym):
            return self._at_place(node.args[0].name, [self.value(one, at) for one in node.args[1:]])
        if node.head == "cases":
            return self._by_case(node, at)
        if node.head in ("add", "mul") and any(one in _DOTTED for one in node.args):
            return self._dotted(node, at)
        return self._applied(node.head, [self.value(one, at) for one in node.args])

    def _member(self, node: Sym, at: Points) -> Value:
        """a_k at k = 3, which is a_3; a constant."""
        if "_" not in node.name:
            return self.run.value(node)
        try:
            return self.value(member(node.name), at)
        except Unparsable:
            raise Unknown(node.name) from None

    def _at_place(self, name: str, places: list[Value]) -> Fraction:
        """An unknown number for each place of an unknown sequence."""
        digest = hashlib.blake2b(f"{name}{list(map(_whole, places))}".encode(), digest_size=4).digest()
        number = 2 + digest[0] % 12
        return Fraction(number) if name in self.powers else Fraction(100 * number + digest[1], 7 + digest[2])

    def _applied(self, head: str, values: list[Value]) -> Value:
        if all(isinstance(one, Fraction) for one in values):
            if head in _OWN:
                return Fraction(_OWN[head](*map(_whole, values)))
            if head == "pow" and values[1] == 0:
                return Fraction(1)
            try:
                return _bounded(EXACT[head](values)) if head in EXACT else self._approximate(head, values)
            except Inexact:
                pass
        elif head in _OWN:
            raise Unknown(head)
        return self._approximate(head, values)

    def _approximate(self, head: str, values: list[Value]) -> Value:
        spend(6)
        lifted = list(map(self._lifted, values))
        if head == "mod":
            head, lifted = "add", [lifted[0], -lifted[1] * self._step("floor", self.run.divide(*lifted))]
        if head in ("floor", "ceil"):
            return self._step(head, lifted[0])
        if head not in NUMERIC:
            raise Unknown(head)
        try:
            return NUMERIC[head](self.run, *lifted)
        except (ZeroDivisionError, ValueError, OverflowError, TypeError, NotImplementedError, AttributeError):
            raise Undefined(head) from None

    def _step(self, head: str, value: Value) -> Fraction:
        """A value within rounding of an integer is that integer."""
        if not self.run.is_real(value):
            raise Undefined(head)
        value = self.run.real(value)
        if abs(value) > LARGEST:  # of which too few digits behind the point are known
            raise TooLarge("steps")
        near = self.run.ctx.nint(value)
        whole = near if abs(value - near) < self.tiny else getattr(self.run.ctx, head)(value)
        return Fraction(int(whole))

    def _lifted(self, value: Value) -> Value:
        return self.run.ctx.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value

    # -- sums and products -----------------------------------------------------------------------------------------

    def _indexed(self, node: Op, at: Points) -> Value:
        index, *ends, body = node.args
        name, product = getattr(index, "name", ""), node.head == "prod"
        if len(ends) == 1:
            return self._over(self._listed(ends[0], at), name, body, at, product)
        first = _whole(self.value(ends[0], at))
        if ends[1] == Sym("oo"):
            return self._endless(first, name, body, at, product)
        last = self.value(ends[1], at)
        last = _whole(last if isinstance(last, Fraction) else self._step("floor", last))
        if last - first > MAX_TERMS:
            raise TooLarge("terms")
        return self._over(range(first, last + 1), name, body, at, product)

    def _listed(self, end: Node, at: Points) -> Iterable[int]:
        """Over what the index of a sum over divisors runs."""
        if not (isinstance(end, Op) and end.head in _LISTS):
            raise Unknown("a range")
        number = _whole(self.value(end.args[0], at))
        if not 0 < number <= MAX_ARGUMENT:
            raise Undefined("divisors")
        return _LISTS[end.head](number)

    def _over(self, places: Iterable[int], name: str, body: Node, at: Points, product: bool) -> Value:
        total: Value = Fraction(product)
        for place in places:
            total = self._joined(total, self.value(body, {**at, name: Fraction(place)}), product)
        return total

    def _joined(self, left: Value, right: Value, product: bool) -> Value:
        if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
            left, right = self._lifted(left), self._lifted(right)
        return left * right if product else left + right

    def _endless(self, first: int, name: str, body: Node, at: Points, product: bool) -> Value:
        """A sum whose terms end, as those with binomials do, or become too small to count."""
        total: Value = Fraction(product)
        idle = 0
        for place in range(first, first + MAX_TERMS):
            try:
                term = self.value(body, {**at, name: Fraction(place)})
            except Undefined:
                if not idle:
                    raise
                return total
            total = self._lifted(self._joined(total, term, product))
            idle = idle + 1 if abs(self._lifted(term) - product) < self.tiny / 10**10 else 0
            if idle == IDLE:
                near = self.run.ctx.nint(total)
                return Fraction(int(near)) if abs(total - near) < self.tiny else total
        raise TooLarge("terms")

    # -- dots ------------------------------------------------------------------------------------------------------

    def _dotted(self, node: Op, at: Points) -> Value:
        """1 + 3 + ... + (2n - 1): the last term gives the others for smaller n; or the terms are in even steps."""
        places = [k for k, one in enumerate(node.args) if one in _DOTTED]
        if len(places) != 1:
            raise Unknown("dots")
        shown, last = node.args[: places[0]], node.args[places[0] + 1 :]
        if not last or not shown or (len(shown) < 2 and not any("_" in one for one in _names(last[-1]))):
            raise Unknown("dots")
        product = node.head == "mul"
        found = self._by_last_term(shown, last, at, product)
        return found if found is not None else self._in_even_steps(shown, last, at, product)

    def _by_last_term(self, shown: tuple[Node, ...], last: tuple[Node, ...], at: Points, product: bool) -> Value | None:
        """None where the last term at other whole numbers is not what the first terms are."""
        for name in sorted(_letters(last[-1]) & at.keys()):
            if at[name].denominator != 1:
                continue
            for end in _with_index(last[-1], name):
                ends = [self._agrees(one, end, at, int(at[name]) - len(last) + k) for k, one in enumerate(last, 1)]
                start = next((start for start in _STARTS if self._begins(shown, end, at, start)), None)
                if start is None or not all(ends):
                    continue
                if not 0 <= int(at[name]) - start + 1 <= MAX_TERMS:
                    raise Undefined("fewer terms than none")
                return self._over(range(start, int(at[name]) + 1), _INDEX, end, at, product)
        return None

    def _begins(self, shown: tuple[Node, ...], end: Node, at: Points, start: int) -> bool:
        return all(self._agrees(one, end, at, start + k) for k, one in enumerate(shown))

    def _agrees(self, term: Node, end: Node, at: Points, place: int) -> bool:
        try:
            return self.same(self.value(term, at), self.value(end, {**at, _INDEX: Fraction(place)}))
        except (Undefined, Inexact):
            return False

    def _in_even_steps(self, shown: tuple[Node, ...], last: tuple[Node, ...], at: Points, product: bool) -> Value:
        """n(n - 1)...(n - k + 1)."""
        if len(shown) < 2:
            raise Unknown("dots")
        first, *others = (self.value(one, at) for one in shown)
        ends = [self.value(one, at) for one in last]
        if not all(isinstance(one, Fraction) for one in (first, *others, *ends)):
            raise Unknown("dots")
        step = others[0] - first
        if not step or any(one != first + (k + 1) * step for k, one in enumerate(others)):
            raise Unknown("dots")
        count = (ends[-1] - first) / step
        if count.denominator != 1 or not -1 <= count <= MAX_TERMS:
            raise Undefined("dots")
        if any(one != ends[-1] - (len(ends) - 1 - k) * step for k, one in enumerate(ends)):
            raise Unknown("dots")
        total = Fraction(product)
        for k in range(int(count) + 1):
            total = total * (first + k * step) if product else total + first + k * step
        return _bounded(total)

    # -- cases -----------------------------------------------------------------------------------------------------

    def _by_case(self, node: Op, at: Points) -> Value:
        for one in node.args:
            if not isinstance(one, Op):
                raise Unknown("cases")
            if len(one.args) == 1 or self.holds(one.args[1], at):
                return self.value(one.args[0], at)
        raise Undefined("no case")

    def holds(self, condition: Node, at: Points) -> bool:
        """Raises Unknown for a condition that is none on whole numbers."""
        if not isinstance(condition, Op):
            raise Unknown("a condition")
        if condition.head in ("holds", "bound") and isinstance(condition.args[1], Word):
            return self.tests[condition.args[1].text](_whole(self.value(condition.args[0], at)))
        if condition.head == "quantity" and condition.args[1] in _PARITIES:
            return _whole(self.value(condition.args[0], at)) % 2 == _PARITIES[condition.args[1]]
        if condition.head in ("list", "and"):
            return all(self.holds(one, at) for one in condition.args)
        if condition.head == "or":
            return any(self.holds(one, at) for one in condition.args)
        if condition.head == "cong":
            left, right, modulus = (_whole(self.value(one, at)) for one in condition.args)
            return modulus != 0 and (left - right) % modulus == 0
        if condition.head in _RELATIONS and len(condition.args) == 2:
            left, right = (self.value(one, at) for one in condition.args)
            if isinstance(left, Fraction) and isinstance(right, Fraction):
                return _RELATIONS[condition.head](left, right)
        raise Unknown("a condition")


_INDEX = "#dots"
_STARTS = (0, 1, 2, -1, 3)


def _with_index(end: Node, name: str) -> Iterator[Node]:
    """The last term with an index in all places of a letter, and in one of them alone: q^n - q^{n-1} has two."""
    places = sum(1 for one in walk(end) if isinstance(one, Sym) and _reindexed(one, name) != one)
    for chosen in (None, *range(places)) if places > 1 else (None,):
        seen = iter(range(places))

        def step(one: Node, chosen: int | None = chosen, seen: Iterator[int] = seen) -> Node:
            if not isinstance(one, Sym) or (changed := _reindexed(one, name)) == one:
                return one
            return changed if next(seen) == chosen or chosen is None else one

        yield rebuild(end, step)


def _reindexed(one: Sym, name: str) -> Node:
    if one.name == name:
        return Sym(_INDEX)
    if name not in one.name.partition("_")[2]:
        return one
    try:
        return substitute(member(one.name), {name: Sym(_INDEX)})
    except Unparsable:
        return one


_DOTTED = frozenset({DOTS, Op("neg", (DOTS,)), Sym(PRODUCT_DOTS)})
_PARITIES: dict[Node, int] = {Word("even"): 0, Word("odd"): 1}
_RELATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip


def _names(node: Node) -> frozenset[str]:
    if isinstance(node, Sym):
        return frozenset({node.name})
    return frozenset[str]().union(*map(_names, node.args)) if isinstance(node, Op) else frozenset()


def _letters(node: Node) -> frozenset[str]:
    """Those of subscripts too."""
    return frozenset(letter for name in _names(node) for letter in (name, *name.partition("_")[2]))


def _whole(value: Value) -> int:
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise Undefined("not a whole number")
    return value.numerator


def _bounded(value: Fraction) -> Fraction:
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    if bits > MAX_BITS:
        raise TooLarge("number")
    return value


# -- functions of whole numbers ----------------------------------------------------------------------------------------


def _counting(*numbers: int) -> None:
    if any(number < 0 for number in numbers):
        raise Undefined("a negative number")
    if any(number > MAX_ARGUMENT for number in numbers):
        raise TooLarge("argument")


def _factors(number: int) -> dict[int, int]:
    _counting(number)
    if number == 0:
        raise Undefined("zero")
    return factored(number)


def divisors(number: int) -> list[int]:
    return [one for one in range(1, number + 1) if number % one == 0]


def totient(number: int) -> int:
    return math.prod(prime ** (power - 1) * (prime - 1) for prime, power in _factors(number).items())


def moebius(number: int) -> int:
    powers = _factors(number).values()
    return 0 if any(power > 1 for power in powers) else 1 - 2 * (len(powers) % 2)


@lru_cache(maxsize=4096)
def stirling_second(number: int, blocks: int) -> int:
    _counting(number, blocks)
    signed = (
        (1 - 2 * ((blocks - k) % 2)) * math.comb(blocks, k) * (k**number if k or number else 1)
        for k in range(blocks + 1)
    )
    return sum(signed) // math.factorial(blocks)


@lru_cache(maxsize=256)
def _rising(number: int) -> tuple[int, ...]:
    """The coefficients of x(x + 1)...(x + n - 1)."""
    row = [1]
    for k in range(number):
        row = [k * here + before for here, before in zip([*row, 0], [0, *row], strict=True)]
    return tuple(row)


def stirling_first(number: int, cycles: int) -> int:
    _counting(number, cycles)
    if number > 60:
        raise TooLarge("argument")
    row = _rising(number)
    return row[cycles] if cycles < len(row) else 0


def bell(number: int) -> int:
    _counting(number)
    if number > 60:
        raise TooLarge("argument")
    return sum(stirling_second(number, k) for k in range(number + 1))


@lru_cache(maxsize=4)
def _partitions(largest: int) -> tuple[int, ...]:
    counts = [1] + [0] * largest
    for part in range(1, largest + 1):
        for total in range(part, largest + 1):
            counts[total] += counts[total - part]
    return tuple(counts)


def partitions(number: int) -> int:
    _counting(number)
    return _partitions(MAX_ARGUMENT)[number]


def derangements(number: int) -> int:
    _counting(number)
    total = 1
    for k in range(1, number + 1):
        total = k * total + 1 - 2 * (k % 2)
    return total


def fibonacci(number: int) -> int:
    _counting(abs(number))
    a, b = 0, 1
    for _ in range(abs(number)):
        a, b = b, a + b
    return a if number > 0 or number % 2 else -a


def lucas(number: int) -> int:
    return fibonacci(number - 1) + fibonacci(number + 1)


def catalan(number: int) -> int:
    _counting(number)
    return math.comb(2 * number, number) // (number + 1)


def harmonic(number: int) -> Fraction:
    _counting(number)
    return sum((Fraction(1, k) for k in range(1, number + 1)), Fraction(0))


def choices(above: int, below: int) -> int:
    if below < 0:
        return 0
    _counting(above, below)
    return math.comb(above, below)


def falling(number: int, count: int) -> int:
    _counting(count)
    return math.prod(number - k for k in range(count))


def rising(number: int, count: int) -> int:
    _counting(count)
    return math.prod(number + k for k in range(count))


_OWN: dict[str, Callable[..., int | Fraction]] = {
    "binom": choices,
    "eulerphi": totient,
    "moebius": moebius,
    "divisorsum": lambda number: sum(divisors(_positive(number))),
    "divisorcount": lambda number: len(divisors(_positive(number))),
    "stirlingsecond": stirling_second,
    "stirlingfirst": stirling_first,
    "bellnumber": bell,
    "partitioncount": partitions,
    "derangementnumber": derangements,
    "fibonaccinumber": fibonacci,
    "lucasnumber": lucas,
    "catalannumber": catalan,
    "harmonicnumber": harmonic,
    "fallingfactorial": falling,
    "risingfactorial": rising,
}
_LISTS: dict[str, Callable[[int], list[int]]] = {
    "divisorsof": divisors,
    "primesof": lambda number: list(_factors(number)),
    "coprimesto": lambda number: [k for k in range(1, number + 1) if math.gcd(k, number) == 1],
}
NAMED = frozenset(_OWN) - {"binom"}
"""Functions that no formula of elementary operations gives."""


def _positive(number: int) -> int:
    _counting(number)
    if number == 0:
        raise Undefined("zero")
    return number
