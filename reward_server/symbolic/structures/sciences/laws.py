"""Laws of probability by name, by mass, by density and by distribution function: Poisson(3) is
P(X = k) = e^{-3} 3^k / k!."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.distributions import distribution
from reward_server.symbolic.extract.parts import split_at_commas
from reward_server.symbolic.parse.grammar import parse, read
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import (
    ONE,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    integer,
    is_scalar,
    rename,
    substitute,
    symbols,
)
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import Rules, Verdict

MAX_CHARS = 300
MAX_TRIALS = 12
_FORMULAS = {
    "poisson": (1, "naturals", {"mass": r"\frac{e^{-p}p^x}{x!}"}),
    "binomial": (2, "up to", {"mass": r"\binom{p}{x}q^x(1-q)^{p-x}"}),
    "exponential": (1, "positive", {"density": "p e^{-p x}", "below": "1-e^{-p x}", "above": "e^{-p x}"}),
    "uniform": (2, "between", {"density": r"\frac{1}{q-p}", "below": r"\frac{x-p}{q-p}"}),
    "normal": (2, "real", {"density": r"\frac{1}{\sqrt{2\pi q}}e^{-\frac{(x-p)^2}{2q}}"}),
    "beta": (2, "unit", {"density": r"\frac{\Gamma(p+q)}{\Gamma(p)\Gamma(q)}x^{p-1}(1-x)^{q-1}"}),
    "beta of the largest": (2, "unit", {"below": "x^p"}),
    "beta of the least": (2, "unit", {"below": "1-(1-x)^q"}),
    "gamma": (2, "positive", {"density": r"\frac{q^p x^{p-1}e^{-q x}}{\Gamma(p)}"}),
    "cauchy": (2, "real", {
        "density": r"\frac{1}{\pi q(1+(\frac{x-p}{q})^2)}", "below": r"\frac12+\frac1\pi\arctan(\frac{x-p}{q})",
    }),
    "laplace": (2, "real", {"density": r"\frac{e^{-|x-p|/q}}{2q}"}),
    "rayleigh": (1, "positive", {
        "density": r"\frac{x}{p^2}e^{-\frac{x^2}{2p^2}}", "below": r"1-e^{-\frac{x^2}{2p^2}}",
    }),
    "weibull": (2, "positive", {
        "density": r"\frac{p}{q}(\frac{x}{q})^{p-1}e^{-(\frac{x}{q})^p}", "below": r"1-e^{-(\frac{x}{q})^p}",
        "above": r"e^{-(\frac{x}{q})^p}",
    }),
    "lognormal": (2, "positive", {"density": r"\frac{1}{x\sqrt{2\pi q}}e^{-\frac{(\ln x-p)^2}{2q}}"}),
    "discrete uniform": (2, "whole", {"mass": r"\frac{1}{q-p+1}"}),
    "geometric from 1": (1, "from one", {"mass": "p(1-p)^{x-1}", "above": "(1-p)^x", "below": "1-(1-p)^x"}),
    "geometric from 0": (1, "naturals", {"mass": "p(1-p)^x", "below": "1-(1-p)^{x+1}"}),
    "negative binomial": (2, "from first", {"mass": r"\binom{x-1}{p-1}q^p(1-q)^{x-p}"}),
}  # fmt: skip
"""Of a family: how many parameters, p and q, where x may be, and its functions of x."""


class _Law(NamedTuple):
    family: str
    parameters: tuple[Node, ...]
    letter: bool
    """Only a letter names it, which may be a point's."""


class _Function(NamedTuple):
    kind: str
    letter: str
    value: Node
    where: str
    name: str = ""
    """The T of T ∝ sqrt L."""
    other_end: bool = False
    """Of P(X < k) and P(X >= k), which laws of whole numbers tell from P(X <= k) and P(X > k)."""


def same_laws(truth: str, answer: str, rules: Rules, prompt: str = "") -> Verdict | None:
    """None unless both are laws, and one is named."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _MAY_BE.search(truth):
        return None
    left, right = _law(truth), _law(answer)
    if left is not None and right is not None:
        letters = left.letter and right.letter and "sigma=" not in "".join((truth + answer).split())
        return None if letters else _same_named(left, right, rules)
    named = left or right
    if "propto" in truth + answer or "∝" in truth + answer:
        return _kernels((left, truth), (right, answer), rules, prompt)
    if named is None or (given := _function(answer if left else truth)) is None:
        return None
    equal = _has(named, given, rules, prompt)
    if named.letter and not equal:
        return None
    return Verdict(equal, f"{'the' if equal else 'no'} {given.kind} of this {named.family} law", "distributions")


_MAY_BE = re.compile(
    r"∝|propto|\bt_|[Ss]tudent|[Cc]auchy|[Pp]oisson|[Bb]in|[Ee]xp|[Nn]ormal|[Uu]ni|[Gg]eo|chi|[Gg]amma|[\w}.'’]\s*\(|\\.\s*\(|\bP[or]?\b"
    r"|standard|[Ll]aplace|[Ww]eibull|[Rr]ayleigh|uniform"
)


def _law(text: str) -> _Law | None:
    found = distribution(text)
    if found is None:
        return None
    nodes = [read(one)[1] for one in found[1]]
    known = tuple(one for one in nodes if one is not None)
    return _Law(found[0], known, found[2]) if len(known) == len(nodes) else None


_HALF = Num(Fraction(1, 2))


def _wider(law: _Law) -> _Law:
    """A law as one of the family that holds it: exponential laws and those of chi squared are gamma laws."""
    first, *more = law.parameters
    if law.family == "chi squared" and not more:
        return law._replace(family="gamma", parameters=(Op("div", (first, integer(2))), _HALF))
    if law.family == "exponential" and not more:
        return law._replace(family="gamma", parameters=(ONE, first))
    if law.family == "bernoulli" and not more:
        return law._replace(family="binomial", parameters=(ONE, first))
    if law.family == "student" and law.parameters == (ONE,):
        return law._replace(family="cauchy", parameters=(ZERO, ONE))
    if law.family == "uniform" and law.parameters == (ZERO, ONE):
        return law._replace(family="beta", parameters=(ONE, ONE))
    return law


def _same_named(left: _Law, right: _Law, rules: Rules) -> Verdict:
    if "geometric" in (left.family, right.family):  # one says where it begins, the other does not
        left, right = (
            one._replace(family=one.family.removesuffix(" from 1").removesuffix(" from 0")) for one in (left, right)
        )
    if left.family != right.family:
        left, right = _wider(left), _wider(right)
    if left.family != right.family or len(left.parameters) != len(right.parameters):
        return Verdict(False, f"other distributions: {left.family}, {right.family}", "parts")
    verdicts = [same(one, other, rules) for one, other in zip(left.parameters, right.parameters, strict=True)]
    return next(
        (one for one in verdicts if not one.equal), Verdict(True, f"the same {left.family} distribution", "parts")
    )


_COUNTS = re.compile(r"failures|(?P<trials>trials|throws|tosses|flips|rolls|attempts)")


def _has(law: _Law, given: _Function, rules: Rules, prompt: str) -> bool:
    family = law.family
    if family == "geometric" and (counted := _COUNTS.search(prompt[-MAX_PROMPT:])) is not None:
        family = "geometric from 1" if counted["trials"] else "geometric from 0"  # by what the prompt counts
    elif family == "beta" and given.kind == "below" and ONE in law.parameters:
        family = "beta of the largest" if law.parameters[1] == ONE else "beta of the least"
    elif family == "chi squared":
        law = _wider(law)
        family = law.family
    count, where, formulas = _FORMULAS.get(family, (0, "", {}))
    if given.kind not in formulas or len(law.parameters) != count:
        return False
    if "mass" in formulas and given.other_end:  # P(X < k) is not P(X <= k)
        return False
    if family == "geometric from 1" and given.kind != "mass" and _is_where(given, "naturals", law.parameters, rules):
        where = "naturals"  # where it is 1, or 0
    values = dict(zip("pq", law.parameters, strict=False)) | {"x": Sym(given.letter)}
    formula = substitute(parse(formulas[given.kind]), values)
    if not _is_where(given, where, law.parameters, rules):
        return False
    last = law.parameters[0]
    if where != "up to" or not isinstance(last, Num):
        return same(formula, given.value, rules).equal
    if not 0 <= last.value <= MAX_TRIALS:
        return False
    places = [{given.letter: integer(k)} for k in range(int(last.value) + 1)]  # beyond these both are zero
    return all(same(substitute(formula, at), substitute(given.value, at), rules).equal for at in places)


# -- up to a constant --------------------------------------------------------------------------------------------------

_ONLY_KERNEL = re.compile(
    r"proportional|\\propto|∝|\bkernel|up to (?:an?|the|its) (?:\w+ )?(?:constant|factor)|unnormali[sz]ed"
)


def _kernels(
    truth: tuple[_Law | None, str], answer: tuple[_Law | None, str], rules: Rules, prompt: str
) -> Verdict | None:
    """p^7 (1 - p)^3 times any constant. Where the ground truth has its constant, so must the answer, unless the
    question asks for no more."""
    if _PROPORTIONAL.match(truth[1]) is None and not _ONLY_KERNEL.search(prompt[-MAX_PROMPT:]):
        return None
    (law, text), (other, written) = truth, answer
    left, right = _kernel(text), _kernel(written)
    letter = next((one.letter for one in (left, right) if one is not None and one.letter), "")
    left = left or (_of_law(law, letter) if law is not None else None)
    right = right or (_of_law(other, letter) if other is not None else None)
    if left is None or right is None:
        return None
    if (left.where and right.where and "".join(left.where.split()) != "".join(right.where.split())) or (
        left.name and right.name and left.name != right.name
    ):
        return None
    values = left.value, rename(right.value, {right.letter: left.letter} if right.letter and left.letter else {})
    names = {left.letter or right.letter} - {""} or symbols(values[0]) | symbols(values[1])
    if not 0 < len(names) <= len(_TRIED):
        return None
    one = {name: Num(value) for name, value in zip(sorted(names), _TRIED, strict=False)}
    first, second = values
    equal = same(Op("mul", (first, substitute(second, one))), Op("mul", (second, substitute(first, one))), rules).equal
    return Verdict(True, f"proportional: {text[:40]}, {written[:40]}", "distributions") if equal else None


_TRIED = tuple(Fraction(1, k) for k in (3, 5, 7, 11))
_PROPORTIONAL = re.compile(r"[^=]{0,60}(?:\\propto|∝)")
_VARIABLE = r"[a-zλθμα]|\\(?:lambda|theta|mu|alpha|beta|tau)|\\sigma\^2"
_KERNEL = re.compile(
    rf"\s*(?:(?P<name>[A-Za-z]\w?(?:_\{{?\w+\}}?)?|\\[a-zA-Z]{{2,7}})\s*(?=\\propto|∝))?"
    rf"\s*(?:(?:[A-Za-z]|\\pi|\\operatorname\{{P\}})\w?\s*\(\s*(?P<letter>{_VARIABLE})\s*(?:(?:\||\\mid(?![a-z])|;)[^()=]{{1,40}})?\)\s*)?"
    r"(?:(?P<sign>\\propto(?![a-z])|∝)|=)(?P<value>.+)",
    re.DOTALL,
)


def _kernel(text: str) -> _Function | None:
    """What stands after the sign of proportion, or the whole density."""
    found = _KERNEL.fullmatch(_GAP.sub(" ", _STYLE.sub(" ", _FOR.sub(",", text))).strip(" ."))
    if found is None:
        return None
    letter = (found["letter"] or "").lstrip("\\")
    value, where = _parted(found["value"], letter or "p")
    node = _parsed(value)
    return None if node is None else _Function("kernel", letter, node, where, found["name"] or "")


_KERNELS = {
    "beta": (2, "x^{p-1}(1-x)^{q-1}"), "gamma": (2, "x^{p-1}e^{-q x}"), "exponential": (1, "e^{-p x}"),
    "normal": (2, r"e^{-\frac{(x-p)^2}{2q}}"),
}  # fmt: skip


def _of_law(law: _Law, letter: str) -> _Function | None:
    count, formula = _KERNELS.get(law.family, (0, ""))
    if len(law.parameters) != count or not formula:
        return None
    letter = letter or "p"
    values = dict(zip("pq", law.parameters, strict=False)) | {"x": Sym(letter)}
    return _Function("kernel", letter, substitute(parse(formula), values), "")


# -- functions ---------------------------------------------------------------------------------------------------------

_OF = r"(?:\\mathbb\s?\{?\s?P\}?|\\mathrm\s?\{\s?P\s?\}|\\Pr|P)\s?(?:\\left)?[(\[]"
_GIVEN = r"(?:(?:\||\\mid(?![a-z]))[^()|]{1,30}(?:\([^()]{1,10}\))?)"
_HEAD = re.compile(
    rf"{_OF}(?P<of>[^=<>≤≥]{{1,60}}?)(?P<sign>=|\\leq?(?![a-z])|≤|<|>|\\geq?(?![a-z])|≥)\s?(?P<letter>[a-z])\s?{_GIVEN}?(?:\\right)?[)\]]\s?=(?P<rest>.*)"
    rf"|(?P<name>[fFpS])(?:_\{{?[A-Z][^{{}}()]{{0,12}}\}}?)?\((?P<of_letter>[a-z])\s?{_GIVEN}?\)\s?=(?P<more>.*)",
    re.DOTALL,
)
_KINDS = {
    "=": "mass",
    "<": "below",
    "\\": "below",
    "≤": "below",
    ">": "above",
    "≥": "above",
    "f": "density",
    "F": "below",
    "S": "above",
    "p": "mass",
}
_FOR = re.compile(r"\\(?:text[a-z]*|mathrm)\s?\{\s*,?\s*(?:for all|for|if|when|where|für|pour|si)\s*\}")
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm)\s?\{\s*\}|\\(?:displaystyle|left|right)(?![a-z])|\$")
_GAP = re.compile(r"\\q?quad(?![a-z])|\\[,;:! ]")
_CASES = re.compile(r"\s*\\begin\s?\{cases\}(?P<first>.*?)\\\\(?P<rest>.*)\\end\s?\{cases\}\W*", re.DOTALL)


def _function(text: str) -> _Function | None:
    text = _GAP.sub(" ", _STYLE.sub(" ", _FOR.sub(",", text))).strip(" .")
    head = _HEAD.fullmatch(text)
    if head is None:
        return None
    letter, rest = head["letter"] or head["of_letter"], head["rest"] or head["more"] or ""
    kind = _KINDS[(head["sign"] or head["name"])[0]]
    kind = "above" if (head["sign"] or "").startswith(("\\g", "≥")) else kind
    if (cases := _CASES.fullmatch(rest)) is not None:
        if not re.fullmatch(r"\s*0\s*[,&].*", cases["rest"], re.DOTALL):
            return None
        rest = cases["first"].replace("&", ",", 1)
    value, where = _parted(rest, letter)
    node = _parsed(value)
    other_end = (head["sign"] or "").startswith(("<", "\\g", "≥"))
    return None if node is None else _Function(kind, letter, node, where, other_end=other_end)


def _parted(text: str, letter: str) -> tuple[str, str]:
    """The value, and where it holds, after a comma or in brackets."""
    value, *more = [one for one in split_at_commas(text) if one.strip()] or [""]
    if more:
        return value, ",".join(more)
    bracketed = re.fullmatch(
        rf"(.*?)\(\s*((?:0\s*(?:<|\\leq?)\s*)?{letter}\s*(?:[=<>≥≤]|\\in|\\[gl]e).*)\)", text, re.DOTALL
    )
    return (bracketed[1], bracketed[2]) if bracketed is not None else (text, "")


def _parsed(text: str) -> Node | None:
    try:
        node = read(text)[1]
    except (Unparsable, LookupError, ValueError, RecursionError):
        return None
    return node if node is not None and is_scalar(node) else None


_DOTS = r"(?:\\[lc]?dots|…|\.\.\.)"
_LE = r"(?:<|\\leq?|≤)"
_WHERE = {
    "naturals": rf"(?:@=0,1(?:,2)?(?:,3)?,{_DOTS}|@(?:\\geq?|≥)0"
    rf"|@\\in(?:\\mathbb\{{?N\}}?_\{{?0\}}?|\\mathbb\{{?Z\}}?_\{{\\geq?0\}}|\\\{{0,1(?:,2)?,{_DOTS}\\\}}))?",
    "from one": rf"@=1,2(?:,3)?,{_DOTS}|@(?:\\geq?|≥)1|@\\in\\mathbb\{{?N\}}?|@\\in\\\{{1,2(?:,3)?,{_DOTS}\\\}}",
    "up to": rf"(?:@=0,1(?:,2)?,{_DOTS},([^,]+)|0{_LE}@{_LE}([^,]+)|@\\in\\\{{0,1(?:,2)?,{_DOTS},([^,]+)\\\}})?",
    "positive": rf"@(?:>|\\geq?|≥)0|@\\in[(\[]0,\+?\\infty\)|0{_LE}@(?:<\\infty)?",
    "between": rf"([^,<≤@]+){_LE}@{_LE}([^,<≤]+)|@\\in[(\[]([^,]+),([^,]+)[)\]]",
    "real": r"(?:@\\in\\mathbb\{?R\}?|-\\infty<@<\\infty)?",
}
"""Without spaces; @ is the variable. A mass function may leave it out."""


_ALL = re.compile(r"(?<=^[a-z]=)(\d{1,3}),(\d{1,3}),(?:\d{1,3},){0,20}(\d{1,3})$")


def _from_to(match: re.Match[str]) -> str:
    """0, 1, 2, 3 as 0, 1, ..., 3."""
    numbers = [*map(int, match[0].split(","))]
    whole = numbers == [*range(numbers[0], numbers[-1] + 1)]
    return rf"{match[1]},{match[2]},\dots,{match[3]}" if whole else match[0]


def _is_where(given: _Function, where: str, parameters: tuple[Node, ...], rules: Rules) -> bool:
    if where == "unit":
        where, parameters = "between", (ZERO, ONE)
    if where in ("whole", "from first"):
        last = parameters[1:] if where == "whole" else ()
        return _is_counted(given, (parameters[0], Op("add", (parameters[0], ONE)), *last), rules)
    text = _ALL.sub(_from_to, "".join(given.where.split()).rstrip(".;"))
    found = re.fullmatch(_WHERE[where].replace("@", given.letter), text)
    if found is None:
        return False
    ends = [_parsed(one) for one in found.groups() if one]
    return all(
        end is not None and same(wanted, end, rules).equal for wanted, end in zip(parameters, ends, strict=False)
    )


_COUNTED = re.compile(
    rf"@(?:=|\\in\\\{{)(?P<first>[^,{{}}]+),(?:(?P<second>[^,{{}}.\\]+),)?{_DOTS}(?:,(?P<last>[^,{{}}]+))?(?:\\\}})?"
    rf"|(?P<low>[^,<≤@]+){_LE}@{_LE}(?P<high>[^,<≤]+)|@(?:\\geq?|≥)(?P<least>[^,<≤]+)".replace("@", "[a-z]")
)
"""A variable runs through whole numbers, of which the text has no spaces."""


def _is_counted(given: _Function, places: tuple[Node, ...], rules: Rules) -> bool:
    """Does it run from the first place by ones, to the last where there is a last?"""
    text = _ALL.sub(_from_to, "".join(given.where.split()).rstrip(".;"))
    found = _COUNTED.fullmatch(text) if given.letter in text[:12] else None
    if found is None:
        return False
    said = (found["first"] or found["low"] or found["least"], found["second"], found["last"] or found["high"])
    wanted = (*places, None)[:3]
    if (wanted[2] is None) != (said[2] is None):
        return False
    ends = [(_parsed(one), place) for one, place in zip(said, wanted, strict=True) if one and place is not None]
    return all(one is not None and same(place, one, rules).equal for one, place in ends)
