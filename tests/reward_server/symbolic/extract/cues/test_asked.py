"""What a question asks for: each pattern with a question that it reads, and one that it does not."""

from __future__ import annotations

import pytest
from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import asked

CASES: Cases = {
    "FORMULA_SUBJECT": ("fullmatch", "2^11 is ", "so 2^11 is "),
    "IN_BASE": ("search", " in base 2", " in base 10"),
    "ANY_BASE": ("search", "Write it in base 3", "Write it in cm"),
    "NEARLY": ("search", "hay casi ", "casi todos hay "),
    "OF_NUMBER": ("search", "15% of 90 is ", "15% of them is "),
    "NAMED_AFTER": ("match", " km/h is the speed limit", " km/h is what we want"),
    "RANGE": ("search", "Mellan 20 och 30 finns det ", "Mellan talen finns det "),
    "GLUED_MANY": ("search", "边长是多少厘米", "边长是厘米"),
    "SOME_TIME": ("fullmatch", "años", "euros"),
    "FOR_MONEY": ("search", "how much does it cost?", "how long does it last?"),
    "SURELY": ("search", "without any doubt it is ", "i doubt it is "),
    "METHOD": ("match", "moving the point 8 places gives ", "the product gives "),
    "FOLLOWS": ("search", "which day follows monday?", "which day is it?"),
    "ANOTHER_CASE": ("match", "a cube with edge 4 ", "the cube with edge 4 "),
    "SENTENCE": ("fullmatch", "There are 3.5 owls.", "There are 3 owls. How many?"),
    "GREEK_QUESTION": ("search", "Πόσα;", "how many;"),
    "ASKS_FOR": ("search", "Determine the number of owls.", "There are owls."),
    "PRONOUN": ("search", "How many does she have", "How many does Nina have"),
    "SOUGHT": ("search", "Solve for x: 2x = 4", "Find a number"),
    "COUNTED": ("search", "How many owls are there", "How many more are there"),
    "MEASURED": ("search", "What is the area", "Why is this so"),
    "SEVERAL": ("match", "one of the numbers is", "the number is"),
    "TOGETHER": ("search", "How many do they have together?", "How many does she have?"),
    "JOINED": ("search", "Ann and Ben have ", "Ann has "),
    "ANOTHER_TIME": ("search", "Ana pagó la semana pasada", "Ana pagó"),
    "WOULD": ("search", "The probability would be ", "The probability is "),
    "CONDITION": ("search", " if the coin were fair", " of all coins"),
    "PART_OF": ("match", " of the trees", " trees"),
    "PART_OF_THEM": ("search", "How many of the trees are old?", "How many trees are there?"),
    "SINGLE": ("match", "a book costs ", "the book costs "),
    "LEFT": ("search", "pages left", "pages in all"),
    "LEFT_ASKED": ("search", "how many does she have now", "how many does he read"),
    "EARLIER": ("search", " owls before the storm", " owls before noon"),
    "EARLIER_ASKED": ("search", "How many owls were there?", "How many owls are there?"),
    "OF_THEIRS": ("match", "his brother has ", "the brother has "),
    "GLUED_EACH": ("search", "每盒有", "一共有"),
    "FEWER": ("search", " km de moins.", " km."),
    "PLACE": ("match", " seats in the gym.", " seats."),
    "INTERROGATIVE": ("search", "his friend gave him 5, how much is left", "his friend gave him 5"),
    "SOMEBODY": ("search", "how many does she have in all", "how many do they have in all"),
    "EACH_AFTER": ("match", " pens per box", " pens in all"),
    "OF_EACH": ("search", "how many pens are in one box", "how many pens do 3 boxes hold"),
    "NEGATIVE": ("search", "how many do not swim", "how many swim"),
    "COMPOUND": ("search", "5 feet 6 inches", "5 feet of 6 boards"),
    "RESTRICTED": ("search", " without the tip", " without remainder"),
    "GLUED_LEFT": ("search", "还剩", "一共"),
    "GLUED_NAME": ("match", "花子さんは", "鉛筆は"),
    "GLUED_WANTED": ("search", "面积是多少", "面积大"),
    "GLUED_HEAD": ("search", "长方形的面积是", "长方形的面积大"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(asked, CASES)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("how far is it", "distance"),
        ("how long does it take", "time"),
        ("how fast is it", "speed"),
        ("how old is ann", "age"),
        ("how much does it cost", "price"),
        ("how tall is it", "height"),
        ("how wide is it", "width"),
        ("how heavy is it", "weight"),
        ("how many more are there", "difference"),
        ("what is the average", "mean"),
        ("how likely is it", "probability"),
        ("what fraction is left", "ratio"),
    ],
)
def test_a_question_implies_quantities_that_it_does_not_name(question: str, word: str) -> None:
    def implied(text: str) -> set[str]:
        return {one for pattern, words in asked.IMPLIED_BY if pattern.search(text) for one in words}

    assert word in implied(question)
    assert word not in implied("why is the sky blue")


def test_a_past_form_is_the_verb_of_the_prompt() -> None:
    assert asked.PAST["bought"] == "buy"
    assert not asked.PAST.keys() & set(asked.PAST.values())


@pytest.mark.parametrize(
    ("word", "same", "other"),
    [("isst", "essen", "kauft"), ("compró", "compra", "vende"), ("заплатил", "платит", "продал"), ("dépense", "paie", "mange"), ("legge", "letto", "beve")],
)  # fmt: skip
def test_forms_of_a_deed_are_one(word: str, same: str, other: str) -> None:
    """Who asks what she pays is not told by what she buys."""
    (deed,) = [one for one in asked.DEEDS if one.match(word)]
    assert deed.match(same)
    assert not deed.match(other)
