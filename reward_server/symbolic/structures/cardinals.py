"""Infinite cardinals by their names: 2^{aleph_0} is the cardinality of the continuum, |N| is countably infinite."""

from __future__ import annotations

import re

from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 100
_STYLE = re.compile(r"\\(?:text[a-z]*|operatorname|mbox|math[a-z]+|q?quad|left|right)(?![a-z])|\\[,;:! ]|[{}$\s]")
_MAY_BE = re.compile(r"aleph|beth|ℵ|mathfrak|mathbb|[Cc]ontinuum|ount|ℝ|ℕ")
_SIZES = {
    0: ("\\aleph_0", "ℵ_0", "ℵ₀", "\\beth_0", "countablyinfinite", "denumerable", "countableinfinity", "#N"),
    1: ("c", "\\beth_1", "continuum", "cardinalitycontinuum", "cardinalityoftherealnumbers", "cardinalityofthereals",
        "powercontinuum", "#R"),
    2: ("\\beth_2",),
}  # fmt: skip
"""By how often the power set was taken; without articles."""
_SIZE_OF = {name: size for size, names in _SIZES.items() for name in names}
_SET = re.compile(
    r"(?:\||\\[lr]?vert|#|\\#|(?:\\?card|cardinalityof)\(?)([NZQRC])(?:\^(?:\d|n))?(?:\||\\[lr]?vert|\))?"
)
_COUNTABLE = "NZQ"


def same_cardinals(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """None unless both are infinite cardinals."""
    if not _MAY_BE.search(truth) or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    if (left := _size(truth)) is None or (right := _size(answer)) is None:
        return None
    return Verdict(
        left == right, f"{'the same' if left == right else 'other'} cardinals: {truth}, {answer}", "cardinals"
    )


def _size(text: str) -> int | None:
    """Where a text says it twice, |N| = \\aleph_0, all must agree."""
    plain = _POWER_SET.sub(r"2^|\1|", _STYLE.sub("", _THE.sub("", text)).rstrip("."))
    said = [one for one in _AGAIN.split(plain.rstrip(")")) if one]
    sizes = {_of(one) for one in said if one not in ("uncountable", "infinite", "countable", "uncountablyinfinite")}
    larger = any(one.startswith("uncount") for one in said)
    if len(sizes) != 1 or None in sizes or (larger and 0 in sizes):
        return None
    return sizes.pop()


_POWER_SET = re.compile(r"\|P\(([NZQRC])\)\|")
_THE = re.compile(r"\b(?:the|of (?=the continuum\b))")
_AGAIN = re.compile(r"[=(,]|(?<=continuum)(?=.)")


def _of(text: str) -> int | None:
    for powers in range(3):
        if text in _SIZE_OF:
            return _SIZE_OF[text] + powers
        if (found := _SET.fullmatch(text)) is not None:
            return (found[1] not in _COUNTABLE) + powers
        if not text.startswith("2^"):
            return None
        text = text[2:]
    return None
