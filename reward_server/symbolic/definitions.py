"""What letters stand for, where the answer, the ground truth, the question or physics says so: E = kQ/r^2 with
k = 1/(4 pi epsilon_0).

A definition names one letter and gives an expression for it. What a text says with a word or in brackets belongs to its
formula. What else is known is put in place of its letter only where the two sides differ, and only to accept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from reward_server.memo import remembered
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.by_language import bordered
from reward_server.symbolic.parse import grammar
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.normalize import words
from reward_server.symbolic.parse.tree import (
    RELATIONS,
    Node,
    Op,
    Sym,
    Word,
    heads,
    integer,
    is_scalar,
    rebuild,
    substitute,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures import by_each_other
from reward_server.symbolic.structures.families.recurrences import in_two_members
from reward_server.symbolic.structures.geometry.linear import rational_form
from reward_server.symbolic.verdict import EXACT, Undecided

MAX_TEXT = 600
MAX_DEFINITIONS = 6
Meanings = Mapping[str, Node]


def _named(node: Node | None) -> dict[str, Node]:
    """The k = 1/2 and the q = 1 - p of a list of them; nothing where something else stands there too."""
    found: dict[str, Node] = {}
    for one in node.args if isinstance(node, Op) and node.head in ("list", "and") else (node,):
        if not (isinstance(one, Op) and one.head == "=" and len(one.args) == 2 and isinstance(one.args[0], Sym)):
            return {}
        for name, value in _each_sign(one.args[0].name, one.args[1]):
            if name in found or name in symbols(value) or not is_scalar(value):
                return {}
            found[name] = value
    return found if len(found) <= MAX_DEFINITIONS else {}


def _each_sign(name: str, value: Node) -> tuple[tuple[str, Node], ...]:
    """r_1 and r_2 of r_{1,2} = (1 ± sqrt 5)/2."""
    if not name.endswith("_1,2"):
        return ((name, value),)
    return tuple((f"{name[:-3]}{place}", _signed(value, sign)) for place, sign in (("1", "pm"), ("2", "mp")))


def _signed(node: Node, plus: str) -> Node:
    """With one of the signs of plus-minus: `plus` is the head that stands for plus."""

    def step(one: Node) -> Node:
        if not (isinstance(one, Op) and one.head in ("pm", "mp") and len(one.args) == 1):
            return one
        return one.args[0] if one.head == plus else Op("neg", one.args)

    return rebuild(node, step)


def _put(node: Node, meant: Meanings) -> Node | None:
    """With each letter's meaning in its place, also within meanings; None where they go in circles."""
    for _ in range(len(meant) + 1):
        if not symbols(node) & meant.keys():
            return node
        node = substitute(node, meant)
    return None


# -- beside a formula --------------------------------------------------------------------------------------------------

_GAP = r"(?:[\s,;$]|\\(?:q?quad(?![a-z])|[,;: ]))*"
_LETTER_IS = (
    r"(?:\\(?:hat|bar|tilde|widehat|overline|dot)\s?\{?\s?)?(?:\\[a-zA-Z]{1,10}|[A-Za-zα-ω])\}?(?:_?[\w{},]{1,6})? ?:?="
)
_WHERE = re.compile(
    rf"\(?\\text\w*\s?\{{[\s,;(，；（]*(?:{bordered('where')})[\s:]*\}}{_GAP}(?={_LETTER_IS})"
    rf"|(?<=[\s,;$(])(?:{bordered('where')}){_GAP}(?={_LETTER_IS})"
)
_IN_BRACKETS = re.compile(rf"\({_GAP}({_LETTER_IS}[^=]{{1,120}})\)[\s$.]*$")
_CLOSING = re.compile(r"\\text\w*\s?\{[\s.)]*\}[\s$.]*$")


def spelled_out(text: str, prompt: str) -> Node | None:
    """The tree of phi^n with its phi = ..., which only this text defines; None where it defines no letter."""
    if (found := beside(text)) is None:
        return None
    node, meant = found
    if not meant or not _are_new(meant, prompt[-MAX_PROMPT:]):
        return None if meant else node
    return _put(node, meant)


def as_said_in(truth: str, answer: Node | None, prompt: str) -> Node | None:
    """The answer's letters as the ground truth defines them: gamma, which everybody knows."""
    if answer is None or "=" not in truth or (found := beside(truth)) is None or not found[1].keys() & symbols(answer):
        return answer
    return _put(answer, found[1]) if _are_new(found[1], prompt[-MAX_PROMPT:]) else answer


def beside(text: str) -> tuple[Node, dict[str, Node]] | None:
    """A formula and what the text says that its letters stand for; no meanings where it only says the size of one."""
    if "=" not in text or len(text) > MAX_TEXT:
        return None
    if (found := _WHERE.search(text)) is not None:
        main, said = text[: found.start()], _CLOSING.sub("", text[found.end() :]).rstrip("$. ")
        main, said = (main.rstrip()[:-1], said[:-1]) if main.rstrip().endswith("(") else (main, said)
    elif "(" in text and (found := _IN_BRACKETS.search(text)) is not None:
        main, said = text[: found.start()], found[1]
    else:
        return None
    main = main.rstrip("\\,;:$ ")
    node = grammar.read(main.replace("$", " ") if main.count("$") % 2 else main)[1]
    meaning = grammar.read(said)[1]
    if node is not None and _says_a_size(meaning):
        return node, {}
    meant = _named(meaning)
    return (node, meant) if node is not None and not isinstance(node, Sym) and meant.keys() & symbols(node) else None


def _says_a_size(node: Node | None) -> bool:
    """g = 9.8 m/s^2, which everybody knows."""
    if not (isinstance(node, Op) and node.head == "=" and isinstance(node.args[0], Sym)):
        return False
    size = node.args[-1]
    return node.args[0].name in _SIZED and isinstance(size, Op) and size.head == "quantity"


_SIZED = words("g G c h hbar k k_e k_B epsilon_0 mu_0 N_A R m_e m_p sigma")


def _are_new(meant: Meanings, prompt: str) -> bool:
    """Is no letter one of the question's, with another meaning there?"""
    known = meant.keys() & _letters(prompt).keys() if prompt else ()
    given = _in_prompt(prompt) if known else {}
    return all(name in given and _same(given[name].value, meant[name]) for name in known)


def _same(one: Node, other: Node) -> bool:
    try:
        return same_scalar(one, other, EXACT).equal
    except Undecided:
        return False


# -- where the sides differ --------------------------------------------------------------------------------------------


def readings(truth: Node, answer: Node, prompt: str) -> Iterator[tuple[Node, Node]]:
    """Both sides with what is known of their letters, more of it each time."""
    prompt = prompt[-MAX_PROMPT:]
    if (spelled := by_each_other.spelled_out(answer)) != answer:
        yield truth, spelled
    for step in (_with_last_members, _with_letters_for_units, _with_products_for_calls):
        if (changed := step(truth, answer, prompt)) != (truth, answer):
            truth, answer = changed
            yield changed
    if not _in_asked_terms(answer, prompt):
        return
    for step in (_with_the_question, _with_constants, in_two_members):
        if (changed := step(truth, answer, prompt)) != (truth, answer):
            truth, answer = changed
            yield changed


_IN_TERMS = re.compile(
    r"\b(?:in\s+terms\s+of|function\s+of|by\s+means\s+of|only\s+in|[Ee]xpress\b[^.?!;]{1,80}\bby)\b([^.?!;(]{1,80})"
)


def _in_asked_terms(answer: Node, prompt: str) -> bool:
    """Has it no other letter than those that the question asks for it in, if it names any?"""
    terms = _IN_TERMS.search(prompt)
    named = _LEAD.split(terms[1], maxsplit=1)[0] if terms else ""
    wanted = _letters(named + "$" * (named.count("$") % 2)).keys()
    return not wanted or symbols(value_of(answer)) <= wanted


def _with_last_members(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node]:
    return _of_last_members(truth, answer, prompt), _of_last_members(answer, truth, prompt)


def _of_last_members(node: Node, other: Node, prompt: str) -> Node:
    """The E = kQ/r^2 of E = kQ/r^2, k = 1/(4 pi epsilon_0), with its k, beside a single value that has none."""
    if not (isinstance(node, Op) and node.head in ("list", "and") and not isinstance(node.args[0], Sym)):
        return node
    first, *more = node.args
    meant = _named(Op("list", tuple(more)))
    used = symbols(value_of(first)).union(*map(symbols, meant.values()))
    if isinstance(other, Op) and other.head in ("list", "and", "()", "set"):
        return node
    if not meant or not meant.keys() <= used - symbols(other) or not _are_new(meant, prompt):
        return node
    return _put(first, meant) or node


_LETTERED_UNIT = re.compile(r"([A-Za-z]+) ?(?:\^(\d))?")


def _with_letters_for_units(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node]:
    """The m and L of 2mL, beside a formula that has both; and the G and M of 2GM/R, which measures nothing."""
    if "quantity" not in heads(truth) | heads(answer):
        return truth, answer
    within = all(
        isinstance(one, Op) and one.head != "quantity" and symbols(one) for one in (value_of(truth), value_of(answer))
    )
    names = symbols(truth) | symbols(answer) | _letters(prompt).keys()
    step = partial(_letters_for_unit, names=None if within else names)
    return rebuild(truth, step), rebuild(answer, step)


def _letters_for_unit(one: Node, names: frozenset[str] | None) -> Node:
    """2 times m times L for 2mL; with `names`, only where it has one of these letters."""
    if not (isinstance(one, Op) and one.head == "quantity" and isinstance(one.args[1], Word)):
        return one
    written = _LETTERED_UNIT.fullmatch(one.args[1].text)
    if written is None or (names is not None and names.isdisjoint(written[1])):
        return one
    *others, last = (Sym(letter) for letter in written[1])
    power = Op("pow", (last, integer(int(written[2])))) if written[2] else last
    return Op("mul", (one.args[0], *others, power))


def _with_products_for_calls(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node]:
    """g times 1 - mu for g(1 - mu), where the other side has a bare g and the question speaks of no function."""
    if not prompt or "function" in prompt or "apply" not in heads(truth) | heads(answer):
        return truth, answer
    sides = value_of(truth), value_of(answer)
    bare = {one.name for side in sides for one in walk(rebuild(side, _without_name)) if isinstance(one, Sym)}

    def step(one: Node) -> Node:
        called = isinstance(one, Op) and one.head == "apply" and len(one.args) == 2 and one.args[0]
        product = isinstance(called, Sym) and called.name in bare and not re.search(rf"{called.name}\s?\(", prompt)
        return Op("mul", one.args) if product and isinstance(one, Op) else one

    changed = rebuild(sides[0], step), rebuild(sides[1], step)
    return changed if changed != sides else (truth, answer)  # f(x) = 4 is not g(x) = 4


def _without_name(node: Node) -> Node:
    return Op("apply", node.args[1:]) if isinstance(node, Op) and node.head == "apply" else node


# -- what the question defines -----------------------------------------------------------------------------------------


class Given(NamedTuple):
    """A definition of the question's."""

    value: Node
    stipulated: bool
    """Let s = ..., which may be the problem's data as well; where s = ... says what a letter means."""


_MATH = re.compile(r"\$\$?([^$]{1,600})\$\$?|\\\((.{1,600}?)\\\)|\\\[(.{1,600}?)\\\]", re.DOTALL)
_LEAD = re.compile(
    rf"(?P<where>\(|\bi\. ?e\.|{bordered('where')}|(?<=\$),(?=\s\$[^$=]{{1,20}}=[^$=]{{1,80}}\$,))|{bordered('let')}",
    re.IGNORECASE,
)
"""Also the comma before an apposition: at rates $\\lambda$ and $\\mu$, $\\rho = \\lambda/\\mu$, the mean is."""
_AND = r"\s*(?:[,;]|and|or|und|et|y|e|i|и|和)?\s*"
_IN_MATH = re.compile(rf"\s*(?:[^\W\d_][\w'’-]*,?\s+){{0,6}}((?:\$[^$]{{1,150}}\${_AND}){{1,4}})")
_BARE = re.compile(rf"\s*(?:[a-z]{{2,12}}\s+){{0,3}}({_LETTER_IS}[^=.;,?!$]{{1,80}})")
MAX_LEADS = 40
_EQUATIONS = frozenset("xyz")
"""What is said of these is an equation, of a curve or of unknowns, rather than a definition."""


@remembered("definitions", 256, MAX_PROMPT)
def _in_prompt(prompt: str) -> dict[str, Given]:
    """What its letters stand for, in their words: let, where, with and brackets."""
    if "=" not in prompt:
        return {}
    prompt = re.sub(r"\\[()]", "$", prompt)
    found: dict[str, Given] = {}
    for lead, _ in zip(_LEAD.finditer(prompt), range(MAX_LEADS), strict=False):
        said = _IN_MATH.match(prompt, lead.end()) or _BARE.match(prompt, lead.end())
        if said is None:
            continue
        for part in re.split(r"\$", said[1]):
            for name, value in _named(_of_letters(grammar.read(part)[1])).items() if "=" in part else ():
                if (
                    name not in _EQUATIONS and name != "hbar" and _defines(name, value)
                ):  # who writes h/2 pi divides by 2 pi
                    found.setdefault(name, Given(value, lead["where"] is None))
    return found


def _of_letters(node: Node | None) -> Node | None:
    """The G and M of 2GM/c^2, in which nothing is measured."""
    return None if node is None else rebuild(node, partial(_letters_for_unit, names=frozenset("GM")))


def _defines(name: str, value: Node) -> bool:
    """s for (a + b)/2 and omega for e^(2 pi i/3); not n for 5, nor a_{n+1} for 2a_n."""
    if name == "hbar":
        return False  # who writes h/2 pi divides by 2 pi
    if found := symbols(value):
        return not any(one[:2] == name[:1] + "_" for one in found)
    return len(name) > 1 and name != "theta" and bool(heads(value) & {"pow", "root"})


_LETTERS = re.compile(r"\\[A-Za-z]+(?:_\{?\w{1,6}\}?)?|[A-Za-zα-ωΑ-Ω](?:_\{?[\w+-]{1,6}\}?)?")


@remembered("prompt_letters", 256, MAX_PROMPT)
def _letters(prompt: str) -> dict[str, int]:
    """How often each letter stands in the mathematics of a prompt."""
    texts = ["".join(match) for match in _MATH.findall(prompt)] or [re.sub(r"\b[AaI]\b|[A-Za-z]{2,}", " ", prompt)]
    return dict(Counter(re.sub(r"^\\(?:var)?|[{}]", "", name) for text in texts for name in _LETTERS.findall(text)))


_ASKED = re.compile(
    r"\b(?:find|determine|solve|express|give|compute|calculate|isolate|what|write)\b([^.?!;]{1,80})", re.IGNORECASE
)


def _asked(prompt: str) -> frozenset[str]:
    """The letters that it asks for, and what else stands beside them."""
    clauses = (_LEAD.split(said, maxsplit=1)[0] for said in _ASKED.findall(prompt))
    return frozenset(name for clause in clauses for name in _letters(clause + "$" * (clause.count("$") % 2)))


def _with_the_question(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node]:
    left, right = value_of(truth), value_of(answer)
    if not (given := _in_prompt(prompt)) or RELATIONS & (heads(left) | heads(right)):
        return truth, answer
    meant = {
        name: one.value for name, one in given.items() if _is_free(name, one, symbols(left), symbols(right), prompt)
    }
    put = _put(left, meant), _put(right, meant)
    return (truth, answer) if put[0] is None or put[1] is None or put == (left, right) else (put[0], put[1])


def _is_free(name: str, given: Given, truth: frozenset[str], answer: frozenset[str], prompt: str) -> bool:
    """May it be put in place of the letter?

    The ground truth's letter may be spelled out in letters that the ground truth has, and in others that the question
    doesn't ask for: x = 2y + 1 does not make y an answer for (x - 1)/2. A letter of the answer alone is one that the
    question speaks of nowhere else, and no multiple of another: 2a + 2b leaves work to do where b is 3a.
    """
    if name in truth:
        new = answer - truth
        return not new or not (new & _asked(prompt) or (given.stipulated and not answer & truth))
    return name not in answer or (_letters(prompt).get(name) == 1 and not _is_multiple(given.value))


def _is_multiple(value: Node) -> bool:
    names = sorted(symbols(value))
    row = rational_form(value, names) if len(names) == 1 else None
    return row is not None and row[0] == 0


# -- what physics defines ----------------------------------------------------------------------------------------------

_CONSTANTS = tuple(
    (name, grammar.parse(value))
    for name, value in (
        ("hbar", r"\frac{h}{2\pi}"), ("k", r"\frac{1}{4\pi\epsilon_0}"), ("k_e", r"\frac{1}{4\pi\epsilon_0}"),
        ("epsilon_0", r"\frac{1}{\mu_0 c^2}"), ("mu_0", r"\frac{1}{\epsilon_0 c^2}"), ("R", "N_A k_B"), ("k", "k_B"),
        ("F", "N_A e"),
    )
)  # fmt: skip
"""Planck's, Coulomb's, those of the vacuum, of gases, Faraday's."""
_MEANT_OTHERWISE = frozenset("kRF")
"""Letters that mean these only where the question does not use them."""


def _with_constants(truth: Node, answer: Node, prompt: str) -> tuple[Node, Node]:
    """One side has h where the other has hbar."""
    left, right = symbols(truth), symbols(answer)
    meant: dict[str, Node] = {}
    for name, value in _CONSTANTS:
        if (name in left) == (name in right) or (name in _MEANT_OTHERWISE and name in _letters(prompt)):
            continue
        one, other = (left, right) if name in left else (right, left)
        if (symbols(value) & other) - one and not meant.keys() & symbols(value):
            meant[name] = value
    if not meant:
        return truth, answer
    left_read, right_read = (substitute(substitute(node, meant), _POSITIVE) for node in (truth, answer))
    return left_read, right_read


_POSITIVE = {name: Op("abs", (Sym(name),)) for name in ("c", "epsilon_0", "mu_0")}
