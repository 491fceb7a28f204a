"""What introduces an answer, and what stands around it at the end of a text."""

from __future__ import annotations

from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import answers

CASES: Cases = {
    "SAYS_YES_OR_NO": ("search", "so no, it is not.", "so nobody knows."),
    "YES_THEN_NO": ("match", "Yes, it is. No, it is not.", "Yes, it is. It is not odd."),
    "NO_THEN_YES": ("match", "Nein, nie. Ja, doch.", "Nein, nie."),
    "FORM_BESIDE": ("search", "the answer (arabic numerals) is 7", "the answer (last year) is 7"),
    "IN_JSON": ("search", '{"a": "b", "answer": "x = 7"}\n```', '{"answer": "x = 7", "sure": "no"}'),
    "OBJECT": ("match", '```json\n{ "answer": 7 }', "Answer: { 7 }"),
    "OF_OBJECT": ("search", '{"answer": "x = 7", "sure": "no"}', '{"an answer": "x = 7"}'),
    "OBJECTS_TO_IT": ("search", "the answer given was incorrect", "we add the two terms"),
    "OF_THE_STORY": ("search", "five children then ", "so we then "),
    "LAYOUT": ("search", "it is 7. \\bigskip", "it is \\big(7\\big)"),
    "HEADED": ("search", "Answer. 144", "The answer. 144"),
    "MAY_BE_HEADED": ("search", "\nAnswer. 144", "\nThe answer. 144"),
    "POINTS_BACK": ("fullmatch", "That's our answer.", "That's our answer minus 2."),
    "CUE": ("search", "so the answer is", "so the answering machine is"),
    "CUE_IN_LOWER_CASE": ("search", "so the answer is", "so the answering machine is"),
    "LONE_LETTER": ("search", "we choose (B)", "we choose Bob"),
    "PICK": ("search", "we choose (B)", "we choose Bob"),
    "ANOTHER_PICK": ("match", ") or (C).", ") or I am lost."),
    "EITHER_OR": ("search", "soit 6, soit 12", "soit 6 euros"),
    "HOPE": ("search", " I hope it is correct.", " I hope for rain."),
    "YES_OR_NO": ("match", "Yes, because", "Yesterday, because"),
    "CHECK": ("match", "Probe: 6 · 7 = 42", "Problem: 6 · 7 = 42"),
    "HOPES_SO": ("search", "I hope this is right.", "I'll be right away."),
    "CHECK_FAILED": ("search", "So the check fails.", "So the check failsafe works."),
    "UNEQUAL": ("search", "25 \\ne 26", "25 = 26"),
    "OTHER_ROOT": ("search", "the other root", "this root"),
    "NAMES_ROOT": ("search", "The value 2 fails", "2 fails"),
    "NO_CHECK": ("search", "it is not 42", "notice 42"),
    "DONE": ("search", "7 $\\blacksquare$", "7 squares"),
    "SENTENCE_END": ("search", "it is so. And", "i.e. 7.5"),
    "BULLETS": ("match", "\n- 3\n- 4", "\n- 3"),
    "ARROW": ("match", "=> 7", "= 7"),
    "OPENS_SENTENCE": ("match", "so we", "some of"),
    "HOPELESS": ("search", "I have no idea", "I have an idea"),
    "NAMES_VALUE": ("match", "So the total is", "So a total is"),
    "SAYS": ("search", "it is 7", "it is so"),
    "LINKED": ("search", "answer is", "answer this"),
    "BUT": ("match", ", but", ", and"),
    "CONCLUDED": ("match", ". Thus it is", ". It is"),
    "NAMED_AGAIN": ("match", ", which is ", " than the sum, "),
    "ITEM": ("match", "\n- 3", "\n3"),
    "DESCRIBED": ("search", "my old answer", "my answer key"),
    "QUOTED": ("search", '"the answer"', '"7"'),
    "NESTED": ("match", ": the area is 7", ": the area"),
    "LETTER_FIRST": ("match", " is (B) because", " is Bob"),
    "LINK_WORD": ("match", " of the sum is ", " of the sum"),
    "NOUN_PHRASE": ("fullmatch", "12 red apples", "12 red ripe sweet apples"),
    "VERBS": ("search", "12 apples remain", "12 red apples"),
    "NEGATED": ("match", " not 7", " 7, not 8"),
    "REASON": ("search", "7, because x", "7, x"),
    "OF_THEM": ("search", "7 of them", "7 of ten"),
    "OPTION": ("match", "the right option B", "the right optional B"),
    "CHOSEN": ("fullmatch", "(B), five", "(B) five"),
    "IS": ("search", "it is just 7", "this 7"),
    "LETTER": ("search", "answer (B)", "answer Bob"),
    "TAKEN_BACK": ("search", "which is clearly wrong", "which is clearly right"),
    "RIGHT": ("fullmatch", "correct option", "incorrect option"),
    "LACKING": ("search", "it has no real solutions", "it has two real solutions"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(answers, CASES)


def test_cues_are_found_in_any_case() -> None:
    """A letter that is two in lower case changes no place."""
    assert [one.span() for one in answers.cues_in("İ. The Answer is 7")] == [(7, 13)]
    assert [one.span() for one in answers.cues_in("The ANSWER is 7")] == [(4, 10)]
