"""What a cue introduces."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.cued import bridged, stated_after_cue


@pytest.mark.parametrize(
    ("tail", "texts"),
    [
        ("The answer is 7.", ("7",)), ("#### 18", ("18",)), ("#### maybe 18", ()), ("Answer: 7", ("7",)), ("The final answer:\n- 3\n- 4", ("3, 4",)), ("Answer: 1. Answer: 2. Answer: 3. Answer: 4.", ()), ("Answer: 1. Answer: 2.", ()),
        ("The answer is 1. No wait, the answer is 2.", ("2",)), ("The answer is 7?", ()), ("The answer is not 6 but 7.", ("7",)), ("The answer is not 6. It is even.", ()), ("An outdated answer is 7.", ()), ("Answer: (B), 5 apples", ("(B)",)), ("The answer is B because 7 is odd.", ("B",)),
        ("The answer is option B: 5 apples", ("B: 5 apples",)), ("The answer to this is 7.", ("7",)), ("The answer is: the area is 7.", ("7",)), ("The answer is Tuesday.", ("Tuesday",)), ("The answer is no", ("no",)), ("My aunt bets the answer is 7.", ()), ("The answer is 7. That was wrong.", ()),
        ("The answer is: 40 daps.\n\nThe answer is: 40.", ("40",)), ("The answer is 1/4.\n\nAnswer: \\frac{1}{4}", ("\\frac{1}{4}",)), ("The answer is 3.\n\nThe answer is three feet.", ("3 feet",)), ("Answer: 12.\n\nAnswer: 1/2", ()), ("Answer: 5.\n\nAnswer: -5", ()), ("Answer: 5.\n\nAnswer: 5^2", ()),
        ("Answer: B)230\nAnswer: B)230", ("B)230",)), ("Answer: e^{-x}", ("e^{-x}",)), ("Answer: [3, 1; 1, 3]", ("[3, 1; 1, 3]",)), ("Each incorrect answer costs 2 points. So 5x = 280. So x = 56", None), ("The incorrect answer is 56.", ()),
        ("Total: 12 + 15 = 27\n\nThe answer is 27.", ("27",)), ("So the answer is 12 + 15 = 27. The answer is 27.", ("27",)), ("#### 27\nStep 4: The answer is: 27", ("27",)), ("#### 26\nThe answer is: 27", ()), ("#### LiCl\n1 - 2 < 0\n### Answer: B", ("B",)),
        ("The sum is 7, so the answer is 7. The answer is (B).", ("B",)), ("The correct answer is C) 8.\n\nAnswer: B", ()), ("Answer: C) -36 m.\nAnswer: C", ("C",)), ("The answer is:\n\nAnswer: 26", ("26",)),
        ("2 x = 100 so x = 50 answer : c", ("(c)",)), ("he walks less than 44 km answer : b", ("(b)",)), ("that is the wrong answer : c", ()), ("he gave another answer : c", ()), ("tom ' s answer : c", ()),
        ("He has 8 screws left over\nA: 8", ("8",)), ("The rejected\nAnswer: 8", ()),
        ("nothing", None), ("The answer is exactly $x = 7$", ("x = 7",)), ("The answer walks away", None), ("The answer is perhaps 7", ()), ("答案是 5。", ("5",)), ("The answer is seven of them", ("7",)),
    ],
)  # fmt: skip
def test_what_follows_the_last_cue_is_stated_unless_words_object(tail: str, texts: tuple[str, ...] | None) -> None:
    """None where no cue introduces anything, and nothing where it may not count."""
    found = stated_after_cue(tail)
    assert (None if found is None else found.texts) == texts


@pytest.mark.parametrize(
    "zone", ["", " is ", ": ", " to the question is ", " is clearly ", " is x ", " (in cm) is ", " is **"]
)
def test_verbs_and_fillers_bridge_from_a_cue_to_its_value(zone: str) -> None:
    assert bridged(zone)


@pytest.mark.parametrize("zone", [" mentions ", " (maybe) is ", " is Bob ", " in the book by "])
def test_other_words_do_not(zone: str) -> None:
    assert not bridged(zone)
