"""Signs of physics, engineering, analysis and games as plain algebra: j as i, \\nabla \\times E as a letter, 9.81(3) as
9.81 ± 0.03. `conventions` tries them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_server.symbolic.extract.text_answers import OXIDATION_STATES

Rewrite = Callable[[str, str], str]
"""Of a text, with its prompt."""

# -- vectors, complex numbers and functions of a field -----------------------------------------------------------------

_HATTED = re.compile(
    r"\\(?:hat|widehat)\s*\{?\s*(?:\\(?:mathbf|boldsymbol|bm|vec|mathrm)\s*\{?\s*)?(?:(?P<axis>[xyz])|[e]\s*\}?\s*_\s*\{?\s*(?P<below>[xyz])|\\?(?P<unit>[ijk])(?:math)?)\s*\}{0,3}"
    r"|\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*\\hat\s*\{?\s*(?P<bold>[xyzijk])\s*\}{1,2}"
    r"|\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*e\s*\}\s*_\s*\{?\s*(?P<basis>[xyz])\s*\}?"
)
_AXES = str.maketrans("xyz", "ijk")
_BARE_UNIT = re.compile(
    r"(?<=\\mathbf\{[ijk]\})(?:\s|\\[,;: ]|~|\$)*([A-Za-z]{1,3}(?:/[A-Za-z]{1,3}(?:\^\{?\d\}?)?)?)(?=[\s$.]*$)"
)


def _along_axes(text: str, prompt: str) -> str:
    r"""The \mathbf{j} V/m of \hat{y} V/m and \mathbf{e}_y V/m."""
    named = _HATTED.sub(lambda one: rf"\mathbf{{{next(filter(None, one.groups())).translate(_AXES)}}}", text)
    return _BARE_UNIT.sub(r"\\text{ \1}", named if "\\$" in named else named.replace("$", " "))


_OF_ENGINEERS = re.compile(
    r"\bpoles?\b|\bzeros\b|phasor|impedance|admittance|transfer function|frequency|circuit|filter"
    r"|z-transform|root locus"
    r"|Nyquist|DFT|\bDTFT|closed[- ]loop|eigenvalue|reactance|complex power|\bj\s*\^?\s*2?\s*=\s*(?:-1|\\sqrt)",
    re.IGNORECASE,
)
_J = re.compile(
    r"(?<![A-Za-z\\_])(?<!mathbf\{)(?<!vec\{)(?<!hat\{)(?<!_\{)j(?![A-Za-z_])|(?<=\{)j(?=[\\\d\s*])|(?<![A-Za-z\\_])j(?=\\?(?:omega|pi|theta|phi|\d))"
)
_HAS_I = re.compile(r"(?<![A-Za-z\\])i(?![A-Za-z])")


def _imaginary(text: str, prompt: str) -> str:
    """The i of j, where engineers speak."""
    return text if _HAS_I.search(text) or not _OF_ENGINEERS.search(prompt) else _J.sub("i", text)


_DELS = {"div": "div", "curl": "curl", "rot": "curl", "grad": "grad"}
_OF_A_FIELD = (
    r"\s*(?:(?:\\(?:vec|mathbf|boldsymbol|bm|hat|overrightarrow|mathrm)\s*(?:\{\s*(?P<styled>\\?[A-Za-z]+)\s*\}|(?P<bare>\\?[A-Za-z]))"
    r"|(?P<plain>\\(?:phi|varphi|Phi|psi|Psi|rho|theta|omega|sigma|mu|chi|eta|xi)(?![a-z])|[A-Za-z](?![A-Za-z])))(?P<below>_\s*(?:\{[^{}]{1,8}\}|\w))?)"
)
_NABLA = r"(?:\\(?:vec|mathbf|boldsymbol|bm)\s*\{?\s*)?\\nabla(?![a-z])\s*\}?\s*"
_FIELD = re.compile(
    rf"(?:(?P<del>{_NABLA})(?P<sign>\\cdot(?![a-z])|\\times(?![a-z])|\^\s*\{{?\s*2\s*\}}?)?|(?P<laplace>\\Delta(?![a-z]))"
    rf"|\\(?:operatorname|mathrm|text)\s*\{{\s*(?P<name>div|curl|rot|grad)\s*\}}|\\partial_\s*\{{?\s*(?P<by>[txyz])\s*\}}?){_OF_A_FIELD}"
)
_FRACTION_BY = re.compile(rf"\\[dt]?frac\s*\{{\s*\\partial{_OF_A_FIELD}\s*\}}\s*\{{\s*\\partial\s*(?P<by>[txyz])\s*\}}")
_SPEAKS_OF_FIELDS = re.compile(
    r"\\nabla|\\operatorname\s*\{\s*(?:div|curl|rot|grad)|\\mathrm\s*\{\s*(?:div|curl|rot|grad)|\\partial_|\\Delta"
)


def _fields(text: str, prompt: str) -> str:
    r"""\nabla \cdot B, div B and \nabla \times B as letters of their own, and \partial_t B with them."""
    laplacian = (
        "nabla" in text or re.search(r"Laplac|Poisson|harmonic|wave|heat|diffusion|potential", prompt) is not None
    )

    def letter(found: re.Match[str]) -> str:
        groups = found.groupdict()
        if groups.get("laplace") and not laplacian:
            return found.group()
        sign = groups.get("sign") or ""
        kind = (
            f"by{groups['by']}"
            if groups.get("by")
            else "lap"
            if groups.get("laplace") or sign.startswith("^")
            else _DELS[groups["name"]]
            if groups.get("name")
            else "div"
            if "cdot" in sign
            else "curl"
            if "times" in sign
            else "grad"
        )
        name = next(filter(None, (found["styled"], found["bare"], found["plain"]))).lstrip("\\")
        name = "".join(char.upper() if char.isupper() else char for char in name.removeprefix("var"))
        below = re.sub(r"[_{}\s\\]", "", found["below"] or "")
        return f" Y_{{{kind}{name}{below}}}' "

    return _FIELD.sub(letter, _FRACTION_BY.sub(letter, text))


_OF_ORDER = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?(?:it is )?(?:an? )?(?:(?P<before>simple|double|triple) (?:zero|pole|root)"
    r"|(?:zero|pole|root) of (?:order|multiplicity) (?:\}|\$|\s)*(?P<order>\d|one|two|three|four|five))[\s}$.]*"
)
_COUNTED = {"simple": "1", "double": "2", "triple": "3", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}


def _order_of_a_zero(text: str, prompt: str) -> str:
    """The 2 of a zero of order two, where its order is asked for."""
    found = _OF_ORDER.fullmatch(text) if re.search(r"order|multiplicity", prompt) else None
    said = (found["before"] or found["order"]) if found is not None else ""
    return _COUNTED.get(said, said) or text


_ABOUT = re.compile(r"^[\s$]*(?:\\sim(?![a-z])|∼|~)\s*(?=[\d\\])")


def _about(text: str, prompt: str) -> str:
    """The 10^26 of ~ 10^26, where no more is asked for."""
    return _ABOUT.sub("", text) if re.search(r"order of magnitude|[Ee]stimate|pproximat|rough", prompt) else text


_STAR = r"\s*\^\s*\{?\s*(?:\*|\\ast(?![a-z]))\s*\}?"
_LETTER = r"(\\?[A-Za-z]+(?:_\{?\w\}?)?)"
_MODULUS = re.compile(rf"(?<![A-Za-z\\]){_LETTER}\s*(?:\1{_STAR}|{_STAR.replace('(?:', '(?:')}\s*\1(?![A-Za-z_^]))")


def _squared_modulus(text: str, prompt: str) -> str:
    r"""|\beta|^2 for \beta \beta^*."""
    return _MODULUS.sub(r"|\1|^2", text)


_FORCE = re.compile(r"(?<![A-Za-z\\])([UV])\s*'\s*\(\s*([a-z])\s*\)")


def _of_a_potential(text: str, prompt: str) -> str:
    """dV/dq for V'(q)."""
    return _FORCE.sub(r"\\frac{d\1}{d\2}", text)


_INTERCEPT = re.compile(
    r"[\s$]*(?:\\left)?\(\s*(?P<x>[^(),]{1,20}?)\s*,\s*(?P<y>[^(),]{1,20}?)\s*(?:\\right)?\)[\s$.]*|[\s$]*(?P<axis>[xy])\s*=\s*(?P<value>[^=,]{1,20}?)[\s$.]*"
)


def _intercept(text: str, prompt: str) -> str:
    """y = -4 for (0, -4), where one intercept is asked for."""
    asked, found = set(re.findall(r"\b([xy])\$?-intercept\b", prompt)), _INTERCEPT.fullmatch(text)
    if len(asked) != 1 or "intercepts" in prompt or found is None:
        return text
    if found["axis"]:
        return text
    (axis,) = asked
    zero, place = (found["x"], found["y"]) if axis == "y" else (found["y"], found["x"])
    return f"{axis}={place}" if zero == "0" else text


_INDEXED = re.compile(
    r"\\partial\s*(?P<place>[_^])\s*(?P<by>\{\s*\\?[a-z]+\s*\}|\\[a-z]+|[a-z])\s*"
    r"(?P<field>[A-Za-z]|\\(?:phi|psi|varphi|chi|eta|Phi|Psi)(?![a-z]))\s*(?P<index>(?:[_^]\s*(?:\{[^{}]{1,20}\}|\\[a-z]+|\w)\s*){0,2})"
)


def _with_indices(text: str, prompt: str) -> str:
    r"""\\partial_\\mu A_\\nu as a letter."""

    def letter(found: re.Match[str]) -> str:
        place = "up" if found["place"] == "^" else "low"
        index = found["index"].replace("^", "up").replace("_", "low")
        spelled = re.sub(r"[{}\s\\]", "", f"{place}{found['by']}of{found['field']}{index}")
        return f" Y_{{{spelled}}}' "

    return _INDEXED.sub(letter, text)


_ORDERS = {"linear": "1", "quadratic": "2", "cubic": "3"}
_IN_WORDS = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?(?:it (?:converges|is) |converges |the convergence is )?"
    r"(?P<order>linear|quadratic|cubic)(?:ally|ly)?(?: convergence)?\s*\}?[\s$.]*"
)


def _order_in_words(text: str, prompt: str) -> str:
    """2 for quadratic, where an order of convergence is asked for."""
    found = _IN_WORDS.fullmatch(text) if "order of convergence" in prompt or "rate of convergence" in prompt else None
    return _ORDERS[found["order"]] if found is not None else text


_IN_BRACKETS = re.compile(r"(?<![\d.])(\d+\.(\d+))\s*\((\d{1,2})\)(?!\d)")
_MEASURED = re.compile(r"uncertain|\berror|measure|\\pm|±", re.IGNORECASE)


def _uncertain(text: str, prompt: str) -> str:
    """The 9.81 ± 0.03 of 9.81(3)."""
    if not _MEASURED.search(prompt):
        return text
    return _IN_BRACKETS.sub(lambda one: rf"({one[1]}\pm {int(one[3]) / 10 ** len(one[2]):.{len(one[2])}f})", text)


_BETA = re.compile(
    r"(?<![A-Za-z\\])(?:\\(?:mathrm|text|operatorname)\s*\{\s*B\s*\}|B|\\Beta|\\beta)\s*(?:\\left\s*)?\(([^(),]{1,20}),([^(),]{1,20}?)(?:\\right\s*)?\)"
)


def _beta(text: str, prompt: str) -> str:
    """Gamma functions for the one of Euler's integral."""
    if "\\int" not in prompt and "eta function" not in prompt:
        return text
    return _BETA.sub(r"\\frac{\\Gamma(\1)\\Gamma(\2)}{\\Gamma(\1+\2)}", text)


_DISC = re.compile(
    r"^[\s$]*(?:(?P<closed>\\(?:overline|bar)\s*\{?\s*)|(?P<edge>\\partial\s*))?\\mathbb\s*\{?\s*D\s*\}{0,2}[\s$.]*$"
)


def _disc(text: str, prompt: str) -> str:
    """|z| < 1, for the letter of the unit disc."""
    return _DISC.sub(lambda one: "|z| " + (r"\le 1" if one["closed"] else "= 1" if one["edge"] else "< 1"), text)


_QUOTIENT = re.compile(
    r"^[\s$]*(?:\\[dt]?frac\s*\{\s*[A-Za-z]\s*(?:_\s*(?:\{[^{}]{0,12}(?:\{[^{}]{0,12}\})?[^{}]{0,4}\}|\w))?\s*(?:\(\s*s\s*\))?\s*\}\s*"
    r"\{\s*[A-Za-z]\s*(?:_\s*(?:\{[^{}]{0,12}(?:\{[^{}]{0,12}\})?[^{}]{0,4}\}|\w))?\s*(?:\(\s*s\s*\))?\s*\}"
    r"|[A-Za-z](?:_\s*(?:\{[^{}]{0,12}\}|\w))?(?:\(s\))?\s*/\s*[A-Za-z](?:_\s*(?:\{[^{}]{0,12}\}|\w))?(?:\(s\))?)\s*="
)


def _transfer(text: str, prompt: str) -> str:
    """The H(s) of V_out/V_in, where the question asks for the transfer function."""
    return _QUOTIENT.sub("H(s) =", text) if "transfer function" in prompt else text


# -- chances and games -------------------------------------------------------------------------------------------------

_BOTH = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?[Bb]oth (?:of them |players |firms |prisoners |suspects )?"
    r"(?:should |will |play |choose |to ){0,2}(?P<what>[A-Za-z]+)\s*\}?[\s$.]*"
)
_GAME = re.compile(r"[Nn]ash|equilibri|\bgame\b|strateg")


def _both_alike(text: str, prompt: str) -> str:
    """(confess, confess), where both players do."""
    found = _BOTH.fullmatch(text) if _GAME.search(prompt) else None
    return rf"(\text{{{found['what']}}}, \text{{{found['what']}}})" if found is not None else text


_IN = re.compile(
    r"[\s$]*(\d{1,9})(?:\s|\\[,;: ]|\$)*(?:\\text\s*\{\s*)?(?:in|out of)\s*\}?(?:\s|\\[,;: ]|\$)*(\d{1,9})[\s$.]*"
)


def _one_in_four(text: str, prompt: str) -> str:
    """1/4, where the chance of something is asked for."""
    found = _IN.fullmatch(text) if re.search(r"probab|chance|likel|fraction", prompt) else None
    return rf"\frac{{{found[1]}}}{{{found[2]}}}" if found is not None else text


# -- oxidation ---------------------------------------------------------------------------------------------------------

_OXIDATION = re.compile(r"[\s$]*(?:\\(?:text|mathrm)\s*\{\s*)?[A-Z][a-z]?\s*\((?P<roman>[IV]{1,4})\)\s*\}?[\s$.]*")


def _oxidation(text: str, prompt: str) -> str:
    """The +7 of Mn(VII)."""
    found = _OXIDATION.fullmatch(text) if "oxidation" in prompt else None
    return f"+{OXIDATION_STATES[found['roman']]}" if found is not None and found["roman"] in OXIDATION_STATES else text


SIGNS: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (re.compile(r"hat|\{\s*e\s*\}\s*_"), _along_axes),
    (re.compile(r"j"), _imaginary),
    (re.compile(r"B\s*\}?\s*(?:\\left\s*)?\(|eta\s*(?:\\left\s*)?\("), _beta),
    (re.compile(r"partial\s*[_^]"), _with_indices),
    (_SPEAKS_OF_FIELDS, _fields),
    (re.compile(r"[Bb]oth"), _both_alike),
    (re.compile(r"\d[\s\\{a-z]{1,16}(?:in|of)\b"), _one_in_four),
    (re.compile(r"linear|quadratic|cubic"), _order_in_words),
    (re.compile(r"\^\s*\{?\s*(?:\*|\\ast)"), _squared_modulus),
    (_FORCE, _of_a_potential),
    (_INTERCEPT, _intercept),
    (re.compile(r"simple|double|triple|order|multiplicity"), _order_of_a_zero),
    (_ABOUT, _about),
    (_IN_BRACKETS, _uncertain),
    (re.compile(r"\((?:I|V|X)+\)"), _oxidation),
    (re.compile(r"mathbb\s*\{?\s*D"), _disc),
    (re.compile(r"^[^=]{0,60}[/c][^=]{0,60}="), _transfer),
)
"""Where each may apply, and what it does."""
