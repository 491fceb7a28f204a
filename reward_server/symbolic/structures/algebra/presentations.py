"""Groups by generators and relations: which one <r, s | r^4 = s^2 = 1, srs = r^{-1}> is.

A finite one is enumerated by the cosets of its trivial subgroup (Todd and Coxeter), and told by the orders of its
elements.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from reward_server.symbolic.budget import spend
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.scalars.powers import factored
from reward_server.symbolic.structures.algebra.group_types import Type, cyclic, dicyclic, dihedral, free_product, times

MAX_COSETS = 1500
"""Many more than elements are named before they are found equal."""
MAX_GROUP = 120
MAX_WORD = 80
_PRESENTED = re.compile(r"⟨([^|⟨⟩]{1,40})\|([^|⟨⟩]{0,200})⟩")
_GENERATOR = re.compile(r"[A-Za-z](?:_\{?\d\}?)?|\\[a-z]{2,8}")
_PIECE = re.compile(r"(?P<letter>[A-Za-z](?:_\{?\d\}?)?|\\[a-z]{2,8})|(?P<one>1)|(?P<open>[(\[])")
_POWER = re.compile(r"\^(?:\{(-?\d{1,2})\}|(\d))")
Word = tuple[int, ...]
"""Generators by number from 1; the negative is the inverse."""


def presented(text: str) -> Type | None:
    """The type of a presentation without spaces, or nothing where it is not told."""
    found = _PRESENTED.fullmatch(text)
    if found is None:
        return None
    names = found[1].split(",")
    if len(set(names)) < len(names) or not all(map(_GENERATOR.fullmatch, names)):
        return None
    try:
        relators = _relators(found[2], {name: k for k, name in enumerate(names, 1)})
    except ValueError:
        return None
    return _unrelated(len(names), relators) or _finite(len(names), relators)


# -- words -------------------------------------------------------------------------------------------------------------


def _relators(text: str, numbers: dict[str, int]) -> list[Word]:
    """Of r^4 = s^2 = 1: the words that are 1."""
    found: list[Word] = []
    for relation in filter(None, split_at_commas(text)):
        sides = [_word(side, numbers) for side in relation.split("=")]
        found += [_reduced(side + _inverse(sides[-1])) for side in (sides[:-1] if len(sides) > 1 else sides)]
        if len(sides) == 1:
            found[-1] = _reduced(sides[0])
    return [one for one in found if one]


def _word(text: str, numbers: dict[str, int]) -> Word:
    word: Word = ()
    at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            raise ValueError(text)
        at = piece.end()
        part: Word = ()
        if piece["letter"]:
            if piece["letter"] not in numbers and piece["letter"] != "e":
                raise ValueError(text)
            part = (numbers[piece["letter"]],) if piece["letter"] in numbers else ()
        elif piece["open"]:
            end = _closing(text, at)
            part = _bracket(text[at:end], piece["open"], numbers)
            at = end + 1
        if (power := _POWER.match(text, at)) is not None:
            at = power.end()
            times_over = int(power[1] or power[2])
            part = (part if times_over > 0 else _inverse(part)) * abs(times_over)
        word += part
        if len(word) > MAX_WORD:
            raise ValueError(text)
    return word


def _bracket(text: str, opening: str, numbers: dict[str, int]) -> Word:
    """(ab), or the commutator [a, b]."""
    parts = [_word(one, numbers) for one in split_at_commas(text)]
    if opening == "[" and len(parts) == 2:
        return (*_inverse(parts[0]), *_inverse(parts[1]), *parts[0], *parts[1])
    if opening == "(" and len(parts) == 1:
        return parts[0]
    raise ValueError(text)


def _closing(text: str, at: int) -> int:
    """The nearest one: brackets in brackets are not read."""
    found = re.compile(r"[)\]]").search(text, at)
    if found is None:
        raise ValueError(text)
    return found.start()


def _inverse(word: Word) -> Word:
    return tuple(-one for one in reversed(word))


def _reduced(word: Word) -> Word:
    kept: list[int] = []
    for one in word:
        if kept and kept[-1] == -one:
            kept.pop()
        else:
            kept.append(one)
    return tuple(kept)


# -- which group -------------------------------------------------------------------------------------------------------


def _unrelated(generators: int, relators: list[Word]) -> Type | None:
    """Free products of cyclic groups, and products of infinite ones: those that may have no end."""
    powers = {word[0]: len(word) for word in relators if len(set(word)) == 1}
    others = [word for word in relators if len(set(word)) > 1]
    if len(powers) + len(others) < len(relators):
        return None
    if not others:
        parts = [powers.get(k, powers.get(-k, 0)) for k in range(1, generators + 1)]
        return free_product([cyclic(order) if order else ("Z",) for order in parts])
    commuting = {frozenset(map(abs, word)) for word in others if _is_commutator(word)}
    pairs = generators * (generators - 1) // 2
    if len(commuting) == len(others) == pairs:
        return times(*(cyclic(powers[k]) if k in powers else ("Z",) for k in range(1, generators + 1)))
    return None


def _is_commutator(word: Word) -> bool:
    return len(word) == 4 and word[0] == -word[2] and word[1] == -word[3] and abs(word[0]) != abs(word[1])


def _finite(generators: int, relators: list[Word]) -> Type | None:
    moves = _Cosets(generators, relators).moves()
    return None if moves is None else _told(moves)


def _told(generators: list[tuple[int, ...]]) -> Type | None:
    """By the elements, each as it moves all of them."""
    size = len(generators[0])
    identity = tuple(range(size))
    elements, at = {0: identity}, [identity]
    for element in at:
        for move in generators:
            product = tuple(move[place] for place in element)
            spend(size // 20 + 1)
            if product[0] not in elements:
                elements[product[0]] = product
                at.append(product)
    cycles = [_cycle(one) for one in elements.values()]
    orders = Counter(map(len, cycles))
    if all(tuple(b[x] for x in a) == tuple(a[x] for x in b) for a in generators for b in generators):
        return _abelian(orders, size)
    half = next((cycle for cycle in cycles if 2 * len(cycle) == size), None)
    rest = {len(cycle) for cycle in cycles if half is not None and cycle[1 % len(cycle)] not in half}
    if rest == {2}:
        return dihedral(size)
    if rest == {4}:
        return dicyclic(size)
    return next((name for name, found in _BY_ORDERS.items() if found == orders), None)


_BY_ORDERS: dict[Type, dict[int, int]] = {
    ("A4",): {1: 1, 2: 3, 3: 8},
    ("S4",): {1: 1, 2: 9, 3: 8, 4: 6},
    ("A5",): {1: 1, 2: 15, 3: 20, 5: 24},
    ("S5",): {1: 1, 2: 25, 3: 20, 4: 30, 5: 24, 6: 20},
}


def _cycle(move: tuple[int, ...]) -> list[int]:
    """The powers of an element, by where they move the first one."""
    found, at = [0], move[0]
    while at:
        found.append(at)
        at = move[at]
    return found


def _abelian(orders: Counter[int], size: int) -> Type:
    """p^k kills p^(sum of min(k, e)) elements, where the p^e are the orders of its cyclic factors."""
    found: list[Type] = []
    for prime, most in factored(size).items():
        killed = [sum(count for order, count in orders.items() if prime**k % order == 0) for k in range(most + 2)]
        ranks = [_exponent(later // earlier, prime) for earlier, later in pairwise(killed)]
        found += [(f"C{prime ** (k + 1)}",) * (ranks[k] - ranks[k + 1]) for k in range(most)]
    return times(*found)


def _exponent(power: int, prime: int) -> int:
    return sum(factored(power).values()) if power > 1 and power % prime == 0 else 0


class _Cosets:
    """Those of the trivial subgroup: what each generator and its inverse does to each."""

    def __init__(self, generators: int, relators: list[Word]) -> None:
        self.generators = generators
        trivial = [(k, -k) for k in range(1, generators + 1)] + [(-k, k) for k in range(1, generators + 1)]
        self.relators = trivial + relators
        self.same: list[int] = []
        self.next: list[dict[int, int]] = []
        self.new()

    def new(self) -> int:
        self.same.append(len(self.same))
        self.next.append({})
        return len(self.same) - 1

    def find(self, coset: int) -> int:
        while self.same[coset] != coset:
            self.same[coset] = self.same[self.same[coset]]
            coset = self.same[coset]
        return coset

    def follow(self, coset: int, word: Word) -> int:
        for one in word:
            coset = self.find(coset)
            if one not in self.next[coset]:
                self.next[coset][one] = self.new()
            coset = self.find(self.next[coset][one])
        return coset

    def unify(self, one: int, other: int) -> None:
        todo = [(one, other)]
        while todo:
            one, other = sorted(map(self.find, todo.pop()))
            if one == other:
                continue
            self.same[other] = one
            for step, target in self.next[other].items():
                if step in self.next[one]:
                    todo.append((self.next[one][step], target))
                else:
                    self.next[one][step] = target

    def moves(self) -> list[tuple[int, ...]] | None:
        """Of the generators, where the group is small enough."""
        coset = 0
        while coset < len(self.same):
            if self.find(coset) == coset:
                for word in self.relators:
                    spend(len(word) // 4 + 1)
                    self.unify(self.follow(coset, word), coset)
            if len(self.same) > MAX_COSETS:
                return None
            coset += 1
        alive = [coset for coset in range(len(self.same)) if self.find(coset) == coset]
        if len(alive) > MAX_GROUP:
            return None
        place = {coset: k for k, coset in enumerate(alive)}
        return [tuple(place[self.find(self.next[coset][k])] for coset in alive) for k in range(1, self.generators + 1)]
