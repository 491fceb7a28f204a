"""What a contributor is told is true: the example of a reward works, the paths exist, the release and the lock fit."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reward_server.rewards.reward import Sample
from reward_server.rewards.transcript import parse
from sdk.schema import Template

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_reward_of_the_example_scores_as_it_says() -> None:
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)
    brief = names["BRIEF"]
    for answer, score in (("two words", 1.0), ("word " * 51, 0.0), ("", 0.0), ("\ud800", 1.0)):
        transcript = parse(f"<think>a</think><answer>{answer}</answer>", Template())
        said = brief.plan(Sample(transcript.text, transcript), brief.options())  # type: ignore[attr-defined]
        assert said.score == score
        assert said.reason


@pytest.mark.parametrize("path", sorted(set(re.findall(r"[\w./-]+/[\w./-]*\w\.?(?:py|md|toml)|scripts/\w+", TEXT))))
def test_each_path_that_is_named_exists(path: str) -> None:
    if "test_brief" not in path:  # the one to be written
        assert (ROOT / path).exists()


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert str(citation["version"]) == PROJECT["version"]


def test_the_notes_of_a_release_are_its_section_of_the_changelog(tmp_path: Path) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## Unreleased\nnew\n\n## 1.2.0 (2026-01-01)\nmiddle\n### Added\nthis\n\n## 1.2\nold\n"
    )
    environment = {**os.environ, "CHANGELOG": str(changelog)}
    command = [str(ROOT / "scripts" / "release"), "notes", "1.2.0"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout == "middle\n### Added\nthis\n\n"


@pytest.mark.parametrize("name", ["gate.yml", "release.yml"])
def test_a_workflow_calls_scripts_that_exist(name: str) -> None:
    text = (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
    scripts = [step["run"].split()[0] for step in steps if step.get("run", "").startswith("scripts/")]
    assert scripts
    assert all((ROOT / script).exists() for script in scripts)


def test_every_locked_version_is_within_the_range() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    locked = dict(line.split("==") for line in lines if not line.startswith("#"))
    locked = {canonicalize_name(name): version for name, version in locked.items()}
    extras = PROJECT["optional-dependencies"]
    wanted = [
        Requirement(one) for one in (*PROJECT["dependencies"], *(one for some in extras.values() for one in some))
    ]
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        if name not in ("torch", "triton"):
            assert requirement.specifier.contains(locked[name]), f"{requirement}: {locked.get(name)}; run scripts/lock"
