"""Permutations by what they do: (1 2 4) is (2 4 1), and 2413 in one line is [2, 4, 1, 3]."""

from __future__ import annotations

import re
from itertools import pairwise

from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 400
_PERMUTES = re.compile(
    r"permut|\bcycles?\b|S_\{?\w|\\mathfrak|\\mathrm\{?S|Zykl|ciclo|перестан|подстан|цикл|置换|置換|치환"
    r"|transposition|\(\d(?:\\[,; ]|[ ,])+\d(?:(?:\\[,; ]|[ ,])+\d)*\)\s*(?:\(|\$|\\in)"
)
_CYCLES = re.compile(r"(?:\(\d{1,2}(?: \d{1,2})+\)|\(\d{1,9}\))+")
_CYCLE = re.compile(r"\(([^()]*)\)")
_GAP = re.compile(r"(?:\\(?:[,;:! ]|q?quad(?![a-z])|cdot(?![a-z])|circ(?![a-z])|text\{ \})|[\s$~,])+")
_LINE = re.compile(r"one-?\s?line|two-?\s?(?:line|row)|word notation|Cauchy|matrix notation", re.IGNORECASE)
_LISTED = re.compile(r"[(\[⟨]?(?:(?P<digits>[1-9]{2,9})|(?P<many>\d{1,2}(?:[ ,]\d{1,2})+))[)\]⟩]?")
_ROWS = re.compile(
    r"(?:\\left)?\(?\\begin\{(?:p|b|small)?(?:matrix|array)\}(?:\{[c|]{1,20}\})?(?P<rows>[\d&\s\\,;]{3,400})"
    r"\\end\{(?:p|b|small)?(?:matrix|array)\}(?:\\right)?\)?"
)


def same_permutations(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the prompt speaks of permutations, and both are products of disjoint cycles, or in lines."""
    if not (prompt and _PERMUTES.search(prompt[-MAX_CHARS * 10 :])):
        return None
    if _LINE.search(prompt[-MAX_CHARS * 10 :]) and (lines := (_in_line(truth), _in_line(answer))).count(None) == 0:
        equal = lines[0] == lines[1]
        return Verdict(equal, f"{'the same' if equal else 'other'} lines: {truth[:60]}, {answer[:60]}", "permutations")
    if "{" in truth and "(" in truth:
        return _same_sets(truth, answer)
    if not truth.lstrip(" $\\").startswith("("):
        return None
    left, right = _permutation(truth), _permutation(answer)
    if (left is None or right is None) and _AS_A_PRODUCT.search(prompt[-MAX_CHARS * 10 :]):
        return _same_products(truth, answer)
    if left is None or right is None:
        return None
    equal = left == right
    shown = f"{truth[:60]}, {answer[:60]}"
    return Verdict(equal, f"{'the same' if equal else 'other'} permutations: {shown}", "permutations")


_AS_A_PRODUCT = re.compile(
    r"product of (?:[a-z-]+ )?(?:transpositions|2-cycles|3-cycles|cycles)|in terms of (?:the )?transpositions"
)


def _same_products(truth: str, answer: str) -> Verdict | None:
    """Of transpositions, if both are read from the right, or both from the left, they do the same; accepts only."""
    left, right = _factors(truth), _factors(answer)
    if left is None or right is None or {len(one) for one in right} - {len(one) for one in left}:
        return None
    if not any(_done(left[::way]) == _done(right[::way]) for way in (1, -1)):
        return None
    return Verdict(True, f"the same product: {truth[:60]}, {answer[:60]}", "permutations")


def _factors(text: str) -> list[list[str]] | None:
    text = _GAP.sub(" ", text.rpartition("=")[2]).replace("( ", "(").replace(" )", ")").replace(") (", ")(").strip()
    if len(text) > MAX_CHARS or not _CYCLES.fullmatch(text):
        return None
    return [one.split() if " " in one else list(one) for one in _CYCLE.findall(text)]


def _done(factors: list[list[str]]) -> dict[str, str]:
    """Where each number goes, by one cycle after the other."""
    goes: dict[str, str] = {}
    for start in {one for cycle in factors for one in cycle}:
        place = start
        for cycle in factors:
            place = cycle[(cycle.index(place) + 1) % len(cycle)] if place in cycle else place
        goes[start] = place
    return {start: end for start, end in goes.items() if start != end}


_MOVES = re.compile(r"(?:\([\d ]{1,60}\))+|\(\)|\b(?:e|id|1|i)\b|\\(?:varepsilon|epsilon|iota|mathrm\{id\})")
_BRACES = re.compile(r"\\?\{([^{}]*)\\?\}")


def _same_sets(truth: str, answer: str) -> Verdict | None:
    """Classes and subgroups by their elements: {e}, {(12), (13)}; accepts only."""
    left, right = _sets(truth), _sets(answer)
    if not left or left != right:
        return None
    return Verdict(True, f"the same sets of permutations: {truth[:60]}, {answer[:60]}", "permutations")


def _sets(text: str) -> list[list[list[tuple[str, str]]]] | None:
    """Each with its permutations, sorted; None where one is listed twice."""
    plain = _GAP.sub(lambda gap: "," if "," in re.sub(r"\\,", "", gap[0]) else " ", text.rpartition("=")[2])
    plain = (
        plain.replace("( ", "(").replace(" )", ")").replace(") (", ")(").replace("\\{", "{").replace("\\}", "}").strip()
    )
    plain = re.sub(r"\((\d{1,2}(?:,\d{1,2})+)\)", lambda cycle: "(" + cycle[1].replace(",", " ") + ")", plain)
    if plain.startswith("{") and "{" in plain[1:].lstrip()[:1]:
        plain = plain[1:].strip().removesuffix("}")
    rest = _BRACES.sub("", plain).strip(", ")
    groups = _BRACES.findall(plain)
    if rest.replace(" ", "").strip(",") or not groups or len(text) > MAX_CHARS:
        return None
    found: list[list[list[tuple[str, str]]]] = []
    for group in groups:
        names = [one.strip() for one in group.split(",")]
        moves = [_moves(one) for one in names]
        known = sorted(one for one in moves if one is not None)
        if len(known) < len(names) or any(a == b for a, b in pairwise(known)):
            return None
        found.append(known)
    return sorted(found)


def _moves(name: str) -> list[tuple[str, str]] | None:
    if not _MOVES.fullmatch(name):
        return None
    if not name.startswith("(") or name in ("()", "(1)"):
        return []
    moved = _permutation(name)
    return None if moved is None else sorted(moved.items())


def _in_line(text: str) -> list[int] | None:
    """The images of 1, 2, ..., n in turn."""
    text = text.rpartition("=")[2].strip(" $.")
    if (rows := _ROWS.fullmatch(text)) is not None:
        entries = [[int(one) for one in re.findall(r"\d{1,3}", row)] for row in rows["rows"].split("\\\\")]
        images = dict(zip(*entries, strict=False)) if len(entries) == 2 else {}
        return [images[k] for k in sorted(images)] if images and {len(images)} == {*map(len, entries)} else None
    listed = _LISTED.fullmatch(re.sub(r" ?, ?", ",", _GAP.sub(lambda gap: "," if "," in gap[0] else " ", text)).strip())
    if listed is None:
        return None
    images_of = [int(one) for one in (listed["digits"] or re.findall(r"\d+", listed["many"]))]
    return images_of if sorted(images_of) == list(range(1, len(images_of) + 1)) else None


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
