"""`examples/trainers`: each is short, and runs where its trainer is (`scripts/check trainers`)."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.trainers.service import service

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "trainers"
NEEDS = {
    "openrlhf_reward.py": "pydantic",
    "ms_swift_reward.py": "swift",
    "areal_reward.py": "areal.api.reward_api",  # needs all of AReaL; test_areal_wrapper.py tries the same with its file alone
    "skyrl_env.py": "skyrl_gym",
    "openenv_rubric.py": "openenv",
    "tinker_env.py": "tinker_cookbook",
}
"""Scripts that ask for rewards by the client; what asks by a wire format runs beside the real server."""
SERVED = {"openai_graders.py": ("openai", "graders"), "eval_protocol_remote.py": ("eval_protocol", "/evaluate")}
"""The package, which others bring too, and a part of the path that the server must know."""


def right_is_five(items: list[dict[str, Any]]) -> list[dict[str, float | None]]:
    return [{"accuracy": float("5" in str(item["completion"])), "format": 0.0} for item in items]


def _importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:  # a package around it lacks something
        return False


def ran(name: str, url: str, *arguments: str, folder: Path = ROOT) -> str:
    environment = {**os.environ, "REWARD_SERVER_URL": url, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, EXAMPLES / name, *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_an_example_has_fewer_than_forty_lines_and_says_whose_it_is(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) < 40
    assert any(lines[at].lstrip('"# ')[:1].isalpha() for at in (0, 1))


@pytest.mark.parametrize("name", NEEDS)
def test_an_example_runs(name: str) -> None:
    if not _importable(NEEDS[name]):
        pytest.skip(f"{NEEDS[name]} is not installed here: scripts/check trainers")
    with service(right_is_five) as url:
        said = ran(name, url)
    assert "1.0" in said or name == "tinker_env.py"


@pytest.mark.slow
def test_trl_s_example_trains(tmp_path: Path) -> None:
    pytest.importorskip("trl", reason="TRL is not installed here: scripts/check trainers")
    from tests.trainers.tiny import tiny

    for part in tiny():
        part.save_pretrained(tmp_path / "model")
    with service(right_is_five) as url:
        assert "assay/accuracy" in ran("trl_grpo.py", url, str(tmp_path / "model"), "1", folder=tmp_path)


@pytest.mark.parametrize("name", SERVED)
def test_an_example_of_a_wire_format_runs(name: str) -> None:
    url = os.environ.get("REWARD_SERVER_URL", "")
    package, path = SERVED[name]
    if not url or importlib.util.find_spec(package) is None:
        pytest.skip(f"needs {package} and a server: scripts/check trainers")
    if not any(path in one for one in httpx.get(f"{url}/openapi.json").json()["paths"]):
        pytest.skip("this server does not speak it: scripts/check trainers clients")
    assert float(ran(name, url)) == 1.0


def test_the_server_s_settings_are_read() -> None:
    settings = pytest.importorskip("reward_server.settings", reason="the server's packages are not installed here")
    known = tomllib.loads((EXAMPLES / "server.toml").read_text())
    assert len(settings.load(EXAMPLES / "server.toml").dialects) == len(known["dialects"]) == 7


def test_verifiers_configuration_names_the_reward() -> None:
    known = tomllib.loads((EXAMPLES / "verifiers.toml").read_text())["env"]["taskset"]["task"]["rewards"]
    module, _, name = known["assay"]["fn"].partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_verl_s_line_composes_with_its_own_configuration() -> None:
    hydra = pytest.importorskip("hydra", reason="verl is not installed here: scripts/check trainers")
    pytest.importorskip("verl")
    lines = (EXAMPLES / "verl.sh").read_text().split("main_ppo", 1)[1].splitlines()
    given = [line.strip(' \\"').replace("$REWARD_SERVER_URL", "http://h:1") for line in lines]
    with hydra.initialize_config_module("verl.trainer.config", version_base=None):
        config = hydra.compose("ppo_trainer", overrides=[one for one in given if one and one != "$@"])
    assert config.algorithm.adv_estimator == "assay_grpo"
    assert config.reward.custom_reward_function.reward_kwargs.rewards.format == 0.1
