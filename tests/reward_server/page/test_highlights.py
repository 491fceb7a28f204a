"""What the page marks in a completion is what the rewards looked at."""

from __future__ import annotations

from typing import Any

import pytest

from reward_server.page.highlights import marks
from reward_server.rewards.language_id.chain import share, verdicts
from reward_server.rewards.language_id.words import placed_words, words
from reward_server.samples import to_sample
from sdk.schema import Item, ScoreRequest, Template


def marked(completion: str, asked: tuple[str, ...] = ("accuracy",), **fields: Any) -> dict[str, list[str]]:
    item = Item(completion=completion, **fields)
    sample = to_sample(item, ScoreRequest(items=[item]))
    found: dict[str, list[str]] = {}
    for kind, start, end in marks(sample, asked):  # type: ignore[arg-type]
        found.setdefault(kind, []).append(sample.completion[start:end])  # type: ignore[union-attr]
    return found


def test_the_last_box_is_what_is_compared() -> None:
    found = marked("<think>\\boxed{4} first</think><answer>4, so \\boxed{4}</answer>", ground_truth="4")
    assert found["reasoning"] == ["\\boxed{4} first"]
    assert found["answer"] == ["4, so \\boxed{4}"]
    assert found["compared"] == ["4"]
    assert found["tag"] == ["<think>", "</think>", "<answer>", "</answer>"]


def test_without_answer_tags_the_text_after_the_reasoning_is_the_answer() -> None:
    found = marked("<think>4</think>It is \\boxed{4}.", ground_truth="4", template=Template(answer_tags=False))
    assert found["answer"] == ["It is \\boxed{4}."]


@pytest.mark.parametrize(
    ("completion", "answer"),
    [("4 <answer>", "4 <answer>"), (" <answer>7", "7"), ("<think>x</think> 7</answer>", "7"), ("7", "7")],
)
def test_half_a_block_is_marked_where_its_answer_stands(completion: str, answer: str) -> None:
    item = Item(completion=completion)
    sample = to_sample(item, ScoreRequest(items=[item]))
    found = [one for one in marks(sample, ()) if one.kind == "answer"]  # type: ignore[arg-type]
    assert [(one.start, one.end) for one in found] == [
        (completion.rindex(answer), completion.rindex(answer) + len(answer))
    ]


def test_the_program_that_is_run_is_marked_and_no_expression() -> None:
    answer = "<think>a</think><answer>Here:\n```python\nprint(1)\n```\n</answer>"
    found = marked(answer, tests={"type": "stdio", "cases": [{"stdin": "", "stdout": "1"}]})
    assert found["program"] == ["print(1)"]
    assert "compared" not in found


def test_words_of_the_language_and_of_others_are_told_apart() -> None:
    text = "<think>Then we add the numbers und dann addieren wir noch einmal alle Zahlen</think><answer>4</answer>"
    found = marked(text, ("language",), language="en")
    assert "numbers" in found["own"]
    assert "Zahlen" in found["other"]
    assert "compared" not in found


@pytest.mark.parametrize(
    "completion", ["", "</think>", "<answer>", "<think>\ud800</think>", "x" * 5000, "<think></think>"]
)
def test_any_text_has_marks_within_it(completion: str) -> None:
    for asked in (("accuracy",), ("language",)):
        for places in marked(completion, asked, language="en", ground_truth="4").values():
            assert all(places)


TEXTS = [
    "Plain words, and `code here` beside $x^2 + y$ und ein paar Worte auf Deutsch.",
    "He said: https://example.org/a/b is <b>bold</b> and the NASA knows \\frac{1}{2} of it",
    "```python\nfor word in words: pass\n```\nAfter the code we go on, and on, and on.",
    "Two two words 这个句子是中文的。 Then English again.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_placed_words_are_the_words_where_they_stand(text: str) -> None:
    placed = placed_words(text)
    assert [word.strip() for _, word in placed] == [word.strip() for word in words(text)]
    assert all(text[at : at + len(word)] == word for at, word in placed)


@pytest.mark.parametrize("text", TEXTS)
def test_verdicts_add_up_to_the_share(text: str) -> None:
    found = share(text, "en")
    told = [one for one in verdicts(words(text), "en") if one is not None]
    if all(ord(letter) < 0x3000 for letter in text):  # several words to a run of Han letters
        assert (4 * sum(told), 4 * len(told)) == (found.target, found.total)
    assert len(told) > 0
