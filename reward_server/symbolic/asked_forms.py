"""The forms that questions ask for: an equal value in another form leaves work to do, or is another answer.

Nothing is asked that the ground truth itself does not keep, and an answer that cannot be told to lack a form has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reward_server.memo import remembered
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, heads, is_scalar, stated, symbols, walk
from reward_server.symbolic.question import IN_BASE, TO_BASE, asked_base, in_base, is_reduced
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.quantities import is_measured
from reward_server.symbolic.verdict import Rules, Verdict

MAX_FORMED = 300
MAX_POWER = 100


class Sides(NamedTuple):
    """What is compared, as it is read and as it is written."""

    truth: Node
    answer: Node
    true_text: str
    text: str
    prompt: str
    rules: Rules


class Form(NamedTuple):
    """What asks for it, whether the answer lacks it, and what is said of such an answer."""

    asked: re.Pattern[str]
    is_lacking: Callable[[Sides], bool]
    reason: str = "in another form than the question asks for"
    rule: str = "unfinished"


def lacking(sides: Sides) -> Verdict | None:
    """What is wrong with an equal value in another form than the question asks for: with sqrt 12 for 2 sqrt 3."""
    for place in asked_forms(sides.prompt[-MAX_PROMPT:]):
        form = _FORMS[place]
        if form.is_lacking(sides):
            unfinished = form.rule == "unfinished"
            return Verdict(False, f"{form.reason}: {sides.text[:60]}", form.rule, unfinished=unfinished)
    return None


@remembered("asked_forms", 256, MAX_PROMPT)
def asked_forms(prompt: str) -> tuple[int, ...]:
    """Which of the forms it asks for."""
    return tuple(place for place, form in enumerate(_FORMS) if form.asked.search(prompt))


# -- of trees ----------------------------------------------------------------------------------------------------------


def _is_commuted(sides: Sides) -> bool:
    """A^{-1}B^{-1} for B^{-1}A^{-1}, where the letters are matrices."""
    left, right = _capitals(sides.truth), _capitals(sides.answer)
    return len(left) > 1 and left != right and sorted(left) == sorted(right)


def _capitals(node: Node) -> list[str]:
    """The capital letters of a product, in order; none of anything else."""
    node = stated(node)
    if not (isinstance(node, Op) and node.head == "mul" and heads(node) <= {"mul", "pow", "neg"}):
        return []
    return [one.name for one in walk(node) if isinstance(one, Sym) and one.name[:1].isupper()]


def _is_out_of_order(sides: Sides) -> bool:
    """840, 12 for 12, 840."""
    lists = [
        one.args
        for one in (sides.truth, sides.answer)
        if isinstance(one, Op) and one.head == "list" and all(map(is_scalar, one.args))
    ]
    if len(lists) < 2 or len(lists[0]) != len(lists[1]):
        return False
    return not all(same_scalar(one, other, sides.rules).equal for one, other in zip(*lists, strict=True))


def _is_rounded_otherwise(sides: Sides) -> bool:
    """0.00457 for 0.0046, where rounding is the task."""
    left, right = literal(stated(sides.truth)), literal(stated(sides.answer))
    return left is not None and right is not None and left.value != right.value


def _is_not_factored(sides: Sides) -> bool:
    """(x^2 - 2)(x^2 + 2) for three factors; and (x^2 + i)(x^2 - i), where the ground truth has factors without i."""
    wanted = _factors(stated(sides.truth))
    return wanted > 1 and (
        _factors(stated(sides.answer)) < wanted or not _irrational(sides.answer) <= _irrational(sides.truth)
    )


def _irrational(node: Node) -> frozenset[str]:
    """By what its numbers go beyond the rational ones: i, and roots."""
    roots = heads(node) & {"root"}
    return roots | {"i"} if Sym("i") in walk(node) else roots


def _factors(node: Node) -> int:
    """How many factors with a variable are written, a power as often as it counts."""
    if isinstance(node, Op) and node.head in ("mul", "neg"):
        return sum(map(_factors, node.args))
    if isinstance(node, Op) and node.head == "pow" and isinstance(node.args[1], Num):
        power = node.args[1].value
        return _factors(node.args[0]) * int(power) if 0 < power <= MAX_POWER else 1
    return int(bool(symbols(node)))


def _is_not_reduced(sides: Sides) -> bool:
    """15/110 for 3/22."""
    truth, answer = sides.truth, sides.answer
    reduced = isinstance(truth, Num) or (isinstance(truth, Op) and truth.head == "div" and is_reduced(truth))
    whole = isinstance(answer, Op) and answer.head == "div" and all(isinstance(arg, Num) for arg in answer.args)
    return reduced and whole and isinstance(answer, Op) and not is_reduced(answer)


def _is_not_worked_out(sides: Sides) -> bool:
    """7! for 5040, and 21/3 for 7."""
    truth, answer = stated(sides.truth), stated(sides.answer)
    if isinstance(truth, Op) and truth.head == "neg":
        truth = truth.args[0]
    if not isinstance(truth, Num) or isinstance(answer, Num) or literal(answer) is not None:
        return False
    return bool(heads(answer) & _TO_WORK_OUT) or (truth.value.denominator == 1 and "div" in heads(answer))


_TO_WORK_OUT = frozenset({"pow", "fact", "fact2", "root", "mul", "add"})


def _is_a_hundredfold(sides: Sides) -> bool:
    """1200 % for 12, which is 12 % where the question asks for a percentage."""
    truth, answer = sides.truth, sides.answer
    many = isinstance(truth, Num) and truth.value.denominator == 1 and truth.value > 1
    return many and isinstance(answer, Op) and answer.head == "percent"


def _is_one_of_a_class(sides: Sides) -> bool:
    """3 for all integers x with x = 3 (mod 7)."""
    return isinstance(sides.truth, Op) and sides.truth.head == "cong" and isinstance(stated(sides.answer), Num)


def _is_a_measure(sides: Sides) -> bool:
    return is_measured(sides.answer) and not is_measured(sides.truth)


# -- of texts ----------------------------------------------------------------------------------------------------------


def _is_in_another_base(sides: Sides) -> bool:
    """Also 2B7_8 for 2B7, where the question asks for base 16."""
    asked, wanted, given = asked_base(sides.prompt), IN_BASE.fullmatch(sides.true_text), in_base(sides.text)
    if given is None or given[1] == asked:
        return False
    return "_" in sides.text if wanted is None else wanted[2] == asked


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
_SCIENTIFIC = re.compile(r"(?<![\d.])[1-9](?:\.\d+)? ?(?:\\times|\\cdot|[×·*x]) ?10 ?\^|\de[+-]?\d", re.IGNORECASE)
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


def _has_no_root_below(text: str) -> bool:
    return _ROOT_BELOW.search(text) is None


_MULTIPLE_OF_PI = re.compile(r"[\s$]*-?\d*\s?(?:\\cdot|\\times|[*·×])?\s?(?:\\?pi|π)[\s$.]*")


def _has_primes(text: str) -> bool:
    bases = re.findall(r"\d+", _EXPONENT.sub(" ", text))
    return not any(len(base) < 9 and _divides(1, int(base)) for base in bases)


def _solves_for_y(text: str) -> bool:
    left, sign, right = text.partition("=")
    return not sign or (("x" not in left or "(x)" in left) and re.search(r"\([^()]{0,60}x[^()]{0,60}\)", right) is None)


def _is_expanded(text: str) -> bool:
    return _NAMED.search(text) is not None or _SUM_IN_BRACKETS.search(text) is None


def _written(has: Callable[[str], object], *, whole: bool = False) -> Callable[[Sides], bool]:
    """Does the ground truth have it, of whose equations the last side counts, and the answer not?"""

    def is_lacking(sides: Sides) -> bool:
        if len(sides.true_text) > MAX_FORMED or len(sides.text) > MAX_FORMED:
            return False
        texts = (_in_one_space(one) for one in (sides.true_text, sides.text))
        wanted, given = (one if whole else one.rpartition("=")[2] for one in texts)
        return bool(has(wanted)) and not has(given)

    return is_lacking


def _in_one_space(text: str) -> str:
    return re.sub(r"(?:\\[,;:! ]|\s|~)+", " ", text)


# -- the table ---------------------------------------------------------------------------------------------------------


def _form(asked: str, is_lacking: Callable[[Sides], bool], *said: str) -> Form:
    return Form(re.compile(asked, re.IGNORECASE), is_lacking, *said)


_QUANTITY = (
    r"(?:(?!of\b|that\b|which\b|dividing\b)[a-z-]+\s+){0,3}?(?:sum|product|difference|quotient|remainder|mean|median|mode|variance|gcd|lcm|hcf|order|degree|rank|nullity"
    r"|trace|determinant|index|numerator|denominator|slope|modulus|argument|area|perimeter|circumference|volume|radius|probability|period"
    r"|amplitude|discriminant|dimension|norm|number\s+of\s+(?:vertices|edges|faces|rows|columns|divisors))"
)
_TWO_QUANTITIES = (
    r"\b(?:find|compute|calculate|determine|give|state|evaluate|what\s+(?:are|is))\s+(?:both\s+)?the\s+"
    rf"{_QUANTITY}(?:\s+(?:and\s+(?:the\s+)?{_QUANTITY}\b|of\s+[^.?,;]{{1,40}}?\s+and\s+(?:of|modulo|mod|the\s+{_QUANTITY}\s+of)\b))"
)
"""The sum and the product, the order of 2 modulo 7 and modulo 9: two answers, each to its own question."""

_FORMS: tuple[Form, ...] = (
    _form(r"\bmatri(?:x|ces)\b|\boperators?\b|\bgroup\b|matri[zc]|матриц|矩阵|行列", _is_commuted,
          "factors that do not commute, in another order", "asked_form"),
    _form(
        r"\bin (?:this|that|the given) order\b|\brespectively\b|in dieser Reihenfolge|dans cet ordre"
        r"|en (?:este|ese) orden|in quest'ordine|nesta ordem"
        r"|w tej kolejności|в (?:этом|указанном) порядке|依次|按此顺序|この順|순서대로",
        _is_out_of_order, "in another order than the question asks for", "collections"),
    _form(_TWO_QUANTITIES, _is_out_of_order, "in another order than the question names them", "collections"),
    _form(
        r"\bfactor(?:i[sz]e|i[sz]ation|ed|ing)?\b|faktori|factoris|factoriza|fattorizz|scompon|fatore|rozłóż|розклад"
        r"|d[eé]compos|irr[eé]ductibles?\b|\birreducible\s+factors|zerleg|descomp|разлож|因式分解|因数分解|인수분해",
        _is_not_factored, "not factored completely, as the question asks"),
    _form(r"\b(?:lowest|simplest|reduced|irreducible)\b[ a-z]{0,12}\b(?:terms|form|fraction)\b", _is_not_reduced,
          "not in lowest terms, as the question asks"),
    _form(
        r"\b(?:in|using) (?:ordinary |plain )?(?:digits|figures)\b(?! \d)"
        r"|\bas an? (?:single|plain|ordinary) (?:number|numeral)\b"
        r"|\bas an? (?:\w+ )?(?:integer|whole number)\b(?! (?:times|multiple|power|combination))|\bnumerically\b"
        r"|\ba (?:single )?numerical (?:answer|value|result)\b|\bin (?:decimal|standard) (?:notation|digits)\b"
        r"|\bwork(?:ed)? (?:it |the number |the value |your answer )?out (?:in full|completely)\b"
        r"|\bfully (?:evaluated|computed|worked out|multiplied out)\b"
        r"|\b(?:evaluate|compute|multiply|work) (?:it |everything |your answer )?(?:out )?(?:fully|completely)\b"
        r"|\b(?:no|without) (?:factorials?|powers?|exponents?)\b"
        r"|\bin Ziffern\b|\bals (?:ganze |einzige |einzelne )Zahl\b"
        r"|\ben (?:chiffres|cifras|dígitos)\b|\bin cifre\b|\bem algarismos\b"
        r"|\bwhat is \d+ (?:squared|cubed|to the (?:power|\w+th)|raised to)\b"
        r"|цифрами|одним числом|用数字|数字で|数値で",
        _is_not_worked_out, "not worked out, as the question asks"),
    _form(r"\bsimpl(?:est|ified) radical\b", _written(_has_plain_roots)),
    _form(r"\brationali[sz]e|rationnel|Nenner rational|racionali[zc]|razionalizz", _written(_has_no_root_below)),
    _form(r"\bas (?:a|one) single interval\b", _written(lambda text: "\\cup" not in text and "∪" not in text)),
    _form(r"\b(?:integer|whole number|multiple) (?:times|of) [\s$]*\\?(?:pi\b|π)", _written(_MULTIPLE_OF_PI.fullmatch)),
    _form(r"\b(?:product of (?:its )?primes?\b|prime factori[sz]ation of\b)", _written(_has_primes)),
    _form(r"\bslope[- –]intercept form\b", _written(_solves_for_y, whole=True)),
    _form(r"\bvertex form\b", _written(re.compile(r"\) ?\^ ?\{?2").search)),
    _form(r"\bexpand(?:ed form\b|\b)|\bmultiply out\b", _written(_is_expanded)),
    _form(r"\bas an? mixed (?:number|fraction)\b", _written(re.compile(r"\d ?\\[dt]?frac|\d \d+ ?/ ?\d").search)),
    _form(r"\bas an? decimal\b(?! or\b)(?<!or as a decimal)",
          _written(lambda text: re.search(r"\.\d", text) or not re.search(r"frac|\d ?/ ?\d", text))),
    _form(r"\b(?:in|using) (?:standard )?scientific notation\b", _written(_SCIENTIFIC.search)),
    _form(r"\bas a single log",
          _written(lambda text: len(re.findall(r"\\?(?:log|ln|lg)(?![a-z])", text)) < 2)),
    _form(r"\bin (?:polar|exponential|trigonometric) form\b", _written(_POLAR.search)),
    _form(r"\bform[\s$\\(]{1,4}[ax] ?\+ ?(?:bi|ib|iy|yi)\b",
          _written(lambda text: not (_POLAR.search(text) or _I_BELOW.search(text)))),
    _form(rf"(?<!\w)(?:{either('many', 'asks', 'asks for')})\s(?:\w+\s){{0,2}}?(?:{either('percent')}|\\?%)",
          _is_a_measure, "a measure where a percentage is asked for", "asked_unit"),
    _form(r"\bas a percent(?:age)?\b|\b(?:what|which) percent(?:age)?\b|\bhow many percent\b", _is_a_hundredfold,
          "a hundred times the percentage that is asked for", "asked_form"),
    Form(re.compile(r"\ball\s+(?:the\s+)?(?:possible\s+)?(?:integers?|integer\s+(?:values|solutions))\b"),
         _is_one_of_a_class, "one number of a class", "congruences"),
    _form(r"\b[Rr]ound(?: off)?\s+(?:the (?:number|decimal|value)\s+)?\\?\$?-?\d[\d.,\\]*\$?\s+(?:off )?to\b",
          _is_rounded_otherwise, "not rounded as the question asks", "asked_form"),
    Form(TO_BASE, _is_in_another_base, "in another base than the question asks for", "base"),
)  # fmt: skip


# -- of iterated integrals, whose values are the same in each order ----------------------------------------------------

_ORDER_ASKED = re.compile(r"\b(?:chang|revers|interchang|switch|swap|exchang)\w*\b[^.?!]{0,40}\border", re.IGNORECASE)
_DIFFERENTIAL = re.compile(r"(?<![A-Za-z\\])(?:\\mathrm ?\{ ?d ?\}|d) ?(\\[a-z]+|[a-z])")


def in_another_order(prompt: str, true_text: str, text: str) -> bool:
    """Has the answer its integrals in another order than the ground truth, where the question asks to change it?"""
    if "\\int" not in true_text or "\\int" not in text or not _ORDER_ASKED.search(prompt[-MAX_PROMPT:]):
        return False
    return _order(true_text) != _order(text)


def _order(text: str) -> list[str]:
    """The variables from the innermost integral outwards; in \\int dy \\int f dx they stand from the outermost one."""
    found = list(_DIFFERENTIAL.finditer(text))
    names = [one[1] for one in found]
    return names[::-1] if found and found[0].start() < text.rfind("\\int") else names
