"""Pieces in a row as cases: x^2 if x < 1; x if x >= 1, and 2x (x > 0), -x (x <= 0). A step of `normalize`."""

from __future__ import annotations

import re

MAX_CHARS = 300
MAY_BE_PIECES = re.compile(r"\b(?:if|for|when|otherwise|elsewhere)\b|[<>eq]\s?[^()<>]{0,20}\)\s*[,;]|;")
_TEXT = r"(?:\\text[a-z]*\s*\{[\s,]*)?"
_RELATION = re.compile(r"[<>=≤≥≠]|\\(?:[lg]eq?(?:slant)?|neq?|in|mid|equiv)(?![a-z])|\b(?:even|odd)\b")
_ORDER = re.compile(r"[<>≤≥]|\\(?:[lg]eq?(?:slant)?|neq?)(?![a-z])")
_LEADS = re.compile(
    rf"[\s,$]*{_TEXT}\b(?:if|for|when)\b[\s}}$]*|[\s,$]*{_TEXT}\b(?P<rest>otherwise|elsewhere)\b[\s}}$.]*"
)
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]{1,60})\)(?=[\s$.]*(?:[,;]|$))")
_BREAK = re.compile(r"(?:[\s,;$]|\\[,;: ]|\\q?quad(?![a-z])|\\\\|\\text[a-z]*\s*\{[\s,;]*(?:and)?[\s,;]*\}|\band\b)+")
_BREAKS = re.compile(r"[,;]|\\q?quad(?![a-z])|\\\\|and")
_SEMICOLON = re.compile(r"(?:\\q?quad(?![a-z])|\\[,: ]|\s)*(?:(?<!\\);|\\;)+(?:\\q?quad(?![a-z])|\\[,;: ]|\s)*")
_COMMA = re.compile(r",(?![^()\[\]{}]*[)\]}])(?:\\[,;: ]|\s)*")
_WORD = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{4,}")
_NAME = re.compile(r"^[\s$]*[A-Za-z](?:_\w)?'{0,2}(?:\s*\([a-z]\))?\s*=(?!=)")


def in_pieces(text: str) -> str:
    """The text itself where it is no such row."""
    if len(text) > MAX_CHARS or "\\begin" in text:
        return text
    plain = text.replace("\\left", "").replace("\\right", "")
    rows = _said(plain) or _bracketed(plain) or _in_turn(plain)
    if rows is None:
        return text
    name = _name(rows[0][0])
    if any(_name(value) not in ("", name) for value, _ in rows[1:]):
        return text
    values = [_NAME.sub("", value, count=1) for value, _ in rows]
    body = r" \\ ".join(f"{value} & {place}" for value, (_, place) in zip(values, rows, strict=True))
    return rf"{name}\begin{{cases}}{body}\end{{cases}}"


def _name(value: str) -> str:
    """The f(x)= of f(x) = x^2."""
    found = _NAME.match(value)
    return "" if found is None else "".join(found.group().replace("$", "").split())


def _said(text: str) -> list[tuple[str, str]] | None:
    """Value and condition, again and again; the last one may be for all others."""
    leads = list(_LEADS.finditer(text))
    if len(leads) < 2 or any(one["rest"] for one in leads[:-1]):
        return None
    value, rows = text[: leads[0].start()], []
    for k, lead in enumerate(leads):
        if lead["rest"]:
            rows.append((value, r"\text{otherwise}"))
            return rows if text[lead.end() :].strip(" $.}") == "" and _is_value(value) else None
        until = leads[k + 1].start() if k + 1 < len(leads) else len(text)
        parts = (text[lead.end() : until], "") if until == len(text) else _parted(text[lead.end() : until])
        if parts is None or not _is_value(value) or not _is_place(parts[0]):
            return None
        rows.append((value, parts[0].strip(" $.")))
        value = parts[1]
    return rows


def _bracketed(text: str) -> list[tuple[str, str]] | None:
    """2x (x > 0), -x (x <= 0)"""
    places = [one for one in _BRACKET.finditer(text) if _ORDER.search(one["inner"])]
    if len(places) < 2 or text[places[-1].end() :].strip(" $."):
        return None
    rows, at = [], 0
    for one in places:
        value = text[at : one.start()]
        gap = _BREAK.match(value) if at else None
        value = value[gap.end() :] if gap is not None else value
        if (at and gap is None) or not _is_value(value) or not _is_place(one["inner"]):
            return None
        rows.append((value, one["inner"]))
        at = one.end()
    return rows


def _in_turn(text: str) -> list[tuple[str, str]] | None:
    """x, x > 0; -x, x <= 0"""
    parts = [_COMMA.split(part) for part in _SEMICOLON.split(text)] if text.count(";") in (1, 2, 3) else []
    if len(parts) < 2 or any(len(part) != 2 for part in parts):
        return None
    rows = [(value.strip(" $"), place.strip(" $.")) for value, place in parts]
    bare = [_NAME.sub("", value, count=1) for value, _ in rows]
    plain = all(_is_value(value) and not _RELATION.search(value) for value in bare)
    return rows if plain and all(_is_place(place) and _ORDER.search(place) for _, place in rows) else None


def _parted(text: str) -> tuple[str, str] | None:
    """Where a condition ends and the next value begins: at the one break, or at the one semicolon."""
    depth, depths = 0, []
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        depths.append(depth)
    breaks = [
        one for one in _BREAK.finditer(text) if _BREAKS.search(one.group()) and depths[one.start()] <= 0 < one.start()
    ]
    if len(breaks) > 1:
        breaks = [one for one in breaks if ";" in one.group()]
    return (text[: breaks[0].start()], text[breaks[0].end() :]) if len(breaks) == 1 else None


def _is_value(text: str) -> bool:
    return bool(text.strip(" $,")) and _WORD.search(text) is None and text.count("{") == text.count("}")


def _is_place(text: str) -> bool:
    return (
        _RELATION.search(text) is not None
        and text.count("{") == text.count("}")
        and not _WORD.search(text.replace("\\text", "").replace("even", "").replace("odd", ""))
    )
