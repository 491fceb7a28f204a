"""What may stand before "the answer is", and what takes an answer back."""

from __future__ import annotations

import pytest
from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.assertion import asserted, lead_objection
from reward_server.symbolic.extract.cues import leads
from reward_server.symbolic.extract.cues.by_language import LANGUAGES

CASES: Cases = {
    "FRONTED": ("match", "since x is even", "my aunt bets"),
    "CONDITION": ("search", "if all goes well", "since all went well"),
    "IN_FORM": ("match", "so, as a decimal this is ", "as a wrong number this is "),
    "AFFIRMED": ("match", "it is indeed true that the sum is ", "it is hardly true that the sum is "),
    "CONTRASTED": ("match", "unlike in the previous exercise, the sum is ", "in the previous exercise, the sum is "),
    "SET_ASIDE": ("match", "with the wrong branch discarded, the sum is ", "with the wrong branch, the sum is "),
    "OF_THESE": ("search", "so of 46 and 47", "so of 46 apples"),
    "MISTAKE": ("search", "one mistake that many make is ", "correcting the mistake we get "),
    "NO_MEANS": ("search", "with my fingers crossed", "with both hands"),
    "WITH_ERROR": ("match", "with the arithmetic slip, the total is ", "with the total, the slip is "),
    "WHICH_OF": ("search", "is twice the height, which is ", "is twice 6, which is "),
    "OVERRULED": ("match", "it was 6, but the algorithm says otherwise: ", "it was 6, but my aunt says otherwise: "),
    "BY_MEANS": ("match", "by partial fractions", "by a lucky guess"),
    "WE_KNOW_WHAT": ("search", "now we know what", "nobody knows what"),
    "TAKEN_BACK": ("search", "correction: it is 8", "corrected for rounding"),
    "BOX_WRONG": ("search", "wat in het kader staat is fout", "the box has none that is wrong"),
    "ANSWER_WRONG": ("search", ". the quoted answer above is wrong.", ". an answer above 20 is wrong."),
    "HEDGED_LATER": ("search", "i think", "i know"),
    "CASES_AFTER": ("match", ". and for odd", ". and for you"),
    "ATTRIBUTED": ("search", "my teacher told me", "my teacher smiled"),
    "ANSWER_SUBJECT": ("search", "so the answer is ", "so the area is "),
    "IF": ("match", "if n is even", "if n is even then"),
    "OF_THE_ANSWER": ("search", "the sum of the answer", "the answer is the sum"),
    "BAD_SUBJECT": ("search", "a rough guess is", "the number is"),
    "WRONG_LATER": ("search", "is a red herring", "is the answer"),
    "PARTIAL": ("search", "the intermediate result is", "the final result is"),
    "PARTIAL_LATER": ("search", "and the rest is missing", "and nothing else"),
    "SOMEBODY": ("match", "wer die null vergisst, erhält", "werte einsetzen, ergibt"),
    "_BUT": ("search", "some get 5, but", "some get butter"),
    "MODAL": ("search", "under it we would find ", "the change you would get is "),
    "UNSURE": ("search", "one chance that it is ", "the probability that it is green is "),
    "INVERTED_IF": ("match", "should the integers repeat, we get", "the integers should repeat"),
    "ONE_CASE": ("search", "for the case of three colours", "for the three colours"),
    "WRITTEN": ("search", "同桌写的是", "我们写出它是"),
    "THAT": ("search", "ich glaube, dass es ", "ich glaube, das"),
    "THAT_ENGLISH": ("search", "no proof exists that the total is ", "the number that we seek is "),
    "KNOWN": ("search", "we conclude", "no proof exists"),
    "SUBJECT": ("match", "the price", "no proof"),
    "WRITES": ("search", "my program crashed after printing ", "we write "),
    "FIRST_PERSON": ("search", "let me put", "some melon put"),
    "OF_THE_SOUGHT": ("search", "das doppelte der gesuchten zahl ist", "die gesuchte zahl ist"),
    "IN_ALL": ("search", "il récolte en tout ", "il récolte en tout cas "),
    "SUMS_UP": ("search", "in the end it rains", "it rains"),
    "THERE_IS": ("search", "there were seven", "these were seven"),
    "OF_MINE": ("match", "my alarm rings", "the alarm rings"),
    "SOMEBODY_KNOWN": ("match", "she has", "sheila has"),
    "HAS": ("search", "the polynomial has degree ", "the degree of freedom "),
    "SURE": ("search", "it is a grid; no wonder the answer is ", "he says that without a doubt the answer is "),
    "OTHER_QUESTION": ("search", "answer to the previous question", "answer to the question"),
    "THAT_IS": ("search", "cuatro veces el lado, o sea, ", "cuatro veces el lado, "),
    "NOT_ONE": ("match", "not a single case gives 7", "one case gives 7"),
    "POLISH_IS": ("search", "zatem liczba jajek to ", "według niej to "),
    "PROVISIONAL": ("search", "provisoirement", "provision"),
    "KNOWN_FOREIGN": ("search", "se deduce ", "nadie ha visto "),
    "PURPOSE": ("match", "to get partial credit", "to conclude"),
    "ARITHMETIC": ("match", "now multiply ", "now we see "),
    "CONFIRMED": ("search", "a quick check confirms ", "no check confirms "),
    "SHARED_FATE": ("search", "8 is wrong, and so is ", "8 is right, and so is "),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(leads, CASES)


def test_a_lead_hands_a_statement_on_and_a_longer_word_that_holds_it_does_not() -> None:
    known = leads.ENGLISH_LEADS + leads.FOREIGN_LEADS
    assert [lead for lead in known if lead_objection(f"{lead} the ")] == []
    assert [lead for lead in known if not lead_objection(f"zz{lead}zz the ")] == []


def test_what_follows_a_contrast_is_stated_and_a_word_that_holds_it_is_none() -> None:
    assert [word for word in leads.CONTRASTS if not asserted(f"It mentions 6, {word} ")] == []
    assert [word for word in leads.CONTRASTS if word.isascii() and asserted(f"It mentions 6, zz{word}zz ")] == []


def test_a_trigger_is_one_word_and_each_attribution_holds_one() -> None:
    """Looked up among the words of a sentence."""
    assert [one for one in leads.TRIGGERS if one != one.casefold() or " " in one] == []
    assert not leads.TRIGGERS & {"the", "sum", "is", "7"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_a_box_is_called_wrong_in_each_language_and_what_is_not_wrong_is_not(language: str) -> None:
    words = LANGUAGES[language]
    assert [one for one in words["box"] if not leads.BOX_WRONG.search(f"xyz {one} xyz {words['wrong'][0]}")] == []
    assert [one for one in words["wrong"] if not leads.BOX_WRONG.search(f"xyz {words['box'][0]} xyz {one}")] == []
    said = [f"{words['box'][0]} xyz {no} {words['wrong'][0]}" for no in words.get("no", ())]
    assert [one for one in said if leads.BOX_WRONG.search(one)] == []
