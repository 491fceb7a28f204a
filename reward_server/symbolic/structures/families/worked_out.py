"""Formulas of whole numbers that are equal but look different: n! Σ (-1)^k/k! is ⌊n!/e + 1/2⌋ for every n >= 1.

Both sides are worked out, exactly, for the first values of their letters and for some larger ones, and are the same if
all values are. Letters count where a factorial, an index or a declaration says so; another letter takes fractions that
the texts choose.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import islice, product
from typing import NamedTuple

from reward_server.symbolic import budget
from reward_server.symbolic.parse.counting import PRODUCT_DOTS, with_counting_names
from reward_server.symbolic.parse.families import member
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import (
    DOTS,
    Node,
    Op,
    Sym,
    Word,
    heads,
    integer,
    is_scalar,
    minus,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown
from reward_server.symbolic.scalars.whole_values import NAMED, WholeValues
from reward_server.symbolic.structures.families.conditions import Test, condition, primes
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 400
MAX_LETTERS = 4
ENOUGH = {0: 5, 1: 12, 2: 20, 3: 20}
"""Points at which both sides must have values, by the number of letters that count."""
LEFT = 4000
"""Units of the budget that are not begun with another point, where there were enough."""
_COUNTED = frozenset({"fact", "fact2", "binom", "perm", "gcd", "lcm", *NAMED})
_CLOSED = frozenset({"fact", "fact2", "binom", "perm", "gamma", "prod"})
"""What a product of as many factors as a letter says may be written with."""
_INDICES = frozenset("ijklmnN")
_SUMS, _PRODUCTS = re.compile(r"\\sum|dots|\.\.\.|∑|\bsum\b"), re.compile(r"\\prod|dots|\.\.\.|∏|\bproduct\b")


class Formula(NamedTuple):
    """A value, from which number on its letters go, and the name that it has."""

    value: Node
    least: dict[str, int]
    counted: frozenset[str]
    subject: str = ""
    counter: str = ""
    tests: Mapping[str, Test] = {}


def worked_out(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_CUE.search(truth) or _CUE.search(answer)):
        return None
    left = _formula(truth, prompt, answer)
    right = _formula(answer, prompt, truth) if left is not None else None
    if left is None or right is None or not _of_one_thing(left, right, prompt):
        return None
    found = symbols(left.value) | symbols(right.value)
    names = frozenset(letter for name in found for letter in _letters_of(name))
    counted = _counted(left, right, prompt) & names
    if not (counted or _is_endless(left.value) or _is_endless(right.value)):
        return None
    if not 0 < len(names) <= MAX_LETTERS or len(counted) not in ENOUGH or _leaves_work(left, right, prompt):
        return None
    starts = {name: _least(name, left, right, prompt) for name in counted}
    least = {name: start for name, start in starts.items() if start is not None}
    if len(least) < len(starts):
        return None
    among = {name: _among(name, prompt) for name in counted}
    points = _points(sorted(counted), sorted(names - counted), least, among, f"{truth}|{answer}")
    with suppress(budget.Exhausted), budget.reserved():
        if _same_everywhere(left, right, points, ENOUGH[len(counted)]):
            return Verdict(True, f"equal at whole numbers: {truth[:60]}, {answer[:60]}", "worked_out")
    return None


_CUE = re.compile(
    r"!|_|\^\s*\{?[^{}]{0,20}[a-z]|…|⋯|\.\.\.|choose|\bif\b|mod|\\(?:(?:d|t)?binom|sum|prod|[lc]?dots|lfloor|lceil|(?:var)?phi"
    r"|mu|sigma|tau|gcd|begin|sin|cos|brac[ek]|Gamma)(?![a-z])|[φμστ⌊⌈∑∏]"
)
"""Without one of these, both sides are polynomials or the like, which other rungs compare."""
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")


# -- reading -----------------------------------------------------------------------------------------------------------

_GAP = r"(?:[\s,;:(.]|\\q?quad(?![a-z])|\\[,;:! ]|\\text\s*\{|\\forall(?![a-z]))*"
_WORDS = r"(?:(?:for|where|with|when|all|every|each|any|here|if|and)\s+){0,3}"
_END = r"[\s).}$]*$"
_SET = (
    r"\\mathbb\s*\{?\s*(?P<set>[NZ])\s*\}?\s*(?P<part>(?:\^\s*\{?\s*[+*]|_\s*\{?\s*(?:[+*0]|>\s*0|\\ge\s*[01]))\s*\}?)?"
)
_DECLARED = (
    re.compile(
        rf"{_GAP}{_WORDS}\$?(?P<name>[a-zA-Z])\s*(?:(?P<sign>\\ge(?![a-z])|>=?)\s*(?P<least>\d{{1,2}})|\\in\s*{_SET}"
        rf"|=\s*(?P<first>\d)\s*,\s*(?:\d{{1,2}}\s*,\s*){{1,5}}(?:\\[lc]?dots|\.\.\.|…)\s*){_END}"
    ),
    re.compile(
        rf"{_GAP}{_WORDS}(?P<kind>positive|natural|non-?negative)\s+(?:integers?|numbers?)\s*\}}?\s*\$?(?P<name>[a-zA-Z]){_END}"
    ),
    re.compile(
        rf"{_GAP}{_WORDS}\$?(?P<name>[a-zA-Z])\$?\s*(?:is|being)\s+an?\s+(?P<kind>positive|natural|non-?negative)\s+(?:integer|number){_END}"
    ),
)
_SUBJECT = re.compile(r"([A-Za-z]'?)_(?:([a-z])([+-]\d{1,2})?|([a-z]),?([a-z]))")
_STYLED = re.compile(r"\\(?:text[a-z]*|mathrm|mbox)\s*\{([^{}]*)\}|\\q?quad(?![a-z])")
_ENVIRONMENT = re.compile(r"(?:[^=&]{1,20}=)?\s*\\begin\s*\{cases\}(.*)\\end\s*\{cases\}\s*", re.DOTALL)
_IF = r"\b(?:if|for|when|where)\b"
_NEXT = re.compile(rf"(?:\s*[,;.]\s*(?:and\s+)?|\s+and\s+)(?=[^,;]{{1,60}}?(?:{_IF}|\botherwise\b|\belse\b))")
_CASE = re.compile(rf"(?P<value>.{{1,80}}?)[\s,]*(?:{_IF}\s+(?P<condition>.+)|(?:otherwise|else|in all other cases))")


def _formula(text: str, prompt: str, other: str) -> Formula | None:
    plain, least, counted = without_declarations(with_counting_names(text, prompt, other).strip(" $."))
    node, tests = _by_case(plain) or (read(plain)[1], {})
    if isinstance(node, Op) and node.head == "list" and len(node.args) == 1:
        node = node.args[0]
    subject = counter = ""
    if isinstance(node, Op) and node.head == "=":
        named = _named(node)
        if named is None:
            return None
        subject, counter, node = named
    if node is None or not _has_a_value(node):
        return None
    return Formula(node, least, counted, subject, counter, tests)


def without_declarations(text: str) -> tuple[str, dict[str, int], frozenset[str]]:
    """What stands before n >= 1; from where on its letters go; and those that count."""
    least: dict[str, int] = {}
    counted: set[str] = set()
    for _ in range(2):
        found = next((match for one in _DECLARED if (match := one.search(text)) is not None), None)
        if found is None or found.start() == 0:
            break
        said = found.groupdict()
        if said.get("least") is None or found["name"] in _INDICES:  # x > 0 is said of a real number
            counted.add(found["name"])
        least[found["name"]] = _start(said)
        text = text[: found.start()]
    return text, least, frozenset(counted)


def _by_case(text: str) -> tuple[Node, dict[str, Test]] | None:
    """1 if n is odd, 0 if n is even; and in an environment."""
    if not _MAY_HAVE_CASES.search(text):
        return None
    tests: dict[str, Test] = {}
    cases = [_case(one, tests) for one in _rows(text)]
    known = tuple(one for one in cases if one is not None)
    return (Op("cases", known), tests) if len(known) == len(cases) > 1 else None


def _rows(text: str) -> list[str]:
    """Each with its value before "if"."""
    found = _ENVIRONMENT.fullmatch(text)
    if found is None:
        return _NEXT.split(_unstyled(text))
    rows = [_unstyled(one.replace("&", r" \text{ if } ", 1)) for one in found[1].split("\\\\") if one.strip()]
    return [_TWICE_IF.sub(" if ", one).replace("if otherwise", "otherwise") for one in rows]


def _unstyled(text: str) -> str:
    return " ".join(_STYLED.sub(lambda styled: f" {styled[1] or ''} ", text.replace("$", " ")).split())


_MAY_HAVE_CASES = re.compile(r"\b(?:if|for|when|otherwise)\b|\{cases\}")
_TWICE_IF = re.compile(r"\bif\s*,?\s*(?:if|for|when)(?!\w)")


def _case(text: str, tests: dict[str, Test]) -> Node | None:
    found = _CASE.fullmatch(text.strip(" ,;."))
    value = read(found["value"])[1] if found else None
    if found is None or value is None or not is_scalar(value):
        return None
    if found["condition"] is None:
        return Op("case", (value,))
    said = condition(found["condition"])
    letters = set(_LETTER.findall(re.sub(r"\\[A-Za-z]+", " ", found["condition"])))
    if said is None or len(letters) != 1:
        return None
    tests[found["condition"]] = said.test
    return Op("case", (value, Op("holds" if said.whole else "bound", (Sym(*letters), Word(found["condition"])))))


def _start(said: dict[str, str | None]) -> int:
    if said.get("least") is not None:
        return int(said["least"] or 0) + (said["sign"] == ">")
    if said.get("first") is not None:
        return int(said["first"] or 0)
    if kind := said.get("kind"):
        return 0 if kind.startswith("non") else 1
    part = said.get("part") or ""
    if said.get("set") == "N":
        return 0 if "0" in part else 1
    return -3 if not part else 0 if "0" in part and ">" not in part else 1


def _named(node: Op) -> tuple[str, str, Node] | None:
    """a_n, its n, and its value; of a_{n+1} = f(n) the value f(n - 1)."""
    name, value = node.args[0], node.args[-1]
    if isinstance(name, Op) and name.head in NAMED and all(isinstance(one, Sym) for one in name.args):
        return f"{name.head}(", "", value
    if isinstance(name, Op) and name.head == "apply":
        plain = all(isinstance(one, Sym) for one in name.args)
        return (f"{getattr(name.args[0], 'name', '')}(", "", value) if plain else None
    if not isinstance(name, Sym):
        return None
    found = _SUBJECT.fullmatch(name.name)
    if found is None:
        return name.name, "", value
    if found[3]:
        back = minus(Sym(found[2]), integer(int(found[3])))
        value = substitute(value, {found[2]: back})
    return f"{found[1]}_", found[2] or f"{found[4]}{found[5]}", value


def _has_a_value(node: Node) -> bool:
    if isinstance(node, Op) and node.head == "cases":
        return all(isinstance(one, Op) and 0 < len(one.args) <= 2 and _has_a_value(one.args[0]) for one in node.args)
    return (
        not isinstance(node, Word)
        and all(not isinstance(one, Word) or one == DOTS for one in walk(node))
        and not heads(node)
        & {"list", "or", "set", "()", "[]", "=", "<", "<=", ">", ">=", "int", "lim", "matrix", "quantity", "pm"}
    )


def _of_one_thing(left: Formula, right: Formula, prompt: str) -> bool:
    """a_n and b_n are two where the prompt has both."""
    if not left.subject or not right.subject or left.subject == right.subject:
        return True
    return not (left.subject in prompt and right.subject in prompt)


def _leaves_work(truth: Formula, answer: Formula, prompt: str) -> bool:
    """Is there a sum in the answer that the ground truth has done? A sum may stand for a function that has no formula
    without one, and a product for a factorial, but not one that the prompt asks to work out."""
    known, left = heads(truth.value) | _dots(truth.value), heads(answer.value) | _dots(answer.value)
    if "sum" in left - known and (not known & NAMED or _SUMS.search(prompt)):
        return True
    return "prod" in left - known and (not known & (_CLOSED | NAMED) or bool(_PRODUCTS.search(prompt)))


def _dots(node: Node) -> frozenset[str]:
    found = {one.head for one in walk(node) if isinstance(one, Op) and any(arg in _DOTTED for arg in one.args)}
    return frozenset({"add": "sum", "mul": "prod"}.get(one, "sum") for one in found)


_DOTTED = frozenset({DOTS, Op("neg", (DOTS,)), Sym(PRODUCT_DOTS)})


def _is_endless(node: Node) -> bool:
    return any(isinstance(one, Op) and one.head in ("sum", "prod") and Sym("oo") in one.args for one in walk(node))


def _letters_of(name: str) -> Iterator[str]:
    """The letters that have values of their own: of a_k, k, where it is a member of a sequence."""
    stem, _, below = name.partition("_")
    try:
        places = symbols(member(name)) - {stem} if below else frozenset({name})
    except Unparsable:
        places = frozenset({name})
    yield from places


# -- which letters count, and from where -------------------------------------------------------------------------------

_LETTER_OF = r"(?<![A-Za-z\\])(?P<{0}>[a-zA-Z])"
_THINGS = (
    "elements?|points?|people|persons?|objects?|beads?|colou?rs?|vertices|sides?|balls?|boxes|subsets?|terms?|letters?"
    "|steps?|digits?|disks?|lines?|players?|couples?|parts?|blocks?|cards?|stairs?|tiles?|nodes?"
)
_WHOLE = re.compile(
    r"(?:integers?|natural\s+numbers?|whole\s+numbers?)\s*,?\s*\$?\(?(?P<after>[a-zA-Z])(?![a-zA-Z])"
    rf"|{_LETTER_OF.format('before')}\$?\s*(?:be|is|are|denotes?)?\s*(?:an?|any|some|all)?\s*(?:given|fixed|arbitrary)?\s*"
    r"(?:positive|non-?negative|natural|odd|even)?\s*(?:integer|natural\s+number|whole\s+number)"
    rf"|{_LETTER_OF.format('of')}\s*\\in\s*\\mathbb\s*\{{?\s*[NZ]"
    r"|[a-zA-Z]_\{?(?P<index>[a-z])(?![a-zA-Z])"
    r"|(?<![A-Za-z\\])(?P<least>[i-nN])\s*(?:\\geq?(?:slant)?(?![a-z])|>=?|≥)\s*[0-9]"
    r"|\$(?P<th>[a-z])\$?(?:\^\{?\\text\{th\}\}?|-?\s?th\b)|\\(?:ldots|dots|cdots)\s*[,+]?\s*(?P<dots>[a-z])(?![a-z_])"
    r"|\$(?P<many>[a-z])\$[\s-]+(?:(?!is\b|be\b|such\b|and\b|in\b|on\b|the\b|of\b|to\b)[a-z]+\s+){0,2}"
    rf"(?:{_THINGS})"
)
_REAL = re.compile(
    rf"{_LETTER_OF.format('name')}\$?\s*(?:be|is|\\in|∈)\s*(?:an?\s)?(?:(?:positive|arbitrary|any)\s)?"
    r"(?:real(?![a-z])|\\mathbb\s*\{?[RC]|ℝ)"
)


def _counted(left: Formula, right: Formula, prompt: str) -> frozenset[str]:
    prompt = prompt[-budget.MAX_PROMPT :]
    found = {name for match in _WHOLE.finditer(prompt) for name in match.groups() if name}
    found |= {
        name
        for name in symbols(left.value) | symbols(right.value)
        if len(name) == 1 and _among(name, prompt) is not _any_number
    }
    found |= left.counted | right.counted | {letter for one in (left, right) for letter in one.counter}
    for node in (left.value, right.value):
        found |= _by_place(node)
    return frozenset(found) - {match["name"] for match in _REAL.finditer(prompt)}


def _by_place(node: Node) -> frozenset[str]:
    """Letters that only make sense as whole numbers: under a factorial, at the end of a sum, a power of -1."""
    found: frozenset[str] = frozenset()
    for one in walk(node):
        if not isinstance(one, Op):
            continue
        if one.head in _COUNTED:
            found |= symbols(one)
        elif one.head in ("sum", "prod"):
            found |= frozenset[str]().union(*map(symbols, one.args[1:-1]))
        elif one.head == "pow" and isinstance(one.args[0], Op) and one.args[0].head == "neg":
            found |= symbols(one.args[1])
        elif one.head in ("quantity", "holds"):
            found |= symbols(one.args[0])
    return frozenset(name for name in found if len(name) == 1)


_FROM = (
    (r"(?<![A-Za-z\\]){0}\s*(?:\\geq?(?:slant)?(?![a-z])|>=|≥)\s*(\d{{1,2}})(?!\d)", 0),
    (r"(?<![A-Za-z\\]){0}\s*>\s*(\d{{1,2}})(?!\d)", 1),
)
_POSITIVE = (
    r"(?:positive\s+(?:integers?|whole\s+numbers?)|natural\s+numbers?|(?<![A-Za-z\\]){0}\s*=\s*1\s*,\s*2"
    r"|{0}\s*\\in\s*\\mathbb\s*\{{?\s*(?:N|Z\s*\}}?\s*\^\s*\{{?\s*\+))"
)


def _told(name: str, prompt: str) -> int | None:
    """From which number on the prompt says that the letter goes."""
    prompt = prompt[-budget.MAX_PROMPT :]
    for pattern, more in _FROM:
        if found := re.search(pattern.format(name), prompt):
            return int(found[1]) + more
    if re.search(r"non-?negative\s+integer", prompt):
        return 0
    return 1 if re.search(_POSITIVE.format(name), prompt) else None


def _least(name: str, left: Formula, right: Formula, prompt: str) -> tuple[int, int] | None:
    """The first number of each side; None where one of them says less than the other. A sequence may be counted from
    another number, n >= 1 for n >= 0, where the prompt does not count it."""
    told, here, there = _told(name, prompt), left.least.get(name), right.least.get(name)
    if here is not None and there is not None and here != there:
        return None if _PLACED.search(prompt) else (here, there)
    if there is not None and here is None and there > max(told or 0, 1):
        return None
    first = max((one for one in (told, here, there) if one is not None), default=0)
    return first, first


_PLACED = re.compile(r"_\s*\{?\s*\d|\\geq?(?![a-z])|>|≥")


# -- working out -------------------------------------------------------------------------------------------------------

_FIRST = (0, 1, 2, 3, 4, 16, 5, 6, 7, 29, 8, 9, 10, 11, 23, 12, 40, 59)
_FAR = (100, 364, 1008)
_PLACES = (
    (1, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (5, 5),
    (2, 6),
    (6, 3),
    (7, 4),
    (4, 7),
    (8, 2),
    (9, 6),
    (0, 0),
    (0, 2),
    (2, 0),
)


Point = dict[str, Fraction]
Among = Callable[[int, int], int]
"""The k-th of the numbers that a letter stands for, from the least one on."""


def _any_number(least: int, k: int) -> int:
    return least + k


def _prime(least: int, k: int) -> int:
    return next(islice((one for one in primes() if one >= least), k % MOST_PRIMES, None))


MOST_PRIMES = 200
_AMONG: tuple[tuple[str, Among], ...] = (
    (
        r"\bodd\s+primes?(?:\s+numbers?)?\s+\$?{0}(?![a-zA-Z])|(?<![A-Za-z\\]){0}\$?\s+(?:be|is)\s+an\s+odd\s+prime(?!\s+power)",
        lambda least, k: _prime(max(least, 3), k),
    ),
    (
        r"\bprimes?(?:\s+numbers?)?\s+\$?{0}(?![a-zA-Z])|(?<![A-Za-z\\]){0}\$?\s+(?:be|is)\s+(?:an?\s+)?prime(?!\s+power)",
        _prime,
    ),
    (
        r"\bodd\s+(?:positive\s+)?(?:integers?|numbers?)?\s*\$?{0}(?![a-zA-Z])",
        lambda least, k: least + 1 - least % 2 + 2 * k,
    ),
    (
        r"\beven\s+(?:positive\s+)?(?:integers?|numbers?)?\s*\$?{0}(?![a-zA-Z])",
        lambda least, k: least + least % 2 + 2 * k,
    ),
)


def _among(name: str, prompt: str) -> Among:
    """As the prompt says: primes, odd numbers."""
    return next(
        (among for told, among in _AMONG if re.search(told.format(name), prompt[-budget.MAX_PROMPT :])), _any_number
    )


def _points(
    counted: list[str],
    others: list[str],
    least: dict[str, tuple[int, int]],
    among: dict[str, Among],
    seed: str,
) -> Iterator[tuple[Point, Point]]:
    """Whole numbers from the least ones on, with some larger ones between; fractions for the other letters."""
    if not counted:
        places: Iterator[tuple[int, ...]] = iter([()] * 2 * ENOUGH[0])
    elif len(counted) == 1:
        places = ((k,) for k in (*_FIRST, *_FAR))
    elif len(counted) == 2:
        grid = [pair for pair in product(range(7), repeat=2) if pair not in _PLACES]
        places = iter((*_PLACES, (12, 5), (11, 11), *grid))
    else:
        places = ((7 * k % 10, (3 * k + 1) % 7, (5 * k + 2) % 8) for k in range(3 * ENOUGH[3]))
    for k, place in enumerate(places):
        others_at = {name: _drawn(f"{k}|{name}|{seed}", negative=k % 2 == 1) for name in others}
        first, second = (
            {name: Fraction(among[name](least[name][side], one)) for name, one in zip(counted, place, strict=True)}
            for side in (0, 1)
        )
        yield {**first, **others_at}, {**second, **others_at}


def _exponents(node: Node) -> frozenset[str]:
    """The a of p_i^{a_i}."""
    powers = [one.args[1] for one in walk(node) if isinstance(one, Op) and one.head == "pow"]
    calls = {one.args[0] for power in powers for one in walk(power) if isinstance(one, Op) and one.head == "apply"}
    named = {name.partition("_")[0] for power in powers for name in symbols(power) if "_" in name}
    return frozenset(named) | {one.name for one in calls if isinstance(one, Sym)}


def _drawn(seed: str, *, negative: bool) -> Fraction:
    raw = hashlib.blake2b(seed.encode("utf-8", "replace"), digest_size=4).digest()
    return Fraction((-1 if negative else 1) * (1 + raw[0] % 40), 331 + raw[1])


def _same_everywhere(left: Formula, right: Formula, points: Iterator[tuple[Point, Point]], enough: int) -> bool:
    truth, answer = left.value, right.value
    values = WholeValues({**left.tests, **right.tests}, _exponents(truth) | _exponents(answer))
    met = missing = 0
    for point, other in points:
        if met >= enough and budget.scratch.left < LEFT:
            break
        try:
            wanted = values.value(truth, point)
        except (Undefined, Inexact, TooLarge):
            continue
        except Unknown:
            return False
        try:
            if not values.same(wanted, values.value(answer, other)):
                return False
        except Undefined:
            missing += 1
            continue
        except TooLarge:
            continue
        except (Unknown, Inexact):
            return False
        met += 1
    return met >= enough and met > missing
