"""Properties in words, one by one; and contrary verdicts in another order."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.verdicts import same_verdicts, verdicts_differ


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('What kind of triangle is it?', '\\text{equilateral}', '\\text{a triangle with all three sides equal}', True),
        ('What kind of triangle is it?', '\\text{equilateral}', '\\text{The triangle is equilateral.}', True),
        ('What kind of triangle is it?', '\\text{equilateral}', '\\text{a triangle with two equal sides}', False),
        ('What kind of triangle is it?', '\\text{equilateral}', '\\text{not equilateral}', False),
        ('What kind of triangle is it?', '\\text{equilateral}', '\\text{The triangle is almost equilateral}', False),
        ('What kind of triangle is it?', '\\text{equilateral}', '\\text{isosceles}', False),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } C', '\\text{right-angled at } C', True),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } C', '\\text{Right-angled at vertex } C', True),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } C', '\\text{right-angled at } A', False),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } C', '\\text{right-angled at } B', False),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } C', '\\text{right-angled}', False),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } C', '\\text{not right-angled at } C', False),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } A', '\\text{right-angled at } A', True),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } A', '\\text{right-angled at } B', False),
        ('What kind of triangle is it?', '\\text{a right triangle with right angle at } A', '\\text{right-angled}', False),
        ('What kind of triangle is it?', '\\text{isosceles right triangle}', '\\text{right isosceles}', True),
        ('What kind of triangle is it?', '\\text{isosceles right triangle}', '\\text{right scalene}', False),
        ('What kind of triangle is it?', '\\text{isosceles right triangle}', '\\text{isosceles triangle}', False),
        ('What kind of triangle is it?', '\\text{isosceles right triangle}', '\\text{right triangle}', False),
        ('Is $f$ injective? Surjective?', '\\text{bijective}', '\\text{both injective and surjective}', True),
        ('Is $f$ injective? Surjective?', '\\text{bijective}', '\\text{It is one-to-one and onto}', True),
        ('Is $f$ injective? Surjective?', '\\text{bijective}', '\\text{injective and not surjective}', False),
        ('Is $f$ injective? Surjective?', '\\text{bijective}', '\\text{injective but not onto}', False),
        ('Is $f$ injective? Surjective?', '\\text{bijective}', '\\text{neither injective nor surjective}', False),
        ('Is $f$ injective? Surjective?', '\\text{neither injective nor surjective}', '\\text{not injective and not surjective}', True),
        ('Is $f$ injective? Surjective?', '\\text{neither injective nor surjective}', '\\text{It is not one-to-one, and it is not onto.}', True),
        ('Is $f$ injective? Surjective?', '\\text{neither injective nor surjective}', '\\text{not injective but surjective}', False),
        ('Is $f$ injective? Surjective?', '\\text{neither injective nor surjective}', '\\text{injective and surjective}', False),
        ('Is the set countable? Closed?', '\\text{countable, not closed}', '\\text{It is countable but it is not a closed set}', True),
        ('Is the set countable? Closed?', '\\text{countable, not closed}', '\\text{It is countable and it is a closed set}', False),
        ('Is the set countable? Closed?', '\\text{countable, not closed}', '\\text{uncountable, not closed}', False),
        ('Is the set countable? Closed?', '\\text{countable, not closed}', '\\text{countable}', False),
        ('Is the set countable? Closed?', '\\text{countable, not closed}', '\\text{not countable, closed}', False),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Reject } H_0', '\\text{The null hypothesis is rejected since } p<0.05', True),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Reject } H_0', '\\text{The null hypothesis is not rejected since } p<0.05', False),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Reject } H_0', '\\text{The null hypothesis cannot be rejected}', False),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Reject } H_0', '\\text{Accept } H_0', False),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Reject } H_0', '\\text{Reject } H_1', False),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Fail to reject } H_0', '\\text{We do not reject the null hypothesis because } p>0.05', True),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Fail to reject } H_0', '\\text{The null hypothesis is not rejected}', True),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Fail to reject } H_0', '\\text{The null hypothesis is rejected}', False),
        ('Do we reject $H_0$ at the 5% level?', '\\text{Fail to reject } H_0', '\\text{Reject } H_0', False),
        ('Determine whether the argument is valid.', '\\text{valid (modus tollens)}', '\\text{The argument is valid, by modus tollens.}', True),
        ('Determine whether the argument is valid.', '\\text{valid (modus tollens)}', '\\text{valid}', True),
        ('Determine whether the argument is valid.', '\\text{valid (modus tollens)}', '\\text{valid (modus ponens)}', False),
        ('Determine whether the argument is valid.', '\\text{valid (modus tollens)}', '\\text{The argument is invalid, by modus tollens.}', False),
        ('Is the argument valid? Name the form.', '\\text{valid (modus tollens)}', '\\text{valid}', False),
        ('Is the argument valid? Name the form.', '\\text{valid (modus tollens)}', '\\text{valid, by modus ponens}', False),
        ('What figure do the midpoints of the sides of a quadrilateral form?', '\\text{a parallelogram}', "\\text{They form a parallelogram (Varignon's theorem)}", True),
        ('What figure do the midpoints of the sides of a quadrilateral form?', '\\text{a parallelogram}', '\\text{They form a rectangle}', False),
        ('What figure do the midpoints of the sides of a quadrilateral form?', '\\text{a parallelogram}', '\\text{They form a parallelogram only if the diagonals are equal}', False),
        ('What figure do the midpoints of the sides of a quadrilateral form?', '\\text{a parallelogram}', '\\text{They do not form a parallelogram}', False),
        ('What kind of relation is it?', '\\text{an equivalence relation}', '\\text{reflexive, symmetric and transitive}', True),
        ('What kind of relation is it?', '\\text{an equivalence relation}', '\\text{reflexive, symmetric, not transitive}', False),
        ('What kind of relation is it?', '\\text{an equivalence relation}', '\\text{reflexive and transitive}', False),
        ('Classify the equilibrium.', '\\text{stable spiral}', '\\text{spiral sink}', True),
        ('Classify the equilibrium.', '\\text{stable spiral}', '\\text{It is a stable focus.}', True),
        ('Classify the equilibrium.', '\\text{stable spiral}', '\\text{spiral source}', False),
        ('Classify the equilibrium.', '\\text{stable spiral}', '\\text{stable node}', False),
        ('What are the lines?', '\\text{concurrent}', '\\text{The lines meet in one point.}', True),
        ('What are the lines?', '\\text{concurrent}', '\\text{The lines do not meet in one point.}', False),
        ('Are f and g even or odd?', '\\text{even, odd}', '\\text{odd, even}', False),
        ('Are f and g even or odd?', '\\text{even, odd}', '\\text{odd and even}', False),
        ('Which is injective?', 'f \\text{ is injective}, g \\text{ is not}', 'g \\text{ is injective}, f \\text{ is not}', False),
    ],
)  # fmt: skip
def test_the_same_is_said_of_it_in_other_words(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        ("7", "-7"), ("n!", "n"), ("a-b", "b-a"), ("3, -4", "-3, 4"), ("i", "-i"), ("1,234", "1.234"), ("3", r"3 \text{ (rejected)}"),
        ("divisible by n", "divisible"), ("increasing for x>0", "increasing"), ("converges (for x>0)", "converges"),
        ("closed", "not open"), ("even", "not odd"), ("independent", "linearly independent"), ("stable", "not unstable"),
        ("minus fifty", "fifty"), ("right", "left"), ("injective", "at most injective"), ("valid (modus tollens)", "valid (modus ponens)"),
    ],
)  # fmt: skip
def test_what_is_no_row_of_properties_or_another_is_not_accepted(truth: str, answer: str) -> None:
    assert same_verdicts(truth, answer, "") is None


@pytest.mark.parametrize(
    ("truth", "answer", "refused"),
    [
        ("true, false", "false, true", True), ("even, odd", "odd, even", True), ("yes and no", "no and yes", True),
        ("injective, surjective", "surjective, injective", False), ("Alice, Bob", "Bob, Alice", False), ("true, true", "true, true", False),
    ],
)  # fmt: skip
def test_contraries_are_said_of_several_things_in_order(truth: str, answer: str, refused: bool) -> None:
    assert (verdicts_differ(truth, answer, "") is not None) is refused
    assert not (refused and compare(truth, answer, prompt="Which of both?").equal)
