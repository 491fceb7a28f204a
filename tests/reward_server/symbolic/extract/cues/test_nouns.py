"""Nouns that name an answer, and what may stand around them."""

from __future__ import annotations

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.cued import bridged
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.statements import _did_else


def test_a_noun_of_an_answer_introduces_it_and_asks_in_a_question() -> None:
    assert [noun for noun in cues.ANSWER_NOUNS if find(f"{noun}: 7").texts != ("7",)] == []
    assert [noun for noun in cues.ANSWER_NOUNS if find(f"{noun}: 7?").texts] == []


def test_a_bridge_leads_from_the_noun_to_the_value_and_no_word_that_holds_it() -> None:
    assert [one for one in cues.BRIDGES if not bridged(f" {one} is ")] == []
    assert [one for one in cues.BRIDGES if one.isascii() and one[0].isalpha() and bridged(f" zz{one}zz is ")] == []


def test_an_adjective_of_an_own_answer_does_not_set_it_apart_and_another_does() -> None:
    """The final answer; not an outdated one."""
    apart = "answer is not offered as the answer"
    assert [one for one in cues.OWN_ANSWER if apart in find(f"Now the {one} answer: 7").none] == []
    assert apart in find("Now the outdated answer: 7").none


def test_a_verb_of_finding_states_what_was_found_and_another_says_what_was_done() -> None:
    assert [one for one in cues.OWN_VERBS if _did_else(f"So we {one} $n = 7$")] == []
    assert _did_else("So we pondered $n = 7$")
