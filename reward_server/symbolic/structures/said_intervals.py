"""Intervals as questions have them answered: L = ]-2; 4[ is (-2, 4) is |x - 1| < 3, convex for x >= 1 is [1, oo), and a
confidence interval is 30 ± 3.92, with or without its ends."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import RELATIONS, Node, Op, Sym, is_scalar, minus, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 200
_HEAD = re.compile(
    r"^[\s$]*(?:\\(?:mathbb|mathcal|mathrm|text|mathbf)\s*\{?\s*(?:I?L|S)\s*\}?|I?L|S)(?:_\{?[A-Za-z]\}?)?\s*=\s*(?=\S)"
    r"|^[\s$]*(?:\\text[a-z]*\s*\{)?\s*(?:for(?: all| every)?|für(?: alle)?|pour(?: tout(?: réel)?)?|para"
    r"|per(?: ogni)?|при|для)"
    r"\s*\}?\s*(?=\$?[a-z]\b)"
)
"""The name of a set of solutions, and "for all" before a condition."""
_PROPERTY = re.compile(
    r"^[\s$]*\\text[a-z]*\s*\{\s*(?:f |it |die Funktion |la fonction |la función )?(?:is |ist |est |es |è |é )?"
    r"(?:strictly |streng |strictement |estrictamente |strettamente |estritamente )?(?:monotone |monoton )?"
    r"(?P<property>[^\W\d_]{5,14})(?: (?:on|for|in|when|if|auf|für|sur|pour|en|para|su|per|em|na|при|на)"
    r"(?: (?:all|the interval|dem Intervall|l'intervalle|el intervalo))?)?"
    r"\s*\}\s*(?=\S)"
)
_STYLED = re.compile(r"\\text[a-z]*\s*\{([^{}]*)\}")
_SOLVE = re.compile(
    r"solution set|Lösungsmenge"
    r"|\bfor (?:which|what) (?:(?:real|values?|numbers?|of|the|all|parameter|constant)\s)*\$?\\?[A-Za-z]"
    r"|\b(?:find|determine|state|give) (?:all|the|every) (?:real )?(?:values?|range|set|interval)"
    r"|inequalit|Ungleichung|inéquation|inecuaci|inequaç|disequazion|ongelijkheid|неравенств|nierówno|不等式",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\|\s*[\w.]|\\(?:lv|v)ert|\\mid|\\abs|\babsolut", re.IGNORECASE)


def same_said_intervals(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    prompt = prompt[-MAX_PROMPT:]
    try:
        if _CONFIDENCE.search(prompt):
            equal = _same_ends(_ends(truth), _ends(answer))
        else:
            left, right = (_bare(one, prompt) for one in (truth, answer))
            if (left, right) == (truth, answer) and "|" not in answer and "=" not in answer:
                return None
            equal = _same_sets(_set(left, prompt), _set(right, prompt))
    except Undecided:
        return None
    return Verdict(True, f"the same interval: {truth[:60]}, {answer[:60]}", "sets_of_reals") if equal else None


def _bare(text: str, prompt: str) -> str:
    """Without the name of what it is, which the prompt must have where it is a property."""
    text = _HEAD.sub("", text, count=1)
    found = _PROPERTY.match(text)
    if found is None or not _is_asked(found["property"], prompt):
        return text
    return text[found.end() :]


def _is_asked(name: str, prompt: str) -> bool:
    """Where it increases, for increasing: by the beginning of the word."""
    return re.search(rf"(?<!\w){re.escape(name[: max(5, len(name) - 3)])}", prompt, re.IGNORECASE) is not None


def _set(text: str, prompt: str) -> Node | None:
    """An interval, an inequality that is solved, or |x - a| < r where the prompt has no such value."""
    if (joined := _JOINED.fullmatch(text)) is not None:
        return _with_points(joined, prompt)
    node = read(text)[1]
    if not isinstance(node, Op):
        return None
    if _SOLVE.search(prompt) and not _ABSOLUTE.search(prompt) and (found := _around(node)) is not None:
        return found
    solved = node.head not in RELATIONS or all(isinstance(one, Sym) or not symbols(one) for one in node.args)
    return node if node.head in _SETS and solved else None


_IN_WORDS = r"\\text[a-z]*\s*\{[\s,;]*"
_JOINED = re.compile(
    rf"[\s$]*(?:{_IN_WORDS}(?:(?:it )?converges )?(?:for|on|if|when)(?: all)?\s*\}}\s*)?(?P<whole>[^=]{{3,60}}?)\s*"
    rf"(?:{_IN_WORDS}(?:(?:and|and also|together with|plus)(?: (?:for|at|also for|also at|at the point))?|or)"
    r"\s*\}|\s(?:and|or)\s)\s*(?P<point>(?P<name>[a-zA-Z])\s*=\s*-?[\d./\\a-z{}]{1,20}?)\s*"
    rf"(?:{_IN_WORDS}(?:(?:and )?(?:for )?no(?:where else| other\b[^{{}}]{{0,20}})|only|otherwise it diverges)\s*\}}"
    r"(?:\s*[a-z])?)?[\s.$]*"
)
"""|x| < 1 and x = -1: an interval with one of its ends."""


def _with_points(joined: re.Match[str], prompt: str) -> Node | None:
    """The union of an interval that is open there with the point, where values of the letter are asked for."""
    node, point = read(joined["whole"])[1], read(joined["point"])[1]
    if not (isinstance(node, Op) and isinstance(point, Op) and point.head == "=" and _SOLVE.search(prompt)):
        return None
    if symbols(node) - {joined["name"]} or node.head not in {*_SETS, "abs"} or symbols(point.args[1]):
        return None
    return Op("cup", (node, Op("set", (point.args[1],))))


_SETS = frozenset(
    {"()", "[]", "[)", "(]", "cup", "such_that", "set", "setminus", "<", "<=", ">", ">=", "and", "or", "in"}
)


def _around(node: Op) -> Node | None:
    """a - r < x < a + r for |x - a| < r, and what is outside of it for |x - a| > r."""
    if node.head not in _AROUND or len(node.args) != 2:
        return None
    size, radius = node.args
    if not (isinstance(size, Op) and size.head == "abs") or symbols(radius) or not is_scalar(radius):
        return None
    (inner,) = size.args
    if not (isinstance(inner, Op) and inner.head == "add" and len(inner.args) == 2 and isinstance(inner.args[0], Sym)):
        return None
    if symbols(inner.args[1]):
        return None
    low, high = (minus(Op("neg", (inner.args[1],)), radius), Op("add", (Op("neg", (inner.args[1],)), radius)))
    if node.head in ("<", "<="):
        return Op("()" if node.head == "<" else "[]", (low, high))
    if not _is_positive(radius):
        return None
    left, right = ("()", "()") if node.head == ">" else ("(]", "[)")
    return Op("cup", (Op(left, (Op("neg", (Sym("oo"),)), low)), Op(right, (high, Sym("oo")))))


_AROUND = frozenset({"<", "<=", ">", ">="})


def _is_positive(node: Node) -> bool:
    try:
        return rational(node) > 0
    except (Inexact, TooLarge, Undefined):
        return False


def _same_sets(left: Node | None, right: Node | None) -> bool:
    return left is not None and right is not None and same(left, right, EXACT).equal


# -- confidence intervals ----------------------------------------------------------------------------------------------

_CONFIDENCE = re.compile(
    r"confidence interval|confidence limits|credible interval|Konfidenzintervall|Vertrauensintervall"
    r"|intervalle de confiance|intervalo de confian|intervallo di confidenza|betrouwbaarheidsinterval"
    r"|доверительн\w+ интервал|przedział\w* ufności|güven aralığı|konfidensintervall"
    r"|置信区间|信頼区間|신뢰\s?구간",
    re.IGNORECASE,
)
_SIGN = r"(?:<|\\leq?(?:slant)?(?![a-z])|≤)"
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\[\](](?P<low>[^,;\[\]()]+)[,;](?P<high>[^;\[\]()]+)[\])\[]",
        rf"(?P<low>[^<≤\\=]+){_SIGN}[^<≤\d]{{1,12}}{_SIGN}(?P<high>[^<≤=]+)",
        r"(?P<centre>[^±=\\]+)(?:\\pm(?![a-z])|±)(?P<radius>.+)",
        r"(?:from|between|von|zwischen|de|entre|da|tra)(?P<low>[^A-Za-z,;]+)(?:to|and|bis|und|à|et|a|y|e)(?P<high>[^A-Za-z;]+)",
    )
)


_SUBJECT = re.compile(r"^[A-Za-z_\\{}]{1,12}(?:=|\\in(?![a-z])|∈)")


def _ends(text: str) -> tuple[Node, Node] | None:
    plain = re.sub(r"\\(?:left|right|[,;:! ])(?![a-z])|[\s$]|\\q?quad(?![a-z])", "", _STYLED.sub(r"\1", text))
    plain = _SUBJECT.sub("", plain.replace("{,}", "."))
    if ";" in plain or "pm" in plain or "±" in plain:
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    found = next((match for one in _ENDS if (match := one.fullmatch(plain))), None)
    if found is None:
        return None
    said = [read(one)[1] for one in found.groups()]
    if len(said) != 2 or any(one is None or not is_scalar(one) or symbols(one) for one in said):
        return None
    first, second = (one for one in said if one is not None)
    if "centre" in found.groupdict():
        return minus(first, second), Op("add", (first, second))
    return first, second


def _same_ends(left: tuple[Node, Node] | None, right: tuple[Node, Node] | None) -> bool:
    return (
        left is not None
        and right is not None
        and all(same(*pair, EXACT).equal for pair in zip(left, right, strict=True))
    )
