"""Quotients of rings of polynomials up to isomorphism: F_9 is F_3[x]/(x^2 + 1) and Z[i]/(3), and R[x]/(x^2 + 4) is C.

Each is a product of local rings, by the Chinese remainder theorem. The question must speak of rings or fields, and an
answer that it writes itself is none.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from math import gcd, isqrt

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, symbols
from reward_server.symbolic.scalars.powers import factored
from reward_server.symbolic.structures.algebra.groups import plain
from reward_server.symbolic.structures.algebra.polynomials import (
    MAX_DEGREE,
    Coefficients,
    NoPolynomial,
    degrees_modulo,
    polynomial,
    real_roots,
    squarefree_parts,
)
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 160
MAX_ORDER = 10**6
MAX_POWER = 8
MAX_PRIME = 200
_ASKED = re.compile(
    r"\b(?:rings?|fields?|quotient|isomorphi\w*|domain|algebra)\b|Ring|Körper|anneau|corps|anillo|кольц|поле|环|域"
)
_SUM = re.compile(r"\s*(?:×|\\prod)\s*")
_FACTOR = re.compile(r"(?P<ring>.+?)(?:\^\{?(?P<times>\d)\}?)?")
_ORDER = r"\d{1,6}(?:\^\{?\d{1,2}\}?)?"
_BASE = re.compile(
    rf"𝔽(?:_?\{{(?P<braced>{_ORDER})\}}|_?(?P<field>\d{{1,6}})|\((?P<galois>{_ORDER})\))"
    r"|\(?ℤ(?:/(?:\(?(?P<order>\d{1,6})\)?ℤ|\((?P<of>\d{1,6})\))|_(?:\{(?P<index>\d{1,6})\}|(?P<modulus>\d{1,6})))\)?"
    r"|(?P<of_numbers>[ℤℚ])[\[(](?P<root>\\sqrt\{?-?\d{1,4}\}?|√-?\d{1,4}|\\omega|ω|\\frac\{1\+\\sqrt\{-?\d{1,4}\}\}\{?2\}?)[\])]"
    r"|(?P<name>[ℤℚℝℂ])(?P<gaussian>\[i\])?"
)
_FIELDS, _RESIDUES = ("braced", "field", "galois"), ("order", "of", "index", "modulus")
Ring = Counter[str]
"""Its local factors."""


class Unread(Exception):
    pass


def same_rings(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt := prompt[-MAX_PROMPT:]):
        return None
    left, right = (plain(text).replace(" ", "").rstrip(".").rpartition("≅")[2] for text in (truth, answer))
    if "[" not in left + right or left == right:
        return None
    if right in plain(prompt).replace(" ", ""):
        return None
    if _renamed(left) == _renamed(right):
        return Verdict(True, f"the same ring: {truth[:60]}, {answer[:60]}", "rings")
    spend(200)
    try:
        ours, theirs = _product(left), _product(right)
    except (Unread, NoPolynomial, ZeroDivisionError):
        return None
    return Verdict(True, f"isomorphic rings: {truth[:60]}, {answer[:60]}", "rings") if ours == theirs else None


_FRACTION = re.compile(r"\\[dt]?frac(?:\{(\d+)\}|(\d))(?:\{(\d+)\}|(\d))")
_LETTER = re.compile(r"(?<![A-Za-z\\])[a-hj-z](?![A-Za-z])")


def _renamed(text: str) -> str:
    """With other names for what is adjoined."""
    plain = _FRACTION.sub(lambda one: f"{one[1] or one[2]}/{one[3] or one[4]}", text).replace("{", "").replace("}", "")
    names: dict[str, str] = {}
    return _LETTER.sub(lambda one: names.setdefault(one[0], f"#{len(names)}"), plain)


def _product(text: str) -> Ring:
    found: Ring = Counter()
    for part in _SUM.split(text):
        factor = _FACTOR.fullmatch(part)
        if factor is None:
            raise Unread
        times = int(factor["times"] or 1) if not _BASE.fullmatch(part) else 1
        ring = _ring(part if times == 1 else factor["ring"])
        found += Counter({one: count * times for one, count in ring.items()})
    return found


def _ring(text: str) -> Ring:
    """A base, a letter beside it, and what is divided out."""
    base = _BASE.match(text)
    if base is None:
        raise Unread
    rest = text[base.end() :]
    if (adjoined := re.fullmatch(r"\[(?P<letter>[a-zα-ω]|\\[a-z]+)\]/(?P<by>[(⟨].+[)⟩])", rest)) is not None:
        return _quotient(base, adjoined["letter"].strip("\\"), adjoined["by"][1:-1])
    if base["gaussian"] and rest[:1] == "/" and rest[1:2] in ("(", "⟨") and rest[-1:] in (")", "⟩"):
        return _of_gaussian(rest[2:-1])
    if rest:
        raise Unread
    if base["gaussian"] or base["root"]:
        return _with_root(base["name"] or base["of_numbers"], base["root"] or "\\sqrt{-1}")
    if order := _first(base, _FIELDS):
        return Counter([_field(order)])
    if modulus := _first(base, _RESIDUES):
        return _residues(int(modulus))
    return Counter([base["name"]])


def _first(base: re.Match[str], names: tuple[str, ...]) -> str:
    return next((base[name] for name in names if base[name]), "")


def _field(order: str) -> str:
    prime, _, power = order.replace("{", "").replace("}", "").partition("^")
    factors = factored(int(prime))
    if len(factors) != 1:
        raise Unread
    [(prime_of, exponent)] = factors.items()
    return f"F{prime_of}^{exponent * int(power or 1)}"


def _residues(modulus: int) -> Ring:
    """Z/n by the prime powers of n."""
    return Counter(f"F{p}^1" if k == 1 else f"Z/{p**k}" for p, k in factored(modulus).items())


def _quotient(base: re.Match[str], letter: str, by: str) -> Ring:
    generators = [read(one)[1] for one in split_at_commas(by)]
    nodes = [one for one in generators if one is not None and symbols(one) <= {letter}]
    if len(nodes) != len(generators) or not 1 <= len(nodes) <= 2:
        raise Unread
    numbers = [one for one in nodes if not symbols(one)]
    polynomials = [polynomial(one) for one in nodes if symbols(one)]
    if len(polynomials) != 1 or len(polynomials[0]) > MAX_DEGREE:
        raise Unread
    (f,) = polynomials
    modulus = _first(base, _FIELDS + _RESIDUES)
    if base["name"] == "ℤ" and len(numbers) == 1 and not base["gaussian"]:
        value = numbers[0]
        modulus = str(value.value) if isinstance(value, Num) else ""
    elif numbers:
        raise Unread
    if modulus:
        return _over_residues(f, modulus)
    if base["name"] == "ℤ" and len(f) == 3 and f[2] == 1 and all(one.denominator == 1 for one in f):
        return Counter([f"order of discriminant {f[1] ** 2 - 4 * f[0]}"])
    if base["gaussian"] or base["name"] in (None, "ℤ"):
        raise Unread
    return _over_numbers(f, base["name"])


def _over_residues(f: Coefficients, modulus: str) -> Ring:
    """Over Z/n for a squarefree n, prime by prime."""
    if not modulus.isdecimal():
        raise Unread
    found: Ring = Counter()
    for prime, power in factored(int(modulus)).items():
        if power > 1 or prime > MAX_PRIME:
            raise Unread
        for degree, times in degrees_modulo(f, prime):
            found[f"F{prime}^{degree}" + (f"[x]/x^{times}" if times > 1 else "")] += 1
    return found


def _over_numbers(f: Coefficients, field: str) -> Ring:
    found: Ring = Counter()
    for part, times in squarefree_parts(f):
        degree = len(part) - 1
        nilpotent = f"[x]/x^{times}" if times > 1 else ""
        if field == "ℂ":
            found[f"ℂ{nilpotent}"] += degree
        elif field == "ℝ":
            roots = real_roots(part)
            found[f"ℝ{nilpotent}"] += roots
            found[f"ℂ{nilpotent}"] += (degree - roots) // 2
        elif degree == 1:
            found[f"ℚ{nilpotent}"] += 1
        elif degree == 2:
            root = _discriminant(part)
            found[f"ℚ{nilpotent}" if root == 1 else f"ℚ(√{root}){nilpotent}"] += 2 if root == 1 else 1
        else:
            raise Unread
    return +found


def _with_root(ring: str, root: str) -> Ring:
    """Q(sqrt 2) and Z[i], by the discriminant of the root's equation."""
    number = -3 if root in ("\\omega", "ω") else int(re.sub(r".*(?:sqrt\{?|√)|\}.*", "", root))
    half = root.startswith("\\frac") or root in ("\\omega", "ω")
    if half and number % 4 != 1:
        raise Unread
    if ring == "ℤ":
        return Counter([f"order of discriminant {number if half else 4 * number}"])
    return Counter([f"ℚ(√{free})"]) if (free := _squarefree(number)) != 1 else Counter(["ℚ"])


def _discriminant(f: Coefficients) -> int:
    """Without its squares: 1 where both roots are rational."""
    c, b, a = f
    value = Fraction(b * b - 4 * a * c)
    return _squarefree(value.numerator * value.denominator)


def _squarefree(whole: int) -> int:
    if not 0 < abs(whole) <= MAX_ORDER:
        raise Unread
    root = -1 if whole < 0 else 1
    for prime, power in factored(abs(whole)).items():
        root *= prime ** (power % 2)
    return root


def _of_gaussian(by: str) -> Ring:
    """Z[i]/(a + bi)"""
    node = read(by)[1]
    if node is None:
        raise Unread
    real, imaginary = gaussian(node)
    common = gcd(real, imaginary)
    if common == 1:
        return _residues(real**2 + imaginary**2)
    if imaginary and real:
        raise Unread
    return _over_residues([Fraction(1), Fraction(0), Fraction(1)], str(common))


def gaussian(node: Node) -> tuple[int, int]:
    if isinstance(node, Num) and node.value.denominator == 1 and abs(node.value) <= isqrt(MAX_ORDER):
        return int(node.value), 0
    if node == Sym("i"):
        return 0, 1
    if isinstance(node, Op) and node.head == "neg":
        real, imaginary = gaussian(node.args[0])
        return -real, -imaginary
    if isinstance(node, Op) and node.head == "add":
        parts = [gaussian(one) for one in node.args]
        return sum(one[0] for one in parts), sum(one[1] for one in parts)
    if isinstance(node, Op) and node.head == "mul" and len(node.args) == 2:
        (a, b), (c, d) = (gaussian(one) for one in node.args)
        return a * c - b * d, a * d + b * c
    raise Unread
