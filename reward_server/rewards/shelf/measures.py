"""A number with its unit as the sciences write them: 9.8 m s^{-2}, 5 J mol⁻¹, 0.2 M, 10 Å, \\mathrm{kg} or kg.

The grammar of mathematics takes one letter behind a number for a variable. Here it is a unit, or nothing is read.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from reward_server.symbolic.parse.normalize import words
from reward_server.symbolic.parse.units import Powers, Unit, unit

MAX_TENS = 250
"""10^250 is beyond every quantity."""

_MARKUP = re.compile(
    r"\\(?:mathrm|mathbf|mathit|text|textrm|operatorname|rm|unit|left|right|quad|qquad)(?![A-Za-z])|\\[,;:! ]|[$~]"
)
_NAMES = {
    r"\times": "×", r"\cdot": "·", r"\mu": "μ", r"\Omega": "Ω", r"\AA": "Å", r"\circ": "°", r"\degree": "°", r"\%": "%",
}  # fmt: skip
_NAMED = re.compile("|".join(rf"{re.escape(name)}(?![A-Za-z])" for name in _NAMES))
_RAISED = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NUMBER = r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?(?:\d+\.?\d*|\.\d+)"
_POWER_OF_TEN = r"(?:[eE](?P<e>[-+]?\d{1,4})(?![\d.])|\s?[×*·x]\s?10\s?\^\s?\(?(?P<ten>[-+]?\d{1,4})\)?)"
_QUANTITY = re.compile(rf"(?:[^\W\d]\w{{0,20}}\s?[=≈]\s?)?(?P<number>{_NUMBER}){_POWER_OF_TEN}?\s?(?P<unit>\S.*)?")
_PIECE = re.compile(r"\s*(?:(?P<sign>[*·/])|(?P<word>°?[^\W\d_]+|°)\s?(?:\^?\(?(?P<power>[-+]?\d)\)?)?)")
_BELOW = re.compile(r"/\s?\(([^()/]{1,60})\)")
_HEDGES = re.compile(
    r"(?:(?:approximately|approx\.?|about|around|roughly|circa|ca\.|c\.)\s|≈|~|\\approx(?![A-Za-z])|\\sim(?![A-Za-z]))\s?"
)


def quantity(text: str) -> tuple[Fraction, Unit] | None:
    """Value and unit of a text that is one number and one unit of the lists; None for any other text."""
    found = _QUANTITY.fullmatch(_plain(text))
    if found is None or found["unit"] is None:
        return None
    meant = _unit(found["unit"])
    if meant is None:
        return None
    tens = int(found["e"] or found["ten"] or 0)
    if abs(tens) > MAX_TENS:
        return None
    return Fraction(found["number"].replace(",", "")) * Fraction(10) ** tens, meant


def without_hedge(text: str) -> str:
    """The text behind a leading "about" or ≈: within a tolerance every value is about itself."""
    stripped = text.lstrip(" \t\n*$")
    return stripped[found.end() :] if (found := _HEDGES.match(stripped)) else text


def _plain(text: str) -> str:
    text = _NAMED.sub(lambda name: _NAMES[name[0]], text)
    text = _MARKUP.sub(" ", text.replace("{", "").replace("}", ""))
    text = unicodedata.normalize("NFKC", _RAISED.sub(lambda run: "^" + run[0], text)).replace("−", "-")
    text = re.sub(r"\^\s?°", "°", text).replace("^ ", "^").replace("- ", "-")
    text = re.sub(r"([°μ]|(?<=\s)[kM](?=\s?Ω))\s(?=[^\W\d])", r"\1", " ".join(text.split()))
    return _BELOW.sub(lambda below: "/" + re.sub(r"[\s·*]+", "/", below[1].strip()), text).rstrip(". ")


def _unit(text: str) -> Unit | None:
    spelled, at, sign = [], 0, ""
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        at = piece.end()
        if piece["sign"]:
            sign = "/" if piece["sign"] == "/" else sign
            continue
        power = int(piece["power"] or 1) * (-1 if sign else 1)
        spelled.append(f"{piece['word']} ^{power}" if power != 1 else piece["word"])
        sign = ""
    whole = unit(" * ".join(spelled))
    return whole if whole.known and whole.powers and _measured(whole.powers) else None


_BASES = words("length mass time current temperature amount luminosity angle degree celsius fahrenheit bit decibel ppm")
_SCALES: dict[str, tuple[Fraction, Fraction]] = {
    "temperature": (Fraction(1), Fraction(0)),
    "celsius": (Fraction(1), Fraction("273.15")),
    "fahrenheit": (Fraction(5, 9), Fraction("459.67") * 5 / 9),
}
"""Kelvins in a degree, and at zero."""


def converted(value: Fraction, given: Unit, wanted: Unit) -> Fraction | None:
    """The value in the wanted unit; None where that is of another kind. A temperature is one, and no difference."""
    if given.powers == wanted.powers:
        return value * given.factor / wanted.factor
    scales = [_SCALES.get(one.powers[0][0]) if _is_scale(one) else None for one in (given, wanted)]
    if scales[0] is None or scales[1] is None:
        return None
    (degree, zero), (wanted_degree, wanted_zero) = scales[0], scales[1]
    return (value * given.factor * degree + zero - wanted_zero) / wanted_degree / wanted.factor


def _is_scale(one: Unit) -> bool:
    return len(one.powers) == 1 and one.powers[0][1] == 1


def _measured(powers: Powers) -> bool:
    """No counted nouns: those are the grammar's."""
    return all(name in _BASES for name, _ in powers)
