"""Indicator functions as cases: 2x 1_{(0,1)}(x) is 2x for x in (0, 1), and 0 otherwise. A step of `normalize`."""

from __future__ import annotations

import re

_ONE = (
    r"(?:\\(?:mathbf|mathbb|mathbbm|mathds|mathrm|boldsymbol|bm|text|operatorname)\s*(?:\{\s*[1I]\s*\}|[1I](?![A-Za-z]))"
    r"|\\(?:chi|one|ind)(?![a-z])|\U0001d7d9|(?<![A-Za-z\d\\])I(?=\s?[_({\\])|(?<![\d.])1(?=\s?_))"
)
_INTERVAL = r"[(\[]\s*[^()\[\]{}<>]{1,30},[^()\[\]{}<>]{1,30}[)\]]"
_VARIABLE = r"(?:[a-zA-Z](?:_\w)?)"
_CONDITION = r"[^{}()=]{0,40}(?:[<>]|\\(?:leq?|geq?|leqslant|geqslant|in)(?![a-z]))[^{}=]{1,40}"
_INDICATED = re.compile(
    rf"(?P<name>[^=]{{1,30}}=)?(?P<value>[^=]{{1,200}}?)(?:\\cdot|\\times|\*|\\[,;:! ]|~|\s)*{_ONE}\s*(?:"
    rf"_\s*(?:\{{\s*(?P<place>{_INTERVAL})\s*\}}|(?P<bare>{_INTERVAL}))\s*\(\s*(?P<variable>{_VARIABLE})\s*\)"
    rf"|_\s*\{{\s*(?:\\?\{{|\(|\[)?\s*(?P<below>{_CONDITION})(?:\\?\}}|\)|\])?\s*\}}(?:\s*\(\s*{_VARIABLE}\s*\))?"
    rf"|(?:\\?\{{|\(|\[)\s*(?P<beside>{_CONDITION})(?:\\?\}}|\)|\]))[\s$.]*"
)
MAX_CHARS = 300


def by_case(text: str) -> str:
    """The value where it holds, and 0 elsewhere."""
    found = _INDICATED.fullmatch(text.strip().removeprefix("$")) if len(text) <= MAX_CHARS else None
    if found is None:
        return text
    place = found["place"] or found["bare"]
    condition = rf"{found['variable']}\in {place}" if place else (found["below"] or found["beside"]).rstrip("\\ ")
    return rf"{found['name'] or ''}\begin{{cases}}{found['value']} & {condition} \\ 0 & \text{{otherwise}}\end{{cases}}"
