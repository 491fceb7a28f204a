"""Groups up to isomorphism: Z_12 is Z_4 x Z_3, Z * Z is the free group on two generators, and the dihedral group of
order 8 is <r, s | r^4 = s^2 = 1, srs = r^{-1}>."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.scalars.powers import factored
from reward_server.symbolic.structures.algebra.group_types import (
    Type,
    alternating,
    cyclic,
    dicyclic,
    dihedral,
    free,
    free_product,
    klein,
    order_of,
    symmetric,
    times,
)
from reward_server.symbolic.structures.algebra.presentations import presented
from reward_server.symbolic.verdict import Verdict

MAX_ORDER = 10**6
"""Up to which trial division tells all primes."""
MAX_CHARS = 400
MAX_POWER = 20


class Group(NamedTuple):
    type: Type
    sure: bool
    """Nothing but a group is written so: S_3 may be a sum, and {e} a set."""
    name: str


# -- as they are written -----------------------------------------------------------------------------------------------

_STYLE = re.compile(
    r"\\(?:text[a-z]*|mathrm|operatorname|mathbf|mathsf|mbox)\s*\{([^{}]*)\}|\\(?:left|right|displaystyle)(?![a-z])"
)
_SPACE = re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z]))|[\s$~]+")
_RING = re.compile(
    r"\\(?:mathbb|mathbf|Bbb|mathds)\s*\{?\s*([ZQRCF])\s*\}?|\\([ZQRC])(?![A-Za-z])|GF\s?\((?=\s?\w+(?:\^\w)?\s?\))"
)
_RINGS = dict(zip("ZQRCF", "ℤℚℝℂ𝔽", strict=True))
_SIGNS = {
    "\\times": "×", "\\oplus": "×", "⊕": "×", "\\ast": "*", "\\langle": "⟨", "\\rangle": "⟩", "\\{": "⦃", "\\}": "⦄",
    "\\mathfrak{S}": "S", "\\mathfrak{A}": "A", "\\infty": "∞", "\\mid": "|", "\\vert": "|",
}  # fmt: skip
_SIGN = re.compile(r"\\mathfrak\{[SA]\}|\\[{}]|⊕|\\(?:times|oplus|ast|[lr]angle|infty|mid|vert)(?![a-z])")


def plain(text: str) -> str:
    """Without styles, with one sign for each thing, and with a pilcrow for the end of a row."""
    text = _RING.sub(lambda ring: _RINGS.get(ring[1] or ring[2], "𝔽("), _STYLE.sub(lambda style: style[1] or "", text))
    text = _SIGN.sub(lambda sign: _SIGNS[sign[0]], text.replace("\\\\", "¶"))
    return " ".join(_SPACE.sub(" ", text).split())


_ORDER = r"([1-9]\d{0,5}|[a-z](?:\^\{?\w\}?)?)"
_QUOTIENT = re.compile(rf"[ℤZ]/(?:\(?{_ORDER}\)?[ℤZ]|\({_ORDER}\)|⟨{_ORDER}⟩|{_ORDER})")
_INDEXED = re.compile(r"([ℤZCSADVKQF]|Dih|Sym|Alt)_?(?:\{([1-9]\d{0,5}|[a-z]|∞)\}|([1-9]\d{0,5}|[a-z]|∞))")
_FIELD = re.compile(r"𝔽(?:_?\{?([1-9]\d{0,5}|[a-z](?:\^\{?\w\}?)?)\}?|\(([1-9]\d{0,5}|[a-z](?:\^\{?\w\}?)?)\))")
_LONE = re.compile(r"[ℤℚℝℂ](?![/_])|V(?!_)")
_UNITS = re.compile(
    r"\(?(?:ℤ(?:/(?:\(?(?P<order>\d{1,5})\)?ℤ|\((?P<of>\d{1,5})\)|(?P<bare>\d{1,5}))|_\{?(?P<index>\d{1,5})\}?)"
    r"|𝔽_?[{(]?(?P<field>\d{1,5})[})]?)\)?\^\{?[×*]\}?"
)
_POWER = re.compile(r"\^(?:\{(\d{1,2})\}|(\d))")
_TRIVIAL = frozenset({"0", "1", "e", "id", "⦃0⦄", "⦃1⦄", "⦃e⦄", "⦃id⦄", "⟨e⟩", "⟨1⟩", "⟨0⟩", "trivial"})
_FAMILIES: dict[str, Callable[[int], Type | None]] = {
    "C": cyclic,
    "S": symmetric,
    "A": alternating,
    "D": lambda n: dihedral(2 * n),
    "F": free,
    "Q": dicyclic,
    "V": lambda n: klein() if n == 4 else None,
}
_FAMILY_OF = {"ℤ": "C", "Z": "C", "Dih": "D", "Sym": "S", "Alt": "A", "K": "V"}


def _of_order(order: str, name: str) -> Type | None:
    """A letter stands for any order: of these only the same are equal."""
    family = _FAMILY_OF.get(name, name)
    if order == "∞":
        return ("Z",) if family == "C" else None
    if not order.isdecimal():
        return (family + order.strip("{}"),)
    return _FAMILIES[family](int(order))


def _field(order: str) -> Type:
    """A prime field is Z/p; the others are like nothing else here."""
    if order.isdecimal():
        return cyclic(int(order)) if list(factored(int(order)).values()) == [1] else (f"field {order}",)
    return (f"C{order}",) if order in ("p", "q", "l") else (f"field {order}",)


def _units(found: re.Match[str]) -> Type:
    """(Z/n)^× by the prime powers of n, and F_q^×, which is cyclic."""
    if found["field"]:
        return cyclic(int(found["field"]) - 1)
    order = int(found["order"] or found["of"] or found["bare"] or found["index"])
    factors: list[Type] = []
    for prime, power in factored(order).items():
        if prime == 2 and power > 2:
            factors += [("C2",), cyclic(2 ** (power - 2))]
        else:
            factors.append(cyclic(prime ** (power - 1) * (prime - 1)))
    return times(*factors)


class _Product:
    """Its factors, read from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.sure = text, 0, "ℤ" in text or "𝔽" in text

    def whole(self) -> Type | None:
        found = self.product(0)
        return found if self.at == len(self.text) else None

    def product(self, depth: int) -> Type | None:
        """With one sign: × and * beside each other have no agreed order."""
        factors = [self.factor(depth)]
        sign = self.text[self.at : self.at + 1]
        while sign and sign in "×*" and self.text[self.at : self.at + 1] == sign:
            self.at += 1
            factors.append(self.factor(depth))
        known = [one for one in factors if one is not None]
        if len(known) < len(factors):
            return None
        return free_product(known) if sign == "*" else times(*known)

    def factor(self, depth: int) -> Type | None:
        base = self.base(depth)
        power = _POWER.match(self.text, self.at)
        if power is None or base is None:
            return base
        self.at = power.end()
        size = int(power[1] or power[2])
        return times(*[base] * size) if size <= MAX_POWER else None

    def base(self, depth: int) -> Type | None:
        if (of_units := _UNITS.match(self.text, self.at)) is not None:
            self.at, self.sure = of_units.end(), True
            return _units(of_units)
        if (field := _FIELD.match(self.text, self.at)) is not None:
            self.at = field.end()
            return _field(field[1] or field[2])
        for pattern in (_QUOTIENT, _INDEXED, _LONE):
            if (found := pattern.match(self.text, self.at)) is not None:
                self.at = found.end()
                if pattern is _LONE:
                    return klein() if found[0] == "V" else ("Z" if found[0] == "ℤ" else found[0],)
                name = "C" if pattern is _QUOTIENT else found[1]
                order = next(filter(None, found.groups()[pattern is _INDEXED :]))
                return _of_order(order, name)
        if self.text[self.at : self.at + 1] != "(" or depth > 4:
            return None
        self.at += 1
        inner = self.product(depth + 1)
        self.at += 1
        return inner if self.text[self.at - 1 : self.at] == ")" else None


# -- in words ----------------------------------------------------------------------------------------------------------

_N = r"(?P<n>\d{1,6}|[a-z]{3,8})"
_ON = rf"(?:on|of|with) (?:rank |degree )?{_N}(?: (?:generators?|letters|elements|symbols|objects|points))?"
_WORDED: tuple[tuple[re.Pattern[str], Callable[[int], Type | None]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"trivial (?:sub)?group|(?:sub)?group of order (?:1|one)", lambda n: ()),
        (rf"(?:finite )?cyclic(?: group)? (?:of order|with) {_N}(?: elements)?", cyclic),
        (r"infinite cyclic(?: group)?|(?:additive )?group of (?:the )?integers", lambda n: ("Z",)),
        (rf"free group {_ON}", free),
        (rf"free abelian group {_ON}", lambda n: ("Z",) * n if n <= MAX_POWER else None),
        (rf"dihedral(?: group)?(?: D_\{{?\d\d?\}}?,?)? of order {_N}", dihedral),
        (rf"dihedral group of degree {_N}", lambda n: dihedral(2 * n)),
        (r"(?:dihedral|symmetry) group of (?:the|a) square", lambda n: dihedral(8)),
        (rf"symmetric group {_ON}", symmetric),
        (rf"alternating group {_ON}", alternating),
        (r"quaternion group(?: Q_\{?8\}?)?(?: of order (?:8|eight))?", lambda n: dicyclic(8)),
        (r"[Kk]lein(?:'s)? (?:(?:four|4|[Vv])[- ]?)?group(?: [VK](?:_?\{?4\}?)?)?|[Kk]leinsche [Vv]ierergruppe", klein),
    )
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:(?:the|its|this) (?:[a-z]+ ){1,3}is )?(?:isomorphic to )?(?:[Tt]he |an? )?"
    r"(?:(?:(?:cyclic|dihedral|symmetric|alternating|free) )?group (?=[A-Zℤ(]))?"
)


def _worded(said: str) -> Type | None:
    for pattern, build in _WORDED:
        if (found := pattern.fullmatch(said)) is not None:
            written = found["n"] if pattern.groups else "1"
            digits = written if written.isdecimal() else word_number(written) or ""
            return build(int(digits)) if digits.isdecimal() and 0 < int(digits) <= MAX_ORDER else None
    return None


_NAMED = re.compile(r"([^⟨=≅]{1,80}?)(?:=|\\cong|\\simeq|≅)([^=≅]*|⟨.*)", re.DOTALL)


_OF_ORDER = re.compile(
    r"(?P<group>[^()]{1,80}?)\s?(?:\(|,\s?)?\s?(?:which is )?(?:of |has )?order (?P<order>\d{1,4})\)?"
)
"""D_4 (order 8)"""
_AGAIN = re.compile(r"(.{1,80}?)\s?\(([A-Za-z][^()]{4,60})\)")
"""V_4 (the Klein four-group)"""


_CIRCLE = re.compile(r"S\^\{?1\}?|\\mathbb\{?T\}?|𝕋|U\(1\)|SO\(2\)|ℝ/ℤ|⦃z\\?(?:in|∈)ℂ[:|]\|z\|=1⦄")
"""The numbers of modulus 1."""


def group(text: str) -> Group | None:
    """The group that is the whole text; what it is called, as in G = S_3, falls away."""
    written = plain(text).strip(" .")
    if _CIRCLE.fullmatch(written.replace(" ", "")) or written.removeprefix("the ") in ("circle group", "unit circle"):
        return Group(("circle",), False, "")
    named = _NAMED.fullmatch(written)
    name, written = (named[1].replace(" ", ""), named[2].strip()) if named is not None else ("", written)
    if "order" in written and (sized := _OF_ORDER.fullmatch(written)) is not None:
        bare, size = group(sized["group"]), int(sized["order"])
        if bare is not None and order_of(bare.type) == size:
            return bare
        if (by_order := _BY_ORDER.fullmatch(sized["group"].replace(" ", ""))) is not None:  # D_8 of order 8
            eight = dihedral(size) if int(by_order[1]) == size else None
            return None if eight is None else Group(eight, True, name)
    if (aside := _AGAIN.fullmatch(written)) is not None:
        one, other = group(aside[1]), group(aside[2])
        return one if one is not None and other is not None and one.type == other.type else None
    compact = written.replace(" ", "")
    if "⟨" in compact and "|" not in compact:
        compact = compact.replace(":", "|", 1)
    if "⟨" in compact and "|" in compact:
        return None if (found := presented(compact)) is None else Group(found, True, name)
    if compact in _TRIVIAL:
        return Group((), False, name)
    said = written[_BEFORE.match(written).end() :]  # type: ignore[union-attr]
    if said == "trivial":
        return Group((), False, name)
    product = _Product(said.replace(" ", ""))
    if (found := product.whole()) is not None:
        return Group(found, product.sure or "group" in written, name)
    worded = _worded(said)
    return None if worded is None else Group(worded, True, name)


# -- compared ----------------------------------------------------------------------------------------------------------

_MAY_BE = re.compile(
    r"S\^\{?1|U\(1\)|SO\(2\)|GF|mathbb|mathbf|ℤ|[_/⟨]|\b(?:[Gg]roup|[Cc]yclic|[Tt]rivial|[Vv]ierergruppe)\b|\\langle|[SADQV]\d|\\\{|^\$?[01]\$?$"
)
_SPEAKS_OF = re.compile(
    r"groups?\b|homolog|homotop|[Gg]alois|isomorphi|automorphi|\\pi_1|\bkernel|\bcent(?:re|er) of|Gruppe|groupe|grupo"
    r"|gruppo|групп|群"
)
_OTHER = re.compile(r"point group|space group|adic")
"""C_2 and S_2 are other point groups, and Z_p may be the p-adic integers."""


def same_groups(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """None unless both are groups, or lists of them, and one can be nothing else."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _MAY_BE.search(truth):
        return None
    if (left := _groups(truth)) is None or (right := _groups(answer)) is None:
        return None
    sure = any(one.sure for one in (*left, *right)) or _SPEAKS_OF.search(prompt[-MAX_PROMPT:])
    if not sure or _OTHER.search(prompt[-MAX_PROMPT:]) or not (_says_more(truth) or _says_more(answer)):
        return None
    if any(one.name and other.name and one.name != other.name for one, other in zip(left, right, strict=False)):
        return None
    types = [[one.type for one in side] for side in (left, right)]
    any_order = not prompt or "\\{" in truth + answer or _IN_ANY_ORDER.search(prompt[-MAX_PROMPT:])
    equal = types[0] == types[1] or _by_its_order(truth, answer)
    equal = equal or bool(any_order and Counter(types[0]) == Counter(types[1]))
    if not equal and any(map(_OPEN.search, (name for one in (*left, *right) for name in one.type))):
        return None
    return Verdict(equal, f"{'the same' if equal else 'other'} groups: {truth[:60]}, {answer[:60]}", "groups")


_IN_ANY_ORDER = re.compile(
    r"\b(?:all|every|each|possible|list|which)\b|classif|up to|isomorphism (?:types|classes)"
    r"|klassifi|alle|tou[ts]|todos|все"
)
_OPEN = re.compile(r"[A-Z][a-z]")
"""Of a letter's order."""


def _says_more(text: str) -> bool:
    """0 beside 1 are numbers."""
    return re.sub(r"[\s${}\\]|math\w+|text", "", text) not in {"0", "1", "e"}


_DIHEDRAL = re.compile(r"(?:the )?dihedral group of order (\d{1,3})\.?")
_BY_ORDER = re.compile(r"D_?\{?(\d{1,3})\}?")


def _by_its_order(truth: str, answer: str) -> bool:
    """D_8, as some write it, for the dihedral group of order 8."""
    wanted = _DIHEDRAL.fullmatch(plain(truth))
    given = _BY_ORDER.fullmatch(plain(answer).replace(" ", ""))
    return wanted is not None and given is not None and wanted[1] == given[1]


_BRACED = re.compile(r"\s*⦃([^⦃⦄]+)⦄\s*")
_AND = re.compile(r"\s(?:and|or|und|oder|et|ou|y|e|i|и|或|和)\s")


def _groups(text: str) -> list[Group] | None:
    """The commas of a presentation are its own."""
    listed = _AND.sub(",", f" {plain(text).rstrip('.')} ")
    if "," in listed and (braced := _BRACED.fullmatch(listed)) is not None:
        listed = braced[1]
    parts = split_at_commas(listed.replace("⟨", "(⟨").replace("⟩", "⟩)"))
    found = [group(part.replace("(⟨", "⟨").replace("⟩)", "⟩")) for part in parts]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None
