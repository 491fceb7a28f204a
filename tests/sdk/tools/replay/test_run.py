"""Rollouts through the real service: kinds of flips, bad records, interruption."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from sdk import Item, RewardClient
from sdk.tools.replay import run as module
from sdk.tools.replay.records import Results, ResultsError, read
from sdk.tools.replay.rollouts import Reading
from sdk.tools.replay.run import Replay
from sdk.tools.replay.scorers import Service
from sdk.tools.replay.verdicts import Verdict, kind
from sdk.tools.rows import Rows

ROWS: list[Any] = [
    {"completion": "\\boxed{\\frac{5}{6}}", "answer": "5/6", "reward": 1.0},
    {"completion": "\\boxed{10/12}", "answer": "5/6", "reward": 0.0},
    {"completion": "\\boxed{4}", "answer": "5", "reward": 1.0},
    {"completion": "nope, I cannot", "answer": "5", "reward": 1.0},
    {"completion": "\\boxed{2+3}", "answer": "5", "reward": 1.0},
    {"completion": "5", "answer": "7", "reward": 0.0},
    {"completion": "5", "answer": "", "reward": 0.0},
    {"completion": "5", "answer": "5"},
    {"completion": "5", "answer": "5", "reward": 0, "example_id": 1, "prompt": [], "error": "judge down"},
    ["no rollout"],
    {"completion": "5", "reward": 1.0},
]


@pytest.fixture
def rollouts(tmp_path: Path) -> str:
    path = tmp_path / "rollouts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS) + "{broken\n")
    return str(path)


def replayed(client: RewardClient, rollouts: str, folder: Path, **options: Any) -> list[dict[str, Any]]:
    results = Results(folder, {"of": "a test"})
    Replay(Reading(), Service(client), **options).run(Rows([rollouts]), results)
    results.close()
    return list(read(results.path))


def test_each_rollout_gets_its_kind_both_verdicts_and_its_place(
    client: RewardClient, rollouts: str, tmp_path: Path
) -> None:
    found = replayed(client, rollouts, tmp_path / "out")
    assert [one["kind"] for one in found] == [
        "agreed", "false_zero", "paid_wrong", "paid_hack", "paid_hack", "agreed", "broken_truth", "no_reward",
        "fault_paid_zero", "unreadable", "unreadable", "unreadable",
    ]  # fmt: skip
    assert [one["line"] for one in found] == list(range(1, 13))
    assert found[1]["before"] == {"score": 0.0, "rule": "", "reason": "stored"}
    assert (found[1]["after"]["score"], found[1]["after"]["rule"]) == (1.0, "rational")
    assert found[1]["completion"] == "\\boxed{10/12}"
    assert found[1]["judged_by"] == "5/6"
    assert "completion" not in found[0], "texts are kept of flips alone"
    assert "not JSON" in found[11]["reason"]


def test_texts_of_all_are_kept_where_they_are_asked_for(client: RewardClient, rollouts: str, tmp_path: Path) -> None:
    assert replayed(client, rollouts, tmp_path / "out", whole=True)[0]["completion"] == ROWS[0]["completion"]


class Says:
    """Another scorer, which finds everything right."""

    def score(self, items: Sequence[Item]) -> list[Verdict]:
        return [Verdict(1.0, "yes", "always") for _ in items]


def test_another_scorer_s_verdicts_stand_in_the_place_of_stored_ones(
    client: RewardClient, rollouts: str, tmp_path: Path
) -> None:
    found = replayed(client, rollouts, tmp_path / "out", other=Says())
    assert [one["kind"] for one in found[:3]] == ["agreed", "agreed", "paid_wrong"]
    assert found[2]["before"] == {"score": 1.0, "rule": "yes", "reason": "always"}
    assert found[1]["stored"] == 0.0


def test_a_run_that_was_interrupted_goes_on_and_ends_with_the_same_file(
    client: RewardClient, rollouts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK_ROWS", 2)
    whole = replayed(client, rollouts, tmp_path / "whole")

    def cut_off() -> Iterator[Any]:
        yield from islice(Rows([rollouts]), 9)
        raise KeyboardInterrupt

    results = Results(tmp_path / "cut", {"of": "a test"})
    with pytest.raises(KeyboardInterrupt):
        Replay(Reading(), Service(client)).run(cut_off(), results)
    results.close()
    with results.path.open("a") as file:
        file.write('{"file": "half a li')
    before = len(list(results.path.read_text().splitlines())) - 2
    assert 0 < before < len(whole)
    again = Results(tmp_path / "cut", {"of": "a test"})
    assert again.done == before
    done = Replay(Reading(), Service(client)).run(Rows([rollouts]), again)
    again.close()
    assert done == len(whole) - before
    assert list(read(again.path)) == whole


def test_results_of_other_settings_are_not_gone_on_with(tmp_path: Path) -> None:
    Results(tmp_path, {"version": "1"}).close()
    with pytest.raises(ResultsError, match="other settings \\(version\\)"):
        Results(tmp_path, {"version": "2"})
    assert Results(tmp_path, {"version": "2"}, again=True).done == 0


def test_two_replays_do_not_write_to_one_file(tmp_path: Path) -> None:
    first = Results(tmp_path, {"version": "1"})
    with pytest.raises(ResultsError, match="another replay writes"):
        Results(tmp_path, {"version": "1"})
    first.close()
    Results(tmp_path, {"version": "1"}).close()


def test_an_item_that_the_service_refuses_does_not_take_the_others_along(client: RewardClient) -> None:
    long = {"type": "stdio", "cases": [{"input": "", "output": ""}], "time_limit_s": 9999, "total_time_limit_s": 9999}
    good, bad = Item(completion="5", ground_truth="5"), Item(completion="5", tests=long)
    unknown = good.model_copy(update={"rewards": {"no such": 1}})
    found = Service(client).score([good, bad, unknown, good])
    assert [one.score for one in found] == [1.0, None, None, 1.0]
    assert [one.unusable for one in found] == [False, True, False, False], "its tests are, the reward's name is not"


@pytest.mark.parametrize(
    ("before", "after", "fault", "expected"),
    [
        (Verdict(0.0), Verdict(1.0), "", "false_zero"),
        (Verdict(-1.0), Verdict(1.0), "", "false_zero"),
        (Verdict(1.1), Verdict(0.0, "rational"), "", "paid_wrong"),
        (Verdict(1.0), Verdict(0.0, "no_final_answer"), "", "paid_hack"),
        (Verdict(1.0), Verdict(0.0, "budget", undecided=True), "", "undecided"),
        (Verdict(1.0), Verdict(None, "inputs", unusable=True), "", "broken_truth"),
        (Verdict(1.0), Verdict(None, "fault"), "", "not_scored"),
        (Verdict(0.0), Verdict(0.0), "timeout", "fault_paid_zero"),
        (Verdict(1.0), Verdict(1.0), "timeout", "agreed"),
        (Verdict(None), Verdict(1.0), "", "no_reward"),
        (Verdict(0.1), Verdict(0.0), "", "agreed"),
    ],
)
def test_kinds_of_flips(before: Verdict, after: Verdict, fault: str, expected: str) -> None:
    assert kind(before, after, fault) == expected
