"""Forms that a question asks for in English: an equal value in another one leaves work to do.

Nothing is asked that the ground truth itself does not keep, and a text that cannot be told to lack the form has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_server.memo import remembered

MAX_PROMPT = 4000
MAX_FORMED = 300
_A_ROOT = re.compile(r"\\sqrt ?(?:\{([^{}]{0,60})\}|(\d))")
_ROOT_BELOW = re.compile(
    r"frac ?\{[^{}]{0,60}(?:\{[^{}]{0,60}\}[^{}]{0,60}){0,3}\} ?\{[^{}]{0,60}\\sqrt|/ ?\(?\d{0,9} ?\\sqrt"
)
_I_BELOW = re.compile(
    r"frac ?\{[^{}]{0,60}\} ?\{[^{}]{0,60}(?<![A-Za-z\\])i(?![A-Za-z])|/ ?\([^()]{0,60}(?<![A-Za-z\\])i\b"
)
_POLAR = re.compile(r"cis|e ?\^|\\cos|\\exp|\\angle|∠")
_EXPONENT = re.compile(r"\^ ?(?:\{[^{}]{0,9}\}|\d)")
_SUM_IN_BRACKETS = re.compile(r"\((?=[^()]{0,60}[a-z])[^()]{0,60}\w ?[+-][^()]{0,60}\)")
_NAMED = re.compile(r"\\(?!d?frac|cdot|left|right|times)[a-z]")


def _has_plain_roots(text: str) -> bool:
    """2√3, not √12, √(4·3) or 1/√3."""
    inside = [braced or digit for braced, digit in _A_ROOT.findall(text)]
    squares = (number for number in inside if number.isascii() and number.isdigit() and len(number) < 7)
    worked = any(re.search(r"\d ?(?:\\cdot|\\times|[*·×])", one) for one in inside)
    return not (worked or _ROOT_BELOW.search(text) or any(_divides(2, int(number)) for number in squares))


def _divides(power: int, number: int) -> bool:
    """Does the power of some whole number from 2 to the root of this one divide it?"""
    return any(number % root**power == 0 for root in range(2, int(number**0.5) + 1)) if number > 1 else False


def _has_primes(text: str) -> bool:
    bases = re.findall(r"\d+", _EXPONENT.sub(" ", text))
    return not any(len(base) < 9 and _divides(1, int(base)) for base in bases)


def _solves_for_y(text: str) -> bool:
    left, sign, right = text.partition("=")
    return not sign or (("x" not in left or "(x)" in left) and re.search(r"\([^()]{0,60}x[^()]{0,60}\)", right) is None)


def _is_expanded(text: str) -> bool:
    return _NAMED.search(text) is not None or _SUM_IN_BRACKETS.search(text) is None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), has)
    for asked, has in (
        (r"\bsimpl(?:est|ified) radical\b", _has_plain_roots),
        (r"\b(?:product of (?:its )?primes?\b|prime factori[sz]ation of\b)", _has_primes),
        (r"\bslope[- –]intercept form\b", _solves_for_y),
        (r"\bvertex form\b", re.compile(r"\) ?\^ ?\{?2").search),
        (r"\bexpand(?:ed form\b|\b)|\bmultiply out\b", _is_expanded),
        (r"\bas an? mixed (?:number|fraction)\b", re.compile(r"\d ?\\[dt]?frac|\d \d+ ?/ ?\d").search),
        (
            r"\bas an? decimal\b(?! or\b)(?<!or as a decimal)",
            lambda text: re.search(r"\.\d", text) or not re.search(r"frac|\d ?/ ?\d", text),
        ),
        (
            r"\b(?:in|using) (?:standard )?scientific notation\b",
            re.compile(
                r"(?<![\d.])[1-9](?:\.\d+)? ?(?:\\times|\\cdot|[×·*x]) ?10 ?\^|\de[+-]?\d", re.IGNORECASE
            ).search,
        ),
        (r"\bas a single log", lambda text: len(re.findall(r"\\?(?:log|ln|lg)(?![a-z])", text)) < 2),
        (r"\bin (?:polar|exponential|trigonometric) form\b", _POLAR.search),
        (
            r"\bform[\s$\\(]{1,4}[ax] ?\+ ?(?:bi|ib|iy|yi)\b",
            lambda text: not (_POLAR.search(text) or _I_BELOW.search(text)),
        ),
    )
)
"""A form that questions ask for in English, and whether a text has it."""


def not_in_form(prompt: str, true_text: str, text: str) -> bool:
    """An equal value in another form than the question asks for and the ground truth has: √12 for 2√3."""
    if len(true_text) > MAX_FORMED or len(text) > MAX_FORMED:
        return False
    true_text, text = _in_one_space(true_text), _in_one_space(text)
    for name in asked_forms(prompt[-MAX_PROMPT:]):
        has = _FORMS[name][1]
        wanted, given = (one if has is _solves_for_y else one.rpartition("=")[2] for one in (true_text, text))
        if has(wanted) and not has(given):
            return True
    return False


@remembered("asked_forms", 256, MAX_PROMPT)
def asked_forms(prompt: str) -> tuple[int, ...]:
    """Which of the forms it asks for."""
    return tuple(place for place, (asked, _) in enumerate(_FORMS) if asked.search(prompt))


def _in_one_space(text: str) -> str:
    return re.sub(r"(?:\\[,;:! ]|\s|~)+", " ", text)
