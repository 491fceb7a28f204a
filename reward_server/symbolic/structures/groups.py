"""Finite abelian groups by their invariants, permutations by what they do: Z_12 is Z_4 x Z_3, (1 2 4) is (2 4 1)."""

from __future__ import annotations

import re
from collections import Counter

from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.scalars.powers import factored
from reward_server.symbolic.verdict import Verdict

MAX_ORDER = 10**6
"""Up to which trial division tells all primes."""
MAX_CHARS = 400

# -- abelian groups --------------------------------------------------------------------------------------------------

_SPACE = re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z]))|[\s$~]+")
_Z = r"(?:\\mathbb\{?Z\}?|\\mathbf\{?Z\}?|\\Z|ℤ|Z)"
_CYCLIC = re.compile(
    rf"\(?(?:{_Z}/(?:\(?(\d{{1,6}})\)?{_Z}|\((\d{{1,6}})\)|\\langle(\d{{1,6}})\\rangle)|(?:{_Z}|C|\\mathrm\{{C\}})_\{{?(\d{{1,6}})\}}?)\)?"
    r"(?:\^\{?(\d)\}?)?"
)
_TIMES = re.compile(r"\\times|\\oplus|×|⊕")


def _abelian(text: str) -> tuple[int, ...] | None:
    """The orders of its cyclic parts of prime powers, or nothing where it is no such group."""
    parts: list[int] = []
    for factor in _TIMES.split(_SPACE.sub("", text)):
        found = _CYCLIC.fullmatch(factor)
        if found is None:
            return None
        order = int(next(filter(None, found.groups()[:4])))
        if not 0 < order <= MAX_ORDER:
            return None
        parts += [prime**power for prime, power in factored(order).items()] * int(found[5] or 1)
    return tuple(sorted(parts))


def same_groups(truth: str, answer: str) -> Verdict | None:
    """None unless both are lists of finite abelian groups, written as products of cyclic ones."""
    if ("_" not in truth + answer and "/" not in truth + answer) or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left, right = _groups(truth), _groups(answer)
    if left is None or right is None:
        return None
    equal = left == right
    return Verdict(equal, f"{'the same' if equal else 'other'} abelian groups: {truth[:60]}, {answer[:60]}", "groups")


def _groups(text: str) -> Counter[tuple[int, ...]] | None:
    found = [_abelian(part) for part in split_at_commas(text)]
    known = [one for one in found if one is not None]
    return Counter(known) if found and len(known) == len(found) else None


# -- permutations ----------------------------------------------------------------------------------------------------

_PERMUTES = re.compile(
    r"permut|\bcycles?\b|S_\{?\w|\\mathfrak|\\mathrm\{?S|Zykl|ciclo|перестан|подстан|цикл|置换|置換|치환"
)
_CYCLES = re.compile(r"(?:\(\d{1,2}(?: \d{1,2})+\)|\(\d{1,9}\))+")
_CYCLE = re.compile(r"\(([^()]*)\)")
_GAP = re.compile(r"(?:\\(?:[,;:! ]|q?quad(?![a-z])|cdot(?![a-z])|circ(?![a-z])|text\{ \})|[\s$~,])+")


def same_permutations(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt speaks of permutations, and both are products of disjoint cycles."""
    if not (truth.lstrip(" $\\").startswith("(") and prompt and _PERMUTES.search(prompt[-MAX_CHARS * 10 :])):
        return None
    left, right = _permutation(truth), _permutation(answer)
    if left is None or right is None:
        return None
    equal = left == right
    shown = f"{truth[:60]}, {answer[:60]}"
    return Verdict(equal, f"{'the same' if equal else 'other'} permutations: {shown}", "permutations")


def _permutation(text: str) -> dict[str, str] | None:
    """Where each number goes; what stays is left out."""
    text = _GAP.sub(" ", text.rpartition("=")[2]).replace("( ", "(").replace(" )", ")").replace(") (", ")(").strip()
    if len(text) > MAX_CHARS or not _CYCLES.fullmatch(text):
        return None
    goes: dict[str, str] = {}
    for one in _CYCLE.findall(text):
        cycle = one.split() if " " in one else list(one)
        if len(set(cycle)) < len(cycle) or not goes.keys().isdisjoint(cycle):
            return None
        goes.update(zip(cycle, cycle[1:] + cycle[:1], strict=True))
    return {start: end for start, end in goes.items() if start != end}
