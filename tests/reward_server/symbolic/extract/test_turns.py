"""Clauses that a text sets right itself, and those that reach over a "but"."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.turns import conceded, settled, without_conceded

EDGES = "How many edges does a cube have?"


@pytest.mark.parametrize(
    "clause",
    [
        "I was not sure whether to count the top twice",
        "it may look like 8",
        "many people say 8",
        "64 fails the test",
        "I nearly gave up on this one",
        "my first guess was 10",
        "ich war mir unsicher",
        "可能会认为是 8",
    ],
)
def test_a_clause_leaves_it_to_the_next_to_say_what_is_so(clause: str) -> None:
    assert conceded(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "I am not sure",
        "if the cube is hollow",
        "I gave up on this one",
        "I almost had it when I gave up",
        "it was a guess",
        "the answer is copied from the key",
        r"some say \boxed{8}",
        "unless I am wrong",
    ],
)
def test_a_doubt_that_stays_a_condition_and_a_guess_reach_over_the_turn(clause: str) -> None:
    assert not conceded(clause)


def test_the_clause_before_a_turn_falls_away_and_what_says_the_same_of_another_value_does_not_stand_alone() -> None:
    text = "Some say 8, but a count gives 12."
    assert list(without_conceded(text, text.index("12"))) == [" a count gives 12."]
    same = "8 is wrong, but so is 12."
    assert list(without_conceded(same, same.index("12"))) == []


def test_a_question_that_is_affirmed_at_once_is_a_statement() -> None:
    assert settled("Is it 8? It is: 4 + 4.") == "The answer is 8.  4 + 4."
    assert settled("Is it 8? Perhaps.") == "Is it 8? Perhaps."


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (r"A common mistake is to answer 8; the number of edges is \boxed{12}.", ("12",)),
        (r"A common mistake is to answer 8; another is to answer \boxed{12}.", ()),
        (r"I wasn't sure at first, but a count of the edges gives \boxed{12}.", ("12",)),
        (r"I'm still not sure, but a count of the edges gives \boxed{12}, I think.", ()),
        (r"Neither 8 nor 6 is possible, but \boxed{12} is.", ("12",)),
        (r"8 is wrong, but so is \boxed{12}.", ()),
        (r"Strange as it may seem, there are \boxed{12}.", ("12",)),
        (r"As long as it is odd, the number is \boxed{12}.", ()),
        (r"Is it \boxed{12}? Yes: 4 + 4 + 4 = 12.", ("12",)),
        (r"Is it \boxed{12}? Yes, if the cube is hollow.", ()),
        ("It is not 8 but 12.", ("12",)),
        ("It is not 12 but 8.", ("8",)),
        (r"My first count is gone: \boxed{12} was my slip.", ()),
        (r"There's reason to doubt that the number is \boxed{12}.", ()),
        (r"There's no reason to doubt that there are \boxed{12}.", ("12",)),
        (r"I no longer stand by \boxed{12}.", ()),
    ],
)
def test_what_is_stated_after_a_turn_and_beside_doubts(text: str, texts: tuple[str, ...]) -> None:
    assert find(text, EDGES).texts == texts


@pytest.mark.parametrize(
    ("text", "prompt", "texts"),
    [
        ("12. There are 4 on top, 4 on the ground and 4 upright ones.", EDGES, ("12",)),
        ("12. That would be so if there were no others.", EDGES, ()),
        (r"26 is congruent to \boxed{4} modulo 11.", "Find the remainder of 26 modulo 11.", ("4",)),
        (r"26 is congruent to \boxed{4} modulo 22.", "Find the remainder of 26 modulo 11.", ()),
        (r"\boxed{35\% \text{ of } 180 \text{ is } 63}", "What is 35% of 180?", ("63",)),
        (r"Kolik? Hran je \boxed{12}.", "Kolik hran má krychle?", ("12",)),
        (r"\boxed{12}; don't confuse this with the number of faces, which is 6.", EDGES, ("12",)),
        (r"\boxed{12}; don't confuse this with the answer, which is 6.", EDGES, ()),
        (r"\boxed{12}. Alternatively, 13.", EDGES, ("12", "13")),
    ],
)
def test_answers_before_their_explanation_and_in_the_words_of_the_question(
    text: str, prompt: str, texts: tuple[str, ...]
) -> None:
    assert find(text, prompt).texts == texts
