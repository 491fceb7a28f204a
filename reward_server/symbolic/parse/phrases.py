"""Words among mathematics: products of letters, quantities with their units, plain text."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.cursor import Cursor
from reward_server.symbolic.parse.notation import function, symbol
from reward_server.symbolic.parse.precedence import argument, arguments, atom, binary
from reward_server.symbolic.parse.tokens import END, FUNCTIONS, Token, Unparsable
from reward_server.symbolic.parse.tree import ZERO, Node, Num, Op, Sym, Word, is_scalar, symbols
from reward_server.symbolic.parse.unit_data import CURRENCY_CODES
from reward_server.symbolic.parse.units import STOP_WORDS, is_measure, is_multiple, is_unit, is_unit_letter

_NAMES = frozenset({"pH", "pOH", "pKa", "pKb"})
"""Names of several letters, which are no products."""
_ACRONYMS = frozenset({"DNE", "QED", "TBD"})
_NAME = re.compile(r"[A-Z][a-z][a-z]")
MAX_WORDS = 40
MAX_DIAGONAL = 12
_ORDINAL = ("st", "nd", "rd", "th")
_ALSO_PRODUCTS = frozenset({"kr"})
"""Money where it stands apart or in a text: 2kr is a product."""
_MONEY = 15
"""As tightly as a unit: $2 + 3 is two dollars and 3."""
CURRENCIES = {
    "€": "euro", "£": "poundsterling", "¥": "¥", "₹": "rupee", "₩": "won", "₽": "RUB", "₴": "UAH", "₺": "TRY",
    "₪": "ILS", "₫": "VND", "₱": "PHP", "฿": "THB", "₦": "NGN",
}  # fmt: skip


def money(cur: Cursor, token: Token) -> Node:
    """$5, and 5 with any sign of a currency before it."""
    value, unit = binary(cur, _MONEY), CURRENCIES.get(token.value, "dollar")
    if isinstance(value, Num) and cur.token.kind == "word" and is_multiple(cur.token.value):  # $5 million
        unit = f"{cur.next().value} {unit}"
        cur.skip_marks()
    return Op("quantity", (value, Word(unit)))


def word(cur: Cursor, token: Token) -> Node:
    if token.value in ("Matrix", "Point") and cur.token.value == "(":  # as sympy prints them
        return atom(cur)
    if token.value == "diag" and (cur.peek(1) if cur.token.kind == "text_end" else cur.token).value == "(":
        return _diagonal(cur)
    if token.value in CURRENCY_CODES and (cur.peek(1) if cur.token.kind == "text_end" else cur.token).num is not None:
        cur.skip_marks()
        return Op("quantity", (binary(cur, _MONEY), Word(token.value)))
    if token.value in _NAMES:
        return Sym(token.value)
    if (product := _letters(cur, token) or _name_of_a_value(cur, token)) is not None:
        return product
    said = [token.value]
    while cur.token.kind == "word" and len(said) < MAX_WORDS:
        said.append(cur.next().value)
    return Word(" ".join(said))


def _name_of_a_value(cur: Cursor, token: Token) -> Node | None:
    """The Var(X) of Var(X) = 4."""
    start = 1 if cur.token.kind == "text_end" else 0
    opening, letter, closing, sign = (cur.peek(start + k) for k in range(4))
    written = opening.value + closing.value + sign.value
    if written != "()=" or letter.kind != "sym" or not token.value.isalpha() or token.value.lower() in STOP_WORDS:
        return None
    cur.skip(start + 3)
    return Op("apply", (Sym(token.value), Sym(letter.value)))


def _diagonal(cur: Cursor) -> Node:
    """diag(2, 3) is the matrix with these entries on its diagonal."""
    cur.skip_marks()
    cur.expect("(")
    entries = arguments(cur)
    if not 1 < len(entries) <= MAX_DIAGONAL:
        raise Unparsable("a diagonal")
    places = range(len(entries))
    return Op("matrix", tuple(Op("row", tuple(entries[k] if k == at else ZERO for k in places)) for at in places))


def _letters(cur: Cursor, token: Token) -> Node | None:
    """A short run of letters outside text is a product: xy, abc; sinx is sin x."""
    run = token.value
    if size := _function_in(run):
        cur.split(*(Token("sym", letter) for letter in run[size:]))
        return function(cur, Token("fn", run[:size]))
    if not (run.isascii() and 2 <= len(run) <= 3) or cur.in_text() or _says(cur, token):
        return None
    first, *others = [Token("sym", letter, token.spaced) for letter in run]
    cur.split(*others)
    return symbol(cur, first)


def _function_in(run: str) -> int:
    """How long the name of a function is that begins sinx, lnx, cosab; 0 where none does."""
    return next((size for size in (6, 4, 3, 2) if run[:size] in FUNCTIONS and 0 < len(run) - size <= 2), 0)


def _says(cur: Cursor, token: Token) -> bool:
    """Is it a word of English, or the first of a phrase, rather than letters side by side?"""
    run, before = token.value, cur.before[0]
    if not token.spaced and (
        before.kind in ("num", "sym") or (before.kind == "op" and before.value in "+-=")
    ):  # 2as, +at
        return False
    if cur.token.value in ("^", "_") and not cur.token.spaced:  # Be^{-x}
        return False
    if run in _ACRONYMS or _NAME.fullmatch(run) or (run.lower() in STOP_WORDS and not run.isupper()):
        return True
    after = cur.token
    return after.kind == "word" and after.spaced and len(after.value) > 3 and after.value.isalpha()


def quantity(cur: Cursor, value: Node) -> Node | None:
    """`value` with the unit, or the noun, that follows it."""
    token = cur.token
    if token.kind in ("op", "end", "num"):  # nearly always
        return None
    if token.value in _ORDINAL and not token.spaced and isinstance(value, Num):
        cur.next()
        return value
    if (measured := _unit_fraction(cur, value) or _lettered_unit(cur, value)) is not None:
        return measured
    if _is_time(cur) and is_scalar(value) and not symbols(value):
        return Op("quantity", (value, Word(_unit(cur, cur.next().value))))
    if _is_first_of_two(cur, value):  # the h of 2 h 30 min
        return Op("quantity", (value, Word(cur.next().value)))
    if token.kind == "currency":
        cur.next()
        return Op("quantity", (value, Word(CURRENCIES.get(token.value, "dollar"))))
    if token.value in ("per", "each") and isinstance(value, Op) and value.head == "quantity":
        return Op("quantity", (value.args[0], Word(f"{getattr(value.args[1], 'text', '')} {_unit(cur)}")))
    if token.kind != "word" or isinstance(value, Word) or (isinstance(value, Op) and value.head == "quantity"):
        return None
    glued_function = _function_in(token.value) > 0 and not token.spaced and not cur.in_text()  # 2sinx
    if token.value in _ALSO_PRODUCTS and not token.spaced and not cur.in_text():
        return None
    if token.value in _ALSO_LETTERS and not cur.in_text() and (cur.peek(1).value == "^" or symbols(value)):
        return None  # the mass and the square of the length of mL^2, the weight of mu mg
    if not is_unit(token.value) and (glued_function or not _is_noun_phrase(cur)):
        return None
    return Op("quantity", (value, Word(_unit(cur))))


_ALSO_LETTERS = frozenset({"mL", "ML", "kL", "mg", "Mg", "kT"})


def _is_time(cur: Cursor, at: int = 0) -> bool:
    """The sec of 8 sec and the min of 5 L/min, which are functions where an argument follows."""
    name, *after = [cur.peek(at + k) for k in range(3)]
    end = after[1] if after[0].kind == "text_end" else after[0]
    return name.kind == "fn" and name.value in ("sec", "min") and (_ends_item(end) or end.value == "/")


def _is_first_of_two(cur: Cursor, value: Node) -> bool:
    letter, after = cur.token, cur.peek(1)
    two = letter.kind == "sym" and letter.value in _PARTS and after.num is not None and after.spaced
    return two and letter.spaced and isinstance(value, Num)


_PARTS = frozenset("hmsdg")
"""Letters that begin a quantity in two units."""


def _unit_fraction(cur: Cursor, value: Node) -> Node | None:
    """12 \\frac{km}{h}, its parts set as text."""
    if cur.token.value != "frac" or cur.peek(1).value != "{" or cur.peek(2).kind != "word":
        return None
    mark = cur.mark()
    cur.skip(2)
    above = _unit(cur)
    between = cur.accept("}") and cur.accept("{")
    below = _unit(cur)
    if between and below and is_unit(above.split()[0]) and is_unit(below.split()[0]) and cur.accept("}"):
        return Op("quantity", (value, Word(f"{above} / {below}")))
    cur.go_back(mark)
    return None


MAX_UNIT_TOKENS = 24
"""A unit without markup is no longer than J/(kg*K)^2: each letter of a long product is asked."""


def _lettered_unit(cur: Cursor, value: Node) -> Node | None:
    """The g/cm^3 of 2.7 g/cm^3: a letter begins it, and only its longer units show that it is none of variables."""
    first = cur.token
    if not (first.kind == "sym" and first.spaced and is_measure(first.value)):
        return None
    if not any(_ends_item(cur.peek(ahead)) for ahead in range(1, MAX_UNIT_TOKENS)):
        return None
    mark = cur.mark()
    name = _unit(cur, cur.next().value)
    names = re.findall(r"[^\W\d]+", name)
    is_unit_of_it = any(len(one) > 1 for one in names) and all(map(is_measure, names)) and _ends_item(cur.token)
    if is_unit_of_it and is_scalar(value) and not symbols(value):  # last: the value of a long product is long
        return Op("quantity", (value, Word(name)))
    cur.go_back(mark)
    return None


def _ends_item(token: Token) -> bool:
    return token is END or token.kind == "text_end" or token.value in _AFTER_ITEM


def _is_noun_phrase(cur: Cursor) -> bool:
    """Unknown words up to the end of the item, few and none of them a verb or a negation."""
    first = cur.token
    if first.value.isascii() and len(first.value) <= 3 and not first.spaced and not cur.in_text():
        return False
    ahead = 0
    while cur.peek(ahead).kind == "word" and ahead <= 4:
        if cur.peek(ahead).value.lower() in STOP_WORDS:
            return False
        ahead += 1
    after = cur.peek(ahead)
    return ahead <= 4 and (_ends_item(after) or after.value == "/")


_AFTER_ITEM = frozenset({",", ";", ")", "]", "}", "and", "or"})


def _unit(cur: Cursor, *begun: str) -> str:
    """cm^2, km/h, square feet, miles per hour, m*s^-1, J/(kg K): spelt without spaces where signs join."""
    parts = list(begun)
    while True:
        token = cur.token
        joined = bool(parts) and parts[-1] in "/*"
        letter = bool(parts) and (joined or token.spaced) and _is_letter(token)
        if token.kind == "word" or letter or (joined and _is_time(cur)):
            parts.append(cur.next().value)
        elif token.kind == "text_end":
            cur.next()
        elif parts and token.value == "^" and parts[-1] not in "/*^":
            parts.append(_unit_power(cur))
        elif parts and token.value in ("/", "*") and (cur.peek(1).kind in ("word", "sym") or _is_time(cur, 1)):
            parts.append(cur.next().value)
        elif parts and token.value == "/" and (below := _divisor(cur)):
            parts += below
        else:
            return " ".join(parts)


def _divisor(cur: Cursor) -> list[str]:
    """The /(kg K) of J/(kg K), each unit with its own sign; nothing is read where something else stands there."""
    mark = cur.mark()
    cur.next()
    parts: list[str] = []
    if cur.accept("("):
        while cur.token.kind in ("word", "sym") and is_measure(cur.token.value):
            parts += ["/", cur.next().value]
            if cur.token.value == "^":
                parts.append(_unit_power(cur))
            cur.accept("*")
        if parts and cur.accept(")"):
            return parts
    cur.go_back(mark)
    return []


def _is_letter(token: Token) -> bool:
    return token.kind == "sym" and is_unit_letter(token.value)


def _unit_power(cur: Cursor) -> str:
    cur.next()
    node = argument(cur)
    if isinstance(node, Op) and node.head == "neg":
        return f"^-{_small(node.args[0])}"
    return f"^{_small(node)}"


def _small(node: Node) -> int:
    if isinstance(node, Num) and node.value.denominator == 1 and node.value <= 9:
        return int(node.value)
    raise Unparsable("power of a unit")
