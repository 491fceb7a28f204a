"""The readers of texts: what compares answers of one kind as they are written, and what must stand in them or in the
question for it to have anything to say.

Most answers are plain mathematics, and a question is about one thing. One look at both saves nearly all of the
readers, each of which would search the texts for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from reward_server.symbolic.conventions import marks_differ
from reward_server.symbolic.extract.asked_units import in_its_words
from reward_server.symbolic.extract.comparisons import same_comparison
from reward_server.symbolic.extract.counted import same_count
from reward_server.symbolic.extract.levels import same_levels
from reward_server.symbolic.extract.named_results import same_results
from reward_server.symbolic.extract.none_such import same_none
from reward_server.symbolic.extract.players import same_player
from reward_server.symbolic.extract.properties import same_listed, same_properties
from reward_server.symbolic.extract.qualified import same_in_a_sentence
from reward_server.symbolic.extract.roles import same_roles
from reward_server.symbolic.extract.selections import same_selection
from reward_server.symbolic.extract.translated import same_name
from reward_server.symbolic.extract.verdicts import same_verdicts, verdicts_differ
from reward_server.symbolic.structures.algebra.cycle_types import same_cycle_types
from reward_server.symbolic.structures.algebra.eigenvectors import same_eigenvectors
from reward_server.symbolic.structures.algebra.factorizations import same_factorizations
from reward_server.symbolic.structures.algebra.graded import same_graded
from reward_server.symbolic.structures.algebra.groups import same_groups
from reward_server.symbolic.structures.algebra.ideals import same_ideals
from reward_server.symbolic.structures.algebra.jordan import same_jordan
from reward_server.symbolic.structures.algebra.matrix_formulas import same_matrix_formulas
from reward_server.symbolic.structures.algebra.one_relator import same_presentations
from reward_server.symbolic.structures.algebra.permutations import same_permutations
from reward_server.symbolic.structures.algebra.polynomial_ideals import same_polynomial_ideals
from reward_server.symbolic.structures.algebra.prime_fields import same_over_prime_field
from reward_server.symbolic.structures.algebra.rings import same_rings
from reward_server.symbolic.structures.algebra.signs import leaves_a_value
from reward_server.symbolic.structures.algebra.subgroups import same_subgroups
from reward_server.symbolic.structures.analysis.arbitrary_functions import same_with_arbitrary_functions
from reward_server.symbolic.structures.analysis.classified import kinds_differ, same_classified, says_no_kinds
from reward_server.symbolic.structures.analysis.differentials import same_differentials
from reward_server.symbolic.structures.analysis.eigenfunctions import same_eigenfunctions
from reward_server.symbolic.structures.analysis.fourier import same_fourier_series
from reward_server.symbolic.structures.analysis.implicit import same_implicit
from reward_server.symbolic.structures.analysis.places import same_at_places
from reward_server.symbolic.structures.analysis.setups import same_setups
from reward_server.symbolic.structures.analysis.steps import same_with_steps
from reward_server.symbolic.structures.analysis.wedge import same_forms
from reward_server.symbolic.structures.cardinals import same_cardinals
from reward_server.symbolic.structures.comparisons import same_comparisons
from reward_server.symbolic.structures.continued_fractions import same_continued_fractions
from reward_server.symbolic.structures.families.any_number import any_number
from reward_server.symbolic.structures.families.conditions import same_conditions
from reward_server.symbolic.structures.families.countable import same_countable
from reward_server.symbolic.structures.families.declared import same_declared
from reward_server.symbolic.structures.families.index_shifts import same_but_for_shifts
from reward_server.symbolic.structures.families.integer_ranges import same_range
from reward_server.symbolic.structures.families.of_primes import same_of_primes
from reward_server.symbolic.structures.families.residue_sets import moduli_differ, same_residues
from reward_server.symbolic.structures.families.sequences import same_sequences
from reward_server.symbolic.structures.families.shifted_recurrences import recurrences_with_values, same_recurrences
from reward_server.symbolic.structures.families.vector_solutions import same_vector_solutions
from reward_server.symbolic.structures.families.worked_out import worked_out
from reward_server.symbolic.structures.geometry.bearings import bearings_differ, same_bearings
from reward_server.symbolic.structures.geometry.parametrized import same_curves
from reward_server.symbolic.structures.geometry.transformations import same_transformations
from reward_server.symbolic.structures.graphs import same_graphs
from reward_server.symbolic.structures.growth import same_growth
from reward_server.symbolic.structures.logic.boolean import same_formulas
from reward_server.symbolic.structures.logic.conditionals import same_conditionals
from reward_server.symbolic.structures.logic.lambda_terms import same_lambda_terms
from reward_server.symbolic.structures.logic.languages import same_languages
from reward_server.symbolic.structures.logic.models import same_models
from reward_server.symbolic.structures.logic.regular import same_regular
from reward_server.symbolic.structures.mappings import same_mappings
from reward_server.symbolic.structures.ordinals import same_ordinals
from reward_server.symbolic.structures.programmes import same_programmes
from reward_server.symbolic.structures.quantified import quantified_otherwise
from reward_server.symbolic.structures.said_intervals import same_said_intervals
from reward_server.symbolic.structures.sciences.chemistry import same_substances
from reward_server.symbolic.structures.sciences.directed import same_directed
from reward_server.symbolic.structures.sciences.information import same_information
from reward_server.symbolic.structures.sciences.multiples import same_multiples
from reward_server.symbolic.structures.sciences.proportional import same_proportion
from reward_server.symbolic.structures.sciences.states import same_states
from reward_server.symbolic.structures.spaces import same_spaces
from reward_server.symbolic.structures.unit_answers import same_units
from reward_server.symbolic.verdict import Verdict

OfTexts = Callable[[str, str, str], Verdict | None]


class Reader(NamedTuple):
    """Has nothing to say of plain mathematics without one of its signs, if it has any (None: it may have, whatever the
    signs are), nor of a question without one of the words `asked`, if it has any. A reader in two rows needs what one
    of them says."""

    compare: OfTexts
    signs: frozenset[str] | None = None
    asked: tuple[str, ...] = ()
    """In small letters."""


class Table:
    """Readers in the order in which they are tried."""

    def __init__(self, *rows: Reader) -> None:
        self.rows = rows


_WORDS = frozenset[str]()
"""Of a reader of words, or of rarer signs and commands: plain mathematics has none."""
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _signs(signs: str) -> frozenset[str]:
    return frozenset(signs)


OF_THEIR_OWN = Table(
    Reader(same_selection, _WORDS, asked=("which", "select", "choose", "identify", "determine", "list")),
    Reader(same_roles, _WORDS, asked=("knight", "truth-teller", "truth teller", "truthteller", "liar")),
    Reader(same_levels, _WORDS),
    Reader(recurrences_with_values, _signs("_")),
    Reader(same_multiples, _signs("\\"), asked=("factor", "how", "by what", "what happens", "chang")),
    Reader(same_formulas, _WORDS),
    Reader(same_formulas, asked=(
        "bool", "nand", "xor", "xnor", "gate", "logic", "karnaugh", "sop", "minterm", "maxterm", "\\sum", "junctive",
        "junktive", "product", "dual", "complement", "булев", "布尔", "逻辑", "ブール", "論理", "불", "논리",
    )),
    Reader(same_substances, _signs("s[") | _CAPITALS),
    Reader(same_subgroups, asked=(
        "group", "ideal", "coset", "radical", "annihilator", "kernel", "image", "center", "centre", "socle",
    )),
    Reader(same_groups, _signs("_/SADQVCU")),
    Reader(same_graded, _signs("=")),
    Reader(same_ideals, _signs("Z")),
    Reader(same_ideals, asked=("ideal", "annihilator", "kernel")),
    Reader(same_cardinals, _WORDS),
    Reader(same_ordinals, _WORDS, asked=(
        "ordina", "order type", "order-type", "well-order", "well order", "ordnungstyp", "ординал", "порядков", "序数",
        "順序数", "서수",
    )),
    Reader(same_jordan, asked=("ordan", "ордан", "若尔当", "diagonal matrix")),
    Reader(same_units, asked=(
        "unit", "einheit", "unidad", "eenheid", "jednostk", "единиц", "单位", "単位", "단위",
    )),
    Reader(same_player, _WORDS),
    Reader(same_player, asked=(
        "first", "start", "begin", "commence", "joue", "empieza", "comienza", "juega", "mueve", "fängt an",
        "zieht", "zug", "inizia", "comincia", "gioca", "muove", "ход", "начинает",
    )),
    Reader(same_properties, asked=("neither",)),
    Reader(same_name, _WORDS),
    Reader(same_cycle_types, asked=("cycle", "partition")),
    Reader(same_permutations, asked=(
        "permut", "cycle", "s_", "\\mathfrak", "\\mathrm", "zykl", "ciclo", "перестан", "подстан", "цикл",
        "置换", "置換", "치환", "transpos", "(",
    )),
    Reader(same_continued_fractions, _signs("[")),
    Reader(same_regular, asked=(
        "regular", "regex", "regulär", "régulière", "rationnelle", "regolar", "reguliere", "регулярн", "正则表达式",
        "正規表現",
    )),
    Reader(same_lambda_terms, _WORDS),
    Reader(same_matrix_formulas, asked=(
        "matri", "vector", "project", "reflect", "householder", "least-squares", "least squares", "transpos",
        "linear map", "regress", "operator",
    )),
)  # fmt: skip
"""Objects whose notation the grammar does not read, and names."""

MORE_OF_TEXTS = Table(
    Reader(worked_out, _signs("!_^.")),
    Reader(same_countable, _signs(">.")),
    Reader(same_conditions, _signs("|")),
    Reader(same_sequences, _signs("_\\")),
    Reader(same_growth, _signs("oO~")),
    Reader(same_models, _WORDS),
)
"""What only accepts is tried last, where all else has found a difference: it may be dear."""

OF_WHOLE_TEXTS = Table(
    Reader(same_classified, _WORDS),
    Reader(same_eigenvectors, _WORDS),
    Reader(same_eigenvectors, asked=(
        "eigen", "propre", "propio", "próprio", "autov", "autosp", "собственн", "власн", "własn", "特征",
        "固有", "고유",
    )),
    Reader(same_factorizations, _signs("[")),
    Reader(same_with_steps, asked=(
        "laplace", "heaviside", "delta", "dirac", "distribution", "impuls", "step", "sprungfunktion", "fourier",
        "generalized function", "generalised function", "\\mathcal", "échelon", "escalón", "green", "лаплас",
        "拉普拉斯",
    )),
    Reader(same_declared, _signs("|><([.")),
    Reader(same_at_places, asked=("resid", "résidu", "вычет", "留数")),
    Reader(same_bearings, asked=(
        "bearing", "course", "heading", "direction", "azimuth", "compass", "sail", "fly", "flies",
    )),
    Reader(same_fourier_series, asked=("fourier", "фурье", "傅里叶", "フーリエ", "sine series")),
    Reader(same_implicit, _signs("=")),
    Reader(same_with_arbitrary_functions, asked=(
        "pde", "partial", "general solution", "u_", "z_", "w_", "wave equation", "d'alembert", "dérivées partielles",
        "derivadas parciales", "в частных производных", "偏微分", "partielle",
    )),
    Reader(same_curves, asked=("param", "параметр", "参数", "媒介変数")),
    Reader(same_setups, _WORDS, asked=(
        "set", "express", "write", "evaluat", "iterated", "order of integration", "integral", "aufstell",
        "plant", "poser", "запишите",
    )),
    Reader(same_vector_solutions, _signs("^\\")),
    Reader(same_eigenfunctions, asked=(
        "eigenfun", "propre", "autofun", "собственн", "特征函数", "固有関数",
    )),
    Reader(same_recurrences, _signs("_"), asked=(
        "recur", "series", "coefficient", "sequence", "rekursion", "récurrence", "рекуррент", "递推", "漸化",
    )),
    Reader(same_differentials, asked=(
        "differential", "différentielle", "diferencial", "дифференциал", "微分", "1-form", "one-form",
    )),
    Reader(same_directed, _signs("()[.|<")),
    Reader(same_over_prime_field, asked=(
        "actor", "rreduc", "gcd", "common divisor", "remainder", "quotient", "faktor", "rozłó", "разлож", "因式",
        "因数",
    )),
    Reader(same_of_primes, _WORDS),
    Reader(same_presentations, asked=("roup",)),
    Reader(same_rings, _signs("["), asked=(
        "ring", "field", "quotient", "isomorphi", "domain", "algebra", "körper", "anneau", "corps", "anillo", "кольц",
        "поле", "环", "域",
    )),
    Reader(any_number, asked=("primitive", "generator", "residue", "inverse", "rsa", "integers")),
    Reader(same_but_for_shifts, _signs("_("), asked=(
        "recur", "rekursion", "récurrence", "рекуррент", "递推", "漸化", "pascal", "identity",
    )),
    Reader(same_range, _signs("<>")),
    Reader(same_residues, asked=("mod", "\\mathbb", "z_", "z/", "ℤ")),
    Reader(same_languages, _WORDS, asked=(
        "language", "grammar", "automat", "dfa", "nfa", "pda", "string", "word", "sprache", "langage",
    )),
    Reader(same_spaces, _signs("STRPKD"), asked=(
        "compactif", "homotop", "homeomorph", "deformation",
        "topolog", "surface", "space", "retract", "quotient", "manifold",
        "identif",
    )),
    Reader(same_polynomial_ideals, asked=("deal",)),
    Reader(same_listed, asked=("which of", "which propert", "what propert", "determine")),
    Reader(same_conditionals, _WORDS),
    Reader(in_its_words, asked=("in", "unit")),
    Reader(same_count),
    Reader(same_said_intervals, _signs("|LS")),
    Reader(same_said_intervals, asked=(
        "confidence", "credible interval", "konfidenzintervall", "vertrauensintervall", "confian", "confidenza",
        "betrouwbaarheidsinterval", "доверительн", "przedział", "güven aralığı", "konfidensintervall", "置信区间",
        "信頼区間", "신뢰",
    )),
    Reader(same_results, _signs("=")),
    Reader(same_results, asked=(
        "place", "posi", "rank", "rang", "platz", "stelle", "lugar", "puesto", "posto", "plaats", "место",
    )),
    Reader(same_graphs, asked=("graph", "grafo", "граф", "图", "グラフ", "vert")),
    Reader(same_verdicts, _signs("H")),
    Reader(same_verdicts, asked=("direction",)),
    Reader(same_transformations, _WORDS),
    Reader(same_comparisons, _WORDS),
    Reader(same_comparisons, asked=("which",)),
    Reader(same_information, _WORDS),
    Reader(same_proportion, _WORDS),
    Reader(same_mappings, _WORDS | _signs(":=("), asked=(
        "frequenc", "tabulat", "table", "tally", "how often", "histogram", "distribution", "probability mass", "pmf",
        "dictionary", "dict", "python", "häufigkeit", "tabelle", "fréquence", "tableau", "frecuencia", "tabla",
        "частот", "таблиц", "频数", "频率", "度数",
    )),
    Reader(same_forms, _WORDS),
    Reader(same_states, _signs("|")),
    Reader(same_programmes, _WORDS),
    Reader(same_comparison, _signs("<>=")),
    Reader(same_in_a_sentence, _WORDS),
    Reader(same_none, _WORDS),
)  # fmt: skip
"""What only accepts, and is no answer of parts that could be compared one by one."""

DIFFER = Table(
    Reader(kinds_differ, _WORDS),
    Reader(bearings_differ, _signs("NSEW")),
    Reader(says_no_kinds),
    Reader(verdicts_differ, _WORDS),
    Reader(marks_differ, _WORDS),
    Reader(quantified_otherwise, _WORDS),
    Reader(moduli_differ, _WORDS),
    Reader(leaves_a_value, _signs("("), asked=("all", "general", "every")),
)
"""What tells answers of the same numbers apart."""


def first(table: Table, truth: str, answer: str, prompt: str) -> Verdict | None:
    """The verdict of the first that has one."""
    signs = {*truth, *answer} if _PLAIN.fullmatch(truth) and _PLAIN.fullmatch(answer) else None
    for compare, needed, _ in _about(table, prompt):
        if signs is not None and needed is not None and signs.isdisjoint(needed):
            continue
        if (verdict := compare(truth, answer, prompt)) is not None:
            return verdict
    return None


_PLAIN = re.compile(
    r"(?:[A-Za-z](?![A-Za-z])|[\t\n -@\[\]-`{-~]"
    r"|\\(?:(?:[dt]?frac|sqrt|pi|cdot|times|left|right|infty|pm)(?![A-Za-z])|[ -@\[\]-`|~]))*+"
)
"""Plain mathematics: single letters, numbers, signs and the commonest commands; no words, no sets."""


@lru_cache(maxsize=256)
def _about(table: Table, prompt: str) -> tuple[Reader, ...]:
    """Those that may have something to say, asked this."""
    lower = prompt.lower()
    return tuple(row for row in table.rows if not row.asked or any(word in lower for word in row.asked))
