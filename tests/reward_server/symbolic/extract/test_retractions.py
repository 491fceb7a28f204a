"""What a text says around its last box may take the box back."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find
from tests.reward_server.symbolic.labelled import judged


@pytest.mark.parametrize(
    ("after", "paid"),
    [
        ("The failing students are 21.", 0),
        ("The number of students who failed is 21.", 0),
        ("The students who passed are 21.", 1),
        ("The number of students who failed is 7.", 1),
        ("In total $28 - 7 = 21$ students passed.", 1),
    ],
)
def test_a_sentence_after_a_box_that_gives_what_is_asked_another_value_takes_the_box_back(
    after: str, paid: int
) -> None:
    prompt = "There are 28 students, and three quarters of them passed. How many students failed?"
    assert judged(rf"It is \boxed{{7}}. {after}", "7", prompt).score == paid


@pytest.mark.parametrize(
    ("text", "prompt", "value"),
    [
        (
            r"The other event has \boxed{\frac{3}{8}}, so this one has 5/8. Answer: \frac{5}{8}.",
            "Find the probability.",
            (),
        ),
        (r"\boxed{47} is for other numbers. Here one has 53. My final answer is 53.", "How many are there?", ()),
        (r"Half of the inradius is \boxed{2}, and hence the inradius is 4.", "Find the inradius of a triangle.", ()),
        (
            "x = \\boxed{9}가 후보입니다. 그래서 이 후보는 버리고, 최종 답은 x = 8로 하겠습니다.",
            "방정식 2x - 3 = 15를 풀어라.",
            (),
        ),
        ("I think x = \\boxed{15}\n\nThat's not right. Adding up, x has to be 13.", "Find x.", ()),
        (r"It gets near to \boxed{16} but never equals it, so 16 isn't the maximum.", "Find the maximum.", ()),
        (r"\boxed{\frac{1}{2}}. The answer is 0.5.", "Find the probability.", (r"\frac{1}{2}",)),
        ("x = \\boxed{15}\n\nAnswer: x = 15", "Find x.", ("15",)),
        (r"The sum is \boxed{12}. (The answer to the previous part was 7.)", "Find the sum.", ("12",)),
        (r"The sum is \boxed{12} apples, so the total cost is 24 dollars.", "How many apples?", ("12",)),
        (r"\boxed{16}, so 25 isn't the maximum.", "Find the maximum.", ("16",)),
    ],
)
def test_an_answer_after_a_box_takes_it_back_where_it_is_another(
    text: str, prompt: str, value: tuple[str, ...]
) -> None:
    assert find(text, prompt).texts == value


@pytest.mark.parametrize(
    ("sentence", "offered"),
    [
        ("So the sum is 27.", True), ("Portanto, o número que se pode formar é 27.", True), ("It is 27 and not 26.", True),
        ("There are 27 ways that do not use the first.", True), ("My calculator says 26. That is wrong.", True),
        ("12 + 15 is not 27.", False), ("The sum is less than 27.", False), ("A soma não é 27.", False), ("It could be 27.", False),
        ("If the numbers were 12 and 15, it would be 27.", False),
    ],
)  # fmt: skip
def test_a_box_in_a_paragraph_of_its_own_is_not_denied_before_it(sentence: str, offered: bool) -> None:
    assert bool(find(f"{sentence}\n\n$$\\boxed{{27}}$$", "What is 12 + 15?").texts) is offered
