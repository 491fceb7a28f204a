"""A run of a small model that learns from its own mistakes, corrected by another model behind an endpoint."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sdk.data.rows import read_journal
from sdk.train.config.load import build
from sdk.train.errors import ConfigError, EngineError
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.stages.handover import read_card
from sdk.train.toy.chat_server import ChatServer, Messages

SETTINGS: dict[str, Any] = {
    "threads": 1,
    "stages": ["sft", "apo_zero"],
    "steps": 2,
    "model": {"hidden_size": 16},
    "rollout": {"prompts_per_step": 4, "group_size": 1, "max_new_tokens": 40},
    "sft": {"steps": 3, "batch_size": 8},
    "eval": {"problems": 4, "every": 2},
}


def knows_the_answer(messages: Messages) -> str:
    """The thoughts go, for this model's are noise; what is right of them nobody could tell."""
    found = re.search(r"The right answer is: (\d+)", messages[-1]["content"])
    assert found is not None
    return f"<revision><think> I add </think> <answer> {found[1]} </answer></revision>"


def settings(folder: Path, url: str) -> Any:
    preferences = {"pairing": "revised", "reviser": {"url": url, "model": "larger"}}
    return build({**SETTINGS, "output_dir": str(folder), "preferences": preferences})


def test_a_model_learns_from_its_mistakes_and_their_corrections(tmp_path: Path, sum_client: Any) -> None:
    with ChatServer(knows_the_answer, "larger") as server:
        assert train(settings(tmp_path / "run", server.url), sum_client(), silent())
    stage = tmp_path / "run" / "stages" / "01-apo_zero"
    rows = [json.loads(one) for one in (stage / "preferences.jsonl").read_text().splitlines()]
    assert rows
    assert all(one["chosen_reward"] > 1 > one["rejected_reward"] and one["revised_by"] == "larger" for one in rows)
    card = read_card(stage)
    left_out = card["dropped"].get("no wrong completion", 0)
    assert card["counts"]["pairs"] == len(rows) == 8 - left_out, "of each question, though there is one completion only"
    steps = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    assert all(0 < one["revised/changed_share"] <= 1 for one in steps if one.get("made/pairs"))


def test_a_reviser_that_is_not_there_ends_the_run_in_one_line(
    tmp_path: Path, sum_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk.train.rollout.endpoint.LONGEST_PAUSE_S", 0.0)
    with pytest.raises(EngineError, match=r"^http://127\.0\.0\.1:1/v1/chat/completions does not answer"):
        train(settings(tmp_path / "run", "http://127.0.0.1:1/v1"), sum_client(), silent())


def test_without_a_reviser_a_run_does_not_begin(tmp_path: Path, sum_client: Any) -> None:
    config = build({**SETTINGS, "output_dir": str(tmp_path / "run"), "preferences": {"pairing": "revised"}})
    with pytest.raises(ConfigError, match=r"needs preferences\.reviser\.url and preferences\.reviser\.model"):
        train(config, sum_client(), silent())
    assert not (tmp_path / "run").exists()
