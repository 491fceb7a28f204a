"""Properties of the judge. A few hundred examples by default; the long run is

EXAMPLES=10000 python -m pytest tests/reward_server/symbolic/test_judge_properties.py
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from labelled import planned  # type: ignore[import-not-found]  # beside this file, which is in no package
from printing import printed  # type: ignore[import-not-found]  # the same

from reward_server.rewards.reward import Score
from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.parse.grammar import parse_clean
from reward_server.symbolic.parse.normalize import clean
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.reading import read
from reward_server.symbolic.verdict import Rules, Undecided

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

numbers = st.integers(-50, 50).map(str) | st.sampled_from([r"\pi", "e", r"\sqrt{2}", r"\sqrt{3}", r"\frac{1}{3}"])
names = st.sampled_from(["x", "y", "a"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda two: f"({two[0]})+({two[1]})"),
        pairs.map(lambda two: f"({two[0]})-({two[1]})"),
        pairs.map(lambda two: rf"({two[0]})\cdot({two[1]})"),
        pairs.map(lambda two: rf"\frac{{{two[0]}}}{{{two[1]}}}"),
        inner.map(lambda one: f"({one})^{{2}}"),
        inner.map(lambda one: rf"\sin({one})"),
        inner.map(lambda one: rf"|{one}|"),
    )


expressions = st.recursive(numbers | names, grown, max_leaves=6)
structures = st.one_of(
    expressions,
    st.lists(expressions, min_size=2, max_size=3).map(lambda parts: f"({', '.join(parts)})"),
    st.lists(expressions, min_size=2, max_size=3).map(lambda parts: rf"\{{{', '.join(parts)}\}}"),
    st.tuples(names, expressions).map(lambda two: f"{two[0]} = {two[1]}"),
    st.tuples(st.integers(-9, 0), st.integers(1, 9)).map(lambda two: f"[{two[0]}, {two[1]})"),
)

RESTYLINGS: list[Callable[[str], str]] = [
    lambda text: text.replace(r"\frac", r"\dfrac"),
    lambda text: text.replace("(", r"\left(").replace(")", r"\right)").replace("[", r"\left["),
    lambda text: f"${text}$",
    lambda text: text.replace(r"\cdot", "*").replace(r"\pi", "π").replace("^{2}", "²").replace(r"\sqrt{2}", "√2"),
    lambda text: re.sub(r"([-+=,(])", r"\1 ", text) + ".",
]


def verdict(truth: str, answer: str) -> bool | None:
    try:
        return compare(truth, answer, Rules(unevaluated=True)).equal
    except Undecided:
        return None


@many
@given(structures)
def test_a_parsable_ground_truth_equals_itself_in_five_restylings(truth: str) -> None:
    assume(read(truth)[1] is not None)
    for restyle in RESTYLINGS:
        assert verdict(truth, restyle(truth)) is not False, restyle(truth)


@many
@given(structures)
def test_an_accepted_tree_prints_and_reads_back_equal(text: str) -> None:
    tree = read(text)[1]
    assume(tree is not None)
    again = read(printed(tree))[1]
    assert again == tree, printed(tree)
    assert verdict(text, printed(tree)) is not False


@many
@given(structures, structures)
def test_equality_is_symmetric(left: str, right: str) -> None:
    assert verdict(left, right) == verdict(right, left)


@many
@given(expressions)
def test_one_more_is_something_else(truth: str) -> None:
    assert verdict(truth, f"({truth})+1") is not True
    assert verdict(truth, rf"({truth})+10^{{-60}}") is not True


SPICE = st.sampled_from(
    [
        r"\frac",
        r"\sqrt",
        r"{",
        r"}",
        r"(",
        r")",
        r"[",
        r"]",
        r"^",
        r"_",
        r"|",
        r",",
        r";",
        r"=",
        r"<",
        r">",
        r"+",
        r"-",
        r"*",
        r"/",
        r"!",
        r"%",
        r"$",
        r"\boxed{",
        r"\text{",
        r"\begin{cases}",
        r"\end{cases}",
        r"&",
        r"\\",
        r"\pm",
        r"\cup",
        r"\in",
        r"\infty",
        r"9",
        r"99999",
        r"0.5",
        r"x",
        r"pi",
        r"sin",
        r"\sum_{k=1}",
        r"\int",
        r"dx",
        r"or",
        r"and",
        r"\le",
        r"是",
        r"１",
        r"²",
        r"½",
        r"°",
        r":",
        r"...",
        r"\left",
        r"\right",
        r"\{",
        r"\}",
        r"\mod",
        r"\log_",
        r"e",
        r"i",
    ]
)
soups = st.lists(SPICE, max_size=40).map(" ".join) | st.lists(SPICE, max_size=40).map("".join) | st.text(max_size=200)


@many
@given(soups)
def test_the_grammar_refuses_in_one_way_only(text: str) -> None:
    """Stricter than the reader, which takes any mistake of the grammar for a refusal."""
    with contextlib.suppress(Unparsable):
        parse_clean(clean(text))


@many
@given(soups, soups)
def test_no_text_makes_it_raise_or_run_away(truth: str, answer: str) -> None:
    began = time.process_time()
    planned(answer, truth)
    planned(rf"\boxed{{{answer}}}", truth)
    assert time.process_time() - began < 5


@many
@given(soups)
def test_no_text_equals_a_number_that_it_does_not_hold(answer: str) -> None:
    """The digits of the ground truth occur in no soup, so that only a mistake can find them."""
    score = planned(rf"\boxed{{{answer}}}", "7137317")
    assert not isinstance(score, Score) or score.score == 0


@pytest.mark.parametrize(
    "piece", [r"\boxed{", "$", "**", "is ", "or ", "(", r"\(", "7 ", "a", r"\boxed{7} ", "\n", "。", "{"]
)
def test_finding_the_answer_of_a_long_text_is_cheap(piece: str) -> None:
    """Linear: ten times the text takes no more than some thirty times as long, measured in the same run."""
    times = []
    for size in (20_000, 200_000):
        text = piece * (size // len(piece))
        began = time.process_time()
        find(text)
        times.append(time.process_time() - began)
    assert times[1] < 30 * max(times[0], 1e-3)
