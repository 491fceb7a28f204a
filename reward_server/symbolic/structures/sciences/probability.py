r"""Signs of probability and statistics as plain algebra: S_{xy} as a sum of deviations, \mathbb{E}[X^2] as a letter.
`conventions` tries them.
"""

from __future__ import annotations

import re

_PRODUCT = re.compile(
    r"([A-Za-z])_\{?1\}?\s*(?:\\cdot\s*)?(?:\1_\{?2\}?\s*(?:\\cdot\s*)?)?(?:\1_\{?3\}?\s*(?:\\cdot\s*)?)?"
    r"\\(?:cdots|[lc]?dots)\s*(?:\\cdot\s*)?\1_\{?([a-z])\}?"
)
_ALL = re.compile(r"\\(sum|prod)(?:_\s*\{?\s*([ijk])\s*\}?)?(?=\s*(?:\(|[A-Za-z]_|\\(?:ln|log|left)))")


def of_data(text: str, prompt: str) -> str:
    r"""\prod_{i=1}^n X_i for X_1 X_2 \cdots X_n, and the bounds of sums over a sample."""
    text = _PRODUCT.sub(r"\\prod_{i=1}^{\2} \1_i", text)
    return _ALL.sub(lambda one: rf"\{one[1]}_{{{one[2] or 'i'}=1}}^{{n}}", text)


_SCATTER = re.compile(r"(?:S|SS)_\s*\{?\s*([xy])\s*([xy])\s*\}?")
_MEAN_OF = re.compile(r"\\(?:overline|bar)\s*\{\s*([A-Za-z])\s*(?:\^\s*\{?\s*(\d)\s*\}?|([a-z]))\s*\}")
_MEANS_SO = re.compile(
    r"[\s,;]*+\\text[a-z]*\s*\{[\s,;]*(?:where|with)\s*\}\s*+\\(?:overline|bar)\s*\{\s*([A-Za-z])\s*\^\s*\{?\s*(\d)\s*\}?\s*\}"
    r"\s*=\s*\\[dt]?frac\s*\{?\s*1\s*\}?\s*\{?\s*n\s*\}?\s*\\sum(?:_\s*\{?\s*[ijk](?:\s*=\s*1)?\s*\}?)?"
    r"(?:\s*\^\s*\{?\s*n\s*\}?)?\s*\1_\s*\{?\s*[ijk]\s*\}?\s*\^\s*\{?\s*\2\s*\}?[\s.$]*$"
)
"""Says of the mean of squares what it is."""
_SCATTER_GIVEN = re.compile(r"S_\s*\{?\s*[xy][xy]\s*\}?\s*(?:=|:)|\\(?:overline|bar)\s*\{[A-Za-z]\^2\}\s*=")


def of_deviations(text: str, prompt: str) -> str:
    r"""\sum (x_i - \bar x)(y_i - \bar y) for S_xy, and \frac1n \sum x_i^2 for \overline{x^2}, where the question
    does not say what they are."""
    if _SCATTER_GIVEN.search(prompt):
        return text
    text = _SCATTER.sub(r"\\left(\\sum_{i=1}^{n}(\1_i-\\bar \1)(\2_i-\\bar \2)\\right)", _MEANS_SO.sub("", text))
    return _MEAN_OF.sub(_mean, text)


def _mean(found: re.Match[str]) -> str:
    name, power, other = found.groups()
    return rf"\left(\frac{{1}}{{n}}\sum_{{i=1}}^{{n}}{name}_i{f'^{{{power}}}' if power else f' {other}_i'}\right)"


_TRANSFORM_OF = re.compile(
    r"^[\s$]*(?:\\mathbb\s?\{?\s?E\s?\}?|E|\\operatorname\s?\{E\})\s*(?:\\left)?[\[({]?\s*e\s*\^\s*\{?\s*(?P<i>i)?\s*(?P<t>[a-z])\s*X\s*\}?\s*(?:\\right)?[\])}]?\s*="
)


def of_transforms(text: str, prompt: str) -> str:
    """phi(t) = ... for E e^{itX} = ..., which is its definition."""
    return _TRANSFORM_OF.sub(lambda one: (r"\varphi" if one["i"] else "M") + f"({one['t']})=", text, count=1)


_OPERATOR = re.compile(
    r"(?:\\(?:mathbb|mathrm|operatorname|text|mathbf)\s*\{?\s*|(?<![A-Za-z\\])|(?=\\Pr))"
    r"(?P<name>\\Pr|Pr|P|E|Var|V|Cov)\s*\}?\s*(?:\\left)?\s*"
    r"(?:\[(?P<square>[^\[\]]{1,40})\]|\((?P<round>(?:[^()]|\([^()]*\)){1,40})\))"
)
_SIGMA = re.compile(r"\\sigma(?:_\s*\{?([A-Z])\}?\s*\^\s*\{?2\}?|\^\s*\{?2\}?\s*_\s*\{?([A-Z])\}?)")
RANDOM = re.compile(
    r"probab|random|expect|varianc|covarianc|moment|Bayes|independen|event|Wahrsch|Zufall|вероятн|概率|期望|方差|\bX\b",
    re.IGNORECASE,
)
_SPELLED = {
    "|": "given",
    "+": "plus",
    "-": "minus",
    "*": "times",
    "^": "pow",
    "=": "is",
    "<": "less",
    ">": "more",
    ",": "and",
    "'": "not",
}


def of_moments(text: str, prompt: str) -> str:
    """E[X^2], Var(X) and P(A | B) as letters."""
    if not RANDOM.search(prompt) or ("=" in text and not _OPERATOR.search(text.rpartition("=")[2])):
        return text  # P(A) = 0.4 names a value
    return _SIGMA.sub(lambda one: _moment("Var", one[1] or one[2]), _OPERATOR.sub(_operator, text))


_SQUARE = re.compile(r"(?<=\b)((?:operatorname|mathrm|mathbb)?(?:E|P|Var|V|Cov))\[([^\[\]]*)\]")


def _operator(match: re.Match[str]) -> str:
    name = {"V": "Var", "\\Pr": "P", "Pr": "P"}.get(match["name"], match["name"])
    inner = (match["square"] or match["round"]).replace("\\right", "")
    inner = re.sub(r"\\mid(?![a-z])|\\vert(?![a-z])", "|", re.sub(r"\\[,;: ]|\s|[{}$]", "", inner))
    sums = [sorted(one.split("+")) for one in re.split(r"(?<=[|<>=])|(?=[|<>=])", inner)] if name == "P" else []
    inner = "".join("+".join(one) for one in sums) or inner
    inner = _SQUARE.sub(r"\1(\2)", inner)
    parts = sorted(inner.split(",")) if name == "Cov" else [inner]
    return _moment(name, ",".join(parts))


def _moment(name: str, of: str) -> str:
    spelled = "".join(_SPELLED.get(char, char if char.isalpha() else f"c{ord(char)}c") for char in of)
    return f"(M_{{{name}of{spelled}}})"


_STYLED_OPERATOR = re.compile(r"\\mathbb\s*(?:\{\s*([EPV])\s*\}|([EPV])(?![A-Za-z]))(?=\s*(?:\\left)?\s*[\[({])")


def plain_operators(text: str, prompt: str) -> str:
    """Expectations and probabilities in any style."""
    return _STYLED_OPERATOR.sub(r"\1\2", text)
