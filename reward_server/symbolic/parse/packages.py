r"""The commands of two LaTeX packages in plain LaTeX: \SI{3}{\metre\per\second} of siunitx, \ce{H2O} of mhchem."""

from __future__ import annotations

import re

_ARGUMENT = r"\s*\{((?:[^{}]|\{[^{}]{0,40}\}){0,160})\}"
_COMMAND = re.compile(
    rf"\\(?:(?P<measured>SI|qty){_ARGUMENT}{_ARGUMENT}|(?P<one>num|ang|si|unit|ce)(?![a-z])(?:\[[^\[\]]{{0,60}}\])?{_ARGUMENT})"
)
_PREFIX = "|".join(["pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "mega", "giga", "tera"])
_UNIT_PIECE = re.compile(rf"\\((?:{_PREFIX})?)\s*(?:\\(?=[A-Za-z]))?([A-Za-z]*)|[^\\]")
_POWERS = {"squared": "^2", "cubed": "^3"}
_BEFORE = {"square": "^2", "cubic": "^3"}
_SIGNS = {"percent": "\\%", "degree": "^\\circ ", "celsius": "^\\circ C", "degreeCelsius": "^\\circ C"}
_COUNT = re.compile(r"(?<=[A-Za-z)\]])(\d+)")
_CHARGE = re.compile(r"\^(\d*[+-])")


def expanded(text: str) -> str:
    """The text without commands of these packages."""
    return _COMMAND.sub(_plain, text) if any(one in text for one in _NAMES) else text


_NAMES = ("\\SI", "\\qty", "\\num", "\\ang", "\\si", "\\unit", "\\ce")


def _plain(match: re.Match[str]) -> str:
    if match["measured"]:
        return f"{_number(match[2])} {_unit(match[3])}"
    body = match[5]
    if match["one"] == "ce":
        return _CHARGE.sub(r"^{\1}", _COUNT.sub(r"_{\1}", body.replace("->", " \\to ")))
    if match["one"] == "ang":
        degrees, minutes, seconds = [*body.split(";"), "", ""][:3]
        return f"{degrees}^\\circ " + (f"{minutes}' " if minutes else "") + (f"{seconds}''" if seconds else "")
    return _number(body) if match["one"] == "num" else _unit(body)


_POWER_OF_TEN = re.compile(r"^\s*(-?[\d.]*)\s*[eEdD]\s*([+-]?\d{1,4})\s*$")


def _number(body: str) -> str:
    """1.5e4 is 1.5 · 10^4."""
    ten = _POWER_OF_TEN.match(body)
    if ten is None:
        return body.replace("+-", "\\pm ")
    sign = ten[1] if ten[1] in ("", "-") else f"{ten[1]}\\cdot "
    return f"{sign}10^{{{ten[2].lstrip('+')}}}"


def _unit(body: str) -> str:
    r"""\kilo\metre\per\hour, km/h and m.s^{-2}."""
    if "\\" not in body:
        return rf"\text{{{body.replace('.', ' ')}}}" if "^" not in body else _raised(body)
    written, power = "", ""
    for piece in _UNIT_PIECE.finditer(body):
        prefix, name = piece[1] or "", piece[2] or ""
        if piece.group()[0] != "\\":
            written += piece.group().replace(".", " ")
        elif name in _POWERS:
            written += _POWERS[name]
        elif name in _BEFORE:
            power = _BEFORE[name]
        elif name in _SIGNS and not prefix:
            written += _SIGNS[name]
        elif name == "per":
            written += "/"
        elif name:
            written, power = f"{written}\\text{{ {prefix}{name}}}{power}", ""
    return written


def _raised(body: str) -> str:
    return re.sub(r"[A-Za-z]+", r"\\text{\g<0>} ", body.replace(".", " ").replace("\\cdot", " "))
