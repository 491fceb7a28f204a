"""Powers and binomials whose sign LaTeX sets small: n^{\\underline{k}} is n(n - 1)...(n - k + 1), and a binomial in two
pairs of brackets counts with repetition. A step of `normalize`."""

from __future__ import annotations

import re

MAY_BE = re.compile(r"\^\s*\{\s*\\underline|\\!")
"""A first look, for speed."""
_FALLING = re.compile(r"([A-Za-z0-9]|\([^()]{1,30}\))\s*\^\s*\{\s*\\underline\s*\{([^{}]{1,20})\}\s*\}")
_ENTRY = r"\s*(?:\{([^{}]{1,30})\}|([A-Za-z0-9]))"
_TWICE = re.compile(
    rf"(?:\\left\s*)?\(\s*(?:(?:\\!\s*)+(?:\\left\s*)?\(?\s*|\(\s*)\\[dt]?binom{_ENTRY}{_ENTRY}"
    r"\s*(?:(?:\\right\s*)?\)?\s*(?:\\!\s*)+|\))(?:\\right\s*)?\)"
)


def with_factorial_powers(text: str) -> str:
    text = _FALLING.sub(r"\\operatorname{fallingfactorial}(\1,\2)", text)
    return _TWICE.sub(_repeated, text)


def _repeated(match: re.Match[str]) -> str:
    above, below = match[1] or match[2], match[3] or match[4]
    return rf"\binom{{{above}+{below}-1}}{{{below}}}"
