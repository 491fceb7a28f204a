"""Indicator functions as cases: 2x 1_{(0,1)}(x) is 2x for x in (0, 1), and 0 otherwise. A step of `normalize`."""

from __future__ import annotations

import re

_ONE = (
    r"(?:\\(?:mathbf|mathbb|mathbbm|mathds|mathrm|boldsymbol|bm|text|operatorname)\s*(?:\{\s*[1I]\s*\}|[1I](?![A-Za-z]))"
    r"|\\(?:chi|one|ind)(?![a-z])|\U0001d7d9|(?<![A-Za-z\d\\])I(?=\s?[_({\\])|(?<![\d.])1(?=\s?_))"
)
MAY_INDICATE = re.compile(
    r"[1I]\s?\}?\s?(?:_|\(|\\?\{)|chi\s?_|one\s?_|ind\s?_|\U0001d7d9|0[^\d]{0,14}(?:otherwise|else)"
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
_ELSE = re.compile(
    rf"(?P<name>[^=]{{1,30}}=)?(?P<value>[^=]{{1,200}}?)[\s,]*(?:\\text\s*\{{\s*)?(?:for|if|when)[\s}}$]+(?P<place>{_CONDITION}?)[\s,]*"
    r"(?:\\text\s*\{\s*)?(?:and)?[\s}$]*0[\s$]*(?:\\text\s*\{\s*)?(?:otherwise|elsewhere|else)[\s}$.]*"
)
_GAP = re.compile(r"\\(?:[ ,;:!]|q?quad(?![a-z]))")
MAX_CHARS = 300


def by_case(text: str) -> str:
    """The value where it holds, and 0 elsewhere."""
    bare = text.strip().removeprefix("$") if len(text) <= MAX_CHARS else ""
    if (told := _ELSE.fullmatch(_GAP.sub(" ", bare))) is not None:
        return _cases(told["name"], told["value"], told["place"])
    found = _INDICATED.fullmatch(bare)
    if (found is None or "+" in bare) and (several := _several(bare)):
        return several
    if found is None:
        return text
    return _cases(found["name"], found["value"], _condition(found))


_PLUS = re.compile(r"\+(?![^()\[\]]*[)\]])")
"""Outside brackets."""


def _several(text: str) -> str:
    """A sum of values, each where its indicator says."""
    parts = [_INDICATED.fullmatch(one) for one in _PLUS.split(text)] if "+" in text else []
    known = [one for one in parts if one is not None]
    if len(known) < 2 or len(known) < len(parts) or any(one["name"] for one in known[1:]):
        return ""
    rows = "".join(rf"{one['value']} & {_condition(one)} \\ " for one in known)
    return rf"{known[0]['name'] or ''}\begin{{cases}}{rows} 0 & \text{{otherwise}}\end{{cases}}"


def _condition(found: re.Match[str]) -> str:
    place = found["place"] or found["bare"]
    return rf"{found['variable']}\in {place}" if place else (found["below"] or found["beside"]).rstrip("\\ ")


def _cases(name: str | None, value: str, condition: str) -> str:
    return rf"{name or ''}\begin{{cases}}{value} & {condition} \\ 0 & \text{{otherwise}}\end{{cases}}"
