"""What is proportional to what: T ∝ a√a is T² ∝ a³, and V ∝ 1/p is pV = const.

A relation of powers is a product of letters to rational exponents that stays constant. Two such products say the same
if their exponents are proportional.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.styles import SET_AS_TEXT
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 160
MAX_LETTERS = 10
_SIGN = re.compile(r"\\propto(?![a-z])|∝")
_SPACE = re.compile(r"\\(?:[,;:! ]|q?quad(?![a-z]))|[\s$~]+")
_WORDS = re.compile(
    r"(?:\b(?:is|are|varies|vary|be)\s+)?(?:\b(?:directly|jointly)\s+)?(?P<inverse>\binversely\s+)?(?:\bproportional(?:ly)?\s+to\b|\b(?:as|with)\b)"
    r"(?P<power>\s+the\s+(?:square(?P<root>\s+root)?|cube)\s+of\b)?(?:\s+the\s+(?=\S))?"
)
_CONSTANT = re.compile(r"^(?P<product>[^=]+)=\s*(?:const(?:ant)?\.?|konst(?:ant)?\.?)$")
_TILDE = re.compile(r"\\sim(?![a-z])|∼")
Powers = dict[str, Fraction]


def same_proportion(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, where the ground truth is such a relation."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _SAYS.search(truth):
        return None
    left, right = _relation(truth, tilde=False), _relation(answer, tilde=True, subject=_SIGN.split(truth)[0])
    if left is None or right is None or left.keys() != right.keys() or not 2 <= len(left) <= MAX_LETTERS:
        return None
    first = next(iter(left))
    ratio = right[first] / left[first]
    equal = all(right[name] == ratio * power for name, power in left.items())
    return Verdict(True, f"the same proportion: {truth[:40]}, {answer[:40]}", "proportions") if equal else None


_SAYS = re.compile(r"\\propto|∝|proportional|\bvar(?:y|ies)\b|const")


def _relation(text: str, *, tilde: bool, subject: str = "") -> Powers | None:
    """The exponents of the product that stays constant; of the subject, where the text names none."""
    plain = " ".join(_SPACE.sub(" ", SET_AS_TEXT.sub(r" \1 ", text)).split()).strip(" .")
    if (constant := _CONSTANT.fullmatch(plain)) is not None:
        return _cleaned(_powers_of(constant["product"]))
    sides = _SIGN.split(plain)
    if len(sides) != 2 and tilde:
        sides = _TILDE.split(plain)
    exponent = Fraction(1)
    if len(sides) != 2 and (said := _WORDS.search(plain)) is not None:
        sides = [plain[: said.start()] or subject, plain[said.end() :]]
        if said["power"]:
            exponent = Fraction(1, 2) if said["root"] else Fraction(2 if "square" in said["power"] else 3)
        exponent = -exponent if said["inverse"] else exponent
    if len(sides) != 2:
        return None
    one, other = _powers_of(sides[0]), _powers_of(sides[1])
    if one is None or other is None or not one:
        return None
    return _cleaned(
        {name: one.get(name, Fraction(0)) - exponent * other.get(name, Fraction(0)) for name in {**one, **other}}
    )


def _cleaned(powers: Powers | None) -> Powers | None:
    found = {name: power for name, power in (powers or {}).items() if power}
    return found or None


def _powers_of(text: str) -> Powers | None:
    node = read(text.strip(" ,"))[1]
    try:
        return None if node is None else _powers(node, Fraction(1))
    except (Inexact, TooLarge, Undefined, _Unread):
        return None


class _Unread(Exception):
    pass


def _powers(node: Node, exponent: Fraction) -> Powers:
    """A number is a factor that says nothing."""
    if isinstance(node, Sym):
        return {node.name: exponent} if node.name not in ("pi", "e", "oo", "i") else {}
    if isinstance(node, Num):
        return {}
    if not isinstance(node, Op):
        raise _Unread
    if node.head == "mul":
        return _product([_powers(arg, exponent) for arg in node.args])
    if node.head == "div":
        return _product([_powers(node.args[0], exponent), _powers(node.args[1], -exponent)])
    if node.head == "pow":
        return _powers(node.args[0], exponent * rational(node.args[1]))
    if node.head == "root":
        return _powers(node.args[0], exponent / rational(node.args[1]))
    if node.head == "abs" or (node.head == "()" and len(node.args) == 1):
        return _powers(node.args[0], exponent)
    raise _Unread


def _product(factors: list[Powers]) -> Powers:
    found: Powers = {}
    for one in factors:
        for name, power in one.items():
            found[name] = found.get(name, Fraction(0)) + power
    return found
