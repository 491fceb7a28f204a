"""Properties in words, one by one; and contrary verdicts in another order."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.verdicts import same_verdicts, verdicts_differ
from reward_server.symbolic.verdict import Undecided


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


SYNONYMS = [
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{positive skewness}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{positively skewed}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{skewed to the right}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{positive skew}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{right skew}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{skewed right}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{it is positively skewed}", True),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{negative skewness}", False),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{left-skewed}", False),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{symmetric}", False),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{not right-skewed}", False),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{no skew}", False),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{negatively skewed}", False),
    ("A distribution has a long tail towards large values and mean above median. What is its skew?", r"\text{right-skewed}", r"\text{skewed to the left}", False),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{semi-decidable, yet undecidable}", True),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{semidecidable but not decidable}", True),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{recognizable but undecidable}", True),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{computably enumerable but not computable}", True),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{decidable}", False),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{undecidable and not semi-decidable}", False),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{semi-decidable and decidable}", False),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{recursive and recursively enumerable}", False),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{co-recursively enumerable but not recursive}", False),
    ("Classify the halting set $K$: recursive? recursively enumerable?", r"\text{recursively enumerable but not recursive}", r"\text{decidable but not recognizable}", False),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{counter-clockwise}", True),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{counterclockwise}", True),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{it turns anticlockwise}", True),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{anti-clockwise}", True),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{clockwise}", False),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{opposite to the second gear, i.e. clockwise}", False),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{same direction as the first, i.e. clockwise}", False),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{not anticlockwise}", False),
    ("Six gears in a row mesh, each with the next. The first turns clockwise. How does the sixth turn?", r"\text{anticlockwise}", r"\text{it does not turn}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{B lies, whereas A tells the truth}", True),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A: knight, B: knave}", True),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A is a truth-teller and B is a liar}", True),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{B is a knave, A is a knight}", True),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A is truthful, B is lying}", True),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A knight, B knave}", True),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A lies, whereas B tells the truth}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A: knave, B: knight}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{both are knights}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A is a knight}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{both lie}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A is a knight and B is a knight}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{A does not tell the truth, B does}", False),
    ("On an island each inhabitant is a knight (always truthful) or a knave (always lying). A says: `At least one of us two is a knave.' What are A and B?", r"\text{A is a knight and B is a knave}", r"\text{B does not lie, A does}", False),
    ("Is the language decidable?", r"\text{recognizable}", r"\text{decidable}", False),
    ("Is the language decidable?", r"\text{recognizable}", r"\text{undecidable}", False),
    ("Is the language decidable?", r"\text{recognizable}", r"\text{not recognizable}", False),
    ("Is the language decidable?", r"\text{undecidable}", r"\text{not decidable}", True),
    ("Is the language decidable?", r"\text{undecidable}", r"\text{not recursive}", True),
    ("Is the language decidable?", r"\text{undecidable}", r"\text{not computable}", True),
    ("Is the test significant?", r"\text{significant}", r"\text{not significant}", False),
    ("Is the test significant?", r"\text{significant}", r"\text{insignificant}", False),
    ("Is the test significant?", r"\text{significant}", r"\text{do not reject } H_0", False),
    ("Is the test significant?", r"\text{significant}", r"\text{reject } H_0", True),
    ("Is the test significant?", r"\text{significant}", r"\text{statistically significant}", True),
    ("Is the test significant?", r"\text{significant}", r"\text{it is significant}", True),
    ("In which direction?", r"\text{clockwise}", r"\text{anticlockwise}", False),
    ("In which direction?", r"\text{clockwise}", r"\text{counterclockwise}", False),
    ("In which direction?", r"\text{clockwise}", r"\text{not clockwise}", False),
    ("In which direction?", r"\text{clockwise}", r"\text{it rotates counter-clockwise}", False),
    ("In which direction?", r"\text{clockwise}", r"\text{it rotates clockwise}", True),
    ("In which direction?", r"\text{clockwise}", r"\text{in the clockwise direction}", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), SYNONYMS)
def test_synonyms(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


SERIES_OF_ABSOLUTE_VALUES = [
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{conditionally convergent}", True),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{it converges, but not absolutely}", True),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{The series is conditionally convergent}", True),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{it converges, but the series of absolute values does not}", True),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{The series diverges, but the series of absolute values converges.}", False),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{The series converges, and the series of absolute values converges.}", False),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{converges absolutely}", False),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{converges}", False),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{the series of absolute values diverges}", False),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{diverges}", False),
    (r"Does $\sum_{n\ge1}\frac{(-1)^n}{\sqrt n}$ converge absolutely, converge conditionally, or diverge?", r"\text{converges conditionally}", r"\text{it does not converge conditionally}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), SERIES_OF_ABSOLUTE_VALUES)
def test_series_of_absolute_values(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
