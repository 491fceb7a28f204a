"""The long checks: each can be run and says what it does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = sorted(path for path in (ROOT / "scripts" / "checks").iterdir() if path.suffix != ".sh")


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "scripts" / "check", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.name)
def test_a_check_can_be_run_and_says_what_it_does(path: Path) -> None:
    """Its second line stands in the list of `scripts/check`."""
    head, _, says = path.read_text().splitlines()[1].partition(": ")
    assert path.stat().st_mode & 0o111, "it is executable"
    assert head == f"# {path.name}"
    assert f"{path.name:<20} {says}" in check().stdout.splitlines()


NEEDS = {r"^\s*sandbox$": r"Docker", r"\b(?:apart|peers) ": r"install|wheels|PyPI|Debian's"}
"""What a check calls, and the word by which its line says so."""


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.name)
def test_a_check_says_what_it_needs(path: Path) -> None:
    """An engine, and packages that it installs."""
    text = path.read_text()
    says = text.splitlines()[1]
    code = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    assert [
        word for call, word in NEEDS.items() if re.search(call, code, re.MULTILINE) and not re.search(word, says)
    ] == []


def test_every_slow_test_is_run_by_a_check() -> None:
    """By its file, or by the folder that holds it."""
    run = {one for path in CHECKS for one in re.findall(r"tests(?:/[\w.]+)+", path.read_text())}
    slow = [path for path in (ROOT / "tests").rglob("test_*.py") if "pytest.mark.slow" in path.read_text()]
    names = [path.relative_to(ROOT) for path in slow if path != Path(__file__)]
    assert [name for name in names if not run & {str(name), *map(str, name.parents)}] == []


def test_an_unknown_check_is_refused_with_the_list() -> None:
    """Exit status 2, and the names that there are."""
    refused = check("no-such-check")
    assert refused.returncode == 2
    assert all(path.name in refused.stderr for path in CHECKS)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The dispatcher over three checks that pass, fail, and lack what they need."""
    (tmp_path / "scripts" / "checks").mkdir(parents=True)
    (tmp_path / "scripts" / "check").write_bytes((ROOT / "scripts" / "check").read_bytes())
    (tmp_path / "scripts" / "check").chmod(0o755)
    for name, ends in {"good": "exit 0", "bad": "exit 3", "gpu": "echo needs a GPU; exit 77"}.items():
        path = tmp_path / "scripts" / "checks" / name
        path.write_text(f"#!/usr/bin/env bash\n# {name}: does something\n{ends}\n")
        path.chmod(0o755)
    return tmp_path / "scripts" / "check"


def nightly(dispatcher: Path, *names: str) -> tuple[int, str]:
    ran = subprocess.run([dispatcher, "nightly", *names], capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout


def test_nightly_runs_all_and_says_which_failed(house: Path) -> None:
    """One that fails does not keep the next from running."""
    status, said = nightly(house)
    assert status == 1
    assert "FAILED: bad" in said
    assert "good" in said
    assert "Not run here: gpu" in said
    assert "needs a GPU" in said


def test_nightly_passes_where_no_check_failed(house: Path) -> None:
    """A check that this machine cannot run is named, and fails nothing."""
    status, said = nightly(house, "good", "gpu")
    assert status == 0
    assert "Not run here: gpu" in said
