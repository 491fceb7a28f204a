"""Numerals with their bases, in one spelling: 0x2F, (101)_2, 101_{two}, 1101 in base 2."""

from __future__ import annotations

import re

_STYLED_DIGITS = re.compile(
    r"\\(?:mathrm|text[a-z]*|mathbf|mathsf|mathtt)\s*\{\s*([0-9A-F]{1,12}|[0-9a-f]{2,12}(?=\s*\}\s*_\s*\{?\(?16))\s*\}(?=\s*_)"
)
BASE_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "sixteen": 16, "bin": 2, "oct": 8, "hex": 16, "binary": 2, "ternary": 3, "octal": 8, "decimal": 10,
    "hexadecimal": 16,
}  # fmt: skip
_OF_BASES = "|".join(sorted(BASE_WORDS, key=len, reverse=True))
_BASE = re.compile(rf"^([0-9]+) ?(?:\\text \{{ ?)?\(?(?:in )?base[- ]?([0-9]{{1,2}}|{_OF_BASES})\)?\}}?$")
_STYLED_LITERAL = re.compile(r"\\(?:text[a-z]*|math[a-z]{2,4})\s*\{\s*(0[xXbBoO][0-9A-Fa-f]{1,64})\s*\}")
_LITERAL = re.compile(r"(?<![\w.])0(?:[xX]([0-9A-Fa-f]{1,16})|[bB]([01]{1,64})|[oO]([0-7]{1,32}))(?![\w.])")
"""0x2F, 0b101 and 0o17, as programs write them."""
_BRACKETED_DIGITS = re.compile(
    r"(?<![\w)}])\(\s*(?=[^()]*\d|[A-F]{2,}\s*\)\s*_\s*\{?\s*16)([0-9A-Fa-f]{1,64})\s*\)\s*(?=_)"
)
_BRACKETED_PARTS = re.compile(
    r"(?<![\w)}])\(\s*([0-9]{1,40}\.[0-9]{0,40}(?:\([0-9]{1,40}\)|\\overline\s*\{\s*[0-9]{1,40}\s*\})?)\s*\)\s*(?=_)"
)
_WORDED_BASE = re.compile(
    r"(?<=[0-9A-Fa-f])\s*_\s*\{?\s*(?:\\[a-z]{2,6}\s*\{\s*)?"
    rf"(?:\(\s*(\d{{1,2}})\s*\)|\(?\s*(?:base[ -]?(?=\w))?"
    rf"({_OF_BASES}|(?<=base)\d{{1,2}}|(?<=base[ -])\d{{1,2}})\s*\)?)"
    r"\s*\}{0,2}(?![\w^])"
)


def with_bases(text: str) -> str:
    """Numerals with their bases in one spelling: 0x2F, (101)_2 and 101_{two} become 2F_{16} and 101_{2}."""
    if "0x" in text or "0b" in text or "0o" in text or "0X" in text or "0B" in text or "0O" in text:
        text = _LITERAL.sub(_literal, _STYLED_LITERAL.sub(r"\1", text))
    if "_" in text:
        text = _BRACKETED_DIGITS.sub(r"\1", _STYLED_DIGITS.sub(r"\1", text))
        text = _PARTS_IN_BASE.sub(_of_base, _BRACKETED_PARTS.sub(r"\1", text)) if "." in text else text
        text = _WORDED_BASE.sub(lambda base: f"_{{{base[1] or BASE_WORDS.get(base[2], base[2])}}}", text)
    return text


_PARTS_IN_BASE = re.compile(
    r"(?<![\w.])([0-9]{1,40})\.([0-9]{0,40})(?:\(([0-9]{1,40})\)|\\overline\s*\{\s*([0-9]{1,40})\s*\})?\s*_\s*\{?(\d{1,2})\}?(?![\w.])"
)


def _of_base(match: re.Match[str]) -> str:
    """0.1(01)_2 as a fraction."""
    whole, rest, period, base = match[1], match[2], match[3] or match[4] or "", int(match[5])
    if not 2 <= base <= 10 or any(int(digit) >= base for digit in whole + rest + period):
        return match.group()
    repeats = base ** len(period) - 1 if period else 1
    above = int(whole + rest, base) * repeats + (int(period, base) if period else 0)
    return f"\\frac{{{above}}}{{{base ** len(rest) * repeats}}}"


def _literal(match: re.Match[str]) -> str:
    digits, base = next((one, base) for one, base in zip(match.groups(), (16, 2, 8), strict=True) if one)
    return f"{digits.upper().lstrip('0') or '0'}_{{{base}}}"


def _with_base(match: re.Match[str]) -> str:
    return f"{match[1]}_{{{BASE_WORDS.get(match[2], match[2])}}}"


_HEX = re.compile(r"(?<![A-Za-z\\0-9])([0-9A-F]{2,12})\s*_\s*\{?\(?(1[1-6])\)?\}?(?![\w])")
_SMALL_HEX = re.compile(r"^[\s$]*(?=\d|[a-f]{2})[0-9a-f]{2,12}(?=\s*_\s*\{?\(?16\)?\}?[\s$.]*$)")
"""2a_{16} alone: a term of a sequence with a factor is rarer than a numeral to the base 16."""


def _hexadecimal(match: re.Match[str]) -> str:
    """FF_{16} and 1A_{16}: digits that are letters make a number only together with their base."""
    digits, base = match.group(1), int(match.group(2))
    if digits.isdigit() or not all(int(digit, 16) < base for digit in digits):
        return match.group()
    return f" {int(digits, base)}_{{10}} "


def with_values(text: str) -> str:
    """FF_{16}, of which the grammar would read a product, as 255_{10}."""
    return _HEX.sub(_hexadecimal, _SMALL_HEX.sub(lambda digits: digits.group().upper(), text))


def said_base(text: str) -> str:
    """1101 in base 2 is 1101_2."""
    return _BASE.sub(_with_base, text)
