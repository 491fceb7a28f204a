"""Permutations by what they do: (1 2 4) is (2 4 1)."""

from __future__ import annotations

import re

from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 400
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
