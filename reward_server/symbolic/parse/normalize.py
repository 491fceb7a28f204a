"""Text to text: one spelling for what Unicode, LaTeX and broken LaTeX spell in many ways.

Every step is linear in the text. What stands here changes no meaning; what needs grammar is the grammar's.
"""

from __future__ import annotations

import re
import unicodedata

from reward_server.symbolic.parse.arbitrary import with_constants
from reward_server.symbolic.parse.asides import infinity, without_asides
from reward_server.symbolic.parse.bases import said_base, with_bases, with_values
from reward_server.symbolic.parse.factorial_powers import MAY_BE, with_factorial_powers
from reward_server.symbolic.parse.in_pieces import MAY_BE_PIECES, in_pieces
from reward_server.symbolic.parse.indicators import MAY_INDICATE, by_case
from reward_server.symbolic.parse.joins import joined
from reward_server.symbolic.parse.money import (
    with_codes,
    with_point_before_cents,
    without_delimiters,
    without_lakhs,
    without_separators,
)
from reward_server.symbolic.parse.multiplicity import MAY_COUNT, counted_out
from reward_server.symbolic.parse.packages import expanded
from reward_server.symbolic.parse.parities import with_parity
from reward_server.symbolic.parse.permuted import permuted


def words(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())


MAX_CHARS = 4000
"""A longer text is no final answer."""

_SINGLE = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-",
    "×": "*", "⋅": "*", "·": "*", "∙": "*", "∗": "*", "✕": "*", "⨯": "*", "•": "*",
    "÷": "/", "∕": "/", "⁄": "/",
    "≤": "\\le ", "⩽": "\\le ", "≦": "\\le ", "≥": "\\ge ", "⩾": "\\ge ", "≧": "\\ge ", "≠": "\\ne ",
    "∞": "\\infty ", "√": "\\sqrt ", "∛": "\\sqrt[3]", "∜": "\\sqrt[4]",
    "π": "\\pi ", "𝜋": "\\pi ", "°": "^\\circ ", "º": "^\\circ ", "∘": "\\circ ", "℃": "°C", "㎝": "cm", "㎡": "m^2",
    "∪": "\\cup ", "∩": "\\cap ", "∈": "\\in ", "∉": "\\notin ", "∅": "\\emptyset ", "⌀": "\\emptyset ",
    "±": "\\pm ", "∓": "\\mp ", "∖": "\\setminus ", "≈": "\\approx ", "≃": "\\approx ",
    "≅": "\\cong ", "↦": "\\mapsto ",
    "≡": "\\equiv ", "∑": "\\sum ", "∏": "\\prod ", "∫": "\\int ", "∂": "\\partial ", "⌊": "\\lfloor ", "‰": "/1000 ",
    "⌋": "\\rfloor ", "⌈": "\\lceil ", "⌉": "\\rceil ", "⟨": "\\langle ", "⟩": "\\rangle ", "〈": "\\langle ",
    "〉": "\\rangle ", "ℝ": "\\mathbb{R}", "ℤ": "\\mathbb{Z}", "ℕ": "\\mathbb{N}", "ℚ": "\\mathbb{Q}",
    "ℂ": "\\mathbb{C}", "′": "'", "″": "''", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "\\ldots ", "⋯": "\\ldots ",
    "→": "\\to ", "⇒": "\\Rightarrow ", "¼": "\\frac{1}{4}", "½": "\\frac{1}{2}", "¾": "\\frac{3}{4}",
    "⅓": "\\frac{1}{3}", "⅔": "\\frac{2}{3}", "⅕": "\\frac{1}{5}", "⅖": "\\frac{2}{5}", "⅗": "\\frac{3}{5}",
    "⅘": "\\frac{4}{5}", "⅙": "\\frac{1}{6}", "⅚": "\\frac{5}{6}", "⅛": "\\frac{1}{8}", "⅜": "\\frac{3}{8}",
    "⅝": "\\frac{5}{8}", "⅞": "\\frac{7}{8}", "٫": ".", "٬": ",",
    "∀": "\\forall ", "∶": ":", "。": ".", "、": ",", "？": "?", "∨": " or ", "∧": " and ", "¬": " not ",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    "\u2061": "", "\u2062": "", "\u00ad": "", "\x00": "", "∣": "|", "ℓ": "l", "ø": "\\emptyset ", "⁺": "⁺", "％": "%",
    "α": "\\alpha ", "β": "\\beta ", "γ": "\\gamma ", "δ": "\\delta ", "ε": "\\epsilon ", "θ": "\\theta ",
    "λ": "\\lambda ", "μ": "\\mu ", "ρ": "\\rho ", "σ": "\\sigma ", "τ": "\\tau ", "φ": "\\phi ", "ω": "\\omega ",
    "ϕ": "\\phi ", "Δ": "\\Delta ", "Ω": "\\Omega ", "ξ": "\\xi ", "η": "\\eta ", "ν": "\\nu ", "ψ": "\\psi ",
}  # fmt: skip
_TABLE = str.maketrans(_SINGLE)
_UP = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣ"
_DOWN = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₙᵢₓ"
_PLAIN = "0123456789+-()nix"
_RAISED_FRACTION = re.compile(f"([{_UP[:10]}]+)[⁄∕/]([{_DOWN[:10]}]+)")
_UP_RUN = re.compile(f"[{_UP}]+")
_DOWN_RUN = re.compile(f"[{_DOWN}]+")
_SHIFTED = str.maketrans(_UP + _DOWN, _PLAIN * 2)


def _fraction(match: re.Match[str]) -> str:
    above, below = (digits.translate(_SHIFTED) for digits in match.groups())
    return f"\\frac{{{above}}}{{{below}}}"


_CIRCLED = re.compile(r"[①-⑳]+")
_ESCAPED = re.compile(
    r"\x0c(?=rac|box|orall)|\t(?=ext[a-z]{0,4}(?![a-z])|(?:imes|heta|an|frac|au)(?![a-z]))|\x08(?=inom|egin|ar|eta|oxed)|\r(?=(?:ight|angle|ho)(?![a-z]))|\x0b(?=arepsilon|ec)"
)
_LOST = str.maketrans({"\x0c": "\\f", "\t": "\\t", "\x08": "\\b", "\r": "\\r", "\x0b": "\\v"})


def _unescaped(text: str) -> str:
    """A form feed before `rac` was `\\frac` until some string literal ate its backslash."""
    return text if text.isprintable() else _ESCAPED.sub(lambda eaten: eaten.group().translate(_LOST), text)


def plain_unicode(text: str) -> str:
    """Full-width, styled and mathematical characters in the spelling of LaTeX or ASCII."""
    text = _unescaped(text)
    if text.isascii():
        return text.replace("\x00", "")
    text = _CIRCLED.sub(lambda run: ", ".join(str(ord(char) - 0x245F) for char in run.group()), text)
    text = _RAISED_FRACTION.sub(_fraction, text)
    text = _UP_RUN.sub(lambda run: "^{" + run.group().translate(_SHIFTED) + "}", text)
    text = _DOWN_RUN.sub(lambda run: "_{" + run.group().translate(_SHIFTED) + "}", text)
    text = unicodedata.normalize("NFKC", text.translate(_TABLE))
    return "".join(char for char in text.translate(_TABLE) if not "\ud800" <= char <= "\udfff")


_COMMANDS = {
    "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "nicefrac": "frac", "sfrac": "frac", "fraction": "frac",
    "dbinom": "binom", "tbinom": "binom",
    "leq": "le", "leqslant": "le", "leqq": "le", "geq": "ge", "geqslant": "ge", "geqq": "ge", "neq": "ne",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|",
    "lparen": "(", "rparen": ")", "dots": "ldots", "cdots": "ldots", "dotsc": "ldots", "dotsb": "ldots",
    "varnothing": "emptyset", "land": "wedge", "lor": "vee", "rightarrow": "to", "longrightarrow": "to",
    "implies": "Rightarrow", "iff": "Leftrightarrow", "degree": "circ", "degrees": "circ", "infin": "infty",
    "bigcup": "cup", "bigcap": "cap", "backslash": "setminus", "simeq": "approx", "doteq": "approx",
    "longmapsto": "mapsto",
    "varphi": "phi", "varepsilon": "epsilon", "vartheta": "theta", "varrho": "rho", "idotsint": "int",
    "tg": "tan", "ctg": "cot", "cosec": "csc", "arctg": "arctan", "lt": "<", "gt": ">", "textless": "<",
    "cotg": "cot", "arcctg": "arccot", "imath": "i", "jmath": "j", "textgreater": ">", "textdegree": "circ",
    "textcirc": "circ", "textdollar": "$", "dollar": "$", "euro": "€", "pounds": "£", "yen": "¥",
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "slash": "/", "colon": ":", "bmod": "mod", "pmod": "mod",
    "limits": "", "nolimits": "", "displaystyle": "", "textstyle": "", "scriptstyle": "", "mathstrut": "", "strut": "",
    "left": "", "right": "", "middle": "", "big": "", "Big": "", "bigg": "", "Bigg": "", "bigl": "", "bigr": "",
    "Bigl": "", "Bigr": "", "biggl": "", "biggr": "", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": "",
    "nonumber": "", "hline": "", "boxed": "", "fbox": "", "mathbf": "", "boldsymbol": "", "bm": "", "mathit": "",
    "bold": "", "pmb": "",  "hat": "", "widehat": "", "mathcal": "", "mathscr": "",
    "underline": "", "large": "", "Large": "", "small": "", "ensuremath": "", "mathop": "", "mathord": "", "rm": "",
    "bf": "", "it": "", "tt": "", "phantom": "", "vphantom": "", "hphantom": "", "smash": "", "mathclose": "",
    "mathopen": "", "mathrel": "", "mathbin": "", "space": " ", "newline": " ", "par": " ", "noindent": "",
    "normalsize": "", "tiny": "", "huge": "", "triangle": "", "angle": "", "because": "", "therefore": "",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_DOUBLED = re.compile(
    r"(?<!\\)\\\\(?=(?:[dtc]?frac|sqrt|text|pi|cdot|times|boxed|left|right|pm|infty|begin|end)(?![a-z]))"
)
_SPACING = re.compile(r"\\[;:> ]|~|[\t\r\n\f\v]")
ROW = "\x01"
"""Stands for the double backslash that ends a row."""
_ROW_SPACE = re.compile(rf"{ROW}\[\s?-?[\d.]{{1,6}}\s?(?:pt|em|ex|mm|cm|in|px|mu|\\baselineskip)\s?\]")
_COLOUR = re.compile(r"\\(?:textcolor|colorbox|color)\s*\{[^{}]{0,40}\}|\\[hv]space\*?\s*\{[^{}]{0,40}\}")
_SIZED = re.compile(r"\\(?:left|right|middle|[bB]igg?[lrm]?)\s*(?=[()\[\]|]|\\[{}|])")
_LEFT_DOT = re.compile(r"\\(?:left|right)\s*\.")
_THIN = re.compile(
    r"(?<=\d)(?:\\,|\\!|\s?\{\s?,\s?\}|\{\\,\})+(?:\\!|\s)*(?=\d{3}(?!\d))|(?<=\d),(?:\\!|\\,)\s*(?=\d{3}(?!\d))"
)
_INDIAN = re.compile(r"(?<![\d,}.])[1-9]\d?(?:\s?\{\s?,\s?\}\d{2})+\s?\{\s?,\s?\}\d{3}(?!\d|\s?\{\s?,)")
"""12{,}34{,}567: commas in braces part no list."""
_BRACED_COMMA = re.compile(r"(?<=\d)\s?\{\s?,\s?\}(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<![\d}])(?<!_\{)(\d{1,9})\s?\{\s?,\s?\}(\d++)(?!\s?\{\s?,)")
_BARE_PERIOD = re.compile(r"(?<![\w.}])\.(?=\\(?:overline|bar|dot)\b)")
_NUMERIC_SPACE = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
_TAGS = re.compile(r"</?(?:answer|think|b|i|sub|sup|p|br|strong|em|span|div|code|u)\s*/?>", re.IGNORECASE)


_RAISED = re.compile(r"<(su[bp])>([^<>]{0,60})</\1>", re.IGNORECASE)
_CHOOSE = re.compile(r"\{([^{}]{1,40})\\(?:choose|atop)(?![a-z])([^{}]{1,40})\}")
_OVER = re.compile(r"\{((?:[^{}]|\{[^{}]{0,40}\}){1,80})\\over(?![a-z])((?:[^{}]|\{[^{}]{0,40}\}){1,80})\}")
_PRE_CHOOSE = re.compile(r"(?:\{\s*\}|(?<![\w})\]]))[_^]\{?(\w{1,9})\}?\s*([CP])\s*_\{?(\w{1,9})\}?(?!\w)")
_PRE_CHOOSE_OF_SUM = re.compile(r"\{\s*\}\s*_\s*\{([\w+-]{1,12})\}\s*([CP])\s*_\{?([\w+-]{1,12})\}?(?!\w)")
_LOST_FRAC = re.compile(r"(?<![A-Za-z\\])f?rac(?=\{)")
"""The backslash of `\\frac` is often lost, and with it the f that it made a form feed of."""
_CROSS = re.compile(r"(?<=\d)(?:\s+[xX]\s+(?=\d)|[xX](?=10\s*\^))")
_TO = "to|zu|a|à|к|до|do|till|til|tot|bis|ke|比|対|대"
"""Between the terms of a ratio: 5 zu 8, 5 a 8."""
_RATIO_WORD = re.compile(rf"\s+(?:is )?(?:{_TO})\s+|\s*[比対대]\s*")
_RATIO_WORDS = re.compile(rf"\d+(?:\.\d+)?(?:(?:{_RATIO_WORD.pattern})\d+(?:\.\d+)?)+\s*\.?")

_TEXT_RATIO = re.compile(r"\\text[a-z]*\s*\{\s*(\d[^{}\\]{1,40})\}(?=\s*$)")


_MIXED = re.compile(r"(\\partial ?[a-z](?: ?\^ ?\{? ?\d ?\}?)?) ?(?=\\partial ?[a-z])")
"""The variables of a mixed derivative, side by side."""
_NAMED_MAP = re.compile(r"^([A-Za-z]) ?: ?([a-z]) ?\\mapsto")
_GRADIENT = re.compile(r"^\\(?:vec ?\{? ?\\)?nabla ?\}? ?([a-zA-Z]) ?(?:\([a-z, ]{1,9}\))? ?=")
_LEADING_ARROW = re.compile(r"^(?:\\(?:to|[rR]ightarrow)(?![a-zA-Z])|[-=]>|→|⇒)[\s$]*(?=\S)")
"""An arrow that leads to the value from outside."""


def _beside(match: re.Match[str]) -> str:
    return rf"\text{{ {match[1]}}}"


def _raised(match: re.Match[str]) -> str:
    return ("^{" if match.group(1)[2] in "pP" else "_{") + match.group(2) + "}"


def _arranged(match: re.Match[str]) -> str:
    """_{10}C_3, as American schools write binomials and arrangements."""
    above, kind, below = match.groups()
    return f"\\binom{{{above}}}{{{below}}}" if kind == "C" else f"\\frac{{{above}!}}{{({above}-{below})!}}"


def _single_escapes(text: str) -> str:
    """Text that went through JSON twice has every backslash doubled; so is one before a known command."""
    if "\\\\begin{" in text or ("\\\\" in text and "\\begin" not in text):
        text = re.sub(r"\\\\(?=[A-Za-z\\{}$%|,!;()\[\]])", r"\\", text)
    return _DOUBLED.sub(r"\\", text) if "\\\\" in text else text


def _command(match: re.Match[str]) -> str:
    name = match.group(1)
    if name not in _COMMANDS:
        return f"\\{name} "
    plain = _COMMANDS[name]
    if len(plain) > 1:
        return f"\\{plain} "
    return f"\\{plain} " if plain in ("{", "}") else f" {plain} " if plain else " "


_BRACED_DIGITS = re.compile(r"\s*-?(?:\d|\{\d{1,9}\}){1,20}\s*")
"""{4}{6}, which prints 46."""


def clean(text: str) -> str:
    """One spelling of a mathematical text; dollar signs stay, because they may be money."""
    text = plain_unicode(joined(text))
    if "{" in text[:12] and _BRACED_DIGITS.fullmatch(text):
        text = text.replace("{", "").replace("}", "")
    if "_{}" in text or "^{}" in text:
        text = text.replace("_{}", "").replace("^{}", "")
    if "<" in text:
        text = _TAGS.sub(" ", _RAISED.sub(_raised, text))
    text = trim(" ".join(text.split()), STARS)  # runs of white space make what follows crawl, here and again below
    if MAY_COUNT.search(text):
        text = counted_out(text)
    if ("_" in text or "I(" in text or "I\\{" in text or "wise" in text or "else" in text) and MAY_INDICATE.search(
        text
    ):
        text = by_case(text)
    if MAY_BE_PIECES.search(text):
        text = in_pieces(text)
    if "permut" in text or "sign" in text or "order" in text or "\\}" in text:
        text = permuted(text)
    text = without_asides(text)
    if "\\" in text and MAY_BE.search(text):
        text = with_factorial_powers(text)
    if ".}" in text[-4:]:
        text = _ABBREVIATED.sub(r"\1}", text)
    if "+/-" in text or "+-" in text:
        text = _PLUS_MINUS.sub("\\\\pm ", text)
    text = with_codes(text)
    if "의" in text:
        text = _KOREAN_COUNT.sub(r"\1", text)
    if text.endswith(")"):
        text = _UNIT_IN_BRACKETS.sub(_beside, text)
    if "mathbb" in text and "*" in text:
        text = _SIGNED_REALS.sub(lambda one: rf"\mathbb{{R}}^{one[1] or one[2]}", text)
    if "^" in text and "T" in text.upper():
        text = _TRANSPOSED.sub("^T", text)
    text = without_lakhs(text)
    if text.startswith("\\text"):
        text = _TEXT_RATIO.sub(r"\1", text)
    if text[:1].isdigit():
        text = _TEXT_TO.sub(" to ", text) if "{" in text else text
        if _RATIO_WORDS.fullmatch(text):
            return _RATIO_WORD.sub(":", text.rstrip("."))
    if "rac{" in text:
        text = _LOST_FRAC.sub(r"\\frac", text)
    if "x" in text or "X" in text:
        text = _CROSS.sub("*", text)
    if "..." in text:
        text = _DOTS.sub(r"\1\2 \\ldots ", text)
    if "{cases}" in text and ("odd" in text or "even" in text or "mod" in text or "mid" in text):
        text = with_parity(text)
    if "underbrace" in text:
        text = _UNDERBRACE.sub(_repdigit, text)
    if "^" in text and "\\" not in text and ("^*" in text or "^{*" in text):
        text = _CONJUGATE.sub(lambda one: rf"\overline{{{one[1] or one[2]}}}", text)
    if text[:1] in "\\-=→⇒":
        text = _LEADING_ARROW.sub("", text)
    text = without_separators(text)
    if "{," in text or "{ ," in text:
        text = _INDIAN.sub(lambda number: re.sub(r"[^\d]", "", number.group()), text)
        text = _DECIMAL_COMMA.sub(_decimal_comma, text)
    if "{:}" in text:
        text = text.replace("{:}", ":")
    if "¢" in text:
        text = text.replace("¢", " cents")
    text = _clean_latex(text) if "\\" in text else _BRACED_COMMA.sub("", text)
    if "~" in text or "\\" in text or not text.isprintable():
        text = _SPACING.sub(" ", text)
    text = " ".join(text.split())
    text = infinity(text)
    if "approx" in text:
        text = _APPROXIMATELY.sub("", text)
    text = with_constants(text)
    if "for" in text and not (text.startswith(("\\forall", "\\exists", "\\neg")) or _INNER.search(text)):
        text = _SOME_INTEGER.sub(r", \1 \\in \\mathbb{Z}", text)
        text = _FOR_ALL.sub("", text)
    if "base" in text:
        text = said_base(text)
    text = with_point_before_cents(text)
    if "verg" in text or "has no" in text:
        text = _SENTENCE.sub(_short, text)
    if "equiv" in text and "mod" not in text:
        text = text.replace("\\equiv", "=")
    if text.count("\\partial") > 2:
        text = _MIXED.sub(r"\1 * ", text)
    if "nabla" in text[:12]:
        text = _GRADIENT.sub(r"D_{grad\1} =", text)
    if "mapsto" in text[:40]:
        text = _NAMED_MAP.sub(r"\1(\2) =", text)
    if "mapsto" in text:
        text = _DOMAINS.sub("", text)
    if "=" in text and "," in text:
        text = _FOR_EACH.sub(_for_each, text)
    if "ROC" in text or "egion of convergence" in text:
        text = _REGION.sub(_of_convergence, text)
    if "with" in text or "for" in text or "where" in text or "when" in text:
        text = _PROVIDED.sub(", ", text)
    if "," in text and ("<" in text or ">" in text or "\\le" in text or "\\ge" in text):
        text = _SHARED.sub(_each_bounded, text)
    if ")" in text[-4:]:
        text = _with_condition(text)
    if text.endswith(_INTEGER_ENDS) and ("\\in" in text or "integer" in text or "整数" in text):
        text = _NATURAL.sub("", text)
        text = _INTEGER.sub(r", \1 \\in \\mathbb{Z}", text)
    if "_" in text or "0" in text:
        text = with_bases(text)
    if "_" in text:
        text = with_values(_PRE_CHOOSE.sub(_arranged, _PRE_CHOOSE_OF_SUM.sub(_arranged, text)))
    if " " in text:
        text = _NUMERIC_SPACE.sub(lambda m: m.group(1) + m.group(2).replace(" ", ""), text)
    return trim(without_delimiters(text))


_PLUS_MINUS = re.compile(r"\+/-|(?<=[\w)} ])\+-(?=\s?[\d.])")
_KOREAN_COUNT = re.compile(
    r"(?<=\d)(\s?(?:명|마리|개|권|장|대|그루|자루|송이|켤레|채|척|알|병|잔|상자|봉지|조각))의\s?"
    r"(?!\S{0,6}(?:이상|이하|미만|정도|초과|이내|반|배))[가-힣]{1,6}$"
)
"""30명의 학생"""
_UNIT_IN_BRACKETS = re.compile(r"(?<=\d)\s?\(\s?([\u3400-\u9fff]{1,6}|[kcm]?m|kg|km/h|m/s)\s?\)$")
"""64 (平方厘米)"""
_SIGNED_REALS = re.compile(
    r"\\mathbb\s?\{?\s?R\s?\}?\s?(?:_\s?\{?\s?([+-])\s?\}?\s?\^\s?\{?\s?\*\s?\}?|\^\s?\{?\s?\*\s?\}?\s?_\s?\{?\s?([+-])\s?\}?)"
)
"""The reals without zero of one sign."""
_TRANSPOSED = re.compile(
    r"\^\s*(?:\{\s*)?(?:\\(?:top|intercal)(?![a-z])|\\(?:mathsf|mathrm|text|mathbf|mathtt)\s*(?:\{\s*T\s*\}|T(?![a-z])))(?:\s*\})?"
)
_SENTENCE = re.compile(
    r"^(?:\\text \{ ?)?(?:[Tt]he )?(?:given )?(?:"
    r"(?:equation|system|inequality)(?: of equations)? has (?P<none>no (?:real )?(?:solution|root))s?"
    r"|(?:(?:improper )?(?:integral|series|sequence|sum|limit) )?(?:is )?(?P<goes>con|di)ver(?:ges|gent)) ?\.?\}?$"
)
"""What is said of an equation or a series in a whole sentence, and in a word."""


def _short(match: re.Match[str]) -> str:
    return rf"\text {{{match['none'] or match['goes'] + 'verges'}}}"


_ABBREVIATED = re.compile(r"(\\(?:text|mathrm|mbox|textrm)\s*\{[^{}]{0,20}[A-Za-z])\.\}(?=\s*$)")
"""12 \\text{ in.}: the full stop of a unit."""


_TEXT_TO = re.compile(rf"\s*(?:\\[,; ]\s*)?\\(?:text|mathrm|mbox)\s*\{{\s*(?:{_TO})\s*\}}\s*(?:\\[,; ]\s*)?")
_UNDERBRACE = re.compile(
    r"\\underbrace\s*\{\s*(\d)\1*\s*(?:\\[lc]?dots[bc]?|\.{3}|…)\s*\1*\s*\}\s*_\s*\{?\s*(?:\\text\s*\{\s*)?(\d{1,6}|[a-z])"
    r"(?:\s*(?:\\text\s*\{)?\s*(?:digits|times|nines|ones|\d's)\s*\}?)?\s*\}{0,2}"
)


def _repdigit(match: re.Match[str]) -> str:
    """99...9 with 2024 digits is 10^2024 - 1."""
    digit, count = match.groups()
    return rf"\frac{{{digit}(10^{{{count}}}-1)}}{{9}}"


_DOTS = re.compile(r"([,;(\[{])\s*\.{3,}(?=\s*(?:[,;)\]}]|\\?\}|$))|([+-])\s*\.{3,}(?=\s*[+-])")
"""Dots that stand for members of a list or terms of a sum, not for digits."""


_ALIGNED = re.compile(r"\\begin\s*\{((?:aligned|align|gathered|gather|split)\*?)\}(.*?)\\end\s*\{\1\}", re.DOTALL)


def _rows(match: re.Match[str]) -> str:
    """Equations under each other are a list; a row that begins with its sign goes on with the row before."""
    rows = [row.strip() for row in match.group(2).replace("&", " ").split(ROW)]
    first, *others = [row for row in rows if row] or [""]
    return first + "".join(
        f" {row}" if row.startswith(("=", "\\le", "\\ge", "<", ">")) else f" ; {row}" for row in others
    )


_MICRO = re.compile(r"\\mu\s*\\(?:text|mathrm)\s*\{\s*(?=[A-Za-z])|\\(?:text|mathrm)\s*\{\s*\\mu\s*(?=[A-Za-z])")
_OHM = re.compile(r"(?<=\d)(?:\\[,; ]|~|\s)*(?:\\(?:text|mathrm)\s*\{)?\s*([kMmG]?)\s*\}?\s*\\Omega\s*\}?(?=[\s$]*$)")
_UNIT_TEXT = r"(?:[A-Za-z]|\\[,; ]|\\cdot|\s|[*/^·-]|\d|\{-?\d\})*"
_NESTED_UNIT = re.compile(rf"\\(?:mathrm|text|mathsf)\s*\{{({_UNIT_TEXT}\^{_UNIT_TEXT})\}}")
"""A unit with powers inside its styling."""


_QUOTIENT_UNIT = re.compile(
    r"(\\(?:mathrm|text|mathsf)\s*\{[^{}()]{1,12}/)\(([A-Za-z]{1,4}(?:\^\d|\^\{\d\})?)"
    r"(?:\s|\\[,; ]|\\cdot\s?|[*·])+([A-Za-z]{1,4}(?:\^\d|\^\{\d\})?)\)(?=\s*\})"
)
"""J/(mol K) and W/(m^2 K^4), with all of the divisor in brackets."""
_NAMED_FUNCTION = re.compile(r"\\(?:operatorname|mathrm)\s*\{\s*(tg|ctg|cotg|arctg|arcctg|cosec)\s*\}")


def _flat_unit(match: re.Match[str]) -> str:
    return re.sub(r"(?<!\\)[A-Za-z]+(?![A-Za-z])", r"\\text{\g<0>} ", match.group(1).replace("\\cdot", "*"))


_BARRED = re.compile(r"\\(?:bar|overline)\s*\{\s*([A-Za-z])\s*\}_(\d|[a-z]|\{\w{1,3}\})(?!\w)")
"""The bar of \\bar{s}_1 is one over s_1."""
_VECTOR_PRODUCT = re.compile(
    r"(\\(?:vec|mathbf|boldsymbol|overrightarrow|bm|hat)\s*\{?\s*\\?[A-Za-z]+\s*\}?)\s*\\times(?![A-Za-z])(?=\s*\\(?:vec|mathbf|bold|over|bm|hat))"
)
"""The cross product, which does not commute."""


def _decimal_comma(match: re.Match[str]) -> str:
    """3{,}14 is LaTeX for a comma that is no list's; before three digits it parts thousands, unless after a zero."""
    whole, rest = match.groups()
    return match.group() if len(rest) == 3 and whole != "0" else f"{whole}.{rest}"


_MINUTES = re.compile(r"(?<=\d)\s*\^\s*\{?\s*((?:\\prime\s*){1,2})\}?")
"""75^\\circ 30^{\\prime}: a number has no derivative."""
_CONJUGATE = re.compile(
    r"(?:\\operatorname\s*\{\s*conj\s*\}|\\conj)\s*\(([^()]{1,40})\)|(?<![A-Za-z\\])([zw])\s*\^\s*\{?\s*(?:\*|\\ast(?![a-z]))\s*\}?"
)
_BARE_STYLE = re.compile(r"\\(mathrm|mathbb|mathbf|mathcal)\s+([A-Za-z])")
"""\\mathrm F, which styles one letter."""
_PER_MILLE = re.compile(r"\\(?:permil|textpermil|textperthousand|perthousand)(?![a-z])")
_STYLED_E = re.compile(r"(?<=\d)\s*\\(?:text|mathrm)\s*\{[eE]\}\s*(?=[-+]?\d)")
"""3.2\\text{e}5, as calculators show it."""


_BOLD_LABEL = re.compile(
    r"^\s*\\(?:vec|mathbf|boldsymbol|bm|hat|overrightarrow)\s*\{?\s*([A-Za-z])\s*\}?\s*(?=\(\s*[a-z](?:\s*,\s*[a-z])*\s*\)\s*=)"
)
"""The T of \\mathbf{T}(t) = ..."""


def _clean_latex(text: str) -> str:
    text = _BOLD_LABEL.sub(r"\1", expanded(text)) if ")" in text and "=" in text else expanded(text)
    if "prime" in text:
        text = _MINUTES.sub(lambda mark: "'" * mark[1].count("p"), text)
    if "^*" in text or "^{*" in text or "ast" in text or "conj" in text:
        text = _CONJUGATE.sub(lambda one: rf"\overline{{{one[1] or one[2]}}}", text)
    if "permil" in text or "perthousand" in text:
        text = _PER_MILLE.sub("/1000 ", text)
    if "{e}" in text or "{E}" in text:
        text = _STYLED_E.sub("e", text)
    if "." in text:
        text = _BARE_PERIOD.sub("0.", text)
    if "}_" in text and ("\\bar" in text or "overline" in text):
        text = _BARRED.sub(r"\\overline{\1_\2}", text)
    if "math" in text:
        text = _BARE_STYLE.sub(r"\\\1{\2}", text)
    if "tg" in text or "cosec" in text:
        text = _NAMED_FUNCTION.sub(r"\\\1 ", text)
    if "/(" in text:
        text = _QUOTIENT_UNIT.sub(r"\1\2/\3", text)
    if "mathrm{" in text or "text{" in text or "Omega" in text or "rm " in text:
        text = _NESTED_UNIT.sub(_flat_unit, _OHM.sub(r"\\text{\1ohm}", _MICRO.sub(r"\\text{u", text)))
    if "times" in text:
        text = _VECTOR_PRODUCT.sub(r"\1 \\cross ", text)
    text = _single_escapes(text.replace("m\\angle", "\\angle")).replace("\\\\", ROW)
    if f"{ROW}[" in text:
        text = _ROW_SPACE.sub(ROW, text)
    if "left<" in text or "left <" in text:
        text = _POINTED_BRACKETS.sub(r"\\langle \1\\rangle ", text)
    if "angle" in text:
        text = _POLAR.sub(r" \\cdot \\operatorname{cis}(\1) ", text)
        text = _ANGLE.sub(_at_vertex, text)
    if "align" in text or "gather" in text or "split" in text:
        text = _ALIGNED.sub(_rows, text)
    text = _SIZED.sub("", text)
    text = _LEFT_DOT.sub(" ", _COLOUR.sub(" ", _THIN.sub("", text))).replace("\\!", "").replace("\\,", " ")
    if ":=" in text:
        text = text.replace(":=", "=")
    if "\\over" in text:
        text = _OVER.sub(r"\\frac{\1}{\2}", text)
    if "choose" in text or "atop" in text:
        text = _CHOOSE.sub(r"\\binom{\1}{\2}", text)
    text = text.replace("\\$", " ＄ ").replace("\\(", " ").replace("\\)", " ").replace("\\[", " ").replace("\\]", " ")
    return _COMMAND.sub(_command, text)


_POINTED_BRACKETS = re.compile(r"\\left\s?<([^<>]{1,100})\\right\s?>")
_POLAR = re.compile(
    r"(?<=[\d})])\s*\\angle\s*\{?\s*(-?\s?(?:[\d.]+\s*/?\s*|\\frac\s*\{[^{}]{1,12}\}\s*\{[^{}]{1,12}\}|\\pi|/\s*\d+){1,3}"
    r"(?:\^\s*\{?\s*\\circ\s*\}?)?)\s*\}?(?=\s*$)"
)
"""2\\angle 60^\\circ, as engineers write 2 cis 60°."""
_ANGLE = re.compile(r"\\angle\s?\{?\s?([A-Z])\s?([A-Z])\s?([A-Z])\}?(?![A-Za-z_'])")


def _at_vertex(match: re.Match[str]) -> str:
    """The angles ABC and CBA are the one at B; BAC is another."""
    first, vertex, last = match.groups()
    return f"{vertex}_{{{min(first, last)}{max(first, last)}}}"


_NATURAL = re.compile(
    r"[\s,;]{0,6}[(（]\s*[a-z]\s*\\in\s*(?:\\mathbb\s*\{?\s*N\s*\}?|N)\s*(?:\^?\s*\{?\s*[*+]\s*\}?|_\s*\{?\s*[+*]\s*\}?)?\s*[)）]\s*$"
)
"""Says of the index of a sequence that it counts."""


_FOR_ALL = re.compile(
    r"(?<=[\w)\]}!])[\s,;(]{0,6}(?:\\text[a-z]*\s*\{\s*)?(?:for\s+(?:all|every|any|each)\b|\\forall\b).{0,100}?"
    r"(?:$|(?=(?:[,;]|\\text[a-z]*\s*\{[\s,;]*(?=and\b|or\b))\s*(?:(?:and|or)\b)?[\s}]*[A-Za-z]\w?\s*(?:\(\w{1,3}\))?\s*=))",
    re.DOTALL,
)
"""What follows says for which values the answer holds."""
_INNER = re.compile(
    r"\\(?:wedge|vee|land|lor|neg|lnot|exists|implies|iff|to|(?:[Ll]eft)?[Rr]ightarrow)[\s(\[]*\\forall\b"
)
"""P(x) and for all y, Q(y): a part of the statement."""
_APPROXIMATELY = re.compile(
    r"(?<=[\d})\]])[\s,;(]{0,6}(?:\\text[a-z]*\s*\{\s*)?\(?(?:or\s|which\sis\s)?(?:approximately|approx\.?)\s.{0,60}$"
)
"""A value repeated as a decimal: 3 sqrt 5 (approximately 6.71)."""
_SOME_INTEGER = re.compile(
    r"[\s,;(]{0,6}(?:\\text[a-z]*\s*\{\s*)?for\s+(?:(?:some|any|an|every|all)\s+)?"
    r"integers?\s*\}?\s*\$?([a-z])\$?\s*[)}.]*\s*$"
)
_SPACE_OF = r"\\mathbb ?\{? ?[A-Z] ?\}?(?: ?\^ ?\{? ?[\w+*] ?\}?)?"
_DOMAINS = re.compile(rf"^(?:[A-Za-z] ?: ?)?{_SPACE_OF} ?\\to ?{_SPACE_OF} ?[,;:] ?(?=[^,;]{{1,40}}\\mapsto)")
"""f: R -> R, before x |-> 3x - 7."""
_FOR_EACH = re.compile(
    r"(?<=[\w)}\]])[\s\\,;]{0,4}"
    r"(?:\(|(?:\\text[a-z]* \{ ?)?(?:for|where|with|für|mit|pour|avec|para|con|per|при|dla) ?\}?)"
    r"[\s$]*([j-n] ?= ?-?\d+(?: ?, ?(?:-?\d+|\\ldots))+)[\s$).}]*$"
)
"""An index and the few numbers that it takes: z_k = ... (k = 0, 1, 2)."""


def _for_each(match: re.Match[str]) -> str:
    """Nothing of n = 1, 2, 3, ..., which says that n counts."""
    return "" if match[1].endswith("ldots") else f", {match[1]}"


def _with_condition(text: str) -> str:
    """With a comma instead of the brackets, and with none of the dollars that stood around them."""
    written = _CONDITION.sub(r", \1", text)
    return written.replace("$", "") if written.count("$") != text.count("$") else written


_CONDITION = re.compile(
    r"(?<=[\w)}\]$])(?<![A-Zfgh])(?<![A-Zfgh]\$)[\s\\,$]*\(\s?\$?([^()$]{1,80}?(?:[<>]|\\(?:le|ge|ne|in|lt|gt)\b)[^()$]{1,80})"
    r"\$?\s?\)[\s$.]*$"
)
"""A domain in brackets: y = 2x (x > 0)."""
_SIGN = r" ?(?:[<>]|\\(?:le|ge)(?![a-z])) ?"
_BOUND = r"-?(?:\d{1,6}(?:\.\d{1,4})?|\\pi)"
_LETTERS = r"[a-z](?: ?, ?[a-z]){1,3}"
_SHARED = re.compile(
    rf"(?:(?<![\w,.+*/^(-])(?P<low>{_BOUND}{_SIGN})|(?:^|(?<=[,:;|{{])|(?<=[,:;|{{] )))"
    rf"(?P<letters>{_LETTERS})(?P<high>{_SIGN}{_BOUND})(?![\w.+*/^])"
)
"""0 <= x, y <= 1 bounds both."""


def _each_bounded(match: re.Match[str]) -> str:
    letters = [one.strip() for one in match["letters"].split(",")]
    if len(set(letters)) < len(letters):
        return match.group()
    return ", ".join(f"{match['low'] or ''}{letter}{match['high']}" for letter in letters)


_PROVIDED = re.compile(
    r"(?<=[\w)}\]$])[\s,;$]{0,6}(?:\\text[a-z]* ?\{[\s,;]{0,3})?(?<![A-Za-z])(?:with|for|where|when)"
    r"(?: (?:some|any|all|every|an?))?(?: (?:real|arbitrary)){0,2}(?: (?:constant|number|parameter)s?)?"
    r"(?![A-Za-z])[\s}$]{1,4}"
    r"(?=(?:-?[\w./\\]{1,12} ?(?:<|\\le(?![a-z])) ?)?(?:[A-Za-z]|\\[a-z]{2,7})(?:_\w)?"
    r" ?(?:[<>]|\\(?:le|ge|ne|in)(?![a-z]))[^=;]{1,40}$)"
)
"""A condition at the end: a^x with a > 0, 1/(1 - x) for x < 1."""
_REGION = re.compile(
    r"(?<=[\w)}\]$])[\s,;]{0,6}(?P<open>\(?) ?(?:\\(?:text[a-z]*|mathrm) ?\{[\s,;(]{0,3})?(?:(?:with|for) )?(?:the )?"
    r"(?:ROC|[Rr]egion of convergence)[\s}:]{0,4}(?:(?:is|=)[\s}]{0,2})?(?P<where>[^=;]{1,40})$"
)


def _of_convergence(match: re.Match[str]) -> str:
    """1/(1 - z), ROC: |z| > 1, whose bracket goes with its label."""
    where = match["where"]
    return ", " + (where.rstrip(" .")[:-1] if match["open"] and where.rstrip(" .").endswith(")") else where)


_INTEGER_ENDS = tuple("Zr}数)）. ")
_INTEGER = re.compile(
    r"[\s,;]{0,6}[(（]?\s*(?:\\text\s*\{[^{}]{0,20}\}\s*|where\s+|for\s+)?\$?\b([a-z])\$?\s*"
    r"(?:\\in\s*(?:\\mathbb\s*\{?\s*Z\s*\}?|Z\b)|(?:\\text\s*\{)?\s*(?:is|为|是)?\s*(?:an|any)?\s*(?:integer|整数)\s*\}?)\s*[)）]?\s*\.?\s*$"
)
"""The parameter of a family of solutions, however it is said to be an integer."""


STARS = "*_"
"""Markdown's, before LaTeX's products become stars too: what multiplies nothing is no answer."""


def trim(text: str, markdown: str = "") -> str:
    """White space, markdown and closing punctuation at the ends; a factorial's or a derivative's sign stays."""
    text = text.strip().rstrip("\\").strip()
    while text and text[-1] in ' .;:,`"?^' + markdown and not text.endswith(("...", "\\;", "^*")):
        text = text[:-1]
    return text.lstrip(' ,;:`"' + markdown[:1]).strip() if text[:1] in ' ,;:`"*' else text


_FOLD_TEXT = re.compile(r"\\(?:text[a-z]*|mathrm|mbox|operatorname|mathsf)\s*")
_FOLD_REST = re.compile(r"(?:[\s{}$＄\"'`,;:!?()\[\]_*\\]|\.(?!\d)|/(?!\d)|-(?!\d)|(?<=[^\W\d])-(?=\w))+")


def fold(text: str) -> str:
    """A text answer without case, spacing, punctuation and styling; the signs of its numbers stay."""
    return _FOLD_REST.sub(" ", _FOLD_TEXT.sub(" ", text)).strip().casefold()
