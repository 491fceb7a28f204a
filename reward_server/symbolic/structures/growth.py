"""Orders of growth: Θ(n log n) is Θ(n log_2 n) and Θ(log n!), π(x) ~ x/ln x is (1 + o(1)) x/ln x, and 1 - x^2 + O(x^4)
is 1 - x^2 + o(x^3).

Both functions are worked out far out, or near zero, to many digits. They grow alike if their quotient does not change
from there on, but for what vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, integer, is_scalar, minus, rebuild, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Evaluator, Unknown
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 150
DIGITS = 600
FAR = ((10**15, 10**22, 10**30), (200, 350, 500), (60, 90, 140))
"""Where the functions are worked out; nearer where one of them is too large there."""
MAX_CHOSEN = 8
SMALL = 12
"""Digits to which the quotients agree, at the far places."""
_ORDER = re.compile(
    r"[\s$]*(?:[A-Za-z]\s*(?:\\left\s*)?\(\s*[a-z]\s*(?:\\right\s*)?\)\s*(?:=|\\in(?![a-z])|∈|is)\s*)?(?:\\text\s*\{[^{}]{0,20}\})?\s*"
    r"(?P<sign>\\(?:Theta|Omega|omega)(?![a-z])|\\(?:mathcal|mathrm|operatorname)\s*\{\s*[Oo]\s*\}|Θ|Ω|ω|[Oo])\s*"
    r"(?P<of>(?:\\left|\\[bB]igg?l?)?\s*\(.*\))\s*[.$\s]*",
    re.DOTALL,
)
_SIGNS = {"Θ": "\\Theta", "Ω": "\\Omega", "ω": "\\omega"}


def same_growth(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    truth, answer = plain_unicode(truth).strip(" .$"), plain_unicode(answer).strip(" .$")
    left, right = _ORDER.fullmatch(truth), _ORDER.fullmatch(answer)
    if left is None and right is None:
        equal = _same_expansion(truth, answer, prompt) or _same_leading(truth, answer, prompt)
        return (
            Verdict(True, f"the same up to what is smaller: {truth[:60]}, {answer[:60]}", "growth") if equal else None
        )
    if left is None or right is None or _sign(left["sign"]) != _sign(right["sign"]):
        return None
    nodes = [_function(one["of"]) for one in (left, right)]
    first, second = nodes
    if first is None or second is None or symbols(first) != symbols(second) or len(symbols(first)) != 1:
        return None
    if not _alike(first, second):
        return None
    return Verdict(True, f"of the same growth: {truth[:60]}, {answer[:60]}", "growth")


# -- leading terms, and terms with an error ----------------------------------------------------------------------------

_BRACKET = r"(?:\\left\s*)?\(\s*{0}\s*(?:\\right\s*)?\)"
_ONE_AND_LESS = _BRACKET.format(r"1\s*\+\s*o\s*" + _BRACKET.format("1"))
_TILDE = re.compile(r"\\sim(?![a-z])|∼|(?<=[\s)}])~(?=\s)")
_FACTOR = re.compile(rf"^{_ONE_AND_LESS}\s*(?:\\cdot\s*)?|\s*(?:\\cdot\s*)?{_ONE_AND_LESS}$")
_ERROR = re.compile(
    r"(?P<main>.+)\+\s*(?P<sign>[oO]|\\mathcal\s*\{\s*O\s*\})\s*(?P<of>(?:\\left\s*|\\[bB]igg?l?\s*)?\(.+\))", re.DOTALL
)
_LARGE = re.compile(r"asymptot|\\sim|\\to\s*\\infty|large|leading|growth|equivalent", re.IGNORECASE)
_NEAR_ZERO = re.compile(
    r"Taylor|Maclaurin|\\to\s*0|(?:near|around|about|at)\s+(?:the\s+)?\$?(?:[a-z]\s*=\s*)?(?:0|zero|origin)|=\s*0\b",
    re.IGNORECASE,
)
_TINY = tuple(Fraction(1, place) for place in FAR[0])
AT_MOST = 10**6
"""A quotient that is bounded is taken to be no larger."""


def _same_leading(truth: str, answer: str, prompt: str) -> bool:
    """Where both say that they leave out what is smaller, or one does and the question asks for no more."""
    wanted, given = _leading(truth), _leading(answer)
    if (wanted is None and given is None) or (None in (wanted, given) and not _LARGE.search(prompt[-MAX_PROMPT:])):
        return False
    first, second = _value(wanted or truth), _value(given or answer)
    if first is None or second is None or symbols(first) != symbols(second) or len(symbols(first)) != 1:
        return False
    return _alike(first, second, equal=True)


def _leading(text: str) -> str | None:
    """Of f ~ g and f = (1 + o(1)) g, and of f = g + o(g)."""
    if len(_TILDE.findall(text)) == 1:
        return _TILDE.split(text)[1]
    right = text.rpartition("=")[2].strip()
    if (bare := _FACTOR.sub("", right, count=1)) != right:
        return bare
    found = _ERROR.fullmatch(right)
    if found is None or found["sign"] != "o":
        return None
    main, error = _value(found["main"]), _value(found["of"])
    return found["main"] if main is not None and main == error else None


def _value(text: str) -> Node | None:
    node = read(text.rpartition("=")[2].replace(r"\lg", r"\log"))[1]
    return rebuild(node, _polynomial) if node is not None and is_scalar(node) else None


def _polynomial(node: Node) -> Node:
    """n(n - 1)/2 for a binomial."""
    if not (isinstance(node, Op) and node.head == "binom" and isinstance(node.args[1], Num)):
        return node
    above, below = node.args[0], node.args[1].value
    if below.denominator != 1 or not 0 < below <= MAX_CHOSEN:
        return node
    factors = [minus(above, integer(k)) for k in range(int(below))]
    return Op("div", (Op("mul", tuple(factors)), Op("fact", (node.args[1],))))


def _same_expansion(truth: str, answer: str, prompt: str) -> bool:
    """The same terms but for the error, and the same error."""
    left, right = (_ERROR.fullmatch(text.rpartition("=")[2].strip()) for text in (truth, answer))
    if left is None or right is None:
        return False
    nodes = [_value(one[part]) for one in (left, right) for part in ("main", "of")]
    main, error, other, other_error = nodes
    if main is None or error is None or other is None or other_error is None:
        return False
    names = frozenset[str]().union(*map(symbols, (main, error, other, other_error)))
    if len(names) != 1 or symbols(error) != symbols(other_error):
        return False
    near = _NEAR_ZERO.search(prompt[-MAX_PROMPT:]) is not None
    if left["sign"] != "o" and right["sign"] == "o" and near:
        other_error = Op("mul", (Sym(*names), other_error))  # o(x^3) of a power series is O(x^4)
    elif left["sign"] == "o" and right["sign"] != "o" and near:
        error = Op("mul", (Sym(*names), error))
    elif (left["sign"] == "o") is not (right["sign"] == "o"):
        return False
    small = left["sign"] == "o" and right["sign"] == "o"
    for places in (_TINY,) if near else FAR:
        try:
            if not _constant(list(_quotients(error, other_error, places))):
                return False
            ratios = list(_quotients(minus(main, other), error, places))
        except (Unknown, Undefined, TooLarge, Inexact):
            continue
        if small:
            return all(abs(one) * AT_MOST <= 1 for one in ratios)
        return all(abs(one) <= AT_MOST and abs(one) * 100 <= abs(ratios[0]) * 101 for one in ratios)
    return False


# -- orders ------------------------------------------------------------------------------------------------------------


def _sign(written: str) -> str:
    found = re.search(
        r"Theta|Omega|omega|[Oo]", _SIGNS.get(written, written.replace("mathcal", "").replace("operatorname", ""))
    )
    return found[0] if found else written


def _function(text: str) -> Node | None:
    node = read(text.replace(r"\lg", r"\log_2 "))[1]  # of algorithms, where it stands in an exponent
    return rebuild(node, _stirling) if node is not None and is_scalar(node) else None


def _stirling(node: Node) -> Node:
    """log n!, which grows like n log n."""
    if (
        isinstance(node, Op)
        and node.head in ("ln", "log")
        and isinstance(node.args[0], Op)
        and node.args[0].head == "fact"
    ):
        inner = node.args[0].args[0]
        return Op("mul", (inner, Op("ln", (inner,))))
    return node


def _alike(left: Node, right: Node, *, equal: bool = False) -> bool:
    """Is the quotient constant, or 1?"""
    for places in FAR:
        try:
            quotients = list(_quotients(left, right, places))
        except (Unknown, Undefined, TooLarge, Inexact):
            continue
        return _constant([Fraction(1), *quotients] if equal else quotients)
    return False


def _constant(quotients: list[Any]) -> bool:
    first, *others = quotients
    return bool(first > 0) and all(abs(one / first - 1) * 10**SMALL < 1 for one in others)


def _quotients(left: Node, right: Node, places: Sequence[int | Fraction]) -> Iterator[Any]:
    names = symbols(left) | symbols(right)
    for place in places:
        spend(200)
        run = Evaluator(DIGITS, dict.fromkeys(names, Fraction(place)))
        above, below = run.value(left), run.value(right)
        if not (run.is_real(above) and run.is_real(below)) or not below:
            raise Undefined("growth")
        yield run.real(above) / run.real(below)
