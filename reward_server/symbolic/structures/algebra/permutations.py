"""Permutations by what they do: (1 2 4) is (2 4 1), and 2413 in one line is [2, 4, 1, 3]."""

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
    if not truth.lstrip(" $\\").startswith("("):
        return None
    left, right = _permutation(truth), _permutation(answer)
    if left is None or right is None:
        return None
    equal = left == right
    shown = f"{truth[:60]}, {answer[:60]}"
    return Verdict(equal, f"{'the same' if equal else 'other'} permutations: {shown}", "permutations")


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
