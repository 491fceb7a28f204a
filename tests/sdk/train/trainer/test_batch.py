"""Cutting a step into parts changes nothing of it, and fits."""

from __future__ import annotations

import random

import pytest
import torch

from sdk.train.data.problems import Problem
from sdk.train.model.rows import Rows
from sdk.train.rollout.samples import Completion, Group
from sdk.train.trainer.batch import make_batch, micro_batches, minibatches, split


def some_rows(seed: int) -> Rows:
    source = random.Random(seed)
    prompts = [[7] * source.randint(1, 30) for _ in range(source.randint(1, 6))]
    prompt_of = [prompt for prompt in range(len(prompts)) for _ in range(source.randint(1, 5))]
    return Rows(prompts, [[source.randint(0, 9)] * source.randint(1, 40) for _ in prompt_of], prompt_of)


def cost(rows: Rows, part: list[int]) -> int:
    prompts = {rows.prompt_of[row] for row in part}
    return sum(len(rows.prompts[one]) for one in prompts) + sum(len(rows.completions[row]) for row in part)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("max_tokens", [1, 60, 200, 10_000])
def test_parts_hold_every_row_once_and_fit(seed: int, max_tokens: int) -> None:
    rows = some_rows(seed)
    parts = list(split(rows, max_tokens))
    assert sorted(row for part in parts for row in part) == list(range(len(rows.completions)))
    assert all(cost(rows, part) <= max_tokens or len(part) == 1 for part in parts)
    longest = max(map(len, rows.completions))
    assert longest in {len(rows.completions[row]) for row in parts[0]}, "the longest comes first"


def test_groups_stay_together_where_they_fit() -> None:
    rows = Rows([[1] * 10, [2] * 10], [[3] * 5] * 8, [0, 1] * 4)
    parts = [sorted(part) for part in split(rows, 30)]
    assert parts == [[0, 2, 4, 6], [1, 3, 5, 7]]


def test_minibatches_hold_whole_groups_once() -> None:
    rows = Rows([[1], [2], [3], [4], [5]], [[9]] * 10, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    parts = list(minibatches(rows, 2, torch.Generator().manual_seed(0)))
    assert sorted(row for part in parts for row in part) == list(range(10))
    assert [len(part) for part in parts] == [6, 4]
    assert all(row ^ 1 in part for part in parts for row in part), "a group's rows go together"
    assert list(minibatches(rows, 1, torch.Generator())) == [list(range(10))]


def test_a_selection_keeps_each_rows_own_values() -> None:
    problem = Problem("q", "q")
    lengths = [[3, 1], [2, 4]]
    groups = [
        Group(problem, "q", [number] * 2, [completion(10 * number + at, length) for at, length in enumerate(group)])
        for number, group in enumerate(lengths)
    ]
    advantages_P_G = torch.tensor([[0.0, 1.0], [2.0, 3.0]])
    batch = make_batch(groups, torch.device("cpu")).judged(advantages_P_G, torch.tensor([True, True, False, True]))
    assert batch.mask_B_T.tolist() == [[1, 1, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1, 1]]
    assert batch.rollout_logprobs_B_T.tolist() == [[0, 0, 0, 0], [-1, 0, 0, 0], [-10, -10, 0, 0], [-11] * 4]
    part = batch.select([2, 1])
    assert part.rows.completions == [[10, 10], [1]]
    assert [part.rows.prompts[prompt] for prompt in part.rows.prompt_of] == [[1, 1], [0, 0]]
    assert part.advantages_B_T.tolist() == [[2.0, 2.0], [1.0, 1.0]]
    assert part.rollout_logprobs_B_T.tolist() == [[-10, -10], [-1, 0]]
    assert part.mask_B_T.tolist() == [[0, 0], [1, 0]]
    assert [len(one) for one in micro_batches(part, 1)] == [1, 1]


def completion(value: int, length: int) -> Completion:
    return Completion([value] * length, [-float(value)] * length, [0.0] * length, "", "stop")
