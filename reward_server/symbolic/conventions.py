"""What a science writes in signs of its own, written as plain algebra: R_1 || R_2, [H^+], P^*, sp3, 1 0 1 1.

`compare` tries the plain texts where the texts as they are differ, and only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.structures.algebra import signs as algebra
from reward_server.symbolic.structures.sciences import probability
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


# -- words between formulas -------------------------------------------------------------------------------------------

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
    if probability.RANDOM.search(prompt) and re.search(r"(?:E|Var|Cov|V)\s*\}?\s*(?:\\left)?\[", text):
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


# -- orbitals ----------------------------------------------------------------------------------------------------------

_HYBRID = re.compile(
    r"sp([23]?)(d[23]?)?(?:hybrid(?:ized|ised|ization|isation)?|orbitals?)?",
)
_STYLE = re.compile(r"\\(?:text[a-z]*|mathrm|rm)(?![a-z])|[\s{}$^.-]")


def _hybrid(text: str, prompt: str) -> str:
    """sp3 and sp^3, of an atom's orbitals."""
    found = _HYBRID.fullmatch(_STYLE.sub("", text)) if "ybrid" in prompt else None
    return text if found is None else f"sp{found[1]}{found[2] or ''}"


_CONVENTIONS: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (algebra.AT_A_PLACE, algebra.free_value),  # before P(0) is a probability
    (re.compile(r"[\^_]\s*\{?\s*(?:\*|\\ast|\\star)"), _without_stars),
    (re.compile(r"_[^=]{0,40}="), _without_method),
    (re.compile(r"[vV]alue"), _short_p),
    (re.compile(r"dots\s*(?:\\cdot\s*)?[A-Za-z]_|\\(?:sum|prod)\s*(?:_\{?[ijk]\b|[^_])"), probability.of_data),
    (re.compile(r"S_\s*\{?\s*[xy]\s*[xy]|\\(?:overline|bar)\s*\{\s*[A-Za-z]\s*[\^a-z]"), probability.of_deviations),
    (re.compile(r"[a-z] (?:year|month|week|day|hour|minute|second)s?\b"), _of_durations),
    (re.compile(r"=.*\\text\s*\{[\s,;]*(?:with|subject|and|where)", re.DOTALL), _of_conditions),
    (re.compile(r"\)\s*=.*\\text.*\)\s*=", re.DOTALL), _by_pieces),
    (re.compile(r"e\s*\^\s*\{?\s*i?\s*[a-z]\s*X"), probability.of_transforms),
    (re.compile(r"\\text\s*\{\s*(?:the )?[a-z]+s \d"), _without_plural),
    (re.compile(r"parallel|\|\||\\\||Vert|∥|//"), _in_parallel),
    (re.compile(r"[Yy]es|[Nn]o\b"), _without_yes),
    (re.compile(r"[AP]\s*(?:_|\(|\\left)"), algebra.arrangements),
    (re.compile(r"\\d?dot\s*\{?\s*[a-zA-Z]\s*\}?\s*\("), algebra.primed),
    (re.compile(r"'\s*\("), algebra.of_one_variable),
    (re.compile(r"mathbb"), probability.plain_operators),
    (re.compile(r"\{?e\s*\}?\s*_\s*\{?\s*[12]"), algebra.unit_vectors),
    (re.compile(r"direction"), _way),
    (re.compile(r"\]\s*_"), _numbered),
    (re.compile(r"\[\s*[A-Z\\].*\]"), _of_concentrations),
    (re.compile(r"p\s*\}?\s*(?:\\[a-z]+\s*\{\s*)?[HOK]"), _of_acids),
    (re.compile(r"[EGHSK]\s*\^"), _standard),
    (re.compile(r"(?:[PEVrv]|Var|Cov)\s*\}?\s*(?:\\left)?\s*[\[(]|\\sigma\s*[_^]"), probability.of_moments),
    (re.compile(r"s\s*p"), _hybrid),
    (re.compile(r"M\s*\}?[\s$.]*$"), _molar),
    (re.compile(r"\\ell"), _upright_l),
    (re.compile(r"\d?[RkKM]\d"), _coded),
    (re.compile(r",.*constant"), _without_gloss),
    (_ONE_TOKEN, _of_one_letter),
    (algebra.ELEMENTARY, algebra.elementary),
    (algebra.BITS, algebra.bits),
    (algebra.IDENTICALLY, algebra.identically),
    (algebra.CALLED, algebra.called),
    (algebra.MINTERMS, algebra.minterms),
    (algebra.FREE, algebra.free),
    *SIGNS,
)
"""Where each may apply, and what it does."""
