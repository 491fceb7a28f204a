"""Formulas of substances, equations of reactions and electron configurations, from the text as it is written.

Algebra would multiply what chemistry only writes side by side, and divide an equation by two. A formula is compared
sign by sign, a reaction by the terms of its two sides, a configuration by the electrons of each orbital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.structures.sciences.substances import formula
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 300

_ELEMENTS = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru
Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At
Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
"""
_NUMBER_OF = {symbol: number for number, symbol in enumerate(_ELEMENTS.split(), 1)}
_MOLECULES = frozenset("HBCNOFPSI")
"""Their digits before a bare charge count atoms: O2- is no O^{2-}, as Ca2+ is Ca^{2+}."""

_STYLE = re.compile(r"\\(?:ce|mathrm|text[a-z]*|mathsf|mathbf|mbox|rm|operatorname|left|right|displaystyle)(?![a-z])")
_SPACE = re.compile(r"\\(?:[,;:! ]|quad(?![a-z])|[()\[\]])|[$~]|\{\s*\}|\\(?:up|down)arrow|[↑↓]|(?<= )[v^](?=[ }]|$)")
_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}|(\d)(\d))")
_ARROW = re.compile(
    r"\\xrightarrow\s*(?:\[[^\[\]]*\])?\s*\{[^{}]*\}|\\(?:[lL]ong)?(?:left)?rightarrow|\\to(?![a-z])|\\rightleftharpoons"
    r"|<-*=*>|[-=]+>(?:\s*\[[^\[\]]*\])?|[⟶⇌⇄⇋]|="
)
_CHARGE = re.compile(r"\^\s*\{?\s*(?:(\d*)\s*([+-])|([+-])\s*(\d+))\s*\}?(?!\d)")
_BARE_CHARGE = re.compile(r"(?<=[A-Za-z\d)\]])(?<![-+])([+-])(?=\s*(?:$|[}→+(]))")
_SCRIPT = re.compile(r"([\^_])\s*\{\s*\{?\s*(-?\d+)\s*\}?\s*\}")
_BY_MASS = re.compile(r"^[\s{]*([A-Z][a-z]?)-(\d{1,3})[\s}]*$")
"""U-235"""
_STATE = re.compile(r"_?\((s|l|g|aq)\)$")
_TERM = re.compile(r"(?:(\d+(?:/\d+|\.\d+)?)\*?)?(?=[A-Z(\[^_enp\\])(.+)", re.DOTALL)
_PIECE = re.compile(
    r"(?P<scripts>\^\d+(?:_-?\d+)?|(?<![\w)\]])_-?\d+\^\d+)?(?P<symbol>[A-Z][a-z]?|[enp]|\\(?:alpha|beta|gamma|nu))"
    r"|(?P<bracket>[()\[\]])|(?P<water>[*.]\d*)|_?(?P<count>\d+)|(?P<charge>\^\d*[⁺⁻])"
)
_HINT = re.compile(r"\\ce(?![a-z])|[A-Z]")


class _Term(NamedTuple):
    """`pieces` without the state of matter, which many leave out."""

    times: Fraction
    pieces: tuple[str, ...]
    state: str


_Side = tuple[_Term, ...]


def same_substances(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """None unless both are of chemistry, and one of them can be nothing else."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _LETTERS.search(truth):
        return None
    element = _ELEMENT.search(prompt) is not None
    if "-" in truth + answer:
        truth, answer = _NUCLIDE.sub(_by_symbol, truth), _NUCLIDE.sub(_by_symbol, answer)
    truth, answer = _without_symbol(truth, element), _without_symbol(answer, element)
    named = formula(truth, element), formula(answer, element)
    if any(named):
        return _same_named(named[0] or truth, named[1] or answer)
    if (law := _rate_law(truth)) is not None and (other := _rate_law(answer)) is not None:
        return Verdict(law == other, f"rate laws: {truth[:40]}, {answer[:40]}", "chemistry")
    if not (_HINT.search(truth) or "s" in truth):
        return None
    if (wanted := _electrons(truth)) is not None and (given := _electrons(answer)) is not None:
        sure = len(wanted) > 1
        return Verdict(wanted == given, "electrons of each orbital", "chemistry") if sure else None
    if (mixed := _mixture(truth)) is not None and mixed == _mixture(answer):
        return Verdict(True, "the same substances", "chemistry")
    if not _HINT.search(truth) or (left := _sides(truth)) is None or (right := _sides(answer)) is None:
        return None
    if len(left) == len(right) and all(map(_same_side, left, right)):
        return Verdict(True, f"same {'formula' if len(left) == 1 else 'reaction'}", "chemistry")
    sure = "\\ce" in truth or _is_balanced(left)
    return Verdict(False, "another formula or reaction", "chemistry") if sure else None


_LETTERS = re.compile(r"[^\W\d_]")
_ELEMENT = re.compile(r"\b[Ee]lement|\b[Éé]lément|\b[Ee]lemento|элемент|元素|\b[Ss]ymbol")


_NUCLIDE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,12})\s?-\s?(\d{1,3})(?!\d)")


def _by_symbol(match: re.Match[str]) -> str:
    """Th-234 for thorium-234."""
    symbol = formula(match[1].lower(), element=True)
    return f"{symbol}-{match[2]}" if symbol else match[0]


_NAME_AND_SYMBOL = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{)?\s*(?P<name>[A-Za-z]{3,12})\s*[(,]\s*(?:\$|\}\s*)?(?:\\(?:mathrm|ce|text)\s*\{\s*)?(?P<symbol>[A-Z][a-z]?)[\s}$)]*"
)


def _without_symbol(text: str, element: bool) -> str:
    """The iron of iron (Fe)."""
    found = _NAME_AND_SYMBOL.fullmatch(text)
    return found["name"] if found is not None and formula(found["name"], element=True) == found["symbol"] else text


def _same_named(truth: str, answer: str) -> Verdict | None:
    """Where one side is a name, and the other a name or a formula."""
    left, right = _sides(truth), _sides(answer)
    if left is None or right is None or len(left) > 1 or len(right) > 1:
        return None
    same = _same_side(left[0], right[0])
    return Verdict(same, f"{'the same' if same else 'another'} substance: {truth[:40]}, {answer[:40]}", "chemistry")


_ORDER = r"\^(\d(?:/\d|\.\d+)?)"
_RATE = re.compile(
    rf"(?:(?:[Rr]ate|[vrRV])=)?(?P<constant>k(?:_\w)?)(?P<factors>(?:\[[^\[\]]{{1,30}}\](?:{_ORDER})?){{1,5}})"
)
_CONCENTRATION = re.compile(rf"\[([^\[\]]+)\](?:{_ORDER})?")


def _rate_law(text: str) -> tuple[str, Counter[str]] | None:
    """The constant, and the order of each concentration, of rate = k[A]^2[B]."""
    if "[" not in text:
        return None
    plain = "".join(_SPACE.sub("", _STYLE.sub("", text)).replace("\\cdot", "").split())
    found = _RATE.fullmatch(plain.replace("{", "").replace("}", ""))
    if found is None:
        return None
    orders: Counter[str] = Counter()
    for substance, order in _CONCENTRATION.findall(found["factors"]):
        sides = _sides(substance)
        name = repr(sides[0][0].pieces) if sides is not None else substance
        orders[name] += Fraction(order or 1)  # type: ignore[assignment]
    return found["constant"], orders


_BETWEEN = re.compile(r"\s*(?:,|;|\\text\s*\{\s*,?\s*and\s*\}|\band\b|(?<=[\s}])\+(?=\s))\s*")


def _mixture(text: str) -> list[_Term] | None:
    """Several formulas beside each other, or added: Ca^{2+} + 2Cl^-."""
    inner = re.sub(r"^[\s$]*\\ce\s*\{(.*)\}[\s$]*$", r"\1", text)
    parts = _BETWEEN.split(inner)
    if not 1 < len(parts) <= MAX_TERMS or _ARROW.search(inner):
        return None
    sides = [_sides(rf"\ce{{{one}}}" if inner != text else one) for one in parts]
    terms = [one[0][0] for one in sides if one is not None and len(one) == 1 and len(one[0]) == 1]
    return sorted(terms) if len(terms) == len(parts) else None


MAX_TERMS = 8


def _same_side(left: _Side, right: _Side) -> bool:
    """The same terms in any order, each with the same coefficient; states of matter agree where both are given."""
    return len(left) == len(right) and all(
        one[:2] == other[:2] and (one.state == other.state or not (one.state and other.state))
        for one, other in zip(sorted(left), sorted(right), strict=True)
    )


def _is_balanced(sides: tuple[_Side, ...]) -> bool:
    """A reaction with as many atoms of each element on both sides: an equation of letters hardly ever is."""
    if len(sides) != 2:
        return False
    before, after = map(_atoms, sides)
    return before == after and any(len(term.pieces) > 1 for side in sides for term in side)


def _atoms(side: _Side) -> Counter[str]:
    total: Counter[str] = Counter()
    for term in side:
        for symbol, times in _counted(term.pieces):
            total[symbol] += times * term.times  # type: ignore[assignment]
    return total


def _counted(pieces: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Each atom of a formula, read from its end, where the counts of brackets stand."""
    factors, count = [1], 1
    for piece in reversed(pieces):
        if piece.isdigit():
            count = int(piece)
            continue
        if piece in (")", "]"):
            factors.append(factors[-1] * count)
        elif piece in ("(", "[") and len(factors) > 1:
            factors.pop()
        elif piece in _NUMBER_OF:
            yield piece, factors[-1] * count
        count = 1


# -- reading ---------------------------------------------------------------------------------------------------------


def _sides(text: str) -> tuple[_Side, ...] | None:
    """A formula as one side with one term; a reaction as two sides."""
    plain = _SPACE.sub(" ", _STYLE.sub(" ", _FRACTION.sub(_quotient, plain_unicode(text))))
    plain = _BY_MASS.sub(r"^{\2}\1", plain).replace("\\cdot", "*").replace("\\bullet", "*")
    plain = _with_particles(plain) if "^" in plain else plain
    plain = _SCRIPT.sub(r"\1\2", _CHARGE.sub(_charge, _ARROW.sub("→", plain)))
    plain = _BARE_CHARGE.sub(lambda sign: "^" + _SIGNS[sign[1]], plain)
    sides = "".join(re.sub(r"[{}\s]", "", _balanced_electrons(plain))).split("→")
    if not 0 < len(sides) <= 2:
        return None
    terms = [[_term(one) for one in side.split("+")] for side in sides]
    if any(one is None for side in terms for one in side) or (len(sides) == 1 and len(terms[0]) > 1):
        return None
    return tuple(tuple(one for one in side if one is not None) for side in terms)


_LOST = re.compile(r"(?<=[\s\w\d})⁺⁻])\s*-\s*(?P<count>\d?)\s*\{?e\}?(?:\^[⁺⁻])(?=[\s}]*→)")


def _balanced_electrons(text: str) -> str:
    """The electrons that are taken away on the left are set free on the right: Zn - 2e^- -> Zn^{2+}."""
    found = _LOST.search(text)
    return text if found is None else f"{text[: found.start()]}{text[found.end() :]}+{found['count']}e^⁻"


def _scripts(mass: str, number: str) -> str:
    above, below = rf"\^\s*\{{?\s*{mass}\s*\}}?", rf"_\s*\{{?\s*{number}\s*\}}?"
    return rf"(?:{above}\s*{below}|{below}\s*{above})\s*"


_LIGHT = r"\{?\s*(?:e|\\beta)(?![a-z])\s*\}?"
_PARTICLES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (rf"{_scripts('0', '-1')}{_LIGHT}(?:\s*\^\s*\{{?-\}}?)?", "e^-"),
        (rf"{_scripts('0', '[+]?1')}{_LIGHT}(?:\s*\^\s*\{{?[+]\}}?)?", "e^+"),
        (r"\\beta\s*\^\s*\{?\s*([-+])\s*\}?", r"e^\1"),
        (rf"{_scripts('1', '0')}\{{?\s*n(?![a-z])\s*\}}?", "n"),
        (rf"{_scripts('1', '1')}\{{?\s*[pH](?![a-z])\s*\}}?(?:\s*\^\s*\{{?[+]\}}?)?", "p"),
        (rf"{_scripts('0', '0')}\\gamma", r"\\gamma"),
        (rf"(?:{_scripts('4', '2')})?\\alpha(?![a-z])", "^4_2He"),
        (r"\\(?:bar|overline)\s*\{?\s*\\nu(?:\s*_\s*\{?e\}?)?\s*\}?(?:\s*_\s*\{?e\}?)?", r"\\nu^-"),
        (r"\\nu\s*_\s*\{?e\}?", r"\\nu"),
    )
)
"""As nuclear physics writes them, and plainly."""


def _with_particles(text: str) -> str:
    """The n of ^1_0 n, the e^- of ^0_{-1} e and of beta^-, the ^4_2 He of alpha."""
    for pattern, plain in _PARTICLES:
        text = pattern.sub(plain, text)
    return text


_SIGNS = {"+": "⁺", "-": "⁻"}


def _quotient(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]}/{match[2] or match[4]}"


def _charge(match: re.Match[str]) -> str:
    """2+ and +2; an exponent -1 is no charge."""
    size, sign = match[1] or match[4] or "", match[2] or match[3]
    return match.group() if match[3] == "-" and size == "1" else f"^{size.removeprefix('1') or ''}{_SIGNS[sign]}"


def _term(text: str) -> _Term | None:
    state = _STATE.search(text)
    found = _TERM.fullmatch(text[: state.start()] if state else text)
    if found is None or (pieces := _pieces(found[2])) is None:
        return None
    above, _, below = (found[1] or "1").partition("/")
    return _Term(Fraction(above) / Fraction(below or 1), pieces, state[1] if state else "") if int(below or 1) else None


def _pieces(text: str) -> tuple[str, ...] | None:
    """Elements, brackets and counts, and at the end the charges; None for what is no formula."""
    pieces: list[str] = []
    charges: list[str] = []
    at = 0
    while found := _PIECE.match(text, at):
        at = found.end()
        kind, written = found.lastgroup or "", found.group()
        if kind == "charge":
            charges.append(written)
            continue
        if kind == "symbol" and not (written := _nuclide(found["scripts"] or "", found["symbol"])):
            return None
        if kind == "count":
            written = "" if found["count"] == "1" else found["count"]
        pieces += [written.replace(".", "*")] if written else []
    if at != len(text) or not pieces or any(text.count(one) != text.count(other) for one, other in ("()", "[]")):
        return None
    if len(pieces) == 2 and pieces[1].isdigit() and charges in (["^⁺"], ["^⁻"]) and pieces[0] not in _MOLECULES:
        return pieces[0], f"^{pieces[1]}{charges[0][-1]}"  # Ca2+
    return (*pieces, *charges)


def _nuclide(scripts: str, symbol: str) -> str:
    """The symbol with its mass, and with its number where that says more; empty for no element."""
    if symbol[0].isupper() and symbol not in _NUMBER_OF:
        return ""
    numbers = dict(zip(re.findall(r"[\^_]", scripts), re.findall(r"-?\d+", scripts), strict=True))
    number = numbers.get("_", "")
    if number == str(_NUMBER_OF.get(symbol)):
        number = ""
    return (f"^{numbers['^']}" if "^" in numbers else "") + (f"_{number}" if number else "") + symbol


# -- electrons ---------------------------------------------------------------------------------------------------------

_CORES = {
    "He": "1s2", "Ne": "[He]2s22p6", "Ar": "[Ne]3s23p6", "Kr": "[Ar]3d104s24p6", "Xe": "[Kr]4d105s25p6",
    "Rn": "[Xe]4f145d106s26p6",
}  # fmt: skip
_ORBITAL = re.compile(r"([1-7])(s[12]|p[1-6]|d(?:10|[1-9])|f(?:1[0-4]|[1-9]))(?=[1-7][spdf]|$)")
_CONFIGURED = re.compile(r"(?:\[([A-Z][a-z])\])?((?:[1-7][spdf]\d{1,2}){0,20})")
_BARE = re.compile(r"[{}^\s*]|\\cdot")


def _electrons(text: str) -> dict[str, int] | None:
    """1s^2 2s^2 and [He] 2s^2: the electrons of each orbital."""
    plain = _BARE.sub("", _SPACE.sub("", _STYLE.sub("", plain_unicode(text))))
    return _configured(plain) if plain[:1] in "[1234567" else None


def _configured(plain: str) -> dict[str, int] | None:
    found = _CONFIGURED.fullmatch(plain)
    if found is None or not plain or (found[1] and found[1] not in _CORES):
        return None
    electrons = dict((_configured(_CORES[found[1]]) or {}) if found[1] else {})
    at = 0
    while orbital := _ORBITAL.match(found[2], at):
        name = orbital[1] + orbital[2][0]
        if name in electrons:
            return None
        electrons[name] = int(orbital[2][1:])
        at = orbital.end()
    return electrons if at == len(found[2]) else None
