"""What the README shows works: its Python runs against a service, its commands exist, its links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str, text: str = README) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"the README shows no {language}"
    return found


@pytest.mark.docker
@pytest.mark.parametrize("code", blocks("python"))
def test_its_python_runs(server: str, code: str) -> None:
    code = code.replace("http://127.0.0.1:8000", server)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "[1.1, 1.0]" in done.stdout


def test_its_scripts_are_there_and_can_be_run() -> None:
    named = set(re.findall(r"scripts/\w+", README))
    assert {"scripts/quickstart", "scripts/test"} <= named
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


def test_its_links_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        links = re.findall(r"\]\((?!http)([^)#\s]+)", document.read_text("utf-8"))
        assert [link for link in links if not (document.parent / link).exists()] == [], document.name
