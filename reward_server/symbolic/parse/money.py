"""Money and large numbers as countries write them: US$5, 12,50 €, ₹1,50,000, 1'234'567. Steps of `normalize`."""

from __future__ import annotations

import re

_US_DOLLARS = re.compile(r"(?:\\text\s?\{\s?)?(?<![\w])US\s?\}?\s?\\?\$\s?\}?\s?(?=\d)")
_DOLLARS_OF = {"A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "NZ": "NZD", "HK": "HKD"}
_OTHER_DOLLARS = re.compile(r"(?<![\w\\])(?:\\text\s?\{\s?)?(AU?|CA?|NZ|HK)\s?\}?\s?\\?\$\s?(?=\d)")
_NO_PAISE = re.compile(r"(?<=\d)\s?/-(?![\w(\\])")
"""Rs 15/-: no paise."""
_REAIS = re.compile(r"(?<![\w\\])R\\?\$(?:\s|\\[,; ])?(?=\d)")


def with_codes(text: str) -> str:
    """AUD and BRL for A$ and R$; the dollar of the United States keeps its sign alone."""
    if "Rs." in text:
        text = text.replace("Rs.", "Rs ")
    if "S$" in text or "S\\$" in text or "S}" in text:
        text = _US_DOLLARS.sub(r"\\$", text)
    if "R$" in text or "R\\$" in text:
        text = _REAIS.sub("BRL ", text)
    if "$" in text and _OTHER_DOLLARS.search(text):
        text = _OTHER_DOLLARS.sub(lambda sign: f"{_DOLLARS_OF[sign[1]]} ", text)
    return _NO_PAISE.sub("", text) if "/-" in text else text


_LAKHS = re.compile(r"(?:₹|Rs\.?|INR)(?:\}|\s|\\[,; ])*[1-9]\d?(?:,\d{2})+,\d{3}(?![\w,])")
"""₹1,50,000, as India writes money: where no sign of it stands, these are three numbers."""


def without_lakhs(text: str) -> str:
    if not ("₹" in text or "Rs" in text or "INR" in text):
        return text
    return _LAKHS.sub(lambda number: number.group().replace(",", ""), text)


_POINTED = re.compile(
    r"(?<![\w.,}])([1-9]\d{0,2}(?:\.\d{3}){2,})(?:\s?\{,\}\s?(\d+))?(?![\w.,])"
    r"|(?<![\w.,}])([1-9]\d{0,2}(?:\.\d{3})+)(?:\s?\{,\}\s?(\d+))(?![\w.,])"
    r"|^(\$?\s?[-+]?[1-9]\d{0,2}(?:\.\d{3})+),(\d{1,2})(?=\s?\$?$)"
)
"""1.234.567 and 12.345,67, as much of the world writes thousands; where one point alone stands, it is a decimal one."""
_APOSTROPHES = re.compile(r"(?<![\w.,}'])[1-9]\d{0,2}(?:'\d{3})+(?![\w'])")
"""1'234'567, as Switzerland writes thousands."""


def without_separators(text: str) -> str:
    if "." in text:
        text = _POINTED.sub(_without_points, text)
    return _APOSTROPHES.sub(lambda number: number.group().replace("'", ""), text) if "'" in text else text


def _without_points(match: re.Match[str]) -> str:
    return _english(match[1] or match[3] or match[5], match[2] or match[4] or match[6])


def _english(whole: str, part: str | None) -> str:
    """1.234 and 50 are 1234.50."""
    return whole.replace(".", "") + (f".{part}" if part else "")


_CENTS = re.compile(
    r"(?<![\d.,])(?:(?P<sign>€ ?|BRL )(?P<before>\d+|\d{1,3}(?:\.\d{3})+),(?P<cents>\d{2})(?![\d.,])"
    r"|(?P<whole>\d+|\d{1,3}(?:\.\d{3})+),(?P<part>\d{2})(?=\s?(?:\\text \{)?\s?(?:€|EUR\b|[Ee]uros?\b)))"
)
"""12,50 € and 1.234,50 euros, as most countries of the euro write them; R$ 12,50, as Brazil does."""


def with_point_before_cents(text: str) -> str:
    if not ("€" in text or "uro" in text or "EUR" in text or "BRL" in text):
        return text
    return _CENTS.sub(_with_point, text)


def _with_point(match: re.Match[str]) -> str:
    whole, cents = match["before"] or match["whole"], match["cents"] or match["part"]
    return (match["sign"] or "") + _english(whole, cents)


def without_delimiters(text: str) -> str:
    """Math delimiters vanish; a lone dollar sign is money (written as a full-width sign from here on)."""
    if "$" not in text:
        return text
    if text.replace("$$", "").count("$") % 2 == 0 and not _PRICES.fullmatch(text):
        return text.replace("$", " ")
    return text.replace("$", "＄")


_PRICES = re.compile(r"\s*\$\s*[\d.,]+(?:\s*(?:,|and|or|to|-)\s*\$\s*[\d.,]+)+\s*")
