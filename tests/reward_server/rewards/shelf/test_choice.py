"""Multiple choice: what names an option, and what names none or two."""

from __future__ import annotations

import pytest

from reward_server.rewards.shelf.choice import listed
from tests.reward_server.rewards.shelf.asking import HOSTILE, ask

PROMPT = "Which gas?\nA. oxygen\nB. carbon monoxide\nC. H₂O\nD. 10² mol"
RIGHT = (
    "B", "b", "(B)", "B.", "**B**", "\uff22", "\uff08\uff22\uff09", "选B。", "选\uff22", "答案\uff1aB", "答案是 B", "\\boxed{B}", "\\boxed{\\text{(B)}}", "$\\mathrm{B}$",
    "carbon monoxide", "Carbon monoxide.", "B. carbon monoxide", "(b) Carbon Monoxide", "B: carbon monoxide", "Option B",
    "The answer is B.", "The correct option is (B) carbon monoxide.", "It is not oxygen.\nSo the answer is **B**",
    "A is too light, C is water.\n\n\\boxed{B}", "故选B", "I choose B.", "B. because it burns", "\uff42\uff0ecarbon monoxide", "\\boxed{B}, that is \\boxed{B}",
)  # fmt: skip
WRONG = (
    "A", "oxygen", "A. carbon monoxide", "B. oxygen", "B or C", "B/C", "B, C", "(B) and (C)", "either B or A", "选B或C", "A、B",
    "The answer is A.\nThe answer is B.", "\\boxed{A} \\boxed{B}", "E", "carbon", "The answer is A or B.", "nothing", "\\boxed{}",
    "A good question", "\\boxed{A}", "I choose A, not B.", "carbon dioxide",
    "Antwort: A", "Antwort: A oder B", "정답은 A입니다", "答えはAです", "La respuesta a la pregunta", "Antwort: A\nAntwort: B", "答案不是B", "정답은 B가 아닙니다", "答えはBではない",
    "I choose A\nI choose B", "I pick A.\nThinking again, I pick B.", "La réponse n'est pas B", "Ответ не B", "Die Antwort ist nicht B.",
)  # fmt: skip


@pytest.mark.parametrize("answer", RIGHT)
def test_an_option_is_named_by_its_letter_or_its_text(answer: str) -> None:
    for truth in ("B", "carbon monoxide"):
        score = ask("choice", f"<think>A, C</think>{answer}", truth, PROMPT)
        assert score.score == 1, score


@pytest.mark.parametrize("answer", WRONG)
def test_another_option_two_or_none_is_wrong(answer: str) -> None:
    score = ask("choice", answer, "B", PROMPT)
    assert (score.score, bool(score.rule)) == (0, True), score


@pytest.mark.parametrize("answer", ["H2O", "H_2O", "\\mathrm{H_2O}", "$\\ce{H2O}$", "\\boxed{H_{2}O}", "c", "h2o"])
def test_a_formula_is_one_however_it_is_typeset(answer: str) -> None:
    assert ask("choice", answer, "C", PROMPT).score == 1


def test_a_power_is_no_row_of_digits_and_case_tells_formulas_apart() -> None:
    assert ask("choice", "102 mol", "D", PROMPT).score == 0
    assert ask("choice", "10^{2} mol", "D", PROMPT).score == 1
    metals = {"A": "CO", "B": "Co"}
    assert [ask("choice", text, "B", options=metals).score for text in ("Co", "CO", "co")] == [1, 0, 0]


def test_options_come_from_the_reward_by_letter_or_in_order() -> None:
    assert ask("choice", "второй", "Б", options={"А": "первый", "Б": "второй"}).score == 1
    assert ask("choice", "б", "Б", options={"А": "первый", "Б": "второй"}).score == 1
    assert ask("choice", "two", "B", options=["one", "two"]).score == 1
    assert ask("choice", "2", "2", options={"1": "x", "2": "y"}).score == 1


@pytest.mark.parametrize(
    "prompt",
    [
        "Q? A. x y B. z C. w",
        "Q?\n(A) x y\n(B) z\n(C) w\n\nThink.",
        "Q?\n**A)** x y\n**B)** z\n**C)** w",
        "问\uff1fA、x y B、z C、w",
        "Q\n\uff21\uff0ex y\n\uff22\uff0ez\n\uff23\uff0ew",
    ],
)
def test_a_prompts_list_is_read(prompt: str) -> None:
    assert list(map(str.strip, listed(prompt).values())) == ["x y", "z", "w"]


def test_a_ground_truth_that_is_no_option_is_our_callers_fault() -> None:
    assert ask("choice", "A", "Z", PROMPT).status == "error"
    assert ask("choice", "A", None, PROMPT).status == "error"
    assert ask("choice", "A", None, PROMPT, optional=True).status == "not_applicable"
    assert ask("choice", "A", "A").score == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    for completion in (text, f"<think>x</think><answer>{text}</answer>"):
        assert ask("choice", completion, "B", PROMPT).score in (0, 1)
