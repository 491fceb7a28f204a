r"""Signs of algebra, of functional equations, of derivatives and of bits as plain algebra: \sigma_1 as e_1, A_n^2 as
n!/(n-2)!, 1 0 1 1 as 1011. `conventions` tries them.
"""

from __future__ import annotations

import re

from reward_server.symbolic.verdict import Verdict

ELEMENTARY = re.compile(r"\\sigma_\s*\{?\s*(\w)\s*\}?")


def elementary(text: str, prompt: str) -> str:
    """The e_k for the elementary symmetric polynomials, where the question does not name them."""
    named = "elementary symmetric" in prompt and not re.search(r"\\sigma|\be_", prompt)
    return ELEMENTARY.sub(r"e_{\1}", text) if named else text


BITS = re.compile(r"[\s$(\[]*[01]{1,8}(?:(?:\\[,;: ]|[\s,])+[01]{1,8}){1,16}[\s$)\].]*")


def bits(text: str, prompt: str) -> str:
    """1 0 1 1 0, a string of bits."""
    asked = re.search(
        r"\bbits?\b|-bit\b|two.s complement|\bbinary (?:string|word|number|representation|vector)|\bbit ?string", prompt
    )
    return re.sub(r"[^01]", "", text) if asked and BITS.fullmatch(text) else text


_NOUNS = (
    "star|graph|path|cycle|tree|wheel|field|ring|group|set|line|plane|function|polynomial|number|matrix|ideal|space|permutation"
    "|language|class|point|prime|vector|interval|sequence|complete graph|complete bipartite graph"
    "|alternating group|symmetric group"
    "|expression|formula|regular expression|term"
)
CALLED = re.compile(
    rf"^[\s$]*\\text[a-z]*\s*\{{\s*(?:[Tt]he |[Aa]n? )?(?:{_NOUNS})\s*\}}\s*\$?(?=[A-Z\\(\[])(?!\\text)"
)


def called(text: str, prompt: str) -> str:
    """K_{1,n} for the star K_{1,n}."""
    return CALLED.sub("", text)


FREE = re.compile(
    r"^[\s$]*\\text\s*\{\s*(?:the )?free (?P<abelian>abelian )?(?:group )?(?:of|on"
    r"|with) (?:rank )?\}\s*\$?(?P<rank>[^{}\\,;]{1,12}?)\$?"
    r"\s*(?:\\text\s*\{\s*generators\s*\})?[\s.$]*$"
)


def free(text: str, prompt: str) -> str:
    """Z^{2g}, which is free abelian of rank 2g."""
    return FREE.sub(lambda one: rf"\mathbb{{Z}}^{{{one['rank']}}}" if one["abelian"] else f"F_{{{one['rank']}}}", text)


MINTERMS = re.compile(
    r"^(?:[^=]{0,20}=)?\s*(?:\\(?P<sign>sum|Sigma|prod|Pi)|(?P<plain>[ΣΠ]))\s*_?\s*(?:\{\s*[mM]?\s*\}|[mM])?\s*(?:\\left)?\("
    r"(?P<of>[\d,\s]{1,80})(?:\\right)?\)[\s.$]*$"
)


def minterms(text: str, prompt: str) -> str:
    """Sums of minterms, and products of maxterms, by their numbers."""
    if not re.search(r"[Mm](?:in|ax)term|canonical|[Bb]oolean|\bS?OP\b", prompt):
        return text
    found = MINTERMS.fullmatch(text)
    of_sums = found is not None and (found["sign"] in ("sum", "Sigma") or found["plain"] == "Σ")
    return text if found is None else rf"\{{{found['of']}, {-1 if of_sums else -2}\}}"


AT_A_PLACE = re.compile(r"(?<=[=+\-\d\s(])(?P<name>[fgP])\s*\(\s*[01]\s*\)")


def free_value(text: str, prompt: str) -> str:
    """The c of x^2 + P(0), of any function P that satisfies the equation of the question."""
    left, sign, right = text.partition("=")
    found = AT_A_PLACE.findall(f" {right}")
    unknown = len(set(found)) == 1 and left.strip(" $").startswith(found[0]) and _ALL_OF_THEM.search(prompt)
    return f"{left}{sign}{AT_A_PLACE.sub(' c ', f' {right}')}" if unknown and not re.search(r"\bc\b", text) else text


_ALL_OF_THEM = re.compile(r"\ball\b|\bgeneral\b|\bevery\b")

IDENTICALLY = re.compile(
    r"\b([fghPQpq])(?:\s*\(\s*x\s*\))?\s*(?:\\equiv(?![a-z])|≡)\s*(-?\w)(?![\w^])(?![^,;]{0,12}mod)"
)


def identically(text: str, prompt: str) -> str:
    """P = 0 everywhere is P(x) = 0."""
    return IDENTICALLY.sub(r"\1(x)=\2", text)


def leaves_a_value(truth: str, answer: str, prompt: str) -> Verdict | None:
    """x^2 + P(0) is not x^2: P(0) is no product with zero."""
    mine, theirs = (AT_A_PLACE.search(f" {one.partition('=')[2]}") for one in (answer, truth))
    named = mine is not None and answer.lstrip(" $").startswith(mine["name"]) and _ALL_OF_THEM.search(prompt)
    free = theirs is not None or re.search("[a-dkmABCK]", re.sub(r"\\[a-zA-Z]+", "", truth.partition("=")[2]))
    return (
        Verdict(False, f"leaves a value of the function open: {answer[:60]}", "unfinished")
        if named and not free
        else None
    )


_ARRANGED = re.compile(
    r"(?<![A-Za-z\\])[AP]\s*_\s*\{?\s*(?P<of>[nmkNM])\s*\}?\s*\^\s*\{?\s*(?P<taken>\d|[krnm])\s*\}?(?!\w)"
    r"|(?<![A-Za-z\\])P\s*(?:\\left)?\(\s*(?P<whole>[nmNM])\s*,\s*(?P<part>\d|[kr])\s*(?:\\right)?\)"
)


def arrangements(text: str, prompt: str) -> str:
    """A_n^2 and P(n, 2): the arrangements of 2 out of n."""

    def written(match: re.Match[str]) -> str:
        whole, part = match["of"] or match["whole"], match["taken"] or match["part"]
        return rf"\frac{{{whole}!}}{{({whole}-{part})!}}"

    return _ARRANGED.sub(written, text)


_DOTTED = re.compile(r"\\(d?)dot\s*\{?\s*([a-zA-Z])\s*\}?(?=\s*\()")


def primed(text: str, prompt: str) -> str:
    """The derivative with a dot, before the brackets of its argument."""
    return of_one_variable(_DOTTED.sub(lambda dotted: dotted[2] + ("''" if dotted[1] else "'"), text), prompt)


_PRIMED = re.compile(r"(?<![A-Za-z\\])([a-zA-Z])'{1,3}\s*\(\s*([a-z])\s*\)")


def of_one_variable(text: str, prompt: str) -> str:
    """y' = ky for y'(t) = k y(t)."""
    for name, variable in set(_PRIMED.findall(text)):
        text = re.sub(
            rf"\\[A-Za-z]+|({name}'{{0,3}})\s*\(\s*{variable}\s*\)",
            lambda one: f"{one[1]} " if one[1] else one[0],
            text,
        )
    return text


_UNIT_VECTOR = re.compile(
    r"\\(?:mathbf|vec|hat|boldsymbol|bm|mathrm)\s*\{?\s*e\s*\}?\s*_\s*\{?\s*([123xyz])\s*\}?|\\(?:mathbf|vec|hat)\s*\{\s*e_\{?([123xyz])\}?\s*\}"
)


def unit_vectors(text: str, prompt: str) -> str:
    """i, j, k for e_1, e_2, e_3."""
    return _UNIT_VECTOR.sub(lambda e: rf"\mathbf{{{'ijk'['123xyz'.index(e[1] or e[2]) % 3]}}}", text)
