"""A cleaned text as tokens. Letters are variables, but runs of letters are names of functions, or words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from reward_server.symbolic.parse.normalize import ROW, words
from reward_server.symbolic.parse.tree import Num
from reward_server.symbolic.parse.units import is_unit

MAX_TOKENS = 1500
MAX_DIGITS = 2000


class Unparsable(Exception):
    """The grammar does not know this text; it may still be text, or LaTeX that another grammar knows."""


class Token(NamedTuple):
    """`kind`: num, sym, fn, word, cmd (LaTeX), op, end. `spaced`: white space stood before it."""

    kind: str
    value: str
    spaced: bool = False
    num: Num | None = None


END = Token("end", "")

FUNCTIONS = words(
    "sin cos tan cot sec csc arcsin arccos arctan arccot arcsec arccsc sinh cosh tanh coth sech csch arsinh "
    "arcosh artanh ln log lg exp sqrt cbrt abs floor ceil max min gcd lcm sgn sign det Re Im arg erf deg frac "
    "binom cis normcdf "
    "eulerphi moebius divisorsum divisorcount stirlingsecond stirlingfirst bellnumber partitioncount derangementnumber "
    "fibonaccinumber lucasnumber catalannumber harmonicnumber fallingfactorial risingfactorial divisorsof primesof "
    "coprimesto"
)
"""The last ones are names that no text has: `counting` spells them."""
ALIASES = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh",
    "arcsinh": "arsinh", "arccosh": "arcosh", "arctanh": "artanh", "ceiling": "ceil", "GCD": "gcd", "LCM": "lcm",
    "choose": "binom", "comb": "binom", "Max": "max", "Min": "min", "Sqrt": "sqrt", "sign": "sgn",
    "Log": "log", "Ln": "ln",
}  # fmt: skip
NAMES = {
    "pi": "pi", "Pi": "pi", "PI": "pi", "infinity": "oo", "inf": "oo", "infty": "oo", "oo": "oo", "Infinity": "oo",
    "theta": "theta", "alpha": "alpha", "beta": "beta", "gamma": "gamma", "lambda": "lambda", "phi": "phi",
    "delta": "delta", "omega": "omega", "sigma": "sigma", "rho": "rho", "mu": "mu", "epsilon": "epsilon",
}  # fmt: skip
GREEK = words(
    "Pi alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi "
    "omega Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega ell hbar"
)
_OPERATORS = {
    "le": "<=", "ge": ">=", "ne": "!=", "pm": "pm", "mp": "mp", "cup": "cup", "cap": "cap", "setminus": "setminus",
    "in": "in", "notin": "notin", "approx": "approx", "equiv": "equiv", "wedge": "and", "vee": "or", "%": "%",
    "{": "{", "}": "}", "|": "||", "to": "to", "Rightarrow": "=>", "Leftrightarrow": "=>", "langle": "<(",
    "rangle": ")>",
    "circ": "deg", "cross": "cross", "mapsto": "mapsto", "mod": "mod", "prime": "'", "#": "#", "&": "&",
    "_": "_", "ldots": "ldots",
}  # fmt: skip
_LITERAL = {
    "<=": "<=", ">=": ">=", "=<": "<=", "=>": "=>", "->": "to", "==": "=", "**": "^", "!=": "!=", "<>": "!=", "·": "*",
    "＄": "currency", "€": "currency", "£": "currency", "¥": "currency", "₩": "currency", "₹": "currency", ROW: "row",
    **dict.fromkeys("₽₴₺₪₫₱฿₦", "currency"),
}  # fmt: skip
_NO_FACTORIAL = frozenset({"ne", "<>"})
"""Signs of inequality that no digit touches: 3\\ne x is never 3! = x, as 3!=x may be."""

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<text>\\(?:text[a-z]*|mathrm|mbox|operatorname|mathsf|mathtt|hbox)\s*\*?\s*\{(?P<body>[^{}]*)\})"
    r"|(?P<num>(?:\d{1,3}(?:,\d{3})+(?![\d])(?P<tail>\.\d+)?|\d+\.\d+|\.\d+|\d+\.(?![\w.])|\d+)"
    r"(?P<rep>\.{3}|\\ldots\s*|\((?=\d+\)(?![\w(^]))|\\(?:overline|bar|dot)\s*(?=\{?\d))?)"
    r"|(?P<cmd>\\(?:[A-Za-z]+|.))"
    r"|(?P<letters>[A-Za-zÀ-ɏḀ-ỿ]+)"
    r"|(?P<op><=|>=|=<|=>|->|==|\*\*|!=|<>|.)",
    re.DOTALL,
)
_EXPONENT = re.compile(r"[eE]([+-]?\d{1,6})(?![\w.^])")
_REPEAT = re.compile(r"\{?(\d+)\}?(?:\s*\\dot\s*\{?(\d)\}?)?\)?")
_DOTTED = re.compile(r"(\d)(\d*)\\dot\s*\{?(\d)\}?")
_CJK_SEPARATORS = {"或": "or", "或者": "or", "和": "and", "与": "and", "且": "and", "及": "and"}
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_COUNTED = re.compile(
    r"[\u0400-\u04ff]+|[\u3040-\u30ff\u3400-\u9fff]+|[\uac00-\ud7af]+|[\u0370-\u03ff\u1f00-\u1fff]{4,}|[\u0590-\u05ff]+"
    r"|[\u0600-\u06ff\u200c]+|[\u0900-\u097f]+"
)
"""Words in other letters than Latin ones; those that count or measure are tokens."""
_COMPOUND = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*-[A-Za-z]{3,}")
"""great-grandchildren, t-shirts: one word in a text, and no difference."""


def tokenize(text: str) -> tuple[Token, ...]:
    """Raises Unparsable past the size guards; any other text has tokens."""
    tokens: list[Token] = []
    _scan(text, tokens, words_only=False)
    return tuple(tokens)


def _scan(text: str, tokens: list[Token], words_only: bool) -> None:
    position, depth, spaced = 0, 0, False
    while (match := _TOKEN.match(text, position)) is not None:  # its last alternative takes any character
        if len(tokens) > MAX_TOKENS:
            raise Unparsable("too many symbols")
        kind, position = match.lastgroup, match.end()
        if kind == "space":
            spaced = True
            continue
        piece = match.group()
        if kind == "num":
            position = _number(text, match, tokens, spaced, depth)
        elif kind == "letters":
            if words_only and (compound := _COMPOUND.match(text, match.start())):
                piece, position = compound.group(), compound.end()
            _letters(piece, tokens, spaced, words_only)
        elif kind == "cmd":
            _command(piece[1:], tokens, spaced)
            depth += (piece == "\\{") - (piece == "\\}")
        elif kind == "text":
            _scan(match.group("body"), tokens, words_only=True)
            tokens.append(Token("text_end", ""))
        elif not piece.isascii() and (end := _foreign(text, match.start(), tokens, spaced)):
            position = end
        else:
            tokens.append(_sign(piece, spaced))
            depth += (piece in "([{") - (piece in ")]}")
        spaced = False


def _foreign(text: str, start: int, tokens: list[Token], spaced: bool) -> int:
    """Appends the word of another script that begins there, and returns where it ends; 0 where none does."""
    if (counted := _COUNTED.match(text, start)) and is_unit(counted.group()):
        tokens.append(Token("word", counted.group(), spaced))
        return counted.end()
    if (cjk := _CJK.match(text, start)) is None:
        return 0
    joins = _CJK_SEPARATORS.get(cjk.group())
    tokens.append(Token("op", joins, spaced) if joins else Token("word", cjk.group(), spaced))
    return cjk.end()


def _sign(piece: str, spaced: bool) -> Token:
    value = _LITERAL.get(piece, piece)
    if value == "currency":
        return Token("currency", piece, spaced)
    return Token("op", value, spaced or piece in _NO_FACTORIAL)


def _command(name: str, tokens: list[Token], spaced: bool) -> None:
    if name in _OPERATORS:
        tokens.append(Token("cmd" if name in "{}" else "op", _OPERATORS[name], spaced or name in _NO_FACTORIAL))
    elif name in FUNCTIONS or name in ALIASES:
        tokens.append(Token("fn", ALIASES.get(name, name), spaced))
    elif name in ("infty", "pi"):
        tokens.append(Token("sym", NAMES[name], spaced))
    elif name in GREEK:
        tokens.append(Token("sym", name, spaced))
    elif name.startswith(("quad", "qquad")) and name.strip("q")[3:]:
        _letters(name[name.index("quad") + 4 :], tokens, True, words_only=False)
    elif name in ("or", "and"):
        tokens.append(Token("op", name, spaced))
    else:
        tokens.append(Token("cmd", name, spaced))


_GLUED = re.compile(r"(or|and)([A-Zxyz])")
_ALSO_UNITS = frozenset({"min", "deg"})
"""Functions whose names also measure: 15 min, 30 deg."""
_SEPARATORS = {"or": "or", "and": "and", "OR": "or", "AND": "and", "union": "cup", "U": "cup"}


def _letters(run: str, tokens: list[Token], spaced: bool, words_only: bool) -> None:
    if glued := _GLUED.fullmatch(run):
        tokens.append(Token("op", glued.group(1), spaced))
        run = glued.group(2)
    if run in _SEPARATORS and (run != "U" or (tokens and tokens[-1].value in (")", "]", "}"))):
        tokens.append(Token("op", _SEPARATORS[run], spaced))
    elif run in _ALSO_UNITS and (words_only or (tokens and tokens[-1].kind == "num")):
        tokens.append(Token("word", run, spaced))
    elif run in FUNCTIONS or run in ALIASES:
        tokens.append(Token("fn", ALIASES.get(run, run), spaced))
    elif run in NAMES:
        tokens.append(Token("sym", NAMES[run], spaced))
    elif len(run) == 1:
        tokens.append(Token("word" if words_only and run not in "eix" else "sym", run, spaced))
    elif run in ("percent", "pct"):
        tokens.append(Token("op", "%", spaced))
    elif run in ("mod", "pm"):
        tokens.append(Token("op", run, spaced))
    else:
        tokens.append(Token("word", run, spaced))


def _number(text: str, match: re.Match[str], tokens: list[Token], spaced: bool, depth: int) -> int:
    """Appends the number that `match` starts and returns where it ends."""
    written, repeat = match.group("num"), match.group("rep")
    if repeat:
        written = written[: len(written) - len(repeat)]
    end = match.start() + len(written)
    if "," in written and depth > 0:  # inside brackets a comma separates
        written = written.split(",")[0]
        tokens.append(Token("num", written, spaced, decimal(written)))
        return match.start() + len(written)
    digits = written.replace(",", "")
    if len(digits) > MAX_DIGITS:
        raise Unparsable("too many digits")
    if repeat and "." in digits and (found := _repeating(text, digits, end, repeat)):
        tokens.append(Token("num", written, spaced, found[0]))
        return found[1]
    exponent = _EXPONENT.match(text, end)
    number = decimal(digits, int(exponent.group(1)) if exponent else 0)
    tokens.append(Token("num", written, spaced, number))
    return exponent.end() if exponent else end


def decimal(digits: str, exponent: int = 0) -> Num:
    """The value of plain digits with at most one point, times a power of ten. Raises Unparsable past MAX_DIGITS."""
    if abs(exponent) > MAX_DIGITS:
        raise Unparsable("exponent too large")
    if exponent == 0 and digits.isdecimal():
        return Num(Fraction(int(digits)))
    whole, _, rest = digits.partition(".")
    value = Fraction(int((whole + rest) or "0") * 10 ** max(exponent, 0), 10 ** (len(rest) + max(-exponent, 0)))
    return Num(value, len(rest), len(rest) - exponent) if rest else Num(value)


def _repeating(text: str, digits: str, end: int, mark: str) -> tuple[Num, int] | None:
    """0.1(6), 0.1\\overline{6}, 0.\\dot{1}4\\dot{2} and 0.333...: the exact value, and where it ends."""
    if mark.startswith((".", "\\ldots")):
        return _ellipsis(digits), end + len(mark)
    start = end + len(mark)
    if "dot" in mark:
        dotted = _DOTTED.match(text[start : start + 60].replace("{", "").replace("}", "").replace(" ", ""))
        if dotted:
            closing = text.find("\\dot", start) + len("\\dot")
            tail = re.compile(r"\s*\{?\d\}?").match(text, closing)
            return _periodic(digits, "".join(dotted.groups())), tail.end() if tail else start
    block = _REPEAT.match(text, start)
    if block is None:
        return None
    return _periodic(digits, block.group(1)), block.end()


def _periodic(digits: str, block: str) -> Num:
    whole, _, rest = digits.partition(".")
    head = int((whole + rest) or "0")
    return Num((head + Fraction(int(block), 10 ** len(block) - 1)) / 10 ** len(rest))


_PERIOD = re.compile(r"(\d)\1\1+$|(\d{2,6}?)\2+$")


def _ellipsis(digits: str) -> Num:
    """Dots continue a visible period; without one they say that digits were left out."""
    whole, _, rest = digits.partition(".")
    period = _PERIOD.search(rest[-40:])
    if period is None:
        value = decimal(digits)
        return Num(value.value, value.decimals, value.places, open_ended=True)
    block = period.group(1) or period.group(2)
    return _periodic(f"{whole}.{rest[: len(rest) - len(block)]}", block)
