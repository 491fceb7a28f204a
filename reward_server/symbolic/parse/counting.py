"""Functions of whole numbers that share their letters with others: φ(n), S(n, k), a sum over the divisors of n.

Only the question, or the notation around, says that φ is Euler's and F_n a Fibonacci number. Where one does, the text
is spelled with names that no text has, which the grammar reads as functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.factorial_powers import with_factorial_powers
from reward_server.symbolic.parse.normalize import plain_unicode

PRODUCT_DOTS = "ƿ"
"""The letter that stands for the dots between factors."""
_INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,40}\}){0,80}\}){1,80}?"
_ENTRY = r"(?:[^(){},]|\([^(){},]{1,20}\)){1,30}"
_PLAIN = (
    (
        re.compile(r"\\(?:left|right|middle|displaystyle|limits|[bB]igg?[lrm]?)(?![A-Za-z])\s*\.?|(?<!\\)\\[,;:! ]|~"),
        " ",
    ),
    (re.compile(r"\\(?:dots[cb]?|cdots|ldots|hdots)(?![A-Za-z])|\.{3,}"), r"\\ldots "),
    (re.compile(r"\\(?:d|t)(frac|binom)(?![A-Za-z])"), r"\\\1"),
    (re.compile(r"\\(?:leqslant|leq)(?![A-Za-z])"), r"\\le "),
    (re.compile(r"\\(?:geqslant|geq)(?![A-Za-z])"), r"\\ge "),
    (re.compile(r"\\(?:varphi|phi)(?![A-Za-z])"), r"\\phi "),
    (re.compile(r"\\(?:text|mathrm|operatorname)\s*\{\s*(?:gcd)\s*\}"), r"\\gcd "),
    (re.compile(r"\\substack\s*\{"), "{"),
)
_SECOND = r"\\operatorname{stirlingsecond}(\1,\2)"
_FIRST = r"\\operatorname{stirlingfirst}(\1,\2)"
_BASE = r"([A-Za-z0-9]|\([^()]{1,30}\))\s*\^\s*"
_SUBJECT = r"[a-z](?![A-Za-z])|\([a-z]\s*[+-]\s*\d\)"
_PAIRS = (
    (re.compile(rf"\\?\{{?\s*\{{\s*({_ENTRY})\s*\\brace(?![a-z])\s*({_ENTRY})\s*\}}\s*\}}?"), _SECOND),
    (re.compile(rf"\\\{{\s*\{{\s*({_ENTRY})\s*\\atop(?![a-z])\s*({_ENTRY})\s*\}}\s*\\\}}"), _SECOND),
    (re.compile(rf"\\begin\s*\{{Bmatrix\}}\s*({_ENTRY})\s*\\\\\s*({_ENTRY})\s*\\end\s*\{{Bmatrix\}}"), _SECOND),
    (re.compile(rf"\{{\s*({_ENTRY})\s*\\brack(?![a-z])\s*({_ENTRY})\s*\}}"), _FIRST),
    (re.compile(rf"\[\s*\{{\s*({_ENTRY})\s*\\atop(?![a-z])\s*({_ENTRY})\s*\}}\s*\]"), _FIRST),
    (re.compile(rf"{_BASE}\{{\s*\\overline\s*\{{({_ENTRY})\}}\s*\}}"), r"\\operatorname{risingfactorial}(\1,\2)"),
    (re.compile(rf"(?<![\w)}}!])!\s*({_SUBJECT})"), r"\\operatorname{derangementnumber}(\1)"),
)  # fmt: skip
"""Notations that have one meaning."""
_MORE = r"\s*(?P<more>(?:,|:|\\\\|\\text).*?)?\}(?!\s*\^)"
_OVER_DIVISORS = re.compile(rf"\\(sum|prod)\s*_\s*\{{\s*([a-z])\s*(?:\\mid(?![a-z])|\||∣)\s*({_INSIDE}){_MORE}")
_BETWEEN = re.compile(
    rf"\\(sum|prod)\s*_\s*\{{\s*({_INSIDE})\s*(\\le(?![a-z])|<)\s*([a-z])\s*(\\le(?![a-z])|<)\s*({_INSIDE}){_MORE}"
)
_COPRIME = re.compile(r"[\s,:\\{}]*(?:\\gcd\s*)?\(\s*(?P<first>[a-z])\s*,\s*(?P<second>[a-z])\s*\)\s*=\s*1[\s{}]*")
_SUM_DOTS = re.compile(
    r"(?<=[\w)}!])\s*(?:(?:\\cdot|\\times|·|\*)\s*)?\\ldots\s*(?:(?:\\cdot|\\times|·|\*)\s*)?(?=[\w(\\{])"
)
_CALLS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (letter, name, re.compile(told))
    for letter, name, told in (
        (
            r"\\phi\s*", "eulerphi",
            r"coprime|relatively\s+prime|totient|[Ee]uler|\\gcd|primitive|cyclotomic|generators?\b|\\mid|neckla|divisor"
            r"|\brotation|cyclic",
        ),
        (
            r"\\mu\s*", "moebius",
            r"M(?:ö|oe|o)bius|\\mid|divisor|irreducible|square-?free|primitive|cyclotomic|aperiodic|neckla",
        ),
        (r"\\sigma\s*(?:_\s*\{?1\}?)?\s*", "divisorsum", r"divisor|\\mid|perfect"),
        (r"(?:\\tau|(?<![A-Za-z\\])d|\\sigma\s*_\s*\{?0\}?)\s*", "divisorcount", r"divisor|\\mid"),
        (
            r"(?<![A-Za-z\\])S(?:_\s*\{?2\}?)?\s*(?=\([^()]{1,30},)", "stirlingsecond",
            r"Stirling|partition|surjecti|onto|blocks?\b|indistinguishable|identical|non-?empty|subsets",
        ),
        (r"(?<![A-Za-z\\])p\s*", "partitioncount", r"partition"),
        (r"(?<![A-Za-z\\])D\s*", "derangementnumber", r"derange"),
    )
)  # fmt: skip
"""The letter before a bracket, its function, and of what the question or the answer speaks."""
_MEMBERS: dict[str, tuple[str, re.Pattern[str]]] = {
    "F": ("fibonaccinumber", re.compile(r"[Ff]ibonacci")),
    "L": ("lucasnumber", re.compile(r"[Ll]ucas")),
    "B": ("bellnumber", re.compile(r"\b[Bb]ell\b|partition|equivalence relation")),
    "C": ("catalannumber", re.compile(r"[Cc]atalan")),
    "D": ("derangementnumber", re.compile(r"[Dd]erange|fixed point")),
    "d": ("derangementnumber", re.compile(r"[Dd]erange|fixed point")),
    "H": ("harmonicnumber", re.compile(r"[Hh]armonic")),
}
_MEMBER = re.compile(
    r"(?:(?<![A-Za-z\\])|(?<=_[a-z0-9])|(?<=^[a-z])|(?<=[^A-Za-z\\][a-z]))([FLBCDdH])\s*_\s*(?:\{([^{}=]{1,20})\}|([a-z0-9]))(?!\s*[\^]\s*\{?\s*\()"
)
_OTHER_START = re.compile(r"F_\{?0\}?\s*=\s*(?:F_\{?1\}?\s*=\s*)?1|F_\{?1\}?\s*=\s*1\s*,\s*F_\{?2\}?\s*=\s*2")
"""Of Fibonacci numbers that are not the usual ones."""
_USUAL_START = re.compile(
    r"[\s,;(]{0,6}(?:\\text\s*\{[\s,;]*(?:with|where)\s*\})?[\s,;]{0,6}"
    r"(?:F_\{?1\}?\s*=\s*F_\{?2\}?\s*=\s*1|F_\{?0\}?\s*=\s*0\s*,\s*F_\{?1\}?\s*=\s*1)(?!\d)\)?"
)
_OF_ITS_OWN = re.compile(r"F\s*(?:_|\(|\$)|\b(?:[Ff]orces?|[Ff]ields?|[Ff]orests?)\b")
"""Where the question has an F, or may have one, it need be no Fibonacci number."""
_DEFINED = re.compile(r"\\phi\s*(?:,\s*\\psi\s*)?=|=\s*\\phi")


def with_counting_names(text: str, prompt: str, other: str = "") -> str:
    """The text with the names of functions that the prompt, or one of the two texts, tells."""
    text = with_factorial_powers(plain_unicode(_in_words(text)))
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    for pattern, plain in _PAIRS:
        text = pattern.sub(plain, text)
    context = f"{prompt[-MAX_PROMPT:]} {text} {other}"
    text = _BETWEEN.sub(_between, _OVER_DIVISORS.sub(_over_divisors, text))
    if not _DEFINED.search(text):
        text = _called(text, context)
    if "_" in text:
        if _USUAL_START.search(context):
            text, context = _USUAL_START.sub(" ", text), f"{context} Fibonacci"
        elif "F_" in text and "F_" not in other and not _OF_ITS_OWN.search(prompt):
            context = f"{context} Fibonacci"
        text = _MEMBER.sub(_of_context(context), text)
    return _SUM_DOTS.sub(f" * {PRODUCT_DOTS} * ", text) if "\\ldots" in text else text


_STYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*\{([^{}]*)\}|\\(?:[,;: ]|q?quad(?![a-z]))|[$]")
_INDEX = r"(?P<{}>[a-z]|\(?[a-z] ?[+-] ?\d\)?)"
_IN_WORDS = re.compile(
    rf"(?:[Tt]he )?(?:{_INDEX.format('index')} ?\^?\{{? ?-? ?(?:th|st|nd|rd) ?\}}? )?"
    r"(?P<name>Catalan|Bell"
    rf"|Fibonacci|Lucas|harmonic) number"
    rf"(?: (?P<letter>[A-Z])_(?:\{{(?P<braced>[^{{}}]{{1,8}})\}}|(?P<digit>\w)))?\.?"
)
_LETTERS = {"Catalan": "C", "Bell": "B", "Fibonacci": "F", "Lucas": "L", "harmonic": "H"}


def _in_words(text: str) -> str:
    """C_n of Catalan's numbers, for the n-th Catalan number."""
    if " number" not in text:
        return text
    said = _IN_WORDS.fullmatch(" ".join(_STYLED.sub(lambda one: one[1] or " ", text).split()))
    letter = _LETTERS[said["name"]] if said is not None else ""
    if said is None or said["letter"] not in (None, letter) or not (said["index"] or said["letter"]):
        return text
    index = (said["index"] or said["braced"] or said["digit"]).strip("()")
    told = said["braced"] or said["digit"] or index
    return (
        rf"\operatorname{{{_MEMBERS[letter][0]}}}({index})" if told.replace(" ", "") == index.replace(" ", "") else text
    )


def _called(text: str, context: str) -> str:
    for letter, name, told in _CALLS:
        if "(" in text and told.search(context):
            text = re.sub(rf"{letter}(?=\()", rf"\\operatorname{{{name}}}", text)
    return text


def _of_context(context: str) -> Callable[[re.Match[str]], str]:
    def spelled(match: re.Match[str]) -> str:
        name, told = _MEMBERS[match[1]]
        if not told.search(context) or (match[1] == "F" and _OTHER_START.search(context)):
            return match[0]
        return rf"\operatorname{{{name}}}({match[2] or match[3]})"

    return spelled


def _over_divisors(match: re.Match[str]) -> str:
    """A product over p | n is one over the primes among the divisors."""
    more = match["more"] or ""
    primes = match[2] in "pq" or "prime" in more
    if more and not primes:
        return match[0]
    return rf"\{match[1]}_{{{match[2]}=\operatorname{{{'primesof' if primes else 'divisorsof'}}}({match[3]})}} "


def _between(match: re.Match[str]) -> str:
    low, high = match[2] + "+1" * (match[3] == "<"), match[6] + "-1" * (match[5] == "<")
    head, index, more = match[1], match[4], (match["more"] or "").strip(" {}")
    if not more:
        return rf"\{head}_{{{index}={low}}}^{{{high}}} "
    coprime = _COPRIME.fullmatch(more)
    if coprime is None or low.strip() != "1" or {coprime["first"], coprime["second"]} != {index, match[6].strip()}:
        return match[0]
    return rf"\{head}_{{{index}=\operatorname{{coprimesto}}({match[6]})}} "
