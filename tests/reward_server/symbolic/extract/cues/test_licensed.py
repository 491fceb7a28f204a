"""What opens a reason or a remark after an answer, and the small grammars of verbs that stand after a value."""

from __future__ import annotations

import pytest
from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import licensed
from reward_server.symbolic.extract.following import following_objection

CASES: Cases = {
    "LEFT_OPEN": ("search", "the rest still needs a check", "the rest is still water"),
    "CLAUSE": ("match", " she has 7", " sheep have 7"),
    "APPOSED": ("match", " the only prime", " theory says"),
    "ANOTHER": ("fullmatch", " and the radius", " and the answer"),
    "MORE": ("match", " and infinitely many others", " and no others"),
    "RELATIVE": ("match", " which was not asked", " is what was asked"),
    "CONTRAST": ("match", " but 7 is not", " but 7 is better"),
    "FINITE": ("search", "the rest is unknown", "the bound is attained"),
    "INFINITIVE": ("search", " die kugeln zu verteilen", " die kugeln zu unrecht vergessen hat"),
    "JAPANESE": ("fullmatch", "通りである", "と書いてあった"),
    "KOREAN": ("fullmatch", "가지이다", "이라고 적었다"),
    "HINDI": ("fullmatch", "सेब है", "लिखा था"),
    "CHINESE": ("fullmatch", "种方法", "是上一小题的结果"),
    "SUBORDINATE": ("search", "daraus folgt, dass die antwort ", "daraus folgt die antwort, dass, "),
    "VERB_LAST": ("search", " cm ist", " cm ist lang"),
    "PREDICATE": ("search", "ist falsch", "ist die antwort"),
    "SEPARATED": ("fullmatch", "angekreuzt", "möglichkeiten"),
    "ENGLISH": ("search", "from the list", "dans la liste"),
    "LEADS_TO": ("search", "a third of 21 is ", "a third of 21 and "),
    "NOT_CONFUSED": ("match", "don't confuse this with", "don't use this with"),
    "AND_NOT": ("search", "7 and not 8", "7 and notes"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(licensed, CASES)


@pytest.mark.parametrize("phrase", licensed.ADJUNCTS)
def test_an_adjunct_may_follow_a_comma_and_a_longer_word_that_holds_it_may_not(phrase: str) -> None:
    assert not following_objection("so it is ", f", {phrase} ...")
    if phrase.isascii():
        assert following_objection("so it is ", f", zz{phrase} uu")


@pytest.mark.parametrize("phrase", licensed.REMARKS)
def test_a_remark_may_follow_a_full_stop_and_a_longer_word_that_holds_it_may_not(phrase: str) -> None:
    assert not following_objection("so it is ", f".\n\n{phrase.capitalize()} ...")
    if phrase.isascii():
        assert following_objection("so it is ", f".\n\nZz{phrase} uu")
