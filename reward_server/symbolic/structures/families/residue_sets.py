"""Sets of residues: {±1, ±5} is {1, 5, 7, 11} where the question is about Z/12Z.

Only to accept, and only where the question names one modulus and does not say which representatives it wants.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 200
MAX_MEMBERS = 60
MAX_MODULUS = 10**6
_Z = r"(?:\\mathbb\s*\{?\s*[ZF]\s*\}?|ℤ|𝔽|(?<![A-Za-z])Z)"
_MODULUS = re.compile(
    rf"{_Z}\s*(?:/\s*\(?\s*(\d{{1,6}})|_\s*\{{?\s*(\d{{1,6}})(?![\d^]))|\bmod(?:ulo)?\s+\$?(\d{{1,6}})|\\p?mod\s*\{{?\s*(\d{{1,6}})|\\bmod\s*(\d{{1,6}})"
)
_ASKED = re.compile(
    r"\b(?:units?|zero[- ]?divisors?|idempotents?|nilpotents?|elements?|generators?|residues?|squares|roots?"
    r"|solutions?|solve"
    r"|class(?:es)?|invertible|inverses?|cubes|subgroup|associates?)\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:least|smallest|between|from 0|range|non-?negative|positive|integers? with|representatives? in)\b"
    r"|\\leq?(?![a-z])|[<≤]"
)
_STYLE = re.compile(
    r"\\(?:overline|bar|hat|mathrm|text|widehat|underline)\s*\{\s*(-?\d+)\s*\}|\\(?:overline|bar)\s*(\d)|\[\s*(-?\d+)\s*\](?:_\{?\d+\}?)?"
)
_TAIL = re.compile(r"\(?\s*\\?(?:p|b)?mod\s*\{?\s*(\d{1,6})\s*\}?\s*\)?\s*\.?\s*$")
_GAP = re.compile(
    r"\\(?:[,;:! ]|q?quad(?![a-z])|left(?![a-z])|right(?![a-z]))|\\text\s*\{\s*(?:and|or)?\s*\}|\band\b|\bor\b|[\s$]"
)
_NAMED = re.compile(r"^(?:[a-zA-Z]|\([^()]{1,30}\)\S{0,12}|[A-Z]\([^()]{1,20}\))(?:=|\\equiv|≡|\\in|∈)")
_MEMBER = re.compile(r"(?P<sign>\\pm|±|[-+]?)(?P<number>\d{1,6})")


def same_residues(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt := prompt[-MAX_PROMPT:]):
        return None
    moduli = _moduli(prompt)
    if len(moduli) != 1 or _CHOSEN.search(prompt):
        return None
    modulus = moduli.pop()
    if not 1 < modulus <= MAX_MODULUS:
        return None
    left, right = _residues(truth, modulus), _residues(answer, modulus)
    if not left or left != right:
        return None
    return Verdict(True, f"the same residues modulo {modulus}: {answer[:60]}", "residues")


def _moduli(prompt: str) -> set[int]:
    return {int(next(filter(None, found.groups()))) for found in _MODULUS.finditer(prompt)}


def _residues(text: str, modulus: int) -> frozenset[int] | None:
    """None where one is listed twice, or something else stands there."""
    tail = _TAIL.search(text)
    if tail is not None and int(tail[1]) != modulus:
        return None
    plain = text[: tail.start()] if tail is not None else text
    plain = _STYLE.sub(lambda one: one[1] or one[2] or one[3], plain)
    plain = _GAP.sub(
        lambda gap: "," if gap[0].strip(" $\\").strip("{} ").endswith(("and", "or", "and}", "or}")) else "", plain
    )
    plain = re.sub(r",+", ",", _NAMED.sub("", plain).replace("\\{", "").replace("\\}", "")).strip(",.{}")
    found: list[int] = []
    for part in plain.split(","):
        member = _MEMBER.fullmatch(part)
        if member is None or len(found) > MAX_MEMBERS:
            return None
        number = int(member["number"])
        found.append((-number if member["sign"] == "-" else number) % modulus)
        if member["sign"] in ("\\pm", "±") and 2 * number % modulus:
            found.append(-number % modulus)
    return frozenset(found) if len(set(found)) == len(found) else None


def moduli_differ(truth: str, answer: str, prompt: str) -> Verdict | None:
    """1, 5 (mod 24) is not 1, 5 where the question is modulo 12."""
    tail = _TAIL.search(answer)
    if tail is None or "mod" in truth or truth.count(",") != answer.count(","):
        return None
    moduli = _moduli(prompt[-MAX_PROMPT:])
    if len(moduli) != 1 or int(tail[1]) in moduli:
        return None
    return Verdict(False, f"modulo {tail[1]}, which is not the modulus of the question", "residues")
