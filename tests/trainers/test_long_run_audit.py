"""The audit of the long run: it passes what agrees, and finds one reward or one advantage that does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.long_run.audit import advantages, audit, growth

SCORES: list[dict[str, float | None]] = [
    {"accuracy": 1.0, "format": 1.0},
    {"accuracy": None, "format": 1.0},
    {"accuracy": 1.0, "format": 0.0},
    {"accuracy": 0.0, "format": 0.0},
]
REWARDS = [1.1, None, 1.0, 0.0]


def told(place: int) -> dict[str, Any]:
    components = {name: {"score": score, "status": "ok"} for name, score in SCORES[place].items()}
    return {"reward": REWARDS[place], "components": components}


def service(folder: Path) -> Path:
    """A request that was cut off after its first result, the rest of it, and the null asked once more."""
    items = [["7", letter] for letter in "abcd"]
    rest = "\n".join(json.dumps({"index": at, **told(at + 1)}) for at in range(3))
    whole = [json.dumps({"items": [told(1)], "version": "v"})]
    log: list[dict[str, Any]] = [
        {"request": "x", "items": items},
        {"request": "x", "told": json.dumps({"index": 0, **told(0)}) + "\n"},
        {"request": "y", "items": items[1:]},
        {"request": "y", "told": rest + "\n" + json.dumps({"done": True, "version": "v"})},
        {"request": "z", "items": items[1:2]},
        *({"request": "z", "told": part} for part in whole),
    ]
    path = folder / "service.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in log))
    return path


def trainer(folder: Path, **changed: Any) -> Path:
    line = {"step": 1, "ids": ["7"] * 4, "completions": list("abcd"), "rewards": REWARDS}
    path = folder / "trainer.jsonl"
    path.write_text(json.dumps({**line, "advantages": advantages(REWARDS), **changed}) + "\n")
    return path


def test_what_agrees_passes(tmp_path: Path) -> None:
    found = audit(trainer(tmp_path), service(tmp_path))
    assert (found.wrong, found.rewards, found.nulls, found.mixed_groups, found.versions) == ([], 4, 1, 1, ["v"])
    assert advantages(REWARDS) == pytest.approx([0.657, 0.0, 0.493, -1.151], abs=1e-3)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rewards": [1.1, 0.0, 1.0, 0.0]}, "sample 1: used 0.0, told None"),
        ({"rewards": [1.1, None, 1.0, 0.1]}, "sample 3: used 0.1, told 0.0"),
        ({"advantages": [0.657, 0.0, 0.493, 0.0]}, "sample 3: advantage 0.0"),
        ({"completions": list("abce")}, "no such batch"),
    ],
)
def test_what_differs_is_told(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    assert any(said in one for one in audit(trainer(tmp_path, **changed), service(tmp_path)).wrong)


def test_growth_is_of_the_end_over_the_beginning() -> None:
    assert growth([0.0] * 20 + [100.0] * 60 + [110.0] * 20) == pytest.approx(0.1)
