"""Conditions on one whole number: 7 | x - 3 is x = 7k + 3, and p = 6k + 1 is p = 1 (mod 3) where p is prime.

A text is read as a test of a number: congruences, divisors, remainders, parities and classes, joined by "and" and "or".
Two tests are the same if they agree on every number of two periods, or on the first primes where primes are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import gcd, isqrt, lcm
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.tree import Node, Sym, is_scalar, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.structures.families.countable import least_asked
from reward_server.symbolic.structures.geometry.linear import rational_form
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 300
MAX_PERIOD = 600
MAX_BOUND = 40
LAST_PRIME = 2500
Test = Callable[[int], bool]


class Condition(NamedTuple):
    """A test, and a number after which it repeats itself; `whole`: it says that it is about whole numbers."""

    test: Test
    period: int = 1
    whole: bool = True


Said = dict[str, str]
Told = tuple[int | None, bool]
"""From where on the letter of a class goes, None for all whole numbers; and whether the text says that it counts."""


class _Unread(Exception):
    pass


# -- reading -----------------------------------------------------------------------------------------------------------

_CUE = re.compile(
    r"\\equiv|≡|\\n?mid|\||mod\b|divi[ds]|remainder|\bodd\b|\beven\b|coprime|relatively|gcd|multiple|\bform\b|mathbb|ℤ"
    r"|digit|∈|\\in\b"
)
_PLAIN = (
    (r"\\(?:text[a-z]*|mathrm|mbox|operatorname)\s*\{([^{}]*)\}", r" \1 "),
    (r"\\(?:left|right|big|Big|displaystyle)(?![A-Za-z])|\\[,;:! ]|\\q?quad(?![a-z])|[$~]", " "),
    (r"\\not\s*\\equiv(?![a-z])|\\nequiv(?![a-z])", "≢"),
    (r"\\equiv(?![a-z])", "≡"),
    (r"\\pmod\s*\{?\s*(\d{1,4})\s*\}?", r" (mod \1) "),
    (r"\\(?:bmod|mod)(?![a-z])\s*\{?\s*(\d{1,4})\s*\}?", r" mod \1 "),
    (r"\bmodulo\b", "mod"),
    (r"\\nmid(?![a-z])|\\not\s*(?:\\mid(?![a-z])|\|)", "∤"),
    (r"\\mid(?![a-z])|∣", "|"),
    (r"\\pm(?![a-z])", "±"),
    (r"\\(?:land|wedge|cap)(?![a-z])|∩", " and "),
    (r"\\(?:lor|vee|cup)(?![a-z])|∪", " or "),
    (r"\\gcd(?![a-z])", "gcd"),
    (r"\\in(?![a-z])", "∈"),
    (r"\\mathbb\s*\{?\s*([ZN])\s*\}?", r"\1 "),
    ("ℤ", "Z"),
    ("ℕ", "N"),
    (r"\\(?:neq?|not\s*=)(?![a-z])", "≠"),
    (r"\\geq?(?:slant)?(?![a-z])|≥", ">="),
    (r"\\leq?(?:slant)?(?![a-z])|≤", "<="),
    (r"\\(?:cdot|times)(?![a-z])", "*"),
    (r"\\[lc]?dots(?![a-z])|…", "..."),
    (r"\b(?:either|both|precisely|exactly|those)\b", " "),
    (r"\s+", " "),
)
_PLAINER = tuple((re.compile(pattern), plain) for pattern, plain in _PLAIN)
_RESTS = re.compile(
    r"(?P<sign>[≡≢])\s*(?P<rests>[±-]?\s?\d{1,4}(?:\s*(?:,\s*(?:or|and)|,|or|and)\s*[±-]?\s?\d{1,4})+)(?=\s*\(?\s*mod\b)"
)
_LISTED = re.compile(r"\{[±\d,\s-]{1,60}\}")
_JOINED = re.compile(r"\s*(?:,\s*(?:or|and)|,|or|and)\s*")
_MODULUS = r"\(?\s*mod\s*(?P<modulus>\d{1,4})\s*\)?"
_E = r"(?P<of>[^≡≢|∤<>≠∈:]{0,40}?)"
_IS = r"(?:\s*(?:is|are|be))?\s*"
_WHO = re.compile(
    r"^(?:the\s+|set\s+of\s+|all\s+|every\s+|any\s+|each\s+)*(?P<sign>positive\s+|natural\s+)?"
    r"(?:(?P<noun>integers?|numbers?|primes?(?:\s+numbers?)?|values\s+of)\s*)?"
    r"(?:(?P<name>[a-zA-Z])\s+)?(?:that\s+|which\s+|such\s+that\s+|with\s+|for\s+which\s+)*(?P<form>(?:are\s+|is\s+)?of\s+the\s+form\s+)?"
)
_FORMS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("congruent", rf"{_E}\s*(?P<not>≢|≡)\s*(?P<rests>[±\d;\s-]{{1,40}}?)\s*{_MODULUS}"),
        ("congruent", rf"{_E}{_IS}(?P<deny>not\s+)?congruent\s+to\s+(?P<rests>[±\d;\s-]{{1,40}}?)\s*{_MODULUS}"),
        ("congruent", rf"{_E}\s*{_MODULUS}\s*=\s*(?P<rests>\d{{1,4}})"),
        ("congruent", rf"{_E}\s*=\s*(?P<rests>-?\d{{1,4}})\s*{_MODULUS}"),
        (
            "congruent",
            rf"{_E}\s*leav(?:es?|ing)\s+(?:an?\s+|the\s+)?(?:remainder|rest)s?\s+(?:of\s+)?(?P<rests>\d{{1,4}})\s+"
            r"(?:when|if|on|upon|after)\s+(?:being\s+)?(?:divided|division)\s+by\s+(?P<modulus>\d{1,4})",
        ),
        (
            "congruent",
            rf"(?:when|if)\s+divided\s+by\s+(?P<modulus>\d{{1,4}}),?\s+{_E}\s*leaves?\s+(?:an?\s+|the\s+)?remainder\s+"
            r"(?:of\s+)?(?P<rests>\d{1,4})",
        ),
        ("congruent", rf"{_E}\s*{_MODULUS}\s*∈\s*\{{(?P<rests>[\d;\s-]{{1,60}})\}}"),
        ("congruent", rf"{_E}\s*∈\s*\{{(?P<rests>[±\d;\s-]{{1,60}})\}}\s*{_MODULUS}"),
        ("divisible", rf"(?P<modulus>\d{{1,4}})\s*(?P<not>\||∤)\s*{_E}"),
        ("divisible", rf"(?P<modulus>\d{{1,4}})\s+(?P<deny>does\s+not\s+)?divides?\s+{_E}"),
        (
            "divisible",
            rf"{_E}{_IS}(?P<deny>not\s+)?(?:divisible\s+by|(?:(?:an?|the|all|all\s+the)\s+)?(?:integer\s+)?multiples?\s+of)\s+(?P<modulus>\d{{1,4}})",
        ),
        ("parity", rf"{_E}{_IS}(?P<deny>not\s+)?(?P<parity>odd|even)(?:\s+(?P<noun>integers?|numbers?))?"),
        ("coprime", rf"(?:gcd)?\s*\(\s*{_E}\s*,\s*(?P<modulus>\d{{1,4}})\s*\)\s*=\s*1"),
        ("coprime", rf"(?:gcd)?\s*\(\s*(?P<modulus>\d{{1,4}})\s*,\s*{_E}\s*\)\s*=\s*1"),
        ("coprime", rf"{_E}{_IS}(?:coprime|relatively\s+prime)\s+(?:to|with)\s+(?P<modulus>\d{{1,4}})"),
        ("ring", r"(?:(?P<rests>-?\d{1,4})\s*\+\s*)?(?P<modulus>\d{1,4})\s*\*?\s*Z"),
        ("ring", r"(?P<modulus>\d{1,4})\s*\*?\s*Z\s*\+\s*(?P<rests>-?\d{1,4})"),
        ("bound", r"(?P<of>[a-zA-Z])\s*(?P<sign>>=|>|<=|<|≠)\s*(?P<bound>-?\d{1,3})"),
        ("digit", r"(?:[a-z]\s+)?(?:whose\s+)?(?:last|units?|ones)\s+digit\s*(?:is|=)\s*(?P<rests>\d)"),
        ("digit", r"(?:[a-z]\s+)?end(?:s|ing)\s+(?:in|with)\s+(?:the\s+digit\s+)?(?P<rests>\d)"),
        ("value", r"(?:[a-zA-Z]\s*=\s*)?(?P<value>-?\d{1,3})"),
        ("class", r"(?:[a-zA-Z]\s*=\s*)?(?P<class>[^=≡≢|∤<>≠∈:]{2,40})"),
    )
)  # fmt: skip
_LETTER = r"(?P<name>[a-zA-Z])"
_DECLARED = re.compile(
    rf"[\s,:|(]*(?:(?:for|with|where|and)\s+)?(?:some\s+|any\s+|all\s+|every\s+|an?\s+)*(?:{_LETTER}\s*∈\s*(?P<set>[ZN])\s*"
    r"(?P<part>(?:\^\s*\{?\s*[+*]|_\s*\{?\s*(?:>\s*0|>=\s*[01]|\+|0))\s*\}?)?"
    r"|(?P<sign>positive\s+|non-?negative\s+|natural\s+)?(?:integers?|number)\s+(?P<after>[a-z])"
    r"|(?P<before>[a-z])\s+(?:is\s+)?(?:an?\s+|any\s+|some\s+)?(?P<sign2>positive\s+|non-?negative\s+|natural\s+)?(?:integer|number)"
    r"|(?P<counted>[a-z])\s*=\s*(?P<first>\d)\s*,\s*[\d,\s]{1,20}\.\.\.)[\s)]*$"
)
_OR, _AND = re.compile(r"\s*[,;]?\s*\bor\b\s*"), re.compile(r"\s*[,;]?\s*\b(?:and|but)\b\s*(?:also\s+)?")


def _plain(text: str) -> str:
    plain = plain_unicode(text)
    for pattern, other in _PLAINER:
        plain = pattern.sub(other, plain)
    plain = plain.replace("\\{", "{").replace("\\}", "}").strip()
    plain = plain if plain.endswith("...") else plain.rstrip(" .")
    if plain.startswith("{") and plain.endswith("}") and plain.count("{") == 1:
        plain = re.sub(r"^[a-z]\s*(?:∈\s*[ZN]\s*)?[:|]\s*", "", plain[1:-1].strip())
    plain = _LISTED.sub(lambda found: found[0].replace(",", ";"), plain)
    return _RESTS.sub(lambda found: found["sign"] + _JOINED.sub(";", found["rests"]), plain)


def condition(text: str) -> Condition | None:
    """None for a text that is no condition on one whole number."""
    try:
        return _condition(text)
    except _Unread:
        return None


def _condition(text: str) -> Condition:
    """Raises _Unread."""
    plain = _plain(text)
    told, plain = _declared(plain)
    who = _WHO.match(plain)
    if who is not None and (who["noun"] or who["form"]):
        plain = plain[who.end() :]
    if who is not None and (who["sign"] or "").strip():
        raise _Unread
    return _any([_all([_one(part.strip(" ,()"), told) for part in _AND.split(side)]) for side in _OR.split(plain)])


def _declared(plain: str) -> tuple[Told, str]:
    found = _DECLARED.search(plain)
    if found is None or not found.start():
        return (None, False), plain
    sign = (found["sign"] or found["sign2"] or "").strip()
    part = found["part"] or ""
    if sign:
        least: int | None = 0 if sign.startswith("non") else 1
    elif found["first"]:
        least = int(found["first"])
    elif found["set"] == "N":
        least = 0 if "0" in part else 1
    else:
        least = None if not part else 0 if ("0" in part and ">0" not in part.replace(" ", "")) else 1
    return (least, True), plain[: found.start()].rstrip(" ,;:|(")


def _any(parts: list[Condition]) -> Condition:
    return Condition(
        lambda n: any(part.test(n) for part in parts),
        lcm(*(part.period for part in parts)),
        any(part.whole for part in parts),
    )


def _all(parts: list[Condition]) -> Condition:
    return Condition(
        lambda n: all(part.test(n) for part in parts),
        lcm(*(part.period for part in parts)),
        any(part.whole for part in parts),
    )


def _one(text: str, told: Told) -> Condition:
    for kind, form in _FORMS:
        if (found := form.fullmatch(text)) is not None:
            return _KINDS[kind]({name: value.strip() for name, value in found.groupdict().items() if value}, told)
    raise _Unread


def _modulus(said: Said) -> int:
    modulus = int(said["modulus"])
    if not 1 < modulus <= MAX_PERIOD:
        raise _Unread
    return modulus


def _value(said: Said, modulus: int) -> Callable[[int], int]:
    """What is tested: the number itself, or a polynomial in it."""
    text = said.get("of", "")
    if re.fullmatch(r"(?:[a-zA-Z]|numbers?|integers?|it)?", text):
        return lambda n: n
    node = read(text)[1]
    if node is None or not is_scalar(node) or len(symbols(node)) != 1:
        raise _Unread
    (name,) = symbols(node)
    if len(name) != 1:
        raise _Unread
    table = [_residue(node, name, n, modulus) for n in range(modulus)]
    if any(_residue(node, name, n + modulus, modulus) != table[n] for n in range(modulus)):  # 2^n
        raise _Unread
    return lambda n: table[n % modulus]


def _residue(node: Node, name: str, at: int, modulus: int) -> int:
    spend(2)
    try:
        value = rational(node, {name: Fraction(at)})
    except (Inexact, Undefined, TooLarge):
        raise _Unread from None
    if value.denominator != 1:
        raise _Unread
    return value.numerator % modulus


def _rests(said: Said) -> list[int]:
    found: list[int] = []
    for one in said.get("rests", "0").split(";"):
        match = re.fullmatch(r"\s*(±|-)?\s*(\d+)\s*", one)
        if match is None:
            raise _Unread
        number = int(match[2])
        found += [number, -number] if match[1] == "±" else [-number if match[1] else number]
    return found


def _denied(said: Said) -> bool:
    return said.get("not") in ("≢", "∤") or "deny" in said


def _congruent(said: Said, told: Told) -> Condition:
    modulus, denied = _modulus(said), _denied(said)
    value, rests = _value(said, modulus), {rest % modulus for rest in _rests(said)}
    return Condition(lambda n: (value(n) % modulus in rests) is not denied, modulus)


def _parity(said: Said, told: Told) -> Condition:
    if not said.get("of") and not said.get("noun"):
        raise _Unread  # a function may be odd, too
    odd = (said["parity"] == "odd") is not _denied(said)
    value = _value(said, 2)
    return Condition(lambda n: bool(value(n) % 2) is odd, 2)


def _coprime(said: Said, told: Told) -> Condition:
    modulus = _modulus(said)
    value = _value(said, modulus)
    return Condition(lambda n: gcd(value(n), modulus) == 1, modulus)


def _bound(said: Said, told: Told) -> Condition:
    bound = int(said["bound"])
    if abs(bound) > MAX_BOUND:
        raise _Unread
    tests: dict[str, Test] = {
        ">=": lambda n: n >= bound, ">": lambda n: n > bound, "<=": lambda n: n <= bound, "<": lambda n: n < bound,
        "≠": lambda n: n != bound,
    }  # fmt: skip
    return Condition(tests[said["sign"]], whole=False)


def _digit(said: Said, told: Told) -> Condition:
    last = int(said["rests"])
    return Condition(lambda n: abs(n) % 10 == last, 10)


def _constant(said: Said, told: Told) -> Condition:
    value = int(said["value"])
    if abs(value) > MAX_BOUND:
        raise _Unread
    return Condition(lambda n: n == value, whole=False)


def _class(said: Said, told: Told) -> Condition:
    """7k + 3, and 6k ± 1."""
    text = said["class"]
    if re.search(r"\d\s*N$", text):
        raise _Unread  # 30ℕ, of positive numbers alone
    parts = [text.replace("±", sign) for sign in "+-"] if "±" in text else [text]
    return _any([_line(part, *told) for part in parts])


_COUNTERS = frozenset("jklmnstNK")


def _line(text: str, least: int | None, declared: bool) -> Condition:
    node = read(text)[1]
    names = symbols(node) if node is not None and is_scalar(node) else frozenset()
    if node is None or len(names) != 1 or node == Sym(*names):
        raise _Unread
    (name,) = names
    found = rational_form(node, [name])
    if found is None or len(name) != 1 or not (declared or name in _COUNTERS):
        raise _Unread
    start, (step,) = found
    if start.denominator != 1 or step.denominator != 1 or not 1 < abs(step) <= MAX_PERIOD or abs(start) > MAX_PERIOD:
        raise _Unread
    first, size = int(start), int(step)
    if least is None:
        return Condition(lambda n: (n - first) % size == 0, abs(size), whole=declared)
    begin = first + size * least
    if abs(begin) > 2 * MAX_BOUND:
        raise _Unread
    return Condition(lambda n: (n - first) % size == 0 and (n - begin) * size >= 0, abs(size))


_KINDS: dict[str, Callable[[Said, Told], Condition]] = {
    "congruent": _congruent, "divisible": _congruent, "parity": _parity, "coprime": _coprime, "ring": _congruent,
    "bound": _bound, "digit": _digit, "value": _constant, "class": _class,
}  # fmt: skip


# -- comparison --------------------------------------------------------------------------------------------------------

_PRIMES = re.compile(
    r"\b(?P<odd>odd\s+)?primes?(?:\s+numbers?)?\s+\$?(?P<name>[a-z])(?![a-z])|\b(?:which|all|every|the|what|those)\s+(?P<also>odd\s+)?(?:positive\s+)?primes?\b"
)
_ABOVE = re.compile(
    r"(?<![A-Za-z\\])[pq]\s*(?P<sign>>|\\geq?(?:slant)?(?![a-z])|≥|\\neq?(?![a-z])|≠)\s*(?P<least>\d{1,2})(?!\d)"
)


def same_conditions(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CUE.search(truth) or _CUE.search(answer)):
        return None
    left, right = condition(truth), condition(answer)
    if left is None or right is None or _intersects_the_given(answer, prompt):
        return None
    period = lcm(left.period, right.period)
    if not (left.whole or right.whole) or not 1 < min(left.period, right.period) <= period <= MAX_PERIOD:
        return None
    numbers = _asked(prompt, truth + answer, period)
    spend(4 * len(numbers))
    if any(left.test(n) != right.test(n) for n in numbers) or not any(map(left.test, numbers)):
        return None
    return Verdict(True, f"the same whole numbers: {truth[:60]}, {answer[:60]}", "conditions")


_RING = re.compile(r"(\d{1,4})\s*(?:\\mathbb\s*\{?\s*Z|ℤ)")


def _intersects_the_given(answer: str, prompt: str) -> bool:
    """6Z ∩ 10Z, where the question asks what both 6 and 10 divide."""
    if "cap" not in answer and "∩" not in answer:
        return False
    return all(re.search(rf"(?<!\d){size}(?!\d)", prompt[-MAX_PROMPT:]) for size in _RING.findall(answer))


@cache
def primes() -> tuple[int, ...]:
    """The first ones."""
    return tuple(n for n in range(2, LAST_PRIME) if all(n % k for k in range(2, isqrt(n) + 1)))


def _asked(prompt: str, texts: str, period: int) -> list[int]:
    """The numbers among which the question looks."""
    prompt = prompt[-MAX_PROMPT:]
    asked = _PRIMES.search(prompt)
    if asked is not None and re.search(r"(?<![A-Za-z\\])[pq](?![A-Za-z])|\bprime", texts):
        excluded = {2} if asked["odd"] or asked["also"] else set()
        least = 2
        for found in _ABOVE.finditer(prompt):
            number = int(found["least"])
            if "n" in found["sign"] or found["sign"] == "≠":
                excluded.add(number)
            else:
                least = max(least, number + (found["sign"] == ">"))
        return [prime for prime in primes() if prime >= least and prime not in excluded]
    first = least_asked(prompt)
    return list(range(-2 * MAX_BOUND - period if first is None else first, 2 * MAX_BOUND + 2 * period))
