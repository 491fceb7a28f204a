"""Conditional statements in words: if P then Q is Q if P, P only if Q and P implies Q; not even is odd."""

from __future__ import annotations

import re

from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 300
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*\{([^{}]*)\}|\\(?:q?quad(?![a-z])|[,;: ])")
_SIGNS = (
    (re.compile(r"\\(?:Rightarrow|implies|Longrightarrow|rightarrow|to)(?![a-z])|[⇒⟹→]"), " implies "),
    (re.compile(r"\\(?:leq?|leqslant)(?![a-z])"), "≤"),
    (re.compile(r"\\(?:geq?|geqslant)(?![a-z])"), "≥"),
    (re.compile(r"\\neq?(?![a-z])"), "≠"),
    (re.compile(r"\\nmid(?![a-z])"), " does not divide "),
    (re.compile(r"\\mid(?![a-z])"), " divides "),
    (re.compile(r"\\not\s*="), "≠"),
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?:if|whenever|when|given that|suppose) (?P<premise>.+?),? then (?P<conclusion>.+)",
        r"(?:if|whenever|when) (?P<premise>[^,]+), (?P<conclusion>.+)",
        r"(?P<premise>.+) only if (?P<conclusion>.+)",
        r"(?P<conclusion>.+?),? (?:if|whenever|provided that) (?P<premise>.+)",
        r"(?P<premise>.+?) implies (?:that )?(?P<conclusion>.+)",
    )
)
_CONTRARIES = (
    ("even", "odd"), ("rational", "irrational"), ("equal", "unequal"), ("finite", "infinite"),
    ("countable", "uncountable"), ("injective", "non-injective"), ("invertible", "singular"),
)  # fmt: skip
_NOT = re.compile(
    r"\b(?P<is>is|are) not (?:an? )?(?P<what>" + "|".join(word for pair in _CONTRARIES for word in pair) + r")\b"
)
_OTHER = {word: other for pair in _CONTRARIES for word, other in (pair, pair[::-1])}
_RELATIONS = (
    (re.compile(r"\b(?:is )?(?:not (?:less|smaller) than|at least|greater than or equal to)\b"), "≥"),
    (re.compile(r"\b(?:is )?(?:not (?:greater|larger|more) than|at most|less than or equal to)\b"), "≤"),
    (re.compile(r"\b(?:is )?(?:greater|larger|more) than\b"), ">"),
    (re.compile(r"\b(?:is )?(?:less|smaller) than\b"), "<"),
    (re.compile(r"\b(?:does not equal|is not equal to|is unequal to|is different from)\b"), "≠"),
    (re.compile(r"\b(?:equals|is equal to)\b"), "="),
    (re.compile(r"\bis not divisible by\b"), "≢0 modulo"),
    (re.compile(r"\bis (?:divisible by|a multiple of)\b"), "≡0 modulo"),
)
_AN = re.compile(
    r"\b(?:an?|the) (?=even|odd|rational|irrational|prime)|(?<=\beven) (?:integer|number)\b"
    r"|(?<=\bodd) (?:integer|number)\b"
)
_CUE = re.compile(r"\bif\b|\bimplies\b|[Ww]hen|Rightarrow|\\implies|[⇒⟹]", re.IGNORECASE)


def same_conditionals(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CUE.search(truth) and _CUE.search(answer)):
        return None
    left, right = _statement(truth), _statement(answer)
    if left is None or left != right:
        return None
    return Verdict(True, f"the same condition, and the same consequence: {answer[:60]}", "conditionals")


def _statement(text: str) -> tuple[str, str] | None:
    """What is supposed, and what follows from it."""
    plain = _STYLE.sub(lambda style: f" {style[1] or ''} ", text.replace("$", " "))
    for pattern, sign in _SIGNS:
        plain = pattern.sub(sign, plain)
    plain = " ".join(plain.split()).strip(" .")
    plain = plain[:1].lower() + plain[1:]
    for form in _FORMS:
        if (found := form.fullmatch(plain)) is not None:
            premise, conclusion = _claim(found["premise"]), _claim(found["conclusion"])
            nested = any(re.search(r"\b(?:if|implies|then)\b", one) for one in (premise, conclusion))
            return None if nested else (premise, conclusion)
    return None


_DIVIDES = re.compile(r"\b(?P<by>\d{1,3}) (?:(?P<not>does not divide)|divides) (?P<what>\S+)")


def _divided(found: re.Match[str]) -> str:
    """n is odd, for 2 does not divide n."""
    if found["by"] == "2":
        return f"{found['what']} is {'odd' if found['not'] else 'even'}"
    return f"{found['what']} is {'not ' if found['not'] else ''}divisible by {found['by']}"


def _claim(said: str) -> str:
    said = _DIVIDES.sub(_divided, said)
    said = _NOT.sub(lambda found: f"{found['is']} {_OTHER[found['what']]}", _AN.sub("", said))
    for pattern, sign in _RELATIONS:
        said = pattern.sub(sign, said)
    said = re.sub(r"\b(?:is|are)\b", "", said)
    return re.sub(r"\s*([<>=≠≤≥≡≢^+*/(){}-])\s*", r"\1", " ".join(said.split())).strip(" ,.")
