"""exact: what is one text, and what is not."""

from __future__ import annotations

import pytest

from tests.reward_server.rewards.shelf.asking import HOSTILE, ask


@pytest.mark.parametrize(
    "answer",
    ["Paris", "paris", " PARIS. ", "**Paris**", "\\boxed{\\text{Paris}}", "“Paris”", "It is by the Seine.\nThe answer is: Paris.",
     "**Final Answer:** Paris", "\uff30aris", "答案是\uff1aParis\uff0e"],
)  # fmt: skip
def test_one_text_however_it_is_dressed(answer: str) -> None:
    assert ask("exact", answer, ["Lutetia", "Paris"]).score == 1


@pytest.mark.parametrize(
    "answer", ["Pari", "Paris or London", "Answer: Paris\nAnswer: London", "\\boxed{Paris} \\boxed{Rome}", "", "-Paris"]
)
def test_another_text_or_two_are_wrong(answer: str) -> None:
    score = ask("exact", answer, "Paris")
    assert (score.score, bool(score.rule)) == (0, True)


def test_case_punctuation_articles_and_the_part_are_options() -> None:
    assert ask("exact", "paris", "Paris", ignore_case=False).score == 0
    assert ask("exact", "the sun", "sun").score == 0
    assert ask("exact", "The Sun", "sun", ignore_articles=True).score == 1
    assert ask("exact", "a, b; c", "a b c", ignore_punctuation=True).score == 1
    assert ask("exact", "USA", "U.S.A.", ignore_punctuation=True).score == 1
    assert ask("exact", "35", "3.5", ignore_punctuation=True).score == 0
    assert ask("exact", "-5", "5", ignore_punctuation=True).score == 0
    assert ask("exact", "so: \\boxed{x}", "x", part="whole").score == 0


def test_without_a_ground_truth_nothing_is_known() -> None:
    nothing: list[str | list[str] | None] = [None, [], "", " "]
    assert [ask("exact", "x", truth).status for truth in nothing] == ["error"] * 4
    assert ask("exact", "x", None, optional=True).status == "not_applicable"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    for completion in (text, f"<think>x</think><answer>{text}</answer>"):
        assert ask("exact", completion, "B").score in (0, 1)
        assert ask("exact", completion, "B", ignore_punctuation=True, ignore_articles=True).score in (0, 1)
