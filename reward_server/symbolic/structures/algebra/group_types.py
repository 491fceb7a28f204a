"""Isomorphism types of groups: the factors of a direct product, sorted. C4 is cyclic, Z infinite cyclic, D8 dihedral of
order 8, free(Z|Z) a free product."""

from __future__ import annotations

import re
from math import factorial

from reward_server.symbolic.scalars.powers import factored

Type = tuple[str, ...]
MAX_DEGREE = 12


def times(*factors: Type) -> Type:
    return tuple(sorted(one for factor in factors for one in factor))


def cyclic(order: int) -> Type:
    return times(*((f"C{prime**power}",) for prime, power in factored(order).items()))


def klein(_: int = 4) -> Type:
    return ("C2", "C2")


def dihedral(order: int) -> Type | None:
    """That of order 4m, for an odd m, has a factor of order two."""
    if order % 2:
        return None
    if order <= 4:
        return ("C2",) * (order // 2)
    return times(("C2",), (f"D{order // 2}",)) if order % 8 == 4 else (f"D{order}",)


def symmetric(degree: int) -> Type | None:
    small: dict[int, Type] = {1: (), 2: ("C2",), 3: ("D6",)}
    return small.get(degree, (f"S{degree}",)) if degree <= MAX_DEGREE else None


def alternating(degree: int) -> Type | None:
    small: dict[int, Type] = {1: (), 2: (), 3: ("C3",)}
    return small.get(degree, (f"A{degree}",)) if degree <= MAX_DEGREE else None


def dicyclic(order: int) -> Type | None:
    return (f"Q{order}",) if order % 4 == 0 and order > 4 else None


def order_of(kind: Type) -> int | None:
    """None where a factor is infinite, or its order is not told."""
    found = 1
    for one in kind:
        letter, digits = one[:1], one[1:]
        if letter not in "CDQSA" or not digits.isdecimal():
            return None
        size = int(digits)
        found *= size if letter in "CDQ" else factorial(size) // (1 if letter == "S" else 2)
    return found


def free(rank: int) -> Type | None:
    return free_product([("Z",)] * rank) if rank <= MAX_DEGREE else None


def free_product(factors: list[Type]) -> Type:
    parts: list[str] = []
    for factor in filter(None, factors):
        inner = _FREE.fullmatch(factor[0]) if len(factor) == 1 else None
        parts += inner[1].split("|") if inner is not None else ["x".join(factor)]
    return (f"free({'|'.join(sorted(parts))})",) if len(parts) > 1 else tuple(parts[0].split("x")) if parts else ()


_FREE = re.compile(r"free\(([^()]*)\)")
