"""The log: JSON for machines, lines for people, the request on each; and the record of scored items."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest

from reward_server import logs, metrics
from reward_server.batch_log import BatchLog
from reward_server.keys import EVERYBODY
from reward_server.parsing import parse_batch
from reward_server.scored_log import ScoredLog
from reward_server.scoring import Scorer, gathered
from reward_server.slowest import Slowest

ITEM = {
    "id": "q1",
    "completion": "<think>secret</think><answer>\\boxed{2}</answer>",
    "ground_truth": "2",
    "group_id": "g",
}


@pytest.fixture
def restored() -> Any:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers, root.level = before[0], before[1]


@pytest.mark.usefixtures("restored")
def test_a_line_is_json_with_time_level_request_and_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    token = logs.request_id.set("r-1")
    logging.getLogger("reward_server.x").warning("refused %d", 429, extra={"items": 3, "text": "ü\n\ud800"})
    logs.request_id.reset(token)
    try:
        raise ValueError("why")
    except ValueError:
        logging.getLogger("reward_server.x").exception("failed")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["level"], first["request_id"], first["items"]) == ("refused 429", "warning", "r-1", 3)
    assert first["timestamp"].endswith("Z")
    assert "ValueError: why" in second["exception"]
    assert "request_id" not in second


@pytest.mark.usefixtures("restored")
def test_a_line_for_people_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("text")
    logging.getLogger("reward_server.x").info("scored a batch", extra={"items": 3})
    assert "scored a batch" in (said := capsys.readouterr().err)
    assert "items=3" in said
    assert said.count("\n") == 1
    logging.getLogger("reward_server.x").info("unknown field %s", "x\n2026 [info] ready\x1b[2J", extra={"text": "a\nb"})
    assert (said := capsys.readouterr().err).count("\n") == 1
    assert "\x1b[2J" not in said


def test_a_batch_with_an_item_that_has_no_score_is_a_warning_with_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    async def run(*_: Any) -> Any:
        raise AssertionError("nothing is asked outside")

    async def score(*items: Any) -> logging.LogRecord:
        batch = parse_batch(json.dumps({"items": items, "rewards": {"accuracy": 1}}).encode())
        scorer, told = Scorer(run, 0), BatchLog(None, Slowest(), batch.request, EVERYBODY, time.monotonic())
        async for ready in scorer.stream(batch.request, batch.specs, time.monotonic() + 30):
            told.note(ready)
        told.end()
        scorer.close()
        return caplog.records[-1]

    caplog.set_level("INFO")
    assert asyncio.run(score(ITEM)).levelname == "INFO"
    record = asyncio.run(score(ITEM, {"completion": "a"}))
    fields = vars(record)
    assert (record.levelname, fields["null_index"], fields["null_component"]) == ("WARNING", 1, "accuracy")
    assert "ground_truth" in fields["null_reason"]


async def scored(log: ScoredLog, count: int = 1, batch: dict[str, Any] | None = None) -> None:
    async def run(*_: Any) -> Any:
        raise AssertionError("nothing is asked outside")

    asked = parse_batch(json.dumps(batch or {"items": [ITEM] * count, "rewards": {"accuracy": 1}}).encode())
    scorer = Scorer(run, 0)
    results = await gathered(scorer.stream(asked.request, asked.specs, time.monotonic() + 30), len(asked.request.items))
    log.start()
    log.note(enumerate(results), asked.request, EVERYBODY.name)
    log.close()
    scorer.close()


def opened(path: Path, **more: Any) -> ScoredLog:
    return ScoredLog(path, **{"share": 1.0, "texts": False, "file_bytes": 10**6, "files": 2, **more})


def test_scored_items_are_written_without_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "scored.jsonl"
    asyncio.run(scored(opened(path)))
    (line,) = map(json.loads, path.read_text().splitlines())
    assert (line["id"], line["group_id"], line["reward"], line["key"]) == ("q1", "g", 1.0, "everybody")
    assert line["components"]["accuracy"]["score"] == 1.0
    assert "secret" not in path.read_text()
    assert "reason" not in line["components"]["accuracy"]


def test_with_texts_the_item_can_be_scored_again(tmp_path: Path) -> None:
    path = tmp_path / "scored.jsonl"
    asyncio.run(scored(opened(path, texts=True)))
    (line,) = map(json.loads, path.read_text().splitlines())
    assert line["item"] == ITEM
    again = parse_batch(json.dumps({"items": [line["item"]], "rewards": line["rewards"]}).encode())
    assert [spec.name for spec in again.specs[0]] == ["accuracy"]


def test_shared_tests_stand_in_the_line_of_each_item_that_names_them(tmp_path: Path) -> None:
    tests = {"type": "stdio", "cases": [{"input": "", "output": "1"}]}
    item = {"completion": "<answer>x = 1</answer>", "tests": {"ref": "p17"}}
    path = tmp_path / "scored.jsonl"
    batch = {"items": [item], "rewards": {"format": 1}, "shared_tests": {"p17": tests}}
    asyncio.run(scored(opened(path, texts=True), batch=batch))
    (line,) = map(json.loads, path.read_text().splitlines())
    assert line["item"]["tests"] == tests


def test_a_share_is_sampled_and_files_are_rotated(tmp_path: Path) -> None:
    asyncio.run(scored(opened(tmp_path / "a", share=0.3), 400))
    assert 60 < len((tmp_path / "a").read_text().splitlines()) < 180
    asyncio.run(scored(opened(tmp_path / "b", file_bytes=2000), 100))
    assert {one.name for one in tmp_path.glob("b*")} == {"b", "b.1", "b.2"}
    assert all(one.stat().st_size <= 2000 for one in tmp_path.glob("b*"))


def test_what_cannot_be_written_is_dropped_and_counted(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    before = metrics.SCORED_LOG_DROPPED._value.get()
    asyncio.run(scored(opened(full, file_bytes=0), 3))
    assert metrics.SCORED_LOG_DROPPED._value.get() == before + 3
