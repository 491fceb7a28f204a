"""TensorBoard and Weights & Biases as they are, read back with their own readers; neither sends anything anywhere.

pip install '.[train,tensorboard,wandb]'
scripts/check real-sinks
"""

from __future__ import annotations

import importlib
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdk.train.config.load import build
from sdk.train.report.sinks import open_sinks

WHOLE, LAST = 1, 4
pytestmark = pytest.mark.slow
RECORDS: list[dict[str, Any]] = [
    {"loss": 1.0, "reward/format": 0.25, "note": "no number", "nothing": None},
    {"loss": 0.5},
]


def log_to(folder: Path, settings: dict[str, Any]) -> None:
    (sink,) = open_sinks(build({"log": settings}), folder)
    for step, record in enumerate(RECORDS, 1):
        sink.write("sft", step, record)
    sink.close()


def test_tensorboard_reads_what_was_measured(tmp_path: Path) -> None:
    log_to(tmp_path, {"tensorboard": True})
    reader = importlib.import_module("tensorboard.backend.event_processing.event_accumulator")
    events = reader.EventAccumulator(str(tmp_path / "tensorboard"))
    events.Reload()
    assert [(one.step, one.value) for one in events.Scalars("sft/loss")] == [(1, 1.0), (2, 0.5)]
    assert [one.value for one in events.Scalars("sft/reward/format")] == [0.25]
    assert events.Tags()["scalars"] == ["sft/loss", "sft/reward/format"]


def test_weights_and_biases_keeps_what_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setenv("WANDB_SILENT", "true")
    log_to(tmp_path, {"wandb": "a-project"})
    importlib.import_module("wandb").teardown()  # its own process writes the file out, at the latest when it ends
    (file,) = tmp_path.glob("wandb/offline-run-*/run-*.wandb")
    histories, configuration = [], {}
    for record in wandb_records(file):
        if record.HasField("history"):
            items = {"/".join(one.nested_key) or one.key: json.loads(one.value_json) for one in record.history.item}
            histories.append({name: value for name, value in items.items() if not name.startswith("_")})
        if record.HasField("run"):
            assert record.run.project == "a-project"
            configuration.update({one.key: json.loads(one.value_json) for one in record.run.config.update})
    assert histories == [
        {"sft/step": 1, "sft/loss": 1.0, "sft/reward/format": 0.25},
        {"sft/step": 2, "sft/loss": 0.5},
    ]
    assert configuration["grpo"]["kl"] == "k3"


def wandb_records(file: Path) -> list[Any]:
    protocol = importlib.import_module("wandb.proto.wandb_internal_pb2")
    records = []
    for data in leveldb_log(file.read_bytes()):
        record = protocol.Record()
        record.ParseFromString(data)
        records.append(record)
    return records


def leveldb_log(data: bytes, block: int = 32 * 1024) -> Iterator[bytes]:
    """LevelDB's log format behind a head of 7 bytes: in each block, parts of records behind a checksum (4 bytes),
    their length (2) and whether they are whole, first, middle or last (1)."""
    at, record = 7, b""
    while at + 7 <= len(data):
        left = block - at % block
        if left < 7:
            at += left
            continue
        length, kind = struct.unpack_from("<HB", data, at + 4)
        record += data[at + 7 : at + 7 + length]
        at += 7 + length
        if kind in (WHOLE, LAST):
            yield record
            record = b""
