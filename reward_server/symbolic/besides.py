"""The value of an answer that says more than the value: 5, attained at (3/5, 4/5); V = pi int_0^4 x dx = 8 pi; and
1/5 <= P(A and B) <= 1/2 for an interval.

What is read here is tried only where the whole answer is not equal, and only to accept. So each rule asks first whether
what stands beside the value contradicts it, or makes it hold in one case only.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.by_language import bordered
from reward_server.symbolic.parse import grammar
from reward_server.symbolic.parse.assignments import denies, value_of
from reward_server.symbolic.parse.tree import BOUND, Node, Op, Sym, heads, is_scalar, symbols
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided

MAX_TEXT = 400
MAX_MEMBERS = 8


def plainer(truth: str, answer: str, prompt: str) -> Iterator[str]:
    """What the answer says of the value alone, if the ground truth is no more than a value."""
    if len(answer) > MAX_TEXT or not ("=" in answer or "\\" in answer) or _SEVERAL.search(truth):
        return
    text = answer if "\\$" in answer else answer.replace("$", " ")
    if (told := _worded(truth, text, prompt)) is not None:
        yield told
    if "\\text" in text and (declared := _FOR_ANY.sub(", ", text)) != text:
        yield declared
    if (leading := _leading(text, prompt)) is not None:
        yield leading
    if (begun := _first_terms(truth, text, prompt)) is not None:
        yield begun
    if ">" in text and ">" not in truth and _OF_LAPLACE.search(prompt) and (bare := _TRANSFORM.fullmatch(text)):
        text = bare["value"]
        yield text.rpartition("=")[2]
    if (found := _THAT_IS.fullmatch(text)) is not None and not _is_value(found["said"]):
        text = found["value"]
        yield text
    if "extraneous" in text or "rejected" in text:
        text = _EXTRANEOUS.sub("", text)
        yield text
    remark = _REMARK.search(text)
    if remark is not None and not _CONDITION.search(text, remark.start()):
        text = text[: remark.start()].rstrip(" ,;(")
        yield text
    if (named := _APPOSITION.sub("", text)) != text:
        yield named
    if "=" in truth or "\\sim" in truth:
        return
    if (value := _concluded(text, prompt)) is not None:
        yield value
    if (bounded := _bounded(text)) is not None:
        yield bounded


def plain_truth(truth: str, answer: str, prompt: str) -> str | None:
    """A ground truth that is a set in words, or a potential with the constant that nobody asked for."""
    if len(truth) > MAX_TEXT:
        return None
    if (begun := _first_terms(answer, truth, prompt)) is not None:
        return begun
    if _ANY_ONE.search(prompt[-MAX_PROMPT:]) and (bare := _WITH_CONSTANT.fullmatch(truth)) is not None:
        return bare["value"].rpartition("=")[2]
    plain = " ".join(_STYLES.sub(r" \1 ", truth.replace("$", " ")).split()).strip(" .")
    if (only := _ONLY_AT.fullmatch(plain)) is not None:
        return only["place"]
    return _set_in_words(answer, plain)


_FOR_ANY = re.compile(
    r"\\text\s*\{\s*(?:for|with|where)\s+(?:any|every|all|an?|some)?\s*(?:arbitrary\s+)?(?:real\s+)?"
    r"(?:constant|number|parameter)s?\s*\}(?=\s*[a-zA-Z]\s*(?:>|\\in|\\ge))"
)
"""Declares a letter: for any constant a > 0."""
_ANY_ONE = re.compile(
    r"\b(?:an?|some|any)\s+(?:scalar\s+)?(?:potential|antiderivative|primitive|stream\s+function)", re.IGNORECASE
)
_WITH_CONSTANT = re.compile(r"(?P<value>.{1,200}?)\s*\+\s*(?:C|c|K|k|\\text\s*\{\s*const(?:ant)?\.?\s*\})\s*")
_SEVERAL = re.compile(rf"\\text\w*\s?\{{[^{{}}]*\b(?:at|and|or|for|if|when|with)\b|{bordered('if', 'where')}|;")
"""A ground truth that says more than a value, too."""
_STYLED = r"\\(?:text[a-z]*|mathrm|mbox)\s*\{\s*"
_GAP = r"(?:[\s,;]|\\(?:q?quad(?![a-z])|[,;:! ]))"
_REMARK = re.compile(
    rf"(?<![\s,;]){_GAP}*+\(?{_GAP}*+(?:{_STYLED})?[,;(\s]{{0,3}}(?:(?:which is |is |and is |it is )?"
    r"(?:attained|achieved|reached|taken|assumed|occur(?:s|ring)|obtained)(?: only| exactly)? (?:at|when|for|in|on)\b"
    r"|(?<=[,;({\s])i\.e\.,? (?:(?:it|this|that) is )?an? [a-z ]{3,40}\}?[\s.)]*$)"
)
"""Where a value is attained, or what else it says."""
_APPOSITION = re.compile(
    r"\s*+,\s*+\\text\s*\{\s*(?:(?:i\.e\.,?|that is,?|which is|namely)\s+)?the\s+"
    r"(?!(?:other|wrong|second|next|previous|opposite|negative|reciprocal|inverse|complement)\b)"
    r"(?:(?!(?:not?|or|if|but|except|plus|minus|times|half|twice|without|instead|of which)\b)[a-z-]{1,20}\s*){1,6}"
    r"\}[\s.$]*$"
)
"""X_(n), the largest observation: another name of it."""
_CONDITION = re.compile(rf"{bordered('if', 'except', 'doubt', 'contrast', 'or', 'wrong')}|\?|\bnot\b")


# -- words -------------------------------------------------------------------------------------------------------------

_STYLES = re.compile(rf"{_STYLED}([^{{}}]*)\}}|\\(?:[,;:! ]|q?quad(?![a-z]))")
_ORIGIN = re.compile(r"(?:exactly |only |precisely )?(?:at |in )?(?:the )?origin(?: only)?")
_EVERYWHERE = re.compile(
    r"(?:everywhere|all of (?P<whole>\\mathbb ?\{?[CR]\}?)|on all of (?P<on>\\mathbb ?\{?[CR]\}?))"
    r",? (?:except|other than|apart from|save|but)(?: for)?(?: at| in)?(?: the points?)? (?:[a-z] ?(?:=|\\in) ?)?"
    r"(?P<but>[^<>]{1,60})"
)
_EXCEPT = re.compile(
    r"(?:(?:all|any|every)\s+)?(?:real\s+)?(?:numbers?\s+|values?\s+(?:of\s+)?)?"
    r"(?P<where>(?P<letter>[a-z])\s*(?:\\geq?|\\leq?|[<>≥≤])[^=]{1,30}?)?[\s,]*"
    r"(?:except|other than|excluding|but not|apart from)(?:\s+for)?\s+(?:[a-z]\s*(?:=|\\in)\s*)?(?P<but>[^<>]{1,40})"
)
"""All x >= -3 except x = 1."""
_CONVERGES = re.compile(
    r"(?:[Tt]he (?:series|integral) |[Ii]t )?(?:[Cc]onverges|is convergent)(?: absolutely)?"
    r"(?: (?:for|on|when|if and only if|iff|if|exactly for|exactly when|only for))?(?: all)? (?P<where>[^,;]{3,40}?)"
    r"(?:[,;. ]+(?:and )?(?:it )?(?:diverges|is divergent) (?P<rest>.{1,40}))?"
)
_FOR_ALL = re.compile(
    r"(?:for |holds for )?(?:all|every|any)(?: real)? (?P<where>[a-z] ?(?:\\geq?|\\leq?|\\ne|[<>≥≤])[^,;]{1,30})"
)
_JOINT = re.compile(r"\s*\b(?:and|or)\b\s*(?:at )?(?:[a-z] ?= ?)?|(?<=,)\s*[a-z] ?=")
_CONCLUDES = re.compile(
    r"(?P<reason>[^A-Za-z]*(?:[A-Za-z] ?)?[^A-Za-z]*),? ?\b(?:so|hence|thus|therefore),? (?P<said>[a-z][^=<>]*)"
)
_SINCE = re.compile(rf"(?P<said>.{{1,120}}?)[\s,;]*(?:{_STYLED})?[\s,;]*\b(?:since|because)\b.*", re.DOTALL)
_REASONED = re.compile(r"since|because")
_DIVERGES = re.compile(r"diverg(?:es|ent)", re.IGNORECASE)
_INFINITE = re.compile(r"\s*[-+]?\s*\\infty\s*")


_THAT_IS = re.compile(
    rf"(?P<said>.{{3,200}}?)[\s,;]*{_STYLED}[\s,;]*(?:i\.e\.|that is|namely|so)[\s,:]*\}}[\s,:]*"
    r"(?P<value>[^\s].{0,200})",
    re.DOTALL,
)
_NEITHER = re.compile(
    r"(?:.{0,40}? )?(?:is|are) (?:not (?P<one>[a-z]+)(?:,| and) (?:is |are )?(?:not|nor) (?P<two>[a-z]+)"
    r"|neither (?P<first>[a-z]+) nor (?P<second>[a-z]+))(?: (?:in|on|of) .{1,20})?"
)


_TRANSFORM = re.compile(
    rf"(?P<value>.{{1,200}}?)(?:{_GAP}|\(|{_STYLED}(?:for|where|when|if|valid for)?\s*\}})*"
    r"(?:\\Re|\\(?:operatorname|mathrm|text)\s*\{Re\}|Re)?\s*[({]?\s*s\s*[)}]?\s*(?:>|\\gt)\s*[^,;]{1,30}"
)
"""A transform and for which s it exists."""
_OF_LAPLACE = re.compile(r"Laplace|Лаплас|拉普拉斯")
_RELATIVE = re.compile(
    r"\s*(?:\\left)?\s*\(\s*1\s*\+\s*(?:o\s*(?:\\left)?\(1(?:\\right)?\)"
    r"|O\s*(?:\\left)?\([^()]{1,30}?(?:\\right)?\))\s*(?:\\right)?\s*\)\s*$"
)


def _leading(text: str, prompt: str) -> str | None:
    """What a(n) = f(n)(1 + o(1)) and ~ f(n) say of the leading term, where the prompt asks for that."""
    if not ("\\sim" in text or "o(1)" in text or "O(" in text or "o\\left" in text) or not _ASYMPTOTIC.search(prompt):
        return None
    bare = _RELATIVE.sub("", text)
    bare = bare.rpartition("\\sim")[2].strip() if text.count("\\sim") == 1 else bare
    bare = bare.rpartition("=")[2] if bare.count("=") == 1 and "\\sim" not in text else bare
    return bare if bare != text and bare.strip() else None


_EXTRANEOUS = re.compile(
    r"[\s,;]*(?:\\text[a-z]*\s*\{\s*)?[(,;][\s}$]*(?:\\text[a-z]*\s*\{[^{}]{0,12}\}\s*)?[a-z]\s*="
    r"[^=,;]{1,30}?(?:\\text[a-z]*\s*\{)?\s*(?:is |was )"
    r"(?:an? )?(?:extraneous|rejected)[a-z ]{0,20}\)?\s*\}?\s*\)?[\s.$]*$"
)
_ONLY_AT = re.compile(r"(?:only|exactly|precisely) (?:at|for|when|if|where) (?P<place>[^<>]{1,60})")
_TAIL = re.compile(
    r"\s*[+,-]\s*(?:\\[lc]?dots[bc]?(?![a-z])|\.{3}|…|⋯|(?:[oO]|\\(?:mathcal|mathrm)\s*\{\s*O\s*\})\s*(?:\\left\s*)?\([^()]{1,20}(?:\\right\s*)?\))[\s$.]*$"
)
_FIRST_TERMS = re.compile(
    r"\b(?:first|next) (?:few |\w+ )?(?:non-?zero )?terms?\b|\bup to\b"
    r"|\bpolynomial\b|\bthrough\b|\bto (?:the )?\w+ order\b",
    re.IGNORECASE,
)


def _first_terms(other: str, text: str, prompt: str) -> str | None:
    """What it shows of a series, where the question asks for so many first terms and the other side has no dots."""
    if _TAIL.search(other) or (tail := _TAIL.search(text)) is None or not _FIRST_TERMS.search(prompt[-MAX_PROMPT:]):
        return None
    return re.split(r"=|\\approx(?![a-z])|≈|\\sim(?![a-z])", text[: tail.start()])[-1]


def _is_value(text: str) -> bool:
    """Does it state a value of its own, which another would contradict?"""
    node = grammar.read(text)[1]
    return node is not None and (is_scalar(node) or value_of(node) is not node)


def _worded(truth: str, text: str, prompt: str) -> str | None:
    """The value of the words that it is said in."""
    plain = " ".join(_STYLES.sub(r" \1 ", text).split()).strip(" .")
    if "either" in truth and (neither := _NEITHER.fullmatch(plain)) is not None:
        named = {neither["one"] or neither["first"], neither["two"] or neither["second"]}
        return "neither" if len(named) == 2 and all(one in prompt for one in named) else None
    if _DIVERGES.search(truth) and "infty" in text:
        *_, last = (_members(text) or [Member("", text)])[-2:]
        return "diverges" if _INFINITE.fullmatch(last.text) and (last.sign in ("", "=")) else None
    if _ORIGIN.fullmatch(plain.lower()):
        return "(0, 0)" if "," in truth else "0"
    if (whole := _set_in_words(truth, plain)) is not None:
        return whole
    if (only := _ONLY_AT.fullmatch(plain)) is not None:
        return only["place"]
    if (concluded := _CONCLUDES.fullmatch(plain)) is not None and _SAYS.search(truth) and _holds(concluded["reason"]):
        return rf"\text{{{concluded['said']}}}"
    if _REASONED.search(text) and (reasoned := _SINCE.fullmatch(text)) is not None:
        said = reasoned["said"]
        return said if said.count("{") == said.count("}") and not _CONDITION.search(text) else None
    return None


def _set_in_words(truth: str, plain: str) -> str | None:
    """Everywhere except at 0; all x >= -3 except 1; converges for p > 1."""
    if (found := _EVERYWHERE.fullmatch(plain)) is not None:
        points = _JOINT.sub(",", found["but"])
        whole = found["whole"] or found["on"] or (r"\mathbb{C}" if "C" in truth else r"\mathbb{R}")
        return rf"{whole}\setminus\{{{points}\}}"
    if (found := _EXCEPT.fullmatch(plain)) is not None:
        letter, points = found["letter"] or "x", _JOINT.sub(",", found["but"])
        return (
            f"{found['where']}, {letter} \\ne {points}" if found["where"] else rf"\mathbb{{R}}\setminus\{{{points}\}}"
        )
    if _SAYS.search(_COMMAND.sub("", truth)):
        return None
    if (found := _CONVERGES.fullmatch(plain)) is not None:
        rest = found["rest"]
        return (
            found["where"].strip(" ,;")
            if not rest or rest in _OTHERWISE or _is_complement(found["where"], rest)
            else None
        )
    return found["where"] if (found := _FOR_ALL.fullmatch(plain)) is not None else None


_COMMAND = re.compile(r"\\[A-Za-z]+")
_OTHERWISE = frozenset({"otherwise", "elsewhere", "for all other x", "for all other values"})
_TURNED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


def _is_complement(where: str, rest: str) -> bool:
    """p > 1 and p <= 1"""
    one, other = (
        grammar.read(text.removeprefix("for ").removeprefix("if ").removeprefix("when "))[1] for text in (where, rest)
    )
    if not (isinstance(one, Op) and isinstance(other, Op) and one.head in _TURNED):
        return False
    return other == Op(_TURNED[one.head], one.args)


_SAYS = re.compile(r"[A-Za-z]{4}")


def _holds(reason: str) -> bool:
    """T = 2.5 > 1.645: is no relation of two numbers in it false?"""
    members = _members(reason.strip(" ,"))
    if members is None:
        return False
    known = [(one.sign, _number(one.text)) for one in members]
    return all(
        _RELATES[sign](before, value)
        for (_, before), (sign, value) in pairwise(known)
        if before is not None and value is not None
    )


_RELATES = {
    "=": operator.eq, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "~": operator.eq,
}  # fmt: skip


def _number(text: str) -> Fraction | None:
    node = grammar.read(text)[1]
    try:
        return None if node is None else rational(node)
    except (Inexact, TooLarge, Undefined):
        return None


# -- chains ------------------------------------------------------------------------------------------------------------


class Member(NamedTuple):
    sign: str
    """What stands before it."""
    text: str


_MARK = re.compile(r"\\[{}]|\\[A-Za-z]+|\\.|[{}()\[\]=,;:<>≤≥∼~?]", re.DOTALL)
_OPENING, _CLOSING = frozenset({"{", "(", "[", "\\{"}), frozenset({"}", ")", "]", "\\}"})
_SIGNS = {
    "=": "=", "\\equiv": "=", "\\sim": "~", "∼": "~", "<": "<", ">": ">", "\\lt": "<", "\\gt": ">", "\\le": "<=",
    "\\leq": "<=", "\\leqslant": "<=", "≤": "<=", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=", "≥": ">=",
}  # fmt: skip
_PARTING = frozenset({
    ",", ";", ":", "?", "\\quad", "\\qquad", "\\Rightarrow", "\\implies", "\\iff", "\\Leftrightarrow", "\\to", "\\ne",
    "\\neq", "\\approx", "\\in", "\\notin", "\\begin", "\\end",
})  # fmt: skip


def _members(text: str) -> list[Member] | None:
    """The members of a chain of relations; None of a text that is more than one chain."""
    found: list[Member] = []
    at, depth, sign, tables = 0, 0, "", 0
    for mark in _MARK.finditer(text):
        one = mark.group()
        tables += (one == "\\begin") - (one == "\\end")
        if one in _OPENING or one in _CLOSING:
            depth += 1 if one in _OPENING else -1
        elif depth or tables or one == "\\end":
            continue
        elif one in _SIGNS:
            found.append(Member(sign, text[at : mark.start()].strip()))
            at, sign = mark.end(), _SIGNS[one]
        elif one in _PARTING:
            return None
    found.append(Member(sign, text[at:].strip(" .")))
    return found if 1 < len(found) <= MAX_MEMBERS and all(one.text for one in found) else None


_ASYMPTOTIC = re.compile(r"\\sim\b|asymptot|growth|equivalent|leading", re.IGNORECASE)


_SENTENCE = re.compile(r"(?<![A-Za-z\\])(?:and|or|so|but|not|if|for|at|then|is|are|und|oder|et|ou)(?![A-Za-z])")


def _concluded(text: str, prompt: str) -> str | None:
    """The last member of a chain of equalities that is no equation to solve: its first side is a name that the grammar
    cannot read, or the step before is right."""
    members = _members(text)
    if members is None:
        return None
    signs = {one.sign for one in members[1:]}
    if "~" in signs:
        return members[-1].text if signs == {"~"} and len(members) == 2 and _ASYMPTOTIC.search(prompt) else None
    if signs != {"="} or denies(text) or _SENTENCE.search(text):
        return None
    nodes = [grammar.read(one.text)[1] for one in members]
    if any(_differ(one, other) for one, other in pairwise(nodes)):
        return None
    if len(members) == 2 and not _is_name(members[0].text, nodes[0], prompt):
        return None
    return members[-1].text if len(members) == 2 or _are_steps(members, nodes, prompt) else None


def _are_steps(members: list[Member], nodes: list[Node | None], prompt: str) -> bool:
    """Does the last step hold, or does each member before it name the value?"""
    before, last = nodes[-2], nodes[-1]
    if before is not None and last is not None and is_scalar(before) and is_scalar(last) and not _is_open(before):
        return _is_equal(before, last) or isinstance(before, Sym)
    return all(_is_name(one.text, node, prompt) for one, node in zip(members[:-1], nodes[:-1], strict=True))


def _differ(one: Node | None, other: Node | None) -> bool:
    """Are both expressions of the same letters, and no identity?"""
    if one is None or other is None or not (is_scalar(one) and is_scalar(other)):
        return False
    if symbols(one) != symbols(other) or _is_open(one) or _is_open(other):
        return False
    try:
        return not same_scalar(one, other, EXACT).equal and not same_scalar(other, one, EXACT).equal
    except Undecided:
        return False


def _is_open(node: Node) -> bool:
    """A sum or an integral, which only sympy may know."""
    return bool(heads(node) & (BOUND | {"derivative", "partial", "apply"}))


def _is_equal(one: Node, other: Node) -> bool:
    try:
        return same_scalar(one, other, EXACT).equal
    except Undecided:
        return False


_SUBSCRIPT = re.compile(r"_\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\(?:operatorname|mathrm|mathbb|mathcal)\*?\s*\{[^{}]*\}")
_WORD = re.compile(r"\\text|(?<![A-Za-z\\])[A-Za-z]{3,}")
_EXTREME = re.compile(r"\\(max|min|sup|inf)(?![a-z])")
_CONTRARY = {"max": "minim", "sup": "infim", "min": "maxim", "inf": "suprem"}


def _is_name(text: str, node: Node | None, prompt: str) -> bool:
    """lambda(Q ∩ [0, 1]), Vol(B), the Jacobian, max xy: what has a value, and is no side of an equation to solve."""
    if _WORD.search(_SUBSCRIPT.sub("", text)) or "\\text" in text.partition("_")[0]:
        return False
    if (extreme := _EXTREME.match(text)) is not None:
        return _CONTRARY[extreme[1]] not in prompt[-MAX_PROMPT:].lower() or extreme[1] in prompt[-MAX_PROMPT:].lower()
    return node is None or not is_scalar(node) or (isinstance(node, Op) and node.head == "det")


# -- bounds ------------------------------------------------------------------------------------------------------------

_LESS, _MORE = frozenset({"<", "<="}), frozenset({">", ">="})


def _bounded(text: str) -> str | None:
    """Bounds on a letter for those on P(A and B), which is no letter; a list for a = 2 >= b = 1."""
    members = _members(text) if any(sign in text for sign in ("<", ">", "\\l", "\\g", "≤", "≥")) else None
    if members is None:
        return None
    signs = [one.sign for one in members[1:]]
    if len(members) == 3 and (set(signs) <= _LESS or set(signs) <= _MORE):
        low, middle, high = (grammar.read(one.text)[1] for one in members)
        ends = all(node is not None and is_scalar(node) for node in (low, high))
        named = middle is None or not is_scalar(middle) or (isinstance(middle, Op) and middle.head == "apply")
        return f"{members[0].text} {signs[0]} x {signs[1]} {members[2].text}" if ends and named else None
    return _descending(members)


def _descending(members: list[Member]) -> str | None:
    names, values = members[::2], members[1::2]
    if len(names) != len(values) or any(one.sign != "=" for one in values):
        return None
    if not {one.sign for one in names[1:]} <= _MORE or len(names) < 2:
        return None
    if not all(isinstance(grammar.read(one.text)[1], Sym) for one in names):
        return None
    return ", ".join(f"{name.text} = {value.text}" for name, value in zip(names, values, strict=True))
