"""The questions in two languages: right solutions, by the rewards themselves, and nothing held out is trained on."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest

from sdk import AsyncRewardClient, Item, ItemResult
from sdk.train.toy.bilingual import (
    LANGUAGES,
    MISREAD_SHARE,
    Bilingual,
    _understood,
    base_text,
    call_tests,
    program,
    value_of,
    written,
)

SOURCE = Bilingual(seed=3, holdout=0.1)


def test_solutions_score_full_marks_and_are_in_the_question_s_language() -> None:
    problems = [one for one in (SOURCE.train(number) for number in range(120)) if one.tests is None]
    assert {one.language for one in problems} == set(LANGUAGES)
    items = [
        Item(completion=one.solution or "", ground_truth=one.ground_truth, language=one.language) for one in problems
    ]
    results = _score(items)
    assert [one.reward for one in results] == [3.0] * len(items), [one for one in results if one.reward != 3.0][:2]


def test_reasoning_in_the_other_language_loses_the_language_reward_alone() -> None:
    tasks = [one for one in (SOURCE.train_task(number) for number in range(60)) if one.start is not None]
    items = []
    for task in tasks:
        other = LANGUAGES[1 - LANGUAGES.index(task.language)]
        text = written(task.reasoning(other), task.answer)
        items.append(Item(completion=text, ground_truth=task.answer, language=task.language))
    for result in _score(items):
        assert (result.components["accuracy"].score, result.components["format"].score) == (1.0, 1.0)
        assert result.components["language"].score == 0.0


def _score(items: list[Item]) -> list[ItemResult]:
    async def run() -> list[ItemResult]:
        client = AsyncRewardClient.local()
        try:
            result = await client.score(items, rewards={"accuracy": 1, "format": 1, "language": 1})
            return list(result.items)
        finally:
            await client.aclose()

    return asyncio.run(run())


def test_the_expression_computes_what_the_tests_expect() -> None:
    functions = [one for one in (SOURCE.train_task(number) for number in range(200)) if one.start is None]
    assert len(functions) > 20
    for task in functions:
        assert task.answer == f"f = lambda x: {program(task.operations)}"
        for case in call_tests(task.operations)["cases"]:
            [value] = case["args"]
            environment = {"x": value}
            assert eval(program(task.operations), environment) == case["output"] == value_of(task.operations, value)


def test_the_base_misreads_a_share_of_what_it_is_asked_and_reasons_rightly_from_there() -> None:
    for language, share in MISREAD_SHARE.items():
        asked = [SOURCE.task_in(language, number) for number in range(400)]
        understood = [_understood(task, language, random.Random(number)) for number, task in enumerate(asked)]
        misread = [pair for pair in zip(asked, understood, strict=True) if pair[0] != pair[1]]
        assert len(misread) == pytest.approx(share * 400, abs=40)
        for task, thought in misread:
            assert thought.answer in thought.reasoning(language) or thought.start is None
            assert sum(one != other for one, other in zip(task.operations, thought.operations, strict=True)) == 1


def test_multiplying_a_sum_needs_its_brackets() -> None:
    assert program((("plus", 3), ("times", 2))) == "(x + 3) * 2"
    assert program((("times", 2), ("plus", 3))) == "x * 2 + 3"
    assert program((("times", 2), ("times", 3))) == "(x * 2) * 3"


def test_a_thousand_questions_are_held_out_and_never_trained_on() -> None:
    held_out = SOURCE.held_out(1000)
    trained = {SOURCE.train(number).question for number in range(2000)}
    contents = {SOURCE.train_task(number).content() for number in range(2000)}
    tasks = [SOURCE._draw(f"eval/{number}", LANGUAGES[number % 2], held_out=True) for number in range(1000)]
    assert not contents & {one.content() for one in tasks}, "nor in the other language"
    assert len(held_out) == len({one.question for one in held_out}) == 1000
    assert not trained & {one.question for one in held_out}
    assert Counter(one.language for one in held_out)["zh"] == pytest.approx(500, abs=60)
    assert [one.question for one in SOURCE.held_out(50)] == [one.question for one in held_out[:50]]


def test_a_problem_has_an_expected_answer_or_tests_and_not_both() -> None:
    for number in range(100):
        problem = SOURCE.train(number)
        assert (problem.ground_truth is None) != (problem.tests is None)


def test_the_base_reads_little_chinese_and_few_whole_answers_in_the_template() -> None:
    source = random.Random(0)
    texts = [base_text(SOURCE, number, source) for number in range(1500)]
    chinese = sum(one.question.startswith(("请", "写")) for one in texts) / len(texts)
    templated = [one for one in texts if one.in_template]
    thinking = [one for one in templated if one.text.startswith(" <think>")]
    assert chinese == pytest.approx(0.2, abs=0.05)
    assert len(templated) / len(texts) == pytest.approx(0.5, abs=0.06)
    assert len(thinking) / len(templated) == pytest.approx(0.55, abs=0.06)
