"""What a question leaves to choose among whole numbers: a primitive root modulo 7 is 3 and is 5.

Primitive roots and generators, nonresidues, inverses modulo n, private exponents of RSA, and integers that satisfy one
equation: the ground truth and the answer must both do what the question asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import gcd, lcm
from operator import mul

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import BRACKETS, Node, Num, Op, Sym, minus, substitute, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.powers import factored
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 80
MAX_MODULUS = 10**7
_CHOSEN = re.compile(
    r"\b(?:small|least|large|great|minim|maxim|all\b|every\b|how many|number of|positive|unique|between"
    r"|first|the primitive)"
    r"|\\leq?(?![a-z])|\\geq?(?![a-z])|[<>≤≥]|\\l(?:t|dots)|\\in\s*\\\{",
    re.IGNORECASE,
)
_GIVE = r"\b(?:find|give|name|state|determine|compute|exhibit|write down|what is|identify|choose|produce)\s+(?:me\s+)?"
_ONE = r"(?:an?|any|one|some)\s+"
_N = r"\$?\s*(?:n\s*=\s*)?(\d{1,7})\b"
_Z_N = (
    r"(?:\\mathbb\s*\{?\s*[ZF]\s*\}?|ℤ|𝔽|Z|F|GF)\s*(?:/\s*\(?(\d{1,6})\)?\s*(?:\\mathbb\s*\{?\s*Z\s*\}?|ℤ|Z)?"
    r"|_\s*\{?\s*(\d{1,6})\s*\}?)"
)
_UNITS = r"\s*(?:\\right)?\s*\)?\s*\^\s*\{?\s*(?:\\times|\\ast|\*|×)"
_PRIMITIVE = re.compile(rf"{_GIVE}{_ONE}primitive (?:root|element)\b[^.?!\d]{{0,40}}?(?:{_N}|\(?{_Z_N})", re.IGNORECASE)
_GENERATOR = re.compile(rf"{_GIVE}{_ONE}generator\b[^.?!\d]{{0,80}}?\(?(?:\\left)?\(?{_Z_N}{_UNITS}", re.IGNORECASE)
_OF_UNITS = re.compile(
    rf"{_GIVE}{_ONE}generator\b[^.?!\d]{{0,60}}?(?:U\s*\(\s*|units (?:of the ring|modulo|mod|of)\s+\$?"
    rf"|modulo\s+\$?){_N}",
    re.IGNORECASE,
)
_ADDITIVE = re.compile(
    rf"{_GIVE}{_ONE}generator (?:of|for) (?:the )?(?:additive |cyclic )?(?:group )?\$?{_Z_N}\$?(?! ?\^)"
    r"(?: (?:other than|different from|except) \$?(?P<but>\d{1,6})\$?)?\s*(?:[.?]|$)",
    re.IGNORECASE,
)
_NONRESIDUE = re.compile(rf"{_GIVE}{_ONE}quadratic non-?\s?residue\b[^.?!\d]{{0,40}}?{_N}", re.IGNORECASE)
_INVERSE = re.compile(
    rf"{_GIVE}(?:{_ONE}|the\s+)?(?:multiplicative\s+"
    rf"|modular\s+)?inverse of {_N}\$?\s*(?:,\s*)?\$?\\?p?mod(?:ulo)?\s*\{{?{_N}",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?<![A-Za-z\\])([pqeNn])\s*=\s*(\d{1,7})(?!\d)")
_PAIR = re.compile(
    r"\(\s*([Nn])\s*,\s*(e)\s*\)\s*=\s*\(\s*(\d{1,7})\s*,\s*(\d{1,7})\s*\)|\(\s*(e)\s*,\s*([Nn])\s*\)\s*=\s*\(\s*(\d{1,7})\s*,\s*(\d{1,7})\s*\)"
)
_PHI = re.compile(r"\\(?:var)?phi(?![a-z])|φ|ϕ|totient|Euler")
_ASKS_D = re.compile(
    r"(?:decryption|private|secret)[^.?!]{0,30}(?:exponent|key)|\bvalue of \$?d\b|\bfind \$?d\b", re.IGNORECASE
)
Test = Callable[[int], bool]


def any_number(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not prompt:
        return None
    prompt = prompt[-MAX_PROMPT:]
    test = _test(prompt)
    if test is not None:
        values = [_whole(text) for text in (truth, answer)]
        told = [one for one in values if one is not None]
        fits = len(told) == len(values) and all(map(test, told))
    else:
        fits = _satisfy(truth, answer, prompt)
    return Verdict(True, f"another number that the question allows: {answer[:60]}", "any_number") if fits else None


def _test(prompt: str) -> Test | None:
    """What the question asks a number to do."""
    if "RSA" in prompt:
        return _private_exponent(prompt)
    asked = _CHOSEN.search(prompt)
    if "inverse" in prompt and (found := _INVERSE.search(prompt)) is not None and asked is None:
        number, modulus = int(found[1]), int(found[2])
        return (lambda x: x * number % modulus == 1) if modulus > 1 else None
    if asked is not None or not re.search("primitive|generator|residue", prompt):
        return None
    for pattern in (_PRIMITIVE, _GENERATOR, _OF_UNITS):
        if (found := pattern.search(prompt)) is not None:
            modulus = int(next(filter(None, found.groups())))
            return lambda x: _generates(x, modulus)
    if (found := _ADDITIVE.search(prompt)) is not None:
        order, without = int(found[1] or found[2]), int(found["but"] or 0)
        return lambda x: order > 1 and gcd(x, order) == 1 and (not without or (x - without) % order != 0)
    if (found := _NONRESIDUE.search(prompt)) is not None and (prime := int(found[1])) > 2 and _is_prime(prime):
        return lambda x: pow(x, (prime - 1) // 2, prime) == prime - 1
    return None


def _private_exponent(prompt: str) -> Test | None:
    """ed is 1 modulo the least common multiple of p - 1 and q - 1, or modulo phi where the question says so."""
    if not _ASKS_D.search(prompt) or re.search(r"small|least|minim|\bd\s*<|\\l[et]", prompt):
        return None
    key = {name.lower(): int(value) for name, value in _KEY.findall(prompt)}
    if (pair := _PAIR.search(prompt)) is not None:
        key |= {"n": int(pair[3] or pair[8]), "e": int(pair[4] or pair[7])}
    if "p" not in key and "n" in key and key["n"] <= MAX_MODULUS:
        primes = factored(key["n"])
        if sorted(primes.values()) != [1, 1]:
            return None
        key |= dict(zip("pq", primes, strict=True))
    if not {"p", "q", "e"} <= key.keys():
        return None
    order = (lcm if not _PHI.search(prompt) else mul)(key["p"] - 1, key["q"] - 1)
    return lambda d: d > 0 and d * key["e"] % order == 1


def _is_prime(number: int) -> bool:
    return number > 1 and number <= MAX_MODULUS and factored(number) == {number: 1}


def _generates(number: int, modulus: int) -> bool:
    """All units modulo n."""
    if not 2 < modulus <= MAX_MODULUS or gcd(number, modulus) != 1:
        return False
    spend(200)
    units = modulus
    for prime in factored(modulus):
        units = units // prime * (prime - 1)
    return pow(number, units, modulus) == 1 and all(pow(number, units // q, modulus) != 1 for q in factored(units))


_RESIDUE = re.compile(r"\s*\\?\(?\s*(?:\\p?mod|\\bmod|mod)\s*\{?\s*\d{1,7}\s*\}?\s*\)?\s*[.$]*\s*$")
_NAMED = re.compile(r"^[\s$\\(]*(?:\w|\d{1,7}\s*\^\s*\{\s*-\s*1\s*\})\s*(?:=|\\equiv|≡)")
_MARKS = re.compile(
    r"\\(?:overline|bar|mathrm|text)\s*\{\s*(-?\d+)\s*\}|\[\s*(-?\d+)\s*\](?:_\{?\d+\}?)?|\\[,;: ]|[\s$.]"
)


def _whole(text: str) -> int | None:
    """Of 5, g = 5, x \\equiv 5 \\pmod 7 and \\bar 5."""
    bare = _MARKS.sub(lambda one: one[1] or one[2] or "", _NAMED.sub("", _RESIDUE.sub("", text)))
    return int(bare) if re.fullmatch(r"-?\d{1,9}", bare) else None


# -- integers that satisfy an equation ---------------------------------------------------------------------------------

_LETTER = r"\$?([a-z])\$?"
_SATISFY = re.compile(
    rf"(?:use [^.?!$]{{3,60}} to )?(?:find|give|determine|exhibit|state|produce)\s+(?:(?:an?|one|some"
    rf"|any)\s+(?:pair of\s+|example of\s+)?)?"
    rf"(?:two\s+)?integers?\s+(?:\$?\(?{_LETTER}\s*(?:,\s*and|,|and)\s*{_LETTER}\)?\$?)\s*,?\s*(?:such that"
    rf"|with|satisfying|for which|so that)\s+"
    r"\$([^$=]{3,60}=[^$=]{1,60})\$\s*\.?",
    re.IGNORECASE,
)


def _satisfy(truth: str, answer: str, prompt: str) -> bool:
    """Find integers x and y such that 3x + 5y = 1: nothing else stands in the question."""
    asked = _SATISFY.fullmatch(prompt.strip())
    if asked is None:
        return False
    letters = (asked[1], asked[2])
    equation = read(asked[3])[1]
    if not (isinstance(equation, Op) and equation.head == "=" and symbols(equation) == {*letters}):
        return False
    points = [_point(text, letters) for text in (truth, answer)]
    try:
        return all(point is not None and rational(substitute(minus(*equation.args), point)) == 0 for point in points)
    except (Inexact, TooLarge, Undefined):
        return False


def _point(text: str, letters: tuple[str, str]) -> dict[str, Node] | None:
    """Of (2, -1), (x, y) = (2, -1), and x = 2, y = -1."""
    node = read(text)[1]
    if isinstance(node, Op) and node.head == "=" and isinstance(node.args[0], Op):
        if node.args[0] != Op("()", tuple(map(Sym, letters))):
            return None
        node = node.args[1]
    parts = node.args if isinstance(node, Op) and node.head in BRACKETS | {"list", "and"} else ()
    named = {
        one.args[0]: one.args[1] for one in parts if isinstance(one, Op) and one.head == "=" and len(one.args) == 2
    }
    values = [named.get(Sym(one)) for one in letters] if named else list(parts)
    known = [one for one in values if one is not None and _is_integer(one)]
    return dict(zip(letters, known, strict=True)) if len(known) == len(values) == len(parts) == 2 else None


def _is_integer(node: Node) -> bool:
    inner = node.args[0] if isinstance(node, Op) and node.head == "neg" else node
    return isinstance(inner, Num) and inner.value.denominator == 1
