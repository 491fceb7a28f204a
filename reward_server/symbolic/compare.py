"""The order of the rungs, cheapest first: text, kinds of text, trees; sympy decides the rest, under a deadline."""

from __future__ import annotations

import re
from contextlib import suppress

from reward_server.symbolic import besides, budget, conventions, definitions, question
from reward_server.symbolic.asked_forms import Sides, in_another_order, lacking
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract import letters
from reward_server.symbolic.extract.asked_units import asked_units
from reward_server.symbolic.extract.attained import Attained, asks_where, attained, placed
from reward_server.symbolic.extract.claims import compare_claims
from reward_server.symbolic.extract.moments import compare_times
from reward_server.symbolic.extract.options import by_content
from reward_server.symbolic.extract.parts import (
    asked_way,
    change,
    in_asked_order,
    labelled_parts,
    listed,
    named_parts,
    signed_change,
    split_at_commas,
)
from reward_server.symbolic.extract.qualified import same_words_beside
from reward_server.symbolic.extract.reasoned import compare_reasoned
from reward_server.symbolic.extract.text_answers import (
    choice,
    compare_choices,
    compare_roman,
    labelled,
)
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.in_english import in_english
from reward_server.symbolic.parse.normalize import MAX_CHARS
from reward_server.symbolic.parse.numerals import numeral
from reward_server.symbolic.parse.tree import (
    Node,
    Op,
    rename,
    show,
)
from reward_server.symbolic.readers import DIFFER, MORE_OF_TEXTS, OF_THEIR_OWN, OF_WHOLE_TEXTS, first
from reward_server.symbolic.reading import beside, is_text, read
from reward_server.symbolic.scalars.same import same_constants
from reward_server.symbolic.spoken import compare_texts
from reward_server.symbolic.structures import rules as structures
from reward_server.symbolic.structures import second_readings
from reward_server.symbolic.structures.analysis.derivative_names import by_name
from reward_server.symbolic.structures.analysis.motion import same_differential_equation
from reward_server.symbolic.structures.families.general_solutions import same_solutions
from reward_server.symbolic.structures.freedom import in_another_form, same_by_choice
from reward_server.symbolic.structures.geometry.worded_loci import same_loci
from reward_server.symbolic.structures.logic.models import same_models
from reward_server.symbolic.structures.logic.quantifiers import Prefix, quantified
from reward_server.symbolic.structures.pieces_of_several import same_in_pieces
from reward_server.symbolic.structures.quantities import in_asked_unit
from reward_server.symbolic.structures.rankings import same_rankings
from reward_server.symbolic.structures.sciences.laws import same_laws
from reward_server.symbolic.structures.solved_for import same_relation
from reward_server.symbolic.unfinished import concluded, unfinished, unfinished_text
from reward_server.symbolic.verdict import EXACT, OverBudget, Rules, Undecided, Verdict, by


def compare(truth: str, answer: str, rules: Rules = EXACT, prompt: str = "") -> Verdict:
    """Are they the same answer? Raises Undecided if only sympy can tell, OverBudget if no rung should try."""
    if len(answer) > MAX_CHARS or len(truth) > MAX_CHARS:
        return Verdict(False, "too long to be an answer", "too_long")
    budget.begin()
    rules = question.asked_rules(prompt, rules) if prompt else rules
    try:
        return _with_more(truth, answer, rules, prompt)
    except budget.Exhausted:
        raise OverBudget("more steps than a comparison is worth") from None
    except (RecursionError, ArithmeticError, LookupError, ValueError) as error:  # our mistake must not cost a batch
        raise OverBudget(f"cannot be compared: {type(error).__name__}") from None


def _with_more(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict:
    """The verdict on the whole answer, or on the value alone where that is equal."""
    try:
        verdict = _compare(truth, answer, rules, prompt)
    except OverBudget:
        raise
    except (Undecided, budget.Exhausted):
        if (accepted := _read_whole(truth, answer, rules, prompt)) is None:
            raise
        return accepted
    if verdict.equal:
        tells = _TELLING.search(answer) or _SAYS_WHICH.search(truth)
        return (first(DIFFER, truth, answer, prompt) if tells else None) or verdict
    return _read_whole(truth, answer, rules, prompt) or verdict


def _read_whole(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    """None where no reading of the whole accepts, and no part of the answer is known to be equal."""
    budget.take_last()
    return (
        first(OF_WHOLE_TEXTS, truth, answer, prompt)
        or _value_alone(truth, answer, rules, prompt)
        or _in_english(truth, answer, rules, prompt)
    )


def _in_english(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    """None unless one of them is a phrase of another language, and both are equal in English."""
    left, right = in_english(truth), in_english(answer)
    if left is None and right is None:
        return None
    with suppress(Undecided):
        if (verdict := _compare(left or truth, right or answer, rules, prompt)).equal:
            return verdict
    return None


def _value_alone(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    """None where no part of the answer is known to be equal."""
    texts = [(truth, text) for text in besides.plainer(truth, answer, prompt)]
    if (values := same_words_beside(truth, answer)) is not None:
        texts.append(values)
    if (plain := besides.plain_truth(truth, answer, prompt)) is not None:
        texts += [(plain, text) for text in (answer, *besides.plainer(plain, answer, prompt))]
    for wanted, given in texts:
        with suppress(Undecided):
            if (verdict := _compare(wanted, given, rules, prompt)).equal:
                return verdict
    return None


def _compare(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict:
    if (left := numeral(truth)) is not None and (right := numeral(answer)) is not None:
        return _numbers((truth.strip(), left), (answer.strip(), right), rules, prompt)
    if "H_" in truth or "H_" in answer:
        truth, answer = _hypotheses(*(_HYPOTHESIS_NAMED.sub(_numbered, one).lstrip("; ") for one in (truth, answer)))
    if (wanted := labelled_parts(truth)) is not None:
        return by("parts", _parts(wanted, answer, rules, prompt))
    if (given := labelled_parts(answer)) is not None:
        if len(members := split_at_commas(truth)) == len(given):
            return by("parts", _parts(dict(zip(sorted(given), members, strict=True)), answer, rules, prompt))
        answer = ", ".join(given[name] for name in sorted(given))
    if (named := named_parts(truth)) is not None and named.keys() == (named_parts(answer) or {}).keys():
        return by("parts", _parts(named, answer, rules, prompt))
    if named and len(bare := listed(answer)) == len(named) and not any(map(_LETTERS.search, bare)):
        truth = in_asked_order(named, prompt) or truth
    if (contents := by_content(truth, answer, prompt)) is not None:
        truth, answer = contents
    if (verdict := same_rankings(truth, answer, prompt)) is not None:  # of A, B and C, which are no choices
        return verdict
    if (verdict := compare_choices(truth, answer, prompt)) is not None:
        return by("choice", verdict)
    if prompt and (verdict := compare_reasoned(truth, answer, prompt)) is not None:
        return by("text", verdict)
    if (statement := quantified(truth)) is not None and (other := quantified(answer)) is not None:
        verdict = by("quantifiers", _statements(statement, other, rules, prompt))
        return verdict if verdict.equal else same_models(truth, answer, prompt) or verdict
    if (verdict := same_laws(truth, answer, rules, prompt)) is not None:
        return verdict
    if (given_change := change(answer) or (signed_change(answer) if change(truth) else None)) is not None:
        wanted_change = change(truth) or signed_change(truth) or (asked_way(prompt), truth)
        if wanted_change[0] and not (change(truth) is None and _TIMES.search(truth)):
            return _changes(wanted_change, given_change, rules, prompt)
    if (place := attained(truth)) is not None and place.worded and (there := attained(answer)) is not None:
        return by("parts", _attained(place, there, rules, prompt))
    if (verdict := first(OF_THEIR_OWN, truth, answer, prompt)) is not None:
        return verdict
    if (verdict := _placed(truth, answer, rules, prompt)) is not None:
        return by("parts", verdict)
    if (chosen := choice(answer)) is not None and labelled(answer) and not labelled(truth):
        answer = chosen[1]  # (C) 12 where the ground truth is the value
    elif chosen is None and _LETTERED.match(truth) and (lettered := choice(truth)) is not None and lettered[1]:
        truth = lettered[1]
    return _or_counted(truth, answer, rules, prompt)


def _or_counted(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict:
    """By their trees, and where these differ by what the texts say in another way."""
    try:
        verdict = _trees(truth, answer, rules, prompt)
    except (Undecided, budget.Exhausted):
        if (otherwise := _said_otherwise(truth, answer, rules, prompt)) is None:
            raise
        return otherwise
    if verdict.equal or verdict.rule in _REFUSED_THOUGH_EQUAL:
        return verdict
    return _said_otherwise(truth, answer, rules, prompt) or verdict


def _said_otherwise(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    """The verdict on what the texts say in signs that the grammar does not read."""
    plain = conventions.plainly(truth, prompt), conventions.plainly(answer, prompt)
    if plain != (truth, answer):
        with suppress(Undecided, budget.Exhausted):
            if _trees(*plain, rules, prompt).equal:
                return Verdict(True, f"equal as it is written there: {answer[:60]}", "convention")
    return _by_more(truth, answer, rules, prompt)


_REFUSED_THOUGH_EQUAL = frozenset({"repeats_question", "asked_form"})


def _by_more(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    """In the form that the question asks for, where it asks for one."""
    verdict = first(MORE_OF_TEXTS, truth, answer, prompt)
    if verdict is None or not prompt:
        return verdict
    (true_text, left), (text, right) = read(truth, prompt), read(answer, prompt)
    return (
        verdict
        if left is None or right is None
        else _in_context(verdict, prompt, (true_text, left), (text, right), rules)
    )


_TELLING = re.compile(r"\\hat|mod|\([01]\)")
"""Signs of an answer that may tell it from another of the same numbers."""
_SAYS_WHICH = re.compile(
    r"\\text|\\circ|°|stable|saddle|pole|minim|maxim|creasing|con(?:cave|vex)|\bm(?:in|ax)\b"
    r"|[a-z]{2}(?:[,;]| and )|\\(?:wide)?hat|\\mathcal|\\mathscr"
    r"|\\forall|for (?:all|any|e)"
)


def _placed(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict | None:
    """3 where a = b = c = 1: the place counts where both say it, or the question asks for it."""
    wanted, given = placed(truth), placed(answer)
    if wanted is None and given is None:
        return None
    value = _compare(wanted[0] if wanted else truth, given[0] if given else answer, rules, prompt)
    if wanted is None or not value.equal:
        return value if wanted is None or given or not _OF_SEVERAL.search(answer) else None
    if given is None:
        return Verdict(False, f"does not say where: {wanted[1][:40]}") if asks_where(prompt) or not prompt else value
    return _compare(wanted[1], given[1], rules, "")


_OF_SEVERAL = re.compile(r"[=(,]")


def _attained(truth: Attained, answer: Attained, rules: Rules, prompt: str) -> Verdict:
    """The same value, in the same places."""
    if truth.kinds and answer.kinds and truth.kinds != answer.kinds:
        return Verdict(False, f"{', '.join(sorted(truth.kinds))} against {', '.join(sorted(answer.kinds))}")
    values = _compare(truth.value, answer.value, rules, prompt)
    return _compare(truth.places, answer.places, rules, prompt) if values.equal else values


_TIMES = re.compile(r"multipli|factor|\btimes\b|doubl|tripl|halv")
"""Says how many times as large something becomes, which is no amount of a change."""
_LETTERS = re.compile(r"(?<![\\A-Za-z])[^\W\d_]{3}|[=:<>≤≥]|\\[lg]eq?(?![a-z])")
_LETTERED = re.compile(r"\s*(?:\\text[a-z]*\s?\{\s*)?\([A-J]\)")


def _parts(wanted: dict[str, str], answer: str, rules: Rules, prompt: str) -> Verdict:
    """Each part by itself; values without labels are in the order of these. One that differs decides before one that
    only sympy can judge."""
    names, bare = sorted(wanted), split_at_commas(answer)
    given = (
        labelled_parts(answer)
        or named_parts(answer)
        or (dict(zip(names, bare, strict=True)) if len(bare) == len(names) else {})
    )
    if given.keys() != wanted.keys():
        return Verdict(False, f"other parts than {', '.join(names)}")
    undecided: Undecided | None = None
    for name in names:
        try:
            verdict = _compare(wanted[name], given[name], rules, prompt)
        except Undecided as error:
            undecided = error
            continue
        if not verdict.equal:
            return Verdict(False, f"part {name}: {verdict.reason}", unfinished=verdict.unfinished)
    if undecided is not None:
        raise undecided
    return Verdict(True, f"all parts are equal: {', '.join(names)}")


def _statements(truth: tuple[Prefix, str], answer: tuple[Prefix, str], rules: Rules, prompt: str) -> Verdict:
    """The same quantifiers, and the same said of what they bind."""
    if truth[0] != answer[0]:
        return Verdict(False, "other quantifiers, or another order")
    if _LOOSE_SPACE.sub("", truth[1]) == _LOOSE_SPACE.sub("", answer[1]):
        return Verdict(True, f"the same of the same variables: {answer[1][:60]}")
    return _compare(truth[1], answer[1], rules, "")


def _changes(truth: tuple[str, str], answer: tuple[str, str], rules: Rules, prompt: str) -> Verdict:
    """Both ways and both amounts: a 20 % increase is no 20 % decrease."""
    if truth[0] != answer[0]:
        return Verdict(False, f"{truth[0]}, {answer[0]}", "parts")
    return _compare(truth[1], answer[1], rules, prompt)


_HYPOTHESES = re.compile(
    r"[\s$({]*H_\{?0\}?\s*(?:\\colon|:)\s*(?P<null>.+?)[\s,;.$]*(?:\\q?quad)*(?:\\text[a-z]*\s*\{\s*)?(?:,|;|and|vs\.?|versus|against|gegen)?"
    r"[\s}.,$]*(?:\\q?quad)*H_\{?[1aA]\}?\s*(?:\\colon|:)\s*(?P<other>.+)",
    re.DOTALL,
)
_HYPOTHESIS_NAMED = re.compile(
    r"\\text[a-z]*\s*\{\s*[,;]?\s*(?:[Tt]he )?(?:(?P<null>[Nn]ull)|[Aa]lternative)(?: hypothesis)?"
    r"\s*(?:is\s*(?=\})|:)\s*(?P<rest>[^{}]*)\}"
)


def _numbered(name: re.Match[str]) -> str:
    """H_0 for the null hypothesis."""
    return f"; H_{0 if name['null'] else 1}: " + (rf"\text{{{name['rest']}}}" if name["rest"].strip() else "")


_HYPOTHESIS = re.compile(r"[\s$]*H_\{?([01aA])\}?\s*:\s*(.+)", re.DOTALL)


def _hypotheses(truth: str, answer: str) -> tuple[str, str]:
    """What H_0 and H_1 say; H_a is H_1. As two parts where each side has both, and as they are where these are two."""
    both = [_HYPOTHESES.fullmatch(one[:MAX_CHARS]) for one in (truth, answer)]
    if (first := both[0]) is not None and (second := both[1]) is not None:
        return f"(a) {first['null']} (b) {first['other']}", f"(a) {second['null']} (b) {second['other']}"
    wanted, given = _HYPOTHESIS.fullmatch(truth), _HYPOTHESIS.fullmatch(answer)
    if wanted and given and (wanted[1] == "0") != (given[1] == "0"):
        return truth, answer
    return (wanted[2] if wanted else truth), (given[2] if given else answer)


def _numbers(truth: tuple[str, Node], answer: tuple[str, Node], rules: Rules, prompt: str) -> Verdict:
    """The shortest way, and the most frequent."""
    if truth[0] == answer[0]:
        return Verdict(True, f"same text: {truth[0]}", "same_text")
    verdict = same_constants(truth[1], answer[1], rules)
    return _in_context(verdict, prompt, truth, answer, rules) if prompt else verdict


def _trees(truth: str, answer: str, rules: Rules, prompt: str) -> Verdict:
    if prompt and ("{cases}" in truth or "{cases}" in answer):
        truth, answer = question.with_steps(prompt, truth, answer)
    if "\\Phi" in truth:
        truth, answer = (question.with_normal_law(prompt, one) for one in (truth, answer))
    true_text, left = read(truth, prompt)
    text, right = read(answer, prompt, several=True)
    right = definitions.as_said_in(truth, right, prompt)
    if not text:
        return Verdict(False, "empty answer", "empty_answer")
    if _spelling(true_text) == _spelling(text):
        return Verdict(True, f"same text: {text[:60]}", "same_text")
    if (names := (_probability(true_text), _probability(text))) and None not in names and names[0] != names[1]:
        return Verdict(False, f"of other things: {true_text[:60]}, {text[:60]}", "equations")
    left, right = beside(true_text, left, text, right)
    if (verdict := compare_claims(truth, answer) or compare_roman(truth, answer, prompt)) is not None:
        return by("text", verdict)
    if (verdict := compare_times(truth, answer)) is not None:
        return by("time_or_date", verdict)
    located = same_loci(truth, answer, rules, structures.same, prompt)
    if located is not None and not ("axis" in truth + answer and _IN_SPACE.search(prompt[-MAX_PROMPT:])):
        if right is None or not question.states(prompt, right):
            return by("worded_loci", located)
        return Verdict(False, f"repeats the question: {text[:60]}", "repeats_question", unfinished=True)
    if right is None and left is not None and not rules.unevaluated and (work := unfinished_text(left, text)):
        return Verdict(False, f"unfinished: the answer leaves a {work} to do", "unfinished", unfinished=True)
    if left is None or right is None or is_text(left) or is_text(right):
        if ("_" in answer or "0x" in answer) and question.adds_its_base(true_text, answer, prompt):
            return Verdict(True, f"the same digits, with their base: {text[:60]}", "base")
        if "_" in truth and question.leaves_its_base_out(prompt, truth, answer):
            return Verdict(True, f"the same digits, in the base that the question asks for: {text[:60]}", "base")
        return by("text", compare_texts(true_text, text, left, right, rules))
    if "order" in prompt and in_another_order(prompt, true_text, text):
        return Verdict(False, f"another order of integration than the one that is asked for: {text[:60]}", "asked_form")
    left, right = concluded(left, right), concluded(right, left)
    left, right = by_name(left, right)
    if real := {one: f"{one}_real" for one in letters.variables(prompt)}:
        left, right = rename(left, real), rename(right, real)
    if prompt:
        left, right = question.as_interval(prompt, left, right), question.as_interval(prompt, right, left)
        right = question.value_of_asked(prompt, left, right)
        right = question.in_its_letter(prompt, left, right)
        left, right = (question.as_density(prompt, *pair) for pair in ((left, right), (right, left)))
        left, right = (question.as_cases(prompt, *pair) for pair in ((left, right), (right, left)))
        left, right = (
            question.without_given_domain(prompt, left, right),
            question.without_given_domain(prompt, right, left, begins=True),
        )
    if not rules.unevaluated and (work := unfinished(left, right, truth, answer)):
        return Verdict(False, f"unfinished: the answer leaves a {work} to do", "unfinished", unfinished=True)
    verdict, undecided = None, None
    try:
        verdict = structures.same(left, right, rules)
    except Undecided as reason:
        undecided = reason
    if verdict is None or not (verdict.equal or (not prompt and _are_values(left, right))):
        verdict = _otherwise(left, right, rules, prompt) or verdict
    if verdict is None:
        raise undecided or Undecided
    if prompt and verdict.rule == "lines" and verdict.equal and in_another_form(left, right, prompt):
        return Verdict(False, f"not in the form that the question asks for: {text[:60]}", "lines")
    if not verdict.equal and question.adds_its_base(true_text, answer, prompt):
        return Verdict(True, f"the same binary digits, with their base: {text[:60]}", "base")
    if not prompt:
        return verdict
    true_text, text = question.numeral_text(truth, true_text), question.numeral_text(answer, text)
    return _in_context(verdict, prompt, (true_text, left), (text, right), rules)


def _are_values(truth: Node, answer: Node) -> bool:
    """3 and 4, x = 3 and x = 4: without letters and a question, nothing says that they may be read in another way."""
    if isinstance(truth, Op) and isinstance(answer, Op) and truth.head == answer.head == "=":
        same_name = truth.args[0] == answer.args[0]
        return same_name and all(structures.kind(value_of(node)) == "number" for node in (truth, answer))
    return structures.kind(truth) == structures.kind(answer) == "number"


def _otherwise(truth: Node, answer: Node, rules: Rules, prompt: str) -> Verdict | None:
    """By the first of these that has a verdict."""
    return (
        _by_choice(truth, answer, rules, prompt)
        or _by_definition(truth, answer, rules, prompt)
        or _read_again(truth, answer, rules, prompt)
        or same_in_pieces(truth, answer)
        or same_differential_equation(truth, answer)
        or (same_relation(truth, answer, prompt) if prompt else None)
    )


def _by_choice(truth: Node, answer: Node, rules: Rules, prompt: str) -> Verdict | None:
    """Are they equal by what anybody may choose: the names of constants, a basis, a parameter?"""
    renamed = same_solutions(truth, answer, prompt, rules, structures.same)
    return by("general_solution", renamed) if renamed is not None else same_by_choice(truth, answer, prompt)


def _by_definition(truth: Node, answer: Node, rules: Rules, prompt: str) -> Verdict | None:
    """Are they equal by what their letters stand for?"""
    for left, right in definitions.readings(truth, answer, prompt):
        with suppress(Undecided):
            equal = not unfinished(left, right) and (
                structures.same(left, right, rules).equal
                or same_solutions(left, right, prompt, rules, structures.same) is not None
            )
            if equal:
                return Verdict(True, f"equal by definition: {show(truth)}, {show(answer)}", "definition")
    return None


def _read_again(truth: Node, answer: Node, rules: Rules, prompt: str) -> Verdict | None:
    for left, right in second_readings.readings(truth, answer, prompt):
        with suppress(Undecided):
            if structures.same(left, right, rules).equal:
                return Verdict(True, f"equal as they may be read: {show(truth)}, {show(answer)}", "another_reading")
    return None


def _in_context(
    verdict: Verdict, prompt: str, truth: tuple[str, Node], answer: tuple[str, Node], rules: Rules
) -> Verdict:
    """The verdict that the question decides, if it decides one."""
    (true_text, left), (text, right) = truth, answer
    if (converted := in_asked_unit(left, right, asked_units(prompt), prompt, rules, structures.same)) is not None:
        if converted.equal and question.repeats_amount(prompt, left, right, text):
            return Verdict(False, f"repeats the question: {text[:60]}", "repeats_question", unfinished=True)
        return by("asked_unit", converted)
    if not verdict.equal:
        settled = question.settles(prompt, true_text, text, left, right, rules)
        return (
            Verdict(True, f"equal in the form that the question asks for: {text[:60]}", "asked_form")
            if settled
            else verdict
        )
    if (form := lacking(Sides(left, right, true_text, text, prompt, rules))) is not None:
        return form
    repeated = (
        question.repeats(prompt, left, right)
        or question.unconverted(prompt, true_text, text)
        or question.repeats_amount(prompt, left, right, text)
    )
    if repeated and not rules.unevaluated:
        return Verdict(False, f"repeats the question: {text[:60]}", "repeats_question", unfinished=True)
    return verdict


_IN_SPACE = re.compile(r"\^\{?3|ℝ³|\bspace\b|three[- ]dimensional|\bspher")
"""Where the x-axis is not y = 0."""
_PROBABILITY = re.compile(r"\\?(?:mathbb\s*\{)?([A-Z])r?\}?\s*[(\[](.+)[)\]]")


def _probability(text: str) -> str | None:
    """Whose value P(A | B) = 0.4 and \\Pr[X = 1] = 0.4 give, which the grammar does not read."""
    left = text.rpartition("=")[0].strip()
    if not ("|" in left or left.startswith("\\Pr")) or (found := _PROBABILITY.fullmatch(left)) is None:
        return None
    return "".join(found.expand(r"\1(\2)").split())


_LOOSE_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")


_STYLED = re.compile(r"\\(?:text|mathrm) ?\{([^{}]*)\}")


def _spelling(text: str) -> str:
    text = _STYLED.sub(r"\1", text) if "\\text" in text or "\\mathrm" in text else text
    return _LOOSE_SPACE.sub("", text) if " " in text or not text.isprintable() else text
