"""Formulas of sets and of statements: complements of A ∪ B, negations of p ∧ q, equal by their truth tables.

Only letters, brackets and these signs are read, from the text as it is written, because elsewhere the signs mean other
things: a bar conjugates, a prime derives, ∧ parts a list. Signs of sets whose order nobody has agreed on (A ∪ B ∩ C)
need brackets. Where the prompt is about Boolean algebra, sums and products are read as "or" and "and".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 300
MAX_LETTERS = 8
MAX_DEPTH = 30

Formula = tuple["str | Formula", ...]
"""("∧", left, right), ("¬", inner), ("A",) for a letter, ("⊤",) and ("⊥",)."""

_SIGNS = {
    "¬": ("\\neg", "\\lnot", "\\sim", "!"),
    "∧": ("\\land", "\\wedge"),
    "∨": ("\\lor", "\\vee"),
    "→": ("->", "=>", "\\to", "\\rightarrow", "\\implies", "\\Rightarrow", "\\longrightarrow", "\\Longrightarrow",
          "⇒", "⟹", "⟶"),
    "↔": ("<->", "<=>", "\\leftrightarrow", "\\iff", "\\Leftrightarrow", "\\longleftrightarrow", "\\equiv", "⇔",
          "⟺", "≡"),
    "⊕": ("\\oplus", "\\veebar", "⊻"),
    "∩": ("\\cap",),
    "∪": ("\\cup",),
    "∖": ("\\setminus", "\\smallsetminus", "\\backslash"),
    "-": ("−",),
    "△": ("\\triangle", "\\bigtriangleup", "\\Delta", "Δ", "\\vartriangle", "∆"),
    "⊤": ("\\top",),
    "⊥": ("\\bot", "\\emptyset", "\\varnothing", "∅"),
    "‾": ("\\overline", "\\bar", "\\widebar"),
    "∁": ("\\complement",),
    "'": ("\\prime", "’", "′"),
}  # fmt: skip
_OF_GATES = {
    "∨": ("+",),
    "∧": ("*", "·", "⋅", ".", "\\cdot", "\\times", "&"),
    "⊥": ("0",),
    "⊤": ("1",),
}
_BOOLEAN = re.compile(
    r"\b[Bb]ool(?:ean|esch|éen|eano|eana|eanos)|\b(?:NAND|XOR|XNOR|(?:AND|OR|NOT|NOR) gate)\b"
    r"|\b[Ll]ogic (?:gate|circuit|function|expression)|\bKarnaugh"
    r"|\bSOP\b|\b[Mm]interm|\b[Mm]axterm|\\sum\s*m\s*\("
    r"|(?:[Dd]is|[Kk]on|[Cc]on)jun[kc]tive (?:[Mm]inimal|[Nn]ormal)[ -]?f"
    r"|[Бб]улев|布尔|逻辑(?:表达|函数|电路|门)|ブール|論理(?:式|回路)|불\s?대수|논리\s?(?:식|회로)"
)
_OF_LETTERS = re.compile(r"[01]|(?=[^A-Za-z]*[A-Za-z])[^2-9]{1,300}", re.DOTALL)
"""A first look, for speed."""
_SIGN = {written: sign for sign, several in _SIGNS.items() for written in (sign, *several)}
_SIGN_OF_GATES = _SIGN | {written: sign for sign, several in _OF_GATES.items() for written in several}
_HINT = re.compile("[¬∧∨→↔⊕∩∪∖△⇒⇔⟹⟺]|" + "|".join(re.escape(one) for one in _SIGN if one[0] == "\\" and len(one) > 2))
_SKIPPED = re.compile(r"\\(?:left|right|[bB]igg?[lr]?|displaystyle|,|;|:|!|quad|qquad)(?![a-zA-Z])|[\s$]+|\\[ ()\[\]]")
_STYLED = re.compile(r"\\(?:mathrm|mathsf|text|mathcal|mathbf)\s*\{\s*([A-Za-z])\s*\}")
_SAID = re.compile(r"\\text\s*\{\s*((?:and|or|not)(?:\s+not)?)\s*\}")


def _signed(match: re.Match[str]) -> str:
    """The signs of "and not"."""
    return " ".join({"and": " ∧ ", "or": " ∨ ", "not": " ¬ "}[word] for word in match[1].split())


_TOKEN = re.compile(r"<?[-=]>|\\[A-Za-z]+|[A-Za-z](?:_(?:\d|\{\d{1,2}\}|[a-z]))?|.", re.DOTALL)

_STATEMENTS, _SETS = ("∧", "∨", "⊕", "→", "↔"), ("∩", "∪", "∖", "△", "-")
"""Of statements, the first binds most tightly. A minus is one of sets where another of their signs is."""
_NAMED = re.compile(r"^[\s$]*[A-Za-z](?:_\w)?(?:\([A-Za-z, ]{1,40}\))?\s*=")
"""F = AB, F(A, B) = AB."""
_AFTER = frozenset({"'", "^"})
_CLOSING = frozenset({"", ")", "]", "}"})


class _Unread(Exception):
    pass


_SUMS_OF_PRODUCTS = re.compile(r"\b[Ss]ums?[- ]of[- ][Pp]roducts|\b[Pp]roducts?[- ]of[- ][Ss]ums")
_COMPLEMENT = re.compile(r"[A-Za-z]'|\\(?:bar|overline|neg|lnot)(?![a-z])|¬")


_DUAL = re.compile(
    r"\b(?:dual|complement) of (?:the (?:expression|function|formula) )?[\s$(]*(?:[A-Za-z]\s*[(=+]|[a-zA-Z]')"
)


def _of_gates(formulas: str, prompt: str) -> bool:
    """Sums of products of numbers are sums of products too, but no letter of these has a complement."""
    boolean = _BOOLEAN.search(prompt) or (_SUMS_OF_PRODUCTS.search(prompt) and _COMPLEMENT.search(formulas))
    boolean = boolean or (_DUAL.search(prompt) and _COMPLEMENT.search(prompt + formulas))
    return boolean is not None


def same_formulas(truth: str, answer: str, prompt: str = "") -> Verdict | None:
    """None unless both are formulas, of sets or of statements, and no mere list of letters."""
    gates = bool(prompt and _OF_LETTERS.fullmatch(truth) and _of_gates(truth + answer, prompt[-MAX_PROMPT:]))
    if not (gates or _HINT.search(truth) or _HINT.search(answer)):
        return None
    if not gates and prompt and _EVENTS.search(prompt[-MAX_PROMPT:]):
        truth, answer = _RUN.sub(_met, truth), _RUN.sub(_met, answer)
    left, right = _read(truth, gates), _read(answer, gates)
    if left is None or right is None:
        return None
    signs = _signs_of(left) | _signs_of(right)
    letters = sorted(_letters(left) | _letters(right))
    if not letters:  # 110 is a number
        return None
    sets, statements = signs & {*_SETS} - {"-"}, signs & {*_STATEMENTS}
    listed = not gates and (signs <= {"∧"} or signs <= {"∨"})
    if bool(sets) == bool(statements) or (statements and (listed or "-" in signs)) or len(letters) > MAX_LETTERS:
        return None
    for given in _cases(letters):
        if _holds(left, given) != _holds(right, given):
            said = ", ".join(f"{name} = {int(value)}" for name, value in given.items())
            return Verdict(False, f"different where {said}", "truth_table")
    if (normal := _normal_forms(left, prompt)) and not any(map(_is_normal, [right] * len(normal), normal)):
        return Verdict(False, f"equal, and not in the form that the question asks for: {answer[:60]}", "truth_table")
    if (_SIMPLIFY.search(prompt) and _is_longer(right, left)) or (
        _OTHER_FORM.search(prompt) and not _corresponds(left, right, letters)
    ):
        return Verdict(False, f"equal, and not in the form that the question asks for: {answer[:60]}", "truth_table")
    if prompt and _sorted(left) != _sorted(right) and _sorted(right) in _stated(prompt, gates):
        return Verdict(False, f"repeats the question: {answer[:60]}", "repeats_question", unfinished=True)
    return Verdict(True, f"equal for all {2 ** len(letters)} values of {', '.join(letters)}", "truth_table")


_EVENTS = re.compile(r"\bevents?\b|\boccurs?\b")
_FACTOR = (
    r"(?:\\(?:overline|bar)\s?(?:\{\s?[A-Z]\s?\}|[A-Z])|(?<![A-Za-z\\])[A-Z]|(?<=[A-Z'}])[A-Z]|(?<=\^[cC])[A-Z])"
    r"(?:_\{?\d\}?)?(?:'|\^\s?\{?\s?[cC](?![a-z])\s?\}?)?"
)
_RUN = re.compile(rf"{_FACTOR}(?:\s?{_FACTOR})+")


def _met(run: re.Match[str]) -> str:
    """A ∩ B for AB, of events."""
    return f"({' ∩ '.join(re.findall(_FACTOR, run[0]))})"


_SIMPLIFY = re.compile(
    r"simplif|simplest|minim|vereinfach|упрост|спрост|semplific|vereenvoudig|uprość|化简|簡単に|간단히", re.IGNORECASE
)
_OTHER_FORM = re.compile(r"contraposi|kontraposi|контрапози|逆否|対偶|대우", re.IGNORECASE)


_NORMAL_FORMS = (
    (
        re.compile(r"disjun[kc]tive|\bDNF\b|\bSOP\b|sums?[-\s]of[-\s]products", re.IGNORECASE),
        ("∨", "∧"),
    ),
    (
        re.compile(r"[ck]onjun[kc]tive|\bCNF\b|\bPOS\b|products?[-\s]of[-\s]sums", re.IGNORECASE),
        ("∧", "∨"),
    ),
)


def _normal_forms(truth: Formula, prompt: str) -> list[tuple[str, str]]:
    """Those that the question speaks of, and the ground truth has."""
    return [form for asked, form in _NORMAL_FORMS if asked.search(prompt) and _is_normal(truth, form)]


def _is_normal(formula: Formula, form: tuple[str, str]) -> bool:
    """A disjunction of conjunctions of letters and their negations, or the other way round."""
    outer, inner = form
    return all(
        len(one) == 1 or (one[0] == "¬" and all(len(inside) == 1 for inside in _inner(one)))
        for part in _flat(formula, outer)
        for one in _flat(part, inner)
    )


def _flat(formula: Formula, sign: str) -> list[Formula]:
    if formula[0] != sign or len(formula) == 1:
        return [formula]
    return [one for part in _inner(formula) for one in _flat(part, sign)]


def _cases(letters: Sequence[str]) -> Iterator[dict[str, bool]]:
    for values in product((False, True), repeat=len(letters)):
        spend(20)
        yield dict(zip(letters, values, strict=True))


def _corresponds(left: Formula, right: Formula, letters: Sequence[str]) -> bool:
    """Do both join the same parts by the same sign?"""
    if left[0] != right[0] or len(left) != len(right):
        return False
    pairs = [*zip(_inner(left), _inner(right), strict=True)]
    return all(_holds(one, given) == _holds(other, given) for given in _cases(letters) for one, other in pairs)


def _is_longer(formula: Formula, other: Formula) -> bool:
    """By its letters, and by negations where the other has none."""
    return _leaves(formula) > _leaves(other) or ("¬" in _signs_of(formula) and "¬" not in _signs_of(other))


def _leaves(formula: Formula) -> int:
    return 1 if len(formula) == 1 else sum(map(_leaves, _inner(formula)))


# -- reading -----------------------------------------------------------------------------------------------------------


def _read(text: str, gates: bool) -> Formula | None:
    if len(text) > MAX_CHARS:
        return None
    try:
        return _Reader(_NAMED.sub("", text) if gates else text, gates).whole()
    except _Unread:
        return None


class _Reader:
    """Tokens from the left to the right. Raises _Unread for whatever is no formula.

    `gates`: letters side by side are joined by "and"; + and · are signs.
    """

    def __init__(self, text: str, gates: bool) -> None:
        self.gates = gates
        signs = _SIGN_OF_GATES if gates else _SIGN
        plain = _SAID.sub(_signed, text) if "\\text" in text else text
        plain = _SKIPPED.sub(" ", _STYLED.sub(r"\1", plain))
        self.tokens = [signs.get(one, one) for one in _TOKEN.findall(plain) if one != " "]
        self.at = self.depth = 0

    def token(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def accept(self, *wanted: str) -> bool:
        found = self.token() in wanted and self.token() != ""
        self.at += found
        return found

    def expect(self, wanted: str) -> None:
        if not self.accept(wanted):
            raise _Unread

    def whole(self) -> Formula:
        found = self.joined()
        if self.token():
            raise _Unread
        return found

    def joined(self) -> Formula:
        """Operands with the signs between them."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Unread
        operands, signs = [self.operand()], []
        while self.token() in (*_STATEMENTS, *_SETS) or (self.gates and self.token() not in _CLOSING):
            beside = self.token() not in (*_STATEMENTS, *_SETS)
            signs.append("∧" if beside else self.token())
            self.at += not beside
            operands.append(self.operand())
        self.depth -= 1
        return _grouped(operands, signs)

    def operand(self) -> Formula:
        if self.accept("¬", "∁"):
            return ("¬", self.operand())
        if self.accept("‾"):
            found: Formula = ("¬", self.braced())
        elif self.accept("(", "["):
            found = self.joined()
            if not self.accept(")", "]"):
                raise _Unread
        elif self.token() == "{":
            found = self.braced()
        elif re.fullmatch(r"[A-Za-z](?:_.+)?|[⊤⊥]", self.token()):
            found = (self.token(),)
            self.at += 1
        else:
            raise _Unread
        while self.token() in _AFTER:
            self.complement_sign()
            found = ("¬", found)
        return found

    def braced(self) -> Formula:
        """What a bar stands over: a group, or one letter."""
        if not self.accept("{"):
            letter = self.token()
            self.at += 1
            if not re.fullmatch(r"[A-Za-z](?:_.+)?", letter):
                raise _Unread
            return (letter,)
        found = self.joined()
        self.expect("}")
        return found

    def complement_sign(self) -> None:
        """A', A^c and A^{c}."""
        if self.accept("'"):
            return
        self.expect("^")
        braced = self.accept("{")
        if not self.accept("c", "C", "∁", "'"):
            raise _Unread
        if braced:
            self.expect("}")


def _grouped(operands: list[Formula], signs: list[str]) -> Formula:
    """By precedence; sets whose signs differ or do not associate have none, and neither have two arrows."""
    if not signs:
        return operands[0]
    kinds = set(signs)
    if len(kinds) > 1 and kinds & {*_SETS}:
        raise _Unread
    loosest = max(kinds, key=lambda one: (*_STATEMENTS, *_SETS).index(one))
    if loosest in "→↔∖-" and signs.count(loosest) > 1:
        raise _Unread
    if {"∨", "⊕"} <= kinds:
        raise _Unread
    parts: list[Formula] = []
    start = 0
    for k, sign in enumerate([*signs, loosest]):
        if sign == loosest:
            parts.append(_grouped(operands[start : k + 1], signs[start:k]))
            start = k + 1
    return (loosest, *parts)


# -- what they mean ----------------------------------------------------------------------------------------------------

_MEANS: dict[str, Callable[[list[bool]], bool]] = {
    "¬": lambda values: not values[0],
    "∧": all,
    "∩": all,
    "∨": any,
    "∪": any,
    "→": lambda values: not values[0] or values[1],
    "↔": lambda values: values[0] == values[1],
    "⊕": lambda values: sum(values) % 2 == 1,
    "△": lambda values: sum(values) % 2 == 1,
    "∖": lambda values: values[0] and not values[1],
    "-": lambda values: values[0] and not values[1],
}
_COMMUTE = frozenset("∧∩∨∪↔⊕△")


def _inner(formula: Formula) -> Iterator[Formula]:
    return (one for one in formula[1:] if isinstance(one, tuple))


def _holds(formula: Formula, given: Mapping[str, bool]) -> bool:
    head = str(formula[0])
    if len(formula) == 1:
        return given.get(head, head == "⊤")
    return _MEANS[head]([_holds(one, given) for one in _inner(formula)])


def _signs_of(formula: Formula) -> frozenset[str]:
    own = frozenset({str(formula[0])}) if len(formula) > 1 else frozenset[str]()
    return own.union(*map(_signs_of, _inner(formula)))


def _letters(formula: Formula) -> frozenset[str]:
    own = frozenset({str(formula[0])}) - {"⊤", "⊥"} if len(formula) == 1 else frozenset[str]()
    return own.union(*map(_letters, _inner(formula)))


def _sorted(formula: Formula) -> Formula:
    parts = [_sorted(one) for one in _inner(formula)]
    return (formula[0], *(sorted(parts, key=repr) if formula[0] in _COMMUTE else parts))


_SEGMENT = re.compile(r"\$\$?([^$]{1,300})\$\$?|\\\((.{1,300}?)\\\)|\\\[(.{1,300}?)\\\]", re.DOTALL)
_PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}|[.,;:?\n]")
MAX_SEGMENTS = 100


def _stated(prompt: str, gates: bool) -> set[Formula]:
    """The formulas that the end of a prompt states, in mathematics or between words."""
    prompt = prompt[-MAX_PROMPT:]
    pieces = ["".join(one) for one in _SEGMENT.findall(prompt)] + _PROSE.split(_SEGMENT.sub(" . ", prompt))
    found = (_read(one, gates) for one in pieces[:MAX_SEGMENTS] if one.strip())
    return {_sorted(one) for one in found if one is not None and len(one) > 1}
