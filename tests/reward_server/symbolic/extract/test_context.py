"""What the words around a value say of it."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.context import (
    WINDOW,
    gave_up,
    label,
    objection_after,
    objection_before,
    sentence_before,
    subject_objection,
)
from reward_server.symbolic.extract.cues import REASONS, Kind
from reward_server.symbolic.extract.final_answer import find


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It is 6. So we get ", " So we get "), ("see Fig. 3 for ", "see Fig. 3 for "), ("Therefore:\n\n", "Therefore:\n\n"), ("One.\n\nTwo ", "Two "), ("Fine. ", "Fine. "), ("是6。所以", "所以"), ("It is 3.5 of ", "It is 3.5 of "),
        ("i.e. that ", "i.e. that "), ("Why? Because ", " Because "), ("```\n7\n```\n", ""), ("5. [Final step] The sum is ", " Final step:  The sum is "), ("f[x] is ", "f[x] is "), ("values of $n.$ The sum is ", "$ The sum is "),
    ],
)  # fmt: skip
def test_a_sentence_begins_after_a_stop_that_is_no_abbreviation(text: str, sentence: str) -> None:
    assert sentence_before(text, len(text)) == sentence


def test_only_a_window_is_read() -> None:
    assert len(sentence_before("a" * 500, 400)) == WINDOW


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("It is not ", "negated"), ("The answer is not ", "negated"), ("Not so fast, it is ", None), ("We never get ", "negated"), ("It was mistakenly given as ", "wrong"), ("That was wrong: it is ", None),
        ("Although 6 looks tempting, it is ", None), ("Although it might be ", "doubted"), ("It is perhaps ", "doubted"), ("There is no doubt it is ", None), ("The probability of a wrong guess is ", None),
        ("The answer is at least ", "bounded"), ("She needs at least ", "bounded"), ("The multiple is ", None), ("It could only be ", None), ("It could be ", "doubted"), ("Suppose the answer is ", "supposed"),
        ("If it were blue it would be ", "supposed"), ("So the total is ", None), ("", None), ("It is about ", None), ("It is \\text{not} ", "negated"), ("As he says, it is ", None),
        ("It is not, ", None), ("It isn't, ", None), ("it is not: ", "negated"), ("I would say ", None), ("They would say ", "quoted"), ("The wrong guess is ", "doubted"), ("One of the wrong guesses is ", None),
    ],
)  # fmt: skip
def test_what_stands_before_a_value_may_object(before: str, kind: Kind | None) -> None:
    assert objection_before(before) == ("" if kind is None else REASONS[kind])


def test_a_count_may_be_bounded_and_a_whole_number_may_not_be_rounded() -> None:
    assert objection_before("She needs at least ", noun=True) == ""
    assert objection_before("The answer is at least ", noun=True)
    assert objection_before("It is about ", approximate=True) == REASONS["approximate"]


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (" is wrong", "wrong"), (" is not the answer", "negated"), (" is not 8", None), (". Wrong!", "wrong"), (". Not the answer", "negated"), (" if n is odd", "supposed"), (" if and only if n is odd", None), (" or more", "bounded"),
        (", I think", "doubted"), (" apples are left", None), ("", None), (" which is wrong", "wrong"), (" squared", None), (" less than 3", "bounded"), (" less than that", "bounded"), (". It is 8. Wrong", None),
    ],
)  # fmt: skip
def test_what_stands_after_a_value_may_object(after: str, kind: Kind | None) -> None:
    assert objection_after(after) == ("" if kind is None else REASONS[kind])


def test_a_word_after_a_number_may_change_it() -> None:
    assert objection_after(" squared", number=True) == REASONS["derived"]
    assert objection_after(" apples", number=True) == ""


@pytest.mark.parametrize(
    ("after", "asked"), [("?", True), ("$ ？", True), (" \\)?", True), (" is it?", False), (".", False)]
)
def test_a_value_before_a_question_mark_is_asked(after: str, asked: bool) -> None:
    assert (objection_after(after) == "the value is asked, not stated") is asked


@pytest.mark.parametrize(
    ("after", "objects"), [(" is the answer", False), (" is what he wrote", True), (" apples", False), (" is 3", False)]
)
def test_of_a_value_that_opens_its_sentence_it_is_said_that_it_is_the_answer(after: str, objects: bool) -> None:
    assert bool(subject_objection(after)) is objects


@pytest.mark.parametrize(
    ("before", "is_one"), [("by theorem ", True), ("on page (", True), ("by the sum ", False), ("", False)]
)
def test_a_label_names_the_number_after_it(before: str, is_one: bool) -> None:
    assert label(before) is is_one


@pytest.mark.parametrize(("text", "gives_up"), [("Here I give up", True), ("I never give in", False)])
def test_a_sentence_may_give_up(text: str, gives_up: bool) -> None:
    assert gave_up(text) is gives_up


@pytest.mark.parametrize(
    "text",
    [
        r"The number of integers below 50 that 7 does not divide is \boxed{43}.", r"The probability of a wrong guess is \boxed{43}.", r"The largest possible value is \boxed{43}.",
        r"The smallest number that cannot be reached is \boxed{43}.", r"There is no doubt that it is \boxed{43}.", r"She needs at least \boxed{43} coins.", r"They add up to \boxed{43}.", r"It is not 42 but \boxed{43}.",
        r"\boxed{43}, not 42.", r"\boxed{43} is the answer.", r"\boxed{43}. Note that 42 is not prime.", r"If $x = 2$, the sum is \boxed{43}.", r"$x \approx \boxed{43}$", "可能的取值个数为\\boxed{43}。",
        "答案不是42，而是\\boxed{43}。", "Die Antwort ist nicht 42, sondern \\boxed{43}.",
    ],
)  # fmt: skip
def test_words_of_the_question_do_not_object(text: str) -> None:
    assert find(text).texts == ("43",)


def test_portuguese_says_no_total_for_in_all() -> None:
    assert objection_after(" maneiras no total.") == ""
    assert objection_after(" no, that is wrong") != ""


@pytest.mark.parametrize("words", ["l'intervallo", "l'intervallo chiuso", "il punto"])
def test_a_denial_reaches_over_the_name_of_the_form(words: str) -> None:
    assert objection_before(f"La soluzione non è {words} ") == REASONS["negated"]
    assert objection_before(f"La soluzione è {words} ") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Beyond doubt, the answer is 57.", "57"),
        ("The figure is a 6 by 6 grid; no wonder the answer is 36.", "36"),
        ("It is not only true but easy to verify that the answer is 77.", "77"),
        ("Unlikely as it looks, the answer is 16.", "16"),
        ("No, it is not obvious at all! Still, the answer is 26.", "26"),
        ("答えは 6 ではなく \\boxed{8} である", "8"),
        ("I doubt that the answer is 57.", ""),
        ("Without a doubt, the answer is not 57.", ""),
        ("He says that, without a doubt, the answer is 57.", ""),
        ("No wonder he thinks the answer is 36.", ""),
        ("It is not only true but hard to verify that the answer is 77.", ""),
        ("Unlikely as it looks, the answer could be 16.", ""),
        ("It is unlikely that the answer is 16.", ""),
        ("It is doubtful; still, some say the answer is 26.", ""),
        ("これは\\boxed{8}ではなく、別の数です", ""),
    ],
)
def test_an_idiom_that_sounds_like_doubt_is_none(text: str, found: str) -> None:
    assert "".join(find(text).texts) == found
