"""Rollouts are read as the trainers' own code wrote them (tests/data/rollouts)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sdk.schema import Template
from sdk.tools.replay.rollouts import Reading, Rollout, Unreadable, truths_of
from sdk.tools.replay.scorers import completion_text
from sdk.tools.replay.shapes import SHAPES
from sdk.tools.rows import Place, Row, Rows

DATA = Path(__file__).parents[3] / "data" / "rollouts"
REWARDS = [0, 1, 0, 0, 1, 0, 1, 1]
TRUTHS = ["5/6"] * 4 + ["3"] * 4


def read(row: Any, **options: Any) -> Rollout | Unreadable:
    return Reading(**options).read(Row(Place("f", 1), row))


def rollout(row: Any, **options: Any) -> Rollout:
    found = read(row, **options)
    assert isinstance(found, Rollout), found
    return found


@pytest.mark.parametrize(
    ("file", "shape"),
    [
        ("verl.jsonl", "verl"),
        ("verifiers.jsonl", "verifiers"),
        ("verifiers_0_1.jsonl", "verifiers"),
        ("prime_rl.jsonl", "prime-rl"),
        ("prime_rl_traces.jsonl", "prime-rl"),
    ],
)
def test_a_trainer_s_file_gives_completion_truth_reward_and_group(file: str, shape: str) -> None:
    found = [rollout(row.value) for row in Rows([str(DATA / file)])]
    assert {one.shape for one in found} == {shape}
    assert [one.stored for one in found] == REWARDS
    assert [one.item.ground_truth for one in found] == TRUTHS
    assert completion_text(found[1].item) == "\\boxed{\\frac{5}{6}}"
    groups = [one.group for one in found]
    assert groups == [groups[0]] * 4 + [groups[4]] * 4
    assert groups[0] != groups[4]
    assert "1/2 + 1/3" in str(found[0].item.prompt)


def test_the_same_group_of_two_steps_is_two_groups() -> None:
    first = next(iter(Rows([str(DATA / "prime_rl.jsonl")]))).value
    later = {**first, "run": {**first["run"], "work": {**first["run"]["work"], "step": 4}}}
    assert rollout(first).group != rollout(later).group


def test_files_without_ground_truths_take_them_from_a_data_set_by_the_prompt() -> None:
    data = [
        {"question": "What is 1/2 + 1/3?", "answer": "5/6"},
        {"question": "Solve x^2 = 9 for x > 0.", "answer": "3"},
    ]
    truths = truths_of([Row(Place("d", 1), one) for one in data], Reading().columns)
    rows = [row.value for row in Rows([str(DATA / "openrlhf.jsonl")])]
    assert isinstance(read(rows[0]), Unreadable)
    found = [rollout(row, truths=truths) for row in rows]
    assert [one.item.ground_truth for one in found] == TRUTHS
    assert [one.stored for one in found] == REWARDS


def test_trl_s_reward_is_the_sum_of_its_functions_or_the_column_that_is_named() -> None:
    rows = [row.value for row in Rows([str(DATA / "trl.parquet")])]
    found = [rollout(row) for row in rows]
    assert [one.stored for one in found] == [0.25, 1.25, 0.25, 1.25]
    assert [one.item.ground_truth for one in found] == ["5"] * 4
    assert [rollout(row, reward="correct").stored for row in rows] == [0, 1, 0, 1]
    assert len({one.group for one in found}) == 1


def test_nemo_gym_s_answer_is_its_message_and_its_reasoning_is_no_part_of_it() -> None:
    row = {
        "responses_create_params": {"input": [{"role": "user", "content": "1+1?"}]},
        "response": {
            "output": [
                {"type": "reasoning", "summary": [{"type": "summary_text", "text": "maybe \\boxed{3}"}]},
                {"type": "function_call", "arguments": "{}"},
                {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "\\boxed{2}"}]},
            ],
            "incomplete_details": {"reason": "max_output_tokens"},
        },
        "reward": 1.0, "expected_answer": "2", "_ng_task_index": 7, "_ng_rollout_index": 0,
    }  # fmt: skip
    found = rollout(row)
    assert (found.shape, found.stored, found.group) == ("NeMo-Gym", 1.0, "7")
    assert completion_text(found.item) == "\\boxed{2}"
    assert found.item.completion[0].reasoning_content == "maybe \\boxed{3}"  # type: ignore[union-attr]
    assert found.item.finish_reason == "length"


def test_a_run_s_own_samples_are_grouped_by_step_and_question() -> None:
    row = {"stage_number": 1, "step": 3, "question": "1+1?", "ground_truth": "2", "completion": "2", "reward": None,
           "components": {}}  # fmt: skip
    found = rollout(row)
    assert (found.shape, found.stored, found.group) == ("assay train", None, "1/3/1+1?")


def test_the_journal_of_a_run_is_read() -> None:
    found = [rollout(row.value) for row in Rows([str(DATA / "assay_train.jsonl")])]
    assert [(one.shape, one.stored, one.item.ground_truth) for one in found] == [
        ("assay train", 0.0, "15"), ("assay train", 1.0, "9"), ("assay train", 0.0, "1"), ("assay train", 0.0, "20"),
    ]  # fmt: skip


def test_any_other_row_goes_by_names_and_by_what_the_caller_names() -> None:
    from sdk.columns import Columns

    assert rollout({"prompt": "q", "response": "2", "answer": "2", "score": 1}).stored == 1.0
    named = Columns(completion="text", ground_truth="gold", group_id="q")
    row = {"text": "2", "gold": "2", "q": 9, "r1": [0.5], "reward": 1}
    found = rollout(row, columns=named, reward="r1")
    assert (found.stored, found.group, found.item.ground_truth) == (0.5, "9", "2")


def test_an_error_of_verifiers_is_the_trainer_s_word_that_it_did_not_score() -> None:
    row = {"example_id": 1, "prompt": [], "completion": [{"role": "assistant", "content": "2"}], "answer": "2",
           "reward": 0.0, "error": {"error": "TimeoutError", "error_chain_repr": "", "error_chain_str": ""}}  # fmt: skip
    assert rollout(row).fault == "TimeoutError"


@pytest.mark.parametrize("reward", [float("nan"), float("inf"), 10**400, "1", None, [], [1, 2], {}])
def test_what_is_no_number_is_no_reward(reward: Any) -> None:
    assert rollout({"completion": "2", "answer": "2", "reward": reward}).stored is None


WRONG: list[Any] = [None, 3, "x", [], {}, {"a": 1}, [["a"]]]
JUNK: list[Any] = [None, 3, -1.5, True, "x", [], {}, [None], [[]], {"a": None}, [{"a": [1]}], {"content": 3}]


@pytest.mark.parametrize("row", WRONG)
def test_what_is_no_rollout_is_told_of(row: Any) -> None:
    found = read(row)
    assert isinstance(found, Unreadable)
    assert found.reason


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.name)
def test_a_shape_with_other_values_in_its_columns_raises_nothing(shape: Any) -> None:
    for value in JUNK:
        for other in JUNK:
            row = dict.fromkeys(sorted(shape.columns) or ["completion"], value) | {"answer": other, "error": value}
            assert isinstance(read(row), Rollout | Unreadable)


def test_the_service_s_log_of_scored_items_is_read_with_its_item_and_its_reward() -> None:
    item = {"completion": "<answer>4</answer>", "ground_truth": "4", "group_id": "q1"}
    row = {"time": 1.5, "request_id": "r", "key": "a", "index": 0, "id": None, "group_id": "q1", "data_source": None}
    row |= {"reward": 1.1, "components": {}, "item": item, "rewards": {"accuracy": {"weight": 1.0}}, "template": None}
    found = rollout(row)
    assert (found.shape, found.stored, found.group) == ("the log of scored items", 1.1, "q1")
    assert (found.item.completion, found.item.ground_truth) == ("<answer>4</answer>", "4")


def test_a_line_of_the_log_is_scored_by_the_rewards_and_the_template_stored_in_it() -> None:
    item = {"completion": "4", "ground_truth": "4", "language": "en", "metadata": {"step": 3}}
    row = {"request_id": "r", "index": 0, "reward": 1.1, "components": {}, "item": item}
    row |= {"rewards": {"format": {"weight": 0.1}}, "template": {"answer_tags": False}}
    found = rollout(row).item
    assert (found.rewards, found.template) == ({"format": {"weight": 0.1}}, Template(answer_tags=False))
    assert (found.language, found.metadata) == ("en", {"step": 3})
    own = rollout({**row, "item": {**item, "template": {"think_prefilled": True}}}).item
    assert own.template == Template(think_prefilled=True), "the item's own wins over its batch's"
    anew = rollout(row, anew=frozenset(("rewards", "template"))).item
    assert (anew.rewards, anew.template) == (None, None)
