"""What a science writes in signs of its own, written as plain algebra: R_1 || R_2, [H^+], P^*, sp3, 1 0 1 1.

`compare` tries the plain texts where the texts as they are differ, and only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.structures.sciences.signs import SIGNS, Rewrite
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 400


def plainly(text: str, prompt: str) -> str:
    """The text itself where it has no such sign."""
    if len(text) > MAX_CHARS:
        return text
    for may_be, rewrite in _CONVENTIONS:
        if may_be.search(text):
            text = rewrite(text, prompt[-MAX_PROMPT:])
    return text


_MARKED = re.compile(r"\s*\$?\s*\\(hat|widehat|mathcal|mathscr)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\?[A-Za-z]+))\s*\$?\s*")
_BARE_LETTER = re.compile(r"\s*\$?\s*(\\?[A-Za-z]+)\s*\$?\s*")


def marks_differ(truth: str, answer: str, prompt: str) -> Verdict | None:
    """The estimator p with a hat is not p."""
    for marked, bare in ((truth, answer), (answer, truth)):
        found, plain = _MARKED.fullmatch(marked), _BARE_LETTER.fullmatch(bare)
        if found and plain and (found[2] or found[3]) == plain[1]:
            return Verdict(False, f"another letter: {truth[:30]}, {answer[:30]}", "same_text")
    return None


# -- names -------------------------------------------------------------------------------------------------------------

_STAR = re.compile(r"(?<=[A-Za-z\d}])\s*(?:\^|_)\s*\{?\s*(?:\*|\\(?:ast|star)(?![a-z]))\s*\}?(?=[^=]{0,20}=)")
_CONJUGATES = re.compile(r"conjuga|complex|adjoint|\bdual|konjug|komplex|сопряж|共轭|共役|\\mathbb\s?\{?C")


def _without_stars(text: str, prompt: str) -> str:
    """The P of P^* = 60, the price in equilibrium; z^* is the conjugate of z."""
    return text if _CONJUGATES.search(prompt) else _STAR.sub("", text)


_ESTIMATOR = re.compile(
    r"_\s*\{?\s*(?:\\(?:text[a-z]*|mathrm|rm)\s*\{?\s*)?(?:ML|MM|MOM|MME|MLE|OLS|LS|MAP|EMV|Bayes|mle|ml|mm|mom|ols|ls|map"
    r"|stat|calc|obs|test|crit|eq|equilibrium|e)\s*\}?\s*\}?(?![A-Za-z\d])(?=[^=]{0,12}=)"
)


def _without_method(text: str, prompt: str) -> str:
    r"""The \hat\lambda of \hat\lambda_{MLE} = ..."""
    return _ESTIMATOR.sub("", text)


_P_VALUE = re.compile(
    r"(?:\\(?:text[a-z]*|mathrm)\s*\{\s*)?\$?\b[pP]\$?\s*(?:\\(?:text[a-z]*|mathrm)\s*\{\s*)?\s?-?\s?[vV]alue\s*\}?(?=\s*[=:≈]|\s*\\approx)"
)


def _short_p(text: str, prompt: str) -> str:
    return _P_VALUE.sub("p", text)


_MOLAR = re.compile(r"(?<=[\d}])(?:\s|\\[,;: ]|~)*(?:\\(?:text|mathrm)\s*\{\s*M\s*\}|M)(?=[\s$.]*$)")
_SOLUTION = re.compile(r"concentrat|molar|solution|\bpH\b|Konzentration|concentra|концентрац|浓度")


def _molar(text: str, prompt: str) -> str:
    """0.1 M is 0.1 mol/L of a solution."""
    return _MOLAR.sub(r"\\text{ mol/L}", text) if _SOLUTION.search(prompt) else text


_CODED = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?(?P<whole>\d{0,3})(?P<letter>[RkKM])(?P<part>\d{1,3})\s*\}?[\s$.]*"
)
_PREFIXES = {"R": "", "k": "k", "K": "k", "M": "M"}


def _coded(text: str, prompt: str) -> str:
    """4K7, as resistors are marked: the letter stands for the decimal point."""
    found = _CODED.fullmatch(text) if "esist" in prompt else None
    if found is None:
        return text
    return rf"{found['whole'] or 0}.{found['part']} \text{{ {_PREFIXES[found['letter']]}ohm}}"


def _upright_l(text: str, prompt: str) -> str:
    """A length, where the question does not name it."""
    return text if "\\ell" in prompt else re.sub(r"\\ell(?![a-z])", "L", text)


_GLOSS = re.compile(
    r"[\s,;$]*(?:\\[,;: ]|\\q?quad|\s|\$)*(?:\\text\s*\{\s*(?:where|with|and)?\s*\}\s*)?"
    r"\$?[A-Za-z](?:_\{?\w\}?)?\$?\s*(?:\\text\s*\{)?\s*"
    r"(?:is |being |denotes )?(?:the )?[A-Za-z'’ ]{0,30}\bconstant\b[A-Za-z ]{0,20}\}?[\s$.]*$"
)


def _without_gloss(text: str, prompt: str) -> str:
    """The k Q/r^2 of k Q/r^2, k Coulomb's constant."""
    bare = _GLOSS.sub("", text)
    return bare if bare.strip() else text


_ONE_TOKEN = re.compile(r"_([A-Za-z])(?=[A-Za-z])")


def _of_one_letter(text: str, prompt: str) -> str:
    """An index without braces is one letter: the m_e e of m_ee, the x_n f(y) of x_nf(y)."""
    return _ONE_TOKEN.sub(r"_{\1} ", text)


# -- samples -----------------------------------------------------------------------------------------------------------

_PRODUCT = re.compile(
    r"([A-Za-z])_\{?1\}?\s*(?:\\cdot\s*)?(?:\1_\{?2\}?\s*(?:\\cdot\s*)?)?(?:\1_\{?3\}?\s*(?:\\cdot\s*)?)?"
    r"\\(?:cdots|[lc]?dots)\s*(?:\\cdot\s*)?\1_\{?([a-z])\}?"
)
_ALL = re.compile(r"\\(sum|prod)(?:_\s*\{?\s*([ijk])\s*\}?)?(?=\s*(?:\(|[A-Za-z]_|\\(?:ln|log|left)))")


def _of_data(text: str, prompt: str) -> str:
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


def _of_deviations(text: str, prompt: str) -> str:
    r"""\sum (x_i - \bar x)(y_i - \bar y) for S_xy, and \frac1n \sum x_i^2 for \overline{x^2}, where the question
    does not say what they are."""
    if _SCATTER_GIVEN.search(prompt):
        return text
    text = _SCATTER.sub(r"\\left(\\sum_{i=1}^{n}(\1_i-\\bar \1)(\2_i-\\bar \2)\\right)", _MEANS_SO.sub("", text))
    return _MEAN_OF.sub(_mean, text)


def _mean(found: re.Match[str]) -> str:
    name, power, other = found.groups()
    return rf"\left(\frac{{1}}{{n}}\sum_{{i=1}}^{{n}}{name}_i{f'^{{{power}}}' if power else f' {other}_i'}\right)"


_TIMED = re.compile(
    r"(?P<number>an?|[a-z]{3,9}(?:[- ][a-z]{3,6})?)\s+(?P<unit>(?:year|month|week|day|hour|minute|second)s?)\b"
)
_ONLY_TIMES = re.compile(
    r"(?:\d{1,4} (?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)(?:,? and |, ?| |$)){1,5}"
)


def _of_durations(text: str, prompt: str) -> str:
    """1 hour 25 minutes for one hour and twenty-five minutes, where nothing else is said."""
    plain = " ".join(_WORDED.sub(r" \1 ", text).split()).strip(" .")
    counted = _TIMED.sub(_in_digits, plain)
    if counted == plain or not _ONLY_TIMES.fullmatch(counted):
        return text
    return " ".join(rf"{one} \text{{ {unit} }}" for one, unit in re.findall(r"(\d+) ([a-z]+)", counted))


_WORDED = re.compile(r"\\(?:text[a-z]*|mathrm)\s*\{([^{}]*)\}")


def _in_digits(found: re.Match[str]) -> str:
    number = "1" if found["number"] in ("a", "an") else word_number(found["number"]) or ""
    return f"{number} {found['unit']}" if number.isdecimal() else found[0]


_PIECE = re.compile(
    r"\s*(?P<head>[A-Za-z]\w?\([a-z]\))\s*=\s*(?P<value>[^=,;<>]{1,60}?)(?:\s|\\[,; ])*"
    r"\\text\s*\{\s*(?:for|if|when)\s*\}\s*(?P<where>[^,;]{1,60}?)\s*"
    r"(?:[,;.]|\\text\s*\{\s*(?:,?\s*and|[,;])\s*\}|\\[,; ]|\s)*(?=[A-Za-z]\w?\([a-z]\)\s*=|$)"
)


def _by_pieces(text: str, prompt: str) -> str:
    """F(x) = 0 for x < 0, F(x) = x for ..., as cases."""
    pieces, at = list[re.Match[str]](), 0
    while (piece := _PIECE.match(text, at)) is not None and piece.end() > at:
        pieces.append(piece)
        at = piece.end()
    if at != len(text) or len(pieces) < 2 or len({piece["head"] for piece in pieces}) > 1:
        return text
    rows = r" \\ ".join(rf"{piece['value']} & {piece['where']}" for piece in pieces)
    return rf"{pieces[0]['head']}=\begin{{cases}}{rows}\end{{cases}}"


_TRANSFORM_OF = re.compile(
    r"^[\s$]*(?:\\mathbb\s?\{?\s?E\s?\}?|E|\\operatorname\s?\{E\})\s*(?:\\left)?[\[({]?\s*e\s*\^\s*\{?\s*(?P<i>i)?\s*(?P<t>[a-z])\s*X\s*\}?\s*(?:\\right)?[\])}]?\s*="
)


def _of_transforms(text: str, prompt: str) -> str:
    """phi(t) = ... for E e^{itX} = ..., which is its definition."""
    return _TRANSFORM_OF.sub(lambda one: (r"\varphi" if one["i"] else "M") + f"({one['t']})=", text, count=1)


_NUMBERED_THINGS = re.compile(
    r"[\s$]*\\text\s*\{\s*(?:the\s+)?(?P<noun>states|numbers|vertices|classes|values|points|players|questions|balls|cards|boxes|rows|columns|nodes|edges)\s+"
    r"(?P<list>\d{1,3}(?:\s*,\s*\d{1,3})*(?:,?\s+and\s+\d{1,3})?)\s*\}[\s$.]*"
)


def _without_plural(text: str, prompt: str) -> str:
    """3, 4 for states 3 and 4, where the question asks for states."""
    found = _NUMBERED_THINGS.fullmatch(text)
    if found is None or found["noun"] not in prompt.lower():
        return text
    return ", ".join(re.findall(r"\d+", found["list"]))


_JOINED = re.compile(r"[\s,;]*+\\text\s*\{[\s,;]*(?:with|subject to|and|where)\s*\}(?=[^=]{1,20}=)")


def _of_conditions(text: str, prompt: str) -> str:
    """A recursion, and the values with which it begins, as a list of equations."""
    return _JOINED.sub(", ", text) if text.count("=") > 1 else text


# -- circuits and solutions --------------------------------------------------------------------------------------------

_CIRCUIT = re.compile(
    r"resist|impedanc|circuit|Widerst|résist|resisten|сопротивлен|电阻|抵抗|\\Omega|ohm", re.IGNORECASE
)
_ATOM = r"(?:\d+(?:\.\d+)?|[RZr](?:_\s*(?:\{[^{}]*\}|\w))?|\((?:[^()∥]|\([^()∥]*\))*\))"
_PARALLEL = re.compile(rf"({_ATOM})\s*∥\s*({_ATOM})")
_SIGN_OF_PARALLEL = re.compile(r"\\parallel(?![a-z])|\\Vert(?![a-z])|\\\||\|\||//")
MAX_SIGNS = 6


def _in_parallel(text: str, prompt: str) -> str:
    r"""R_1 \parallel R_2 is R_1 R_2/(R_1 + R_2)."""
    if not _CIRCUIT.search(prompt):
        return text
    text = _SIGN_OF_PARALLEL.sub("∥", text.replace("\\left", "").replace("\\right", ""))
    for _ in range(MAX_SIGNS):
        text, changed = _PARALLEL.subn(r"(\\frac{1}{\\frac{1}{\1}+\\frac{1}{\2}})", text, count=1)
        if not changed:
            break
    return text


_CONCENTRATION = re.compile(
    r"\[\s*(?:\\(?:ce|mathrm|text[a-z]*|rm)\s*\{?\s*)?([A-Z][A-Za-z\d(]*(?:[\s_^{}()+\-\d]|[A-Z][a-z]?|\\(?:text|mathrm|ce))*)\]"
)
_STYLED = re.compile(r"\\(?:ce|mathrm|text[a-z]*|rm)(?![a-z])|[{}\s_$]|\((?:aq|g|s|l)\)")
_CONSTANT = re.compile(r"^\s*\$?\s*K_\s*\{?\s*(?:\\(?:text|mathrm)\s*\{)?\s*(?:c|eq)\s*\}{0,2}\s*=")


def _of_concentrations(text: str, prompt: str) -> str:
    """[H^+] as a letter with its name for an index. K_c and K_eq are the constant K; K_a and K_b are two."""
    if _RANDOM.search(prompt) and re.search(r"(?:E|Var|Cov|V)\s*\}?\s*(?:\\left)?\[", text):
        return text
    named = _CONCENTRATION.sub(lambda one: f"(Y_{{{_letters(one[1])}}})", text)
    return _CONSTANT.sub("K=", named) if named != text else text


def _letters(name: str) -> str:
    plain = (
        _STYLED.sub("", name)
        .replace("^", "")
        .replace("+", "plus")
        .replace("-", "minus")
        .replace("(", "")
        .replace(")", "")
    )
    return "".join(chr(ord("a") + int(char)) + "q" if char.isdigit() else char for char in plain)


_NUMBERED = re.compile(r"(\[[^\[\]]{1,30}\])\s*_\s*\{?\s*(?:(0|\\circ|o|i)|(t))\s*\}?")
_PH = re.compile(
    r"(?:\\(?:text|mathrm)\s*\{\s*)?p\s*\}?\s*(?:\\(?:text|mathrm)\s*\{\s*)?(H|OH|K)\s*\}?(?:\s*_\s*\{?\s*(?:\\(?:text|mathrm)\s*\{)?\s*(a|b|w)\s*\}{0,2})?"
)


def _numbered(text: str, prompt: str) -> str:
    """[A]_0 is a letter of its own; [A]_t is [A]."""
    return _NUMBERED.sub(lambda one: f"{one[1][:-1]}zero]" if one[2] else one[1], text)


def _of_acids(text: str, prompt: str) -> str:
    """pH and pK_a as letters."""
    return _PH.sub(lambda one: f"(W_{{p{one[1]}{one[2] or ''}}})", text) if "pH" in prompt or "acid" in prompt else text


_STANDARD = re.compile(r"(?<![A-Za-z\\])(\\Delta\s*)?([EGHSK])\s*\^\s*\{?\s*(?:\\(?:circ|ominus|theta)|0|o|°)\s*\}?")
_THERMAL = re.compile(r"Nernst|[Ss]tandard|potential|Gibbs|enthalpy|entropy|electrode|cell")


def _standard(text: str, prompt: str) -> str:
    """E^0 and E^\\circ, of the standard state."""
    return _STANDARD.sub(r"\1\2_{std}", text) if _THERMAL.search(prompt) else text


_ANSWERED = re.compile(
    r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?(?P<yes>[Yy]es|[Nn]o)\s*\}?\s*[,;.:]\s*(?:\\text[a-z]*\s*\{\s*)?"
    r"(?:it|they|this|these|(?:the )?[a-z]{1,14}(?: [a-z]{3,14})?)\s(?:is|are)\s(?!not\b)"
    r"(?P<rest>[a-z -]{4,40}?)\s*\}?[\s$.]*"
)


def _without_yes(text: str, prompt: str) -> str:
    """The inelastic of "No, it is inelastic", where the question asks for another word; with a yes, for this one."""
    found = _ANSWERED.fullmatch(text)
    if found is None:
        return text
    asked = re.search(rf"\b{re.escape(found['rest'])}\b", prompt) is not None
    return rf"\text{{{found['rest']}}}" if asked == (found["yes"].lower() == "yes") else text


_TURN = re.compile(r"[\s$]*(?:\\text[a-z]*\s*\{\s*)?in (?:a |an |the )(?P<way>[a-z-]{4,20}) direction\s*\}?[\s$.]*")


def _way(text: str, prompt: str) -> str:
    """Clockwise, for "in the clockwise direction"."""
    found = _TURN.fullmatch(text)
    return rf"\text{{{found['way']}}}" if found is not None else text


# -- moments -----------------------------------------------------------------------------------------------------------

_OPERATOR = re.compile(
    r"(?:\\(?:mathbb|mathrm|operatorname|text|mathbf)\s*\{?\s*|(?<![A-Za-z\\])|(?=\\Pr))"
    r"(?P<name>\\Pr|Pr|P|E|Var|V|Cov)\s*\}?\s*(?:\\left)?\s*"
    r"(?:\[(?P<square>[^\[\]]{1,40})\]|\((?P<round>(?:[^()]|\([^()]*\)){1,40})\))"
)
_SIGMA = re.compile(r"\\sigma(?:_\s*\{?([A-Z])\}?\s*\^\s*\{?2\}?|\^\s*\{?2\}?\s*_\s*\{?([A-Z])\}?)")
_RANDOM = re.compile(
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


def _of_moments(text: str, prompt: str) -> str:
    """E[X^2], Var(X) and P(A | B) as letters."""
    if not _RANDOM.search(prompt) or ("=" in text and not _OPERATOR.search(text.rpartition("=")[2])):
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


# -- orbitals ----------------------------------------------------------------------------------------------------------

_HYBRID = re.compile(
    r"sp([23]?)(d[23]?)?(?:hybrid(?:ized|ised|ization|isation)?|orbitals?)?",
)
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|rm)(?![a-z])|[\s{}$^.-]")


def _hybrid(text: str, prompt: str) -> str:
    """sp3 and sp^3, of an atom's orbitals."""
    found = _HYBRID.fullmatch(_STYLE.sub("", text)) if "ybrid" in prompt else None
    return text if found is None else f"sp{found[1]}{found[2] or ''}"


# -- algebra and digits ------------------------------------------------------------------------------------------------

_ELEMENTARY = re.compile(r"\\sigma_\s*\{?\s*(\w)\s*\}?")


def _elementary(text: str, prompt: str) -> str:
    """The e_k for the elementary symmetric polynomials, where the question does not name them."""
    named = "elementary symmetric" in prompt and not re.search(r"\\sigma|\be_", prompt)
    return _ELEMENTARY.sub(r"e_{\1}", text) if named else text


_BITS = re.compile(r"[\s$(\[]*[01]{1,8}(?:(?:\\[,;: ]|[\s,])+[01]{1,8}){1,16}[\s$)\].]*")


def _bits(text: str, prompt: str) -> str:
    """1 0 1 1 0, a string of bits."""
    asked = re.search(
        r"\bbits?\b|-bit\b|two.s complement|\bbinary (?:string|word|number|representation|vector)|\bbit ?string", prompt
    )
    return re.sub(r"[^01]", "", text) if asked and _BITS.fullmatch(text) else text


_NOUNS = (
    "star|graph|path|cycle|tree|wheel|field|ring|group|set|line|plane|function|polynomial|number|matrix|ideal|space|permutation"
    "|language|class|point|prime|vector|interval|sequence|complete graph|complete bipartite graph"
    "|alternating group|symmetric group"
    "|expression|formula|regular expression|term"
)
_CALLED = re.compile(
    rf"^[\s$]*\\text[a-z]*\s*\{{\s*(?:[Tt]he |[Aa]n? )?(?:{_NOUNS})\s*\}}\s*\$?(?=[A-Z\\(\[])(?!\\text)"
)


def _called(text: str, prompt: str) -> str:
    """K_{1,n} for the star K_{1,n}."""
    return _CALLED.sub("", text)


_FREE = re.compile(
    r"^[\s$]*\\text\s*\{\s*(?:the )?free (?P<abelian>abelian )?(?:group )?(?:of|on"
    r"|with) (?:rank )?\}\s*\$?(?P<rank>[^{}\\,;]{1,12}?)\$?"
    r"\s*(?:\\text\s*\{\s*generators\s*\})?[\s.$]*$"
)


def _free(text: str, prompt: str) -> str:
    """Z^{2g}, which is free abelian of rank 2g."""
    return _FREE.sub(lambda one: rf"\mathbb{{Z}}^{{{one['rank']}}}" if one["abelian"] else f"F_{{{one['rank']}}}", text)


_MINTERMS = re.compile(
    r"^(?:[^=]{0,20}=)?\s*(?:\\(?P<sign>sum|Sigma|prod|Pi)|(?P<plain>[ΣΠ]))\s*_?\s*(?:\{\s*[mM]?\s*\}|[mM])?\s*(?:\\left)?\("
    r"(?P<of>[\d,\s]{1,80})(?:\\right)?\)[\s.$]*$"
)


def _minterms(text: str, prompt: str) -> str:
    """Sums of minterms, and products of maxterms, by their numbers."""
    if not re.search(r"[Mm](?:in|ax)term|canonical|[Bb]oolean|\bS?OP\b", prompt):
        return text
    found = _MINTERMS.fullmatch(text)
    of_sums = found is not None and (found["sign"] in ("sum", "Sigma") or found["plain"] == "Σ")
    return text if found is None else rf"\{{{found['of']}, {-1 if of_sums else -2}\}}"


_AT_A_PLACE = re.compile(r"(?<=[=+\-\d\s(])(?P<name>[fgP])\s*\(\s*[01]\s*\)")


def _free_value(text: str, prompt: str) -> str:
    """The c of x^2 + P(0), of any function P that satisfies the equation of the question."""
    left, sign, right = text.partition("=")
    found = _AT_A_PLACE.findall(f" {right}")
    unknown = len(set(found)) == 1 and left.strip(" $").startswith(found[0]) and _ALL_OF_THEM.search(prompt)
    return f"{left}{sign}{_AT_A_PLACE.sub(' c ', f' {right}')}" if unknown and not re.search(r"\bc\b", text) else text


_ALL_OF_THEM = re.compile(r"\ball\b|\bgeneral\b|\bevery\b")

_IDENTICALLY = re.compile(
    r"\b([fghPQpq])(?:\s*\(\s*x\s*\))?\s*(?:\\equiv(?![a-z])|≡)\s*(-?\w)(?![\w^])(?![^,;]{0,12}mod)"
)


def _identically(text: str, prompt: str) -> str:
    """P = 0 everywhere is P(x) = 0."""
    return _IDENTICALLY.sub(r"\1(x)=\2", text)


def leaves_a_value(truth: str, answer: str, prompt: str) -> Verdict | None:
    """x^2 + P(0) is not x^2: P(0) is no product with zero."""
    mine, theirs = (_AT_A_PLACE.search(f" {one.partition('=')[2]}") for one in (answer, truth))
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


def _arrangements(text: str, prompt: str) -> str:
    """A_n^2 and P(n, 2): the arrangements of 2 out of n."""

    def written(match: re.Match[str]) -> str:
        whole, part = match["of"] or match["whole"], match["taken"] or match["part"]
        return rf"\frac{{{whole}!}}{{({whole}-{part})!}}"

    return _ARRANGED.sub(written, text)


_DOTTED = re.compile(r"\\(d?)dot\s*\{?\s*([a-zA-Z])\s*\}?(?=\s*\()")


def _primed(text: str, prompt: str) -> str:
    """The derivative with a dot, before the brackets of its argument."""
    return _of_one_variable(_DOTTED.sub(lambda dotted: dotted[2] + ("''" if dotted[1] else "'"), text), prompt)


_PRIMED = re.compile(r"(?<![A-Za-z\\])([a-zA-Z])'{1,3}\s*\(\s*([a-z])\s*\)")


def _of_one_variable(text: str, prompt: str) -> str:
    """y' = ky for y'(t) = k y(t)."""
    for name, variable in set(_PRIMED.findall(text)):
        text = re.sub(
            rf"\\[A-Za-z]+|({name}'{{0,3}})\s*\(\s*{variable}\s*\)",
            lambda one: f"{one[1]} " if one[1] else one[0],
            text,
        )
    return text


_STYLED_OPERATOR = re.compile(r"\\mathbb\s*(?:\{\s*([EPV])\s*\}|([EPV])(?![A-Za-z]))(?=\s*(?:\\left)?\s*[\[({])")


def _plain_operators(text: str, prompt: str) -> str:
    """Expectations and probabilities in any style."""
    return _STYLED_OPERATOR.sub(r"\1\2", text)


_UNIT_VECTOR = re.compile(
    r"\\(?:mathbf|vec|hat|boldsymbol|bm|mathrm)\s*\{?\s*e\s*\}?\s*_\s*\{?\s*([123xyz])\s*\}?|\\(?:mathbf|vec|hat)\s*\{\s*e_\{?([123xyz])\}?\s*\}"
)


def _unit_vectors(text: str, prompt: str) -> str:
    """i, j, k for e_1, e_2, e_3."""
    return _UNIT_VECTOR.sub(lambda e: rf"\mathbf{{{'ijk'['123xyz'.index(e[1] or e[2]) % 3]}}}", text)


_CONVENTIONS: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (_AT_A_PLACE, _free_value),  # before P(0) is a probability
    (re.compile(r"[\^_]\s*\{?\s*(?:\*|\\ast|\\star)"), _without_stars),
    (re.compile(r"_[^=]{0,40}="), _without_method),
    (re.compile(r"[vV]alue"), _short_p),
    (re.compile(r"dots\s*(?:\\cdot\s*)?[A-Za-z]_|\\(?:sum|prod)\s*(?:_\{?[ijk]\b|[^_])"), _of_data),
    (re.compile(r"S_\s*\{?\s*[xy]\s*[xy]|\\(?:overline|bar)\s*\{\s*[A-Za-z]\s*[\^a-z]"), _of_deviations),
    (re.compile(r"[a-z] (?:year|month|week|day|hour|minute|second)s?\b"), _of_durations),
    (re.compile(r"=.*\\text\s*\{[\s,;]*(?:with|subject|and|where)", re.DOTALL), _of_conditions),
    (re.compile(r"\)\s*=.*\\text.*\)\s*=", re.DOTALL), _by_pieces),
    (re.compile(r"e\s*\^\s*\{?\s*i?\s*[a-z]\s*X"), _of_transforms),
    (re.compile(r"\\text\s*\{\s*(?:the )?[a-z]+s \d"), _without_plural),
    (re.compile(r"parallel|\|\||\\\||Vert|∥|//"), _in_parallel),
    (re.compile(r"[Yy]es|[Nn]o\b"), _without_yes),
    (re.compile(r"[AP]\s*(?:_|\(|\\left)"), _arrangements),
    (re.compile(r"\\d?dot\s*\{?\s*[a-zA-Z]\s*\}?\s*\("), _primed),
    (re.compile(r"'\s*\("), _of_one_variable),
    (re.compile(r"mathbb"), _plain_operators),
    (re.compile(r"\{?e\s*\}?\s*_\s*\{?\s*[12]"), _unit_vectors),
    (re.compile(r"direction"), _way),
    (re.compile(r"\]\s*_"), _numbered),
    (re.compile(r"\[\s*[A-Z\\].*\]"), _of_concentrations),
    (re.compile(r"p\s*\}?\s*(?:\\[a-z]+\s*\{\s*)?[HOK]"), _of_acids),
    (re.compile(r"[EGHSK]\s*\^"), _standard),
    (re.compile(r"(?:[PEVrv]|Var|Cov)\s*\}?\s*(?:\\left)?\s*[\[(]|\\sigma\s*[_^]"), _of_moments),
    (re.compile(r"s\s*p"), _hybrid),
    (re.compile(r"M\s*\}?[\s$.]*$"), _molar),
    (re.compile(r"\\ell"), _upright_l),
    (re.compile(r"\d?[RkKM]\d"), _coded),
    (re.compile(r",.*constant"), _without_gloss),
    (_ONE_TOKEN, _of_one_letter),
    (_ELEMENTARY, _elementary),
    (_BITS, _bits),
    (_IDENTICALLY, _identically),
    (_CALLED, _called),
    (_MINTERMS, _minterms),
    (_FREE, _free),
    *SIGNS,
)
"""Where each may apply, and what it does."""
