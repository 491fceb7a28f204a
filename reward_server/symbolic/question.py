"""What the question says about its answer: whether it asks for a percentage or for a number in some base, and whether
the answer only repeats the question.

If an answer repeats an expression of the prompt, its work is still to be done, and a policy must not be paid for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reward_server.memo import remembered
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.parse.bases import BASE_WORDS, with_bases
from reward_server.symbolic.parse.grammar import parse, read
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    ONE,
    STRUCTURES,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    rename,
    stated,
    symbols,
    walk,
)
from reward_server.symbolic.parse.units import unit
from reward_server.symbolic.scalars.canonical import canonical
from reward_server.symbolic.scalars.decimals import literal
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.domains import conditioned, holds_around, is_inequality, says_its_domain
from reward_server.symbolic.structures.families.general_solutions import asks_for_functions
from reward_server.symbolic.structures.quantities import as_measured
from reward_server.symbolic.structures.real_sets import NotASet, merge, pieces
from reward_server.symbolic.verdict import Rules, Undecided

MAX_WHOLE_PROMPT = 20_000
MAX_SEGMENTS = 200

# -- what is asked for -----------------------------------------------------------------------------------------------

_PERCENT = rf"(?<![\d.,}}])(?<![\d.,}}] )(?:{either('percent')}|\\?%)"
"""No number stands before it: a discount of 20 % is given, not asked for."""
_PERCENT_ASKED = re.compile(
    rf"(?<!\w)(?:{either('many', 'asks', 'asks for')})(?!\w)[^.?!？。]{{0,200}}?{_PERCENT}"
    rf"|(?<!\w)(?:als|in|en|em|como|come|w|в|у|i)\s(?:\w+\s)?{_PERCENT}"
    rf"|(?:何|几|多少|몇|กี่)\s?{_PERCENT}|百分(?:之几|比|率)|백분율",
    re.IGNORECASE,
)
_EXACTLY = re.compile(r"\bexactly(?=\s*(?:[.,;:?!)]|$|in\s+(?:terms|the\s+form|simplest))|\s+the\s+value)")
_ROUNDED_TOO = re.compile(
    r"\b(?:or|and|then|also)\b[^.?!]{0,40}\b(?:decimals?|approximat\w+|nearest|significant)\b|\b(?:rounded|correct)\s+to\b",
    re.IGNORECASE,
)
_EXACT, _MULTIPLICITY = of("exact"), of("multiplicity")
IN_BASE = re.compile(r"(-?\s*[0-9A-Za-z]+)\s*_\s*\{?\(?(\d{1,2})\)?\}?")
_STYLED = re.compile(r"\\(?:text|mathrm)\s?\{([^{}]*)\}")
_HEXADECIMAL = re.compile(r"(?=.*\d)(?=.*[A-F])[0-9A-F]+", re.IGNORECASE)
_DIGITS = re.compile(r"-?[0-9A-F]+")


_REPEATING = re.compile(
    r"(?:repeating|recurring|periodic) decimal|periodische[rn]? dezimal|développement décimal périodique"
)
"""Of which the first digits are another number."""


def asked_rules(prompt: str, rules: Rules) -> Rules:
    """With what the question says of the values that it asks for."""
    if rules.approximate or len(prompt) > MAX_WHOLE_PROMPT:
        return rules
    said = prompt.lower()
    exact = (
        any(words in said for words in _EXACT)
        or ("exactly" in said and _EXACTLY.search(said) is not None)
        or _REPEATING.search(said) is not None
    )
    unrounded, counted = exact and _ROUNDED_TOO.search(said) is None, any(words in said for words in _MULTIPLICITY)
    return replace(rules, unrounded=unrounded, counted=counted) if unrounded or counted else rules


def settles(prompt: str, true_text: str, text: str, truth: Node, answer: Node, rules: Rules) -> bool:
    """Accepts 50 % for a bare 50 if the question asks for a percentage; 664 for 664_7 if it names the base; 7 wibbles
    for 7 if it asks how many wibbles there are."""
    prompt = prompt[:MAX_WHOLE_PROMPT]
    if isinstance(answer, Op) and answer.head == "=" and isinstance(answer.args[-1], Op) and is_scalar(answer.args[0]):
        last = answer.args[-1]  # 5/8 = 62.5 %
        answer = last if last.head == "percent" and "percent" not in heads(truth) else answer
    if isinstance(answer, Op) and answer.head == "percent" and "percent" not in heads(truth):
        bare = literal(truth) is not None and bool(_PERCENT_ASKED.search(prompt))
        return bare and same_scalar(truth, answer.args[0], rules).equal
    if isinstance(answer, Op) and answer.head == "quantity" and _asks_for(prompt, answer.args[1]):
        return is_scalar(truth) and same_scalar(truth, answer.args[0], rules).equal
    if _adds_asked_base(prompt, true_text, text):
        return True
    plain = _STYLED.sub(r"\1", text)
    if _HEXADECIMAL.fullmatch(plain) and plain.upper() == true_text.upper() and asked_base(prompt) == "16":
        return True
    written = IN_BASE.fullmatch(true_text)
    return written is not None and plain.strip() == written.group(1) and written.group(2) in _bases_in(prompt)


_PHI = re.compile(r"\\Phi\s?(?:\\left\s?)?(?=\((?![^()]{0,80},))")
_NORMAL = re.compile(
    r"standard normal|normal(?:ly)?\s(?:distribut|random|variable|law|cdf|approx)|central limit"
    r"|distribution function|[Gg]au[sß]|[Nn]ormalverteil|\\mathcal\s?\{?\s?N|\bN\("
    r"|loi normale|distribución normal|нормальн|正态|正規"
)


def with_normal_law(prompt: str, text: str) -> str:
    """Phi(1) by the name of the normal distribution's function, where the prompt speaks of that."""
    return _PHI.sub(r"\\operatorname{normcdf}", text) if _NORMAL.search(prompt[-MAX_PROMPT:]) else text


_STEP = re.compile(
    r"(?<![A-Za-z\\])(?:\\mathcal\s?\{?\s?U\s?\}?|\\operatorname\{H\}|\\[tT]heta|[uUH])\s?"
    r"(?:_\{?(?P<from>\d{1,3}|[a-c]|\\pi)\}?\s?\(\s?t\s?\)|\((?P<place>t[^()]{0,20})\))"
)
_STEPS = re.compile(r"Laplace|Heaviside|unit[- ]step|step function")
_FROM_ZERO = re.compile(r"(?<![\w.])0\s*(?:<|\\leq?(?:slant)?(?![a-z])|≤)\s*(?=t)")


def with_steps(prompt: str, truth: str, answer: str) -> tuple[str, str]:
    """u(t - 2) by its signs beside values by case, where the prompt speaks of Heaviside's function or of Laplace's
    transform, for which no time is negative."""
    if ("cases" in truth) == ("cases" in answer) or not _STEPS.search(prompt[-MAX_PROMPT:]):
        return truth, answer
    left, right = (_FROM_ZERO.sub("", one) if "cases" in one else _STEP.sub(_signed, one) for one in (truth, answer))
    return (left, right) if (left if "cases" in answer else right) not in (truth, answer) else (truth, answer)


def _signed(match: re.Match[str]) -> str:
    place = match["place"] or f"t-{match['from']}"
    return rf"\frac{{1+\operatorname{{sgn}}({place})}}{{2}}"


_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z'’])|(?<=\\)[a-z]{2,9}")


def in_its_letter(prompt: str, truth: Node, answer: Node) -> Node:
    """t^2 - 2 as x^2 - 2, and P(t) = t^2 - 2 too, where the prompt has neither letter: it asks for a polynomial, or for
    a function that the answer names with its letter."""
    said = answer.args[0] if isinstance(answer, Op) and answer.head == "list" and answer.args else answer
    wanted, given = stated(truth), stated(said)
    if not (is_scalar(wanted) and is_scalar(given) and isinstance(given, Op)):
        return answer
    left, right = symbols(wanted), symbols(given)
    if len(left - right) != 1 or len(right - left) != 1:
        return answer
    (old,), (new,) = right - left, left - right
    prompt = prompt[-MAX_PROMPT:]
    named = isinstance(said, Op) and said.head == "=" and _is_of(said.args[0], old)
    if not (named or (said is given and ("polynomial" in prompt or "generating function" in prompt))):
        return answer
    if truth is not wanted and not (isinstance(truth, Op) and _is_of(truth.args[0], new)):
        return answer
    return answer if {old, new} & {*_LETTER.findall(prompt)} else rename(answer, {old: new})


def _is_of(node: Node, letter: str) -> bool:
    """f(t), of the letter t, and P(G, t)."""
    return isinstance(node, Op) and node.head == "apply" and Sym(letter) in node.args[1:]


_OF_ESTIMATION = re.compile(
    r"(?:confidence|credible|prediction|tolerance)\s[^.?!]{0,40}interval|interval[^.?!]{0,40}\bconfid"
    r"|interval\w* d[ei] conf"
    r"|(?:kon|con)fiden[sctz]\w*interval|vertrauensintervall|betrouwbaarheidsinterval|доверительн|довірч"
    r"|przedział\w* ufności"
    r"|interval\w* spolehlivosti|interval\w* de încredere|güven aralığı|luottamusväli|selang kepercayaan|khoảng tin cậy"
    r"|διάστημα εμπιστοσύνης|置信区间|信賴區間|信頼区間|신뢰\s?구간|विश्वास्यता अंतराल|فترة (?:ال)?ثقة|بازه اطمینان",
    re.IGNORECASE,
)


def as_interval(prompt: str, node: Node, other: Node) -> Node:
    """50 ± 3.92 beside (46.08, 53.92), where an interval is asked for; one of confidence, whose ends count for nothing,
    may be written in any way."""
    if _ends(other) is None or (ends := _ends(node)) is None:
        return node
    if _OF_ESTIMATION.search(asked := prompt[-MAX_PROMPT:]):
        return Op("()", ends)
    if "interval" not in asked.lower():
        return node
    is_sum = isinstance(node, Op) and node.head == "add"
    shape = other.head if isinstance(other, Op) and other.head in BRACKETS else ""
    return Op(shape, ends) if is_sum and shape else node


def _ends(node: Node) -> tuple[Node, ...] | None:
    """Of an interval, of a middle with an error, and of bounds on one letter."""
    if not isinstance(node, Op):
        return None
    if node.head == "=" and len(node.args) == 2 and isinstance(node.args[0], Sym):
        return _ends(node.args[1])
    if node.head in BRACKETS and len(node.args) == 2:
        return node.args
    if node.head == "in" and isinstance(node.args[0], Sym):
        return _ends(node.args[1])
    if node.head == "add" and len(node.args) == 2:
        middle, error = node.args
        size = error.args[0] if isinstance(error, Op) and error.head == "pm" else None
        return None if size is None else (_sum(middle, size, -1), _sum(middle, size, 1))
    if node.head != "and" or len(node.args) != 2:
        return None
    first, second = node.args
    if not all(isinstance(one, Op) and one.head in ("<", "<=") for one in node.args):
        return None
    (low, middle), (again, high) = (one.args for one in (first, second) if isinstance(one, Op))
    return (low, high) if middle == again and isinstance(middle, Sym) else None


def _sum(middle: Node, size: Node, sign: int) -> Node:
    if isinstance(middle, Num) and isinstance(size, Num):
        return Num(middle.value + sign * size.value)
    return Op("add", (middle, size if sign > 0 else Op("neg", (size,))))


def value_of_asked(prompt: str, truth: Node, answer: Node) -> Node:
    """The 5 of x + y = 5 for a ground truth that is a value, if the question speaks of x + y, and that of x = 2, y = 5
    if it asks for y; else the answer."""
    if not (isinstance(answer, Op) and answer.head in ("=", "list") and is_scalar(truth)):
        return answer
    if answer.head == "=" and len(answer.args) == 2:
        left, right = answer.args
        if is_scalar(right) and states(prompt, left):
            return right
    named = _named_values(answer)
    if len(named) < 2 or (ending := _ASKED_LAST.search(prompt[-MAX_PROMPT:])) is None:
        return answer
    try:
        sought = repr(canonical(parse(ending[1])))
    except Unparsable:
        return answer
    found = [value for name, value in named if repr(canonical(name)) == sought]
    return found[0] if len(found) == 1 and is_scalar(found[0]) else answer


def _named_values(answer: Op) -> list[tuple[Node, Node]]:
    """Of x = 2, y = 5 or (x, y) = (2, 5); none where a member is something else."""
    members = answer.args if answer.head == "list" else (answer,)
    found: list[tuple[Node, Node]] = []
    for one in members:
        if not (isinstance(one, Op) and one.head == "=" and len(one.args) == 2):
            return []
        left, right = one.args
        if isinstance(left, Op) and left.head == "()" and isinstance(right, Op) and right.head == "()":
            if len(left.args) != len(right.args):
                return []
            found += zip(left.args, right.args, strict=True)
        else:
            found.append((left, right))
    return found


_ASKED_LAST = re.compile(
    r"\b(?:for|find|compute|determine|calculate|evaluate|value of|what(?: is|'s))\s+(?:the )?\$?([^$.?,;]{1,30}?)"
    r"\$?\s*(?:\([^()]{0,30}\))?\s*[.?]?\s*$",
    re.IGNORECASE,
)
"""What a prompt asks for in its last words: for r; compute $p+q$."""


_DENSITY = re.compile(r"densit|\b[pc]\.?d\.?f\b|\bdistribution|\bDichte|densidad|плотност|密度", re.IGNORECASE)


def as_density(prompt: str, node: Node, other: Node) -> Node:
    """2x, 0 < x < 1 for 2x there and 0 elsewhere, beside a density that says where it holds."""
    value = stated(node)
    if not (isinstance(value, Op) and value.head == "cases" and conditioned(other) and _DENSITY.search(prompt)):
        return node
    ends = (
        (ZERO, ONE) if {ZERO, ONE} <= {one.args[0] for one in value.args if isinstance(one, Op)} else (ZERO,)
    )  # a CDF's
    found = [one for one in value.args if isinstance(one, Op) and one.args[0] not in ends]
    if len(found) != 1 or len(found[0].args) != 2 or len(value.args) < 2:
        return node
    density, place = found[0].args
    return Op(
        "list", (Op("=", (node.args[0], density)) if node is not value and isinstance(node, Op) else density, place)
    )


def as_cases(prompt: str, node: Node, other: Node) -> Node:
    """f = x, 0 < x < 1; 2 - x, 1 < x < 2 in cases beside cases; and a density's one formula, with 0 elsewhere, beside
    several pieces."""
    density = _DENSITY.search(prompt) is not None
    if (rows := _in_turn(node) or (_conditioned_cases(node) if density else None)) is None:
        return node
    value, others = stated(other), _in_turn(other) or _conditioned_cases(other) or []
    count = len(value.args) if isinstance(value, Op) and value.head == "cases" else 0
    if len(rows) == 1 and not (density and (count > 2 or len(others) > 1 or heads(value) & _PIECES)):
        return node
    if not (count or others or (density and heads(value) & _PIECES)):
        return node
    first, condition = rows[0]
    named = isinstance(first, Op) and first.head == "="
    cases = [Op("case", row) for row in ((stated(first), condition), *rows[1:])] + (
        [Op("case", (ZERO,))] if density else []
    )
    return (
        Op("=", (first.args[0], Op("cases", tuple(cases))))
        if named and isinstance(first, Op)
        else Op("cases", tuple(cases))
    )


def _conditioned_cases(node: Node) -> list[tuple[Node, Node]] | None:
    """Cases none of which is for all others."""
    value = stated(node)
    cases = value.args if isinstance(value, Op) and value.head == "cases" else ()
    rows = [(one.args[0], one.args[1]) for one in cases if isinstance(one, Op) and len(one.args) == 2]
    return rows if len(rows) == len(cases) > 1 and not _cover_all([place for _, place in rows]) else None


def _cover_all(places: list[Node]) -> bool:
    """Do these leave no real number to be elsewhere? So do they where that is not known."""
    try:
        whole = merge([piece for place in places for piece in pieces(place)])
    except (NotASet, Undecided):
        return True
    return len(whole) == 1 and whole[0].low.value is None and whole[0].high.value is None


def _in_turn(node: Node) -> list[tuple[Node, Node]] | None:
    """Value and place, again and again, in a list."""
    if not (isinstance(node, Op) and node.head == "list"):
        return None
    flat = [arg for one in node.args for arg in (one.args if isinstance(one, Op) and one.head == "list" else (one,))]
    if len(flat) % 2:
        return None
    rows = [(flat[k], flat[k + 1]) for k in range(0, len(flat), 2)]
    return rows if all(conditioned(Op("list", row)) or _is_constant_at(*row) for row in rows) else None


def _is_constant_at(value: Node, place: Node) -> bool:
    return is_scalar(value) and not symbols(value) and is_inequality(place)


_PIECES = frozenset({"max", "min", "sgn"})
_BEGINS_AT = re.compile(r"(?<![A-Za-z\\])[a-z](?:_\d)?'?\s*\(([^()=]{1,20})\)\s*=")


def without_given_domain(prompt: str, node: Node, other: Node, begins: bool = False) -> Node:
    """y = x sin x for y = x sin x, x > 0, where the prompt says the latter; and, for an answer, 1/(1 - x) for
    1/(1 - x), x < 1, where y(0) is given."""
    parts = conditioned(node)
    if parts is None or not (is_scalar(other) or (isinstance(other, Op) and other.head == "=")):
        return node
    value, condition = parts
    if states(prompt, condition) or (begins and (_counts(condition) or _is_given_domain(prompt, condition))):
        return value
    begins = begins and asks_for_functions(prompt)
    starts = _BEGINS_AT.findall(prompt[-MAX_PROMPT:])[:MAX_STARTS] if begins else []
    return value if any(holds_around(value, condition, parse(one)) for one in starts if _is_number(one)) else node


MAX_STARTS = 4
_INDEX = frozenset("jklmn")


def _counts(condition: Node) -> bool:
    """n >= 1, which says of an index that it begins where indices do."""
    if not (isinstance(condition, Op) and len(condition.args) == 2 and isinstance(condition.args[0], Sym)):
        return False
    letter, least = condition.args
    if not isinstance(letter, Sym) or letter.name not in _INDEX:
        return False
    if condition.head == "in":
        return least == Word("set N")
    return (condition.head, least) in ((">=", Num(Fraction(1))), (">=", ZERO), (">", ZERO))


def _is_given_domain(prompt: str, condition: Node) -> bool:
    """x > 0, beside a question about log_2 x."""
    if len(symbols(condition)) != 1 or is_scalar(condition):
        return False
    texts = ["".join(match) for match in _SEGMENT.findall(prompt[-MAX_PROMPT:])[:MAX_SEGMENTS]]
    nodes = (read(text)[1] for text in texts)
    return any(says_its_domain(part, condition) for node in nodes if node is not None for part in walk(stated(node)))


def _is_number(text: str) -> bool:
    try:
        node = parse(text)
    except Unparsable:
        return False
    return is_scalar(node) and not symbols(node)


def _asks_for(prompt: str, noun: Node) -> bool:
    """How many wibbles are there? 7 wibbles."""
    said = re.escape(noun.text) if isinstance(noun, Word) else ""
    return bool(re.search(rf"\bhow (?:many|much)\b[^.?!]{{0,80}}\b{said}\b", prompt, re.IGNORECASE)) if said else False


_A_BASE = rf"(?:base[\s$-]*\{{?(\d{{1,2}}|{'|'.join(BASE_WORDS)})|(binary|octal|decimal|hexadecimal|ternary))\b"
TO_BASE = re.compile(
    r"\b(?:express|write|convert|rewrite|represent|change|translate|give|state|find|compute|calculate|evaluate"
    rf"|what is)\b[^?!]{{0,200}}?\b(?:in|to|into|as an?|using)[\s$]+{_A_BASE}",
    re.IGNORECASE,
)
_BASES = re.compile(rf"\b{_A_BASE}|\d\s?_\s?\{{?\(?(\d{{1,2}})\b", re.IGNORECASE)


def _number_of(said: str) -> str:
    return str(BASE_WORDS.get(said.lower(), said))


def _bases_in(prompt: str) -> set[str]:
    """The bases that the prompt speaks of."""
    return {_number_of("".join(one)) for one in _BASES.findall(prompt)}


def asked_base(prompt: str) -> str:
    """The base that a question asks for a number in; empty where it asks for none."""
    asked = TO_BASE.search(prompt)
    return _number_of(asked[1] or asked[2]) if asked else ""


def _adds_asked_base(prompt: str, true_text: str, text: str) -> bool:
    """1200_3 for the digits 1200 where the question asks for a number in base 3 and speaks of no other base."""
    written, base, digits = IN_BASE.fullmatch(text), asked_base(prompt), true_text.strip()
    if written is None or not base or written.groups() != (digits, base):
        return False
    others = _bases_in(prompt) - {base}
    if others == {"10"}:
        others = set() if re.search(rf"(?<![\w.]){_value_in(digits, int(base))}(?![\w.]\d?)", prompt) else others
    return not others and not re.search(rf"(?<!\w){re.escape(digits)}(?!\w)", prompt)


def _value_in(digits: str, base: int) -> int:
    """-1 where a digit is none of the base, which no text holds as a whole number."""
    try:
        return int(digits, base)
    except ValueError:
        return -1


def numeral_text(text: str, cleaned: str) -> str:
    """E1_{16} as it is written, of which the cleaned text has the value alone; else the cleaned text."""
    if not cleaned.endswith("_{10}"):
        return cleaned
    written = _STYLED.sub(r"\1", with_bases(text)).strip(" $")
    return written if IN_BASE.fullmatch(written) else cleaned


def adds_its_base(true_text: str, written_text: str, prompt: str) -> bool:
    """101_2 for the binary number that the ground truth calls 101, and 2E_16 for 2E; no base but the one asked for."""
    plain = with_bases(_STYLED.sub(r"\1", written_text)).strip(" $")
    written, digits = IN_BASE.fullmatch(plain), true_text.strip()
    if written is None or written.group(1).upper() != digits.upper():
        return False
    if prompt and asked_base(prompt) not in ("", written[2]):
        return False
    binary = written.group(2) == "2" and set(digits.lstrip("-")) == {"0", "1"}
    return binary or (written.group(2) == "16" and re.fullmatch("(?=.*[A-F])[0-9A-F]{2,}", digits) is not None)


def leaves_its_base_out(prompt: str, truth: str, answer: str) -> bool:
    """FF, which is no numeral without a base, for FF_{16} where the question asks for base 16."""
    wanted, plain = IN_BASE.fullmatch(_STYLED.sub(r"\1", with_bases(truth)).strip(" $")), _STYLED.sub(r"\1", answer)
    if wanted is None or wanted[2] != asked_base(prompt):
        return False
    return plain.strip(" $.").upper() == wanted[1].upper()


def unconverted(prompt: str, true_text: str, text: str) -> bool:
    """A number of the prompt in another base than the ground truth's: the task was to convert it."""
    wanted, given = in_base(true_text), in_base(text)
    if wanted is None or given is None or wanted[1] == given[1]:
        return False
    return bool(re.search(rf"(?<![\w.,]){re.escape(given[0])}(?![0-9A-Za-z.])", prompt[:MAX_WHOLE_PROMPT]))


def in_base(text: str) -> tuple[str, str] | None:
    """Digits and base; the base is ten if none is written."""
    if match := IN_BASE.fullmatch(text):
        return match.group(1).lstrip("- "), match.group(2)
    return (text.lstrip("- "), "10") if _DIGITS.fullmatch(text) else None


# -- the question again -----------------------------------------------------------------------------------------------


def repeats(prompt: str, truth: Node, answer: Node) -> bool:
    """Does the answer only repeat an expression, or an equation, of the prompt that has an operation left to do?"""
    whole = canonical(answer)
    if isinstance(answer, Op) and answer.head == "=" and _is_unsolved(answer) and whole != canonical(truth):
        return repr(whole) in _expressions(prompt[:MAX_WHOLE_PROMPT])
    said = canonical(stated(answer))
    if not has_work_left(said) or said == canonical(stated(truth)):
        return False
    return repr(said) in _expressions(prompt[:MAX_WHOLE_PROMPT])


_NUMERAL = re.compile(r"[\s$]*(-?\d+(?:[.,/]\d+)?)(?![\d.,/])")
_UNIT_WRITTEN = re.compile(
    r"(?:\\[,;: ]|[\s~$])*(?:\\(?:text|mathrm)\s?\{\s*)?([^\W\d_]{1,14}(?:\s?/\s?[^\W\d_]{1,10})?"
    r"(?:\s?\^?\s?\{?[23]\}?)?)"
)
_OTHER_FORM = re.compile(r"\b(?:as|to|into)\s(?:an?\s)?(?:percent|decimal|fraction|radian)", re.IGNORECASE)


def repeats_amount(prompt: str, truth: Node, answer: Node, text: str) -> bool:
    """20 m/s where the question asks for 20 m/s in km/h, and 0.5 for a percentage: the task was to convert it."""
    written = _NUMERAL.match(text)
    if written is None:
        return False
    prompt = prompt[-MAX_PROMPT:]
    places = [one.end() for one in re.finditer(rf"(?<![\d.,]){re.escape(written[1])}(?![\d.,]\d|/)", prompt)]
    signs = [heads(one) & {"percent", "degree"} for one in (truth, answer)]
    if signs[0] != signs[1]:
        return bool(places) and _OTHER_FORM.search(prompt) is not None
    wanted, given = (as_measured(one) for one in (truth, answer))
    if wanted is None or given is None or unit(wanted[1]).factor == unit(given[1]).factor:
        return False
    names = [one[1] for place in places if (one := _UNIT_WRITTEN.match(prompt, place)) is not None]
    return any(
        unit(name).powers == unit(given[1]).powers and unit(name).factor == unit(given[1]).factor for name in names
    )


def states(prompt: str, node: Node) -> bool:
    """Does the prompt hold this expression?"""
    return isinstance(node, Op) and repr(canonical(node)) in _expressions(prompt[:MAX_WHOLE_PROMPT])


def _is_unsolved(equation: Op) -> bool:
    return all(isinstance(side, Op) or not symbols(side) for side in equation.args) and has_work_left(equation)


def has_work_left(node: Node) -> bool:
    """Whether there is an operation, other than those that write a number, a fraction in lowest terms or a
    structure."""
    return any(isinstance(one, Op) and one.head not in _FINISHED and not is_reduced(one) for one in walk(node))


_FINISHED = STRUCTURES | {"neg", "percent", "degree", "set"}


def is_reduced(node: Op) -> bool:
    """3/4, not 6/8 or 4/1."""
    if node.head != "div" or not all(isinstance(arg, Num) for arg in node.args):
        return False
    top, below = (arg.value for arg in node.args if isinstance(arg, Num))
    quotient = top / below if below else top
    return quotient.numerator == top and quotient.denominator == below and below != 1


_SEGMENT = re.compile(r"\$\$?([^$]{1,600})\$\$?|\\\((.{1,600}?)\\\)|\\\[(.{1,600}?)\\\]", re.DOTALL)
_PLAIN = re.compile(r"[(√\d\\|-][\w\s()+*/^!.,{}\\√×÷·−|-]{0,200}")
_WORD = re.compile(r"(?<![\\A-Za-z])(?!(?:sqrt|sin|cos|tan|log|ln|exp|pi|binom|gcd|lcm|max|min|abs)\b)[A-Za-z]{2,}")


@remembered("prompts", 256, 20_000)
def _expressions(prompt: str) -> frozenset[str]:
    """Every expression, and part of one, that the prompt states, in canonical form."""
    texts = ["".join(match) for match in _SEGMENT.findall(prompt)[:MAX_SEGMENTS]]
    rest = _SEGMENT.sub(" ; ", prompt)
    for piece in _WORD.split(rest)[:MAX_SEGMENTS]:
        texts += [match.group().strip(" .,") for match in _PLAIN.finditer(piece)]
    found: set[str] = set()
    for text in texts[: 2 * MAX_SEGMENTS]:
        found.update(_parts(text))
    return frozenset(found)


def _parts(text: str) -> set[str]:
    try:
        tree = parse(text)
    except Unparsable:
        return set()
    return {repr(canonical(one)) for one in walk(tree) if isinstance(one, Op)}
