"""What the README shows works: its scripts are there, its links lead somewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_its_scripts_are_there_and_can_be_run() -> None:
    named = set(re.findall(r"scripts/\w+", README))
    assert {"scripts/quickstart", "scripts/test"} <= named
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


def test_its_links_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        links = re.findall(r"\]\((?!http)([^)#\s]+)", document.read_text("utf-8"))
        assert [link for link in links if not (document.parent / link).exists()] == [], document.name


PAGES = [
    ROOT / "README.md",
    ROOT / "SECURITY.md",
    ROOT / "sandbox_images" / "README.md",
    *(ROOT / "docs").rglob("*.md"),
]
IGNORED = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}
FOLDERS = {one.name for one in ROOT.glob("*/") if not one.name.startswith(".")} - IGNORED
"""Without those that a command makes: who has run the quickstart has `runs`."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_and_module_that_a_page_names_is_there(page: Path) -> None:
    """Paths from the root of the checkout: those of its folders, and whatever ends as source does."""
    text = page.read_text("utf-8")
    paths = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text))
    own = {one for one in paths if one.split("/")[0] in FOLDERS or one.endswith((".py", ".md", ".yaml", ".svg", ".sh"))}
    assert sorted(one for one in own if not (ROOT / one).exists()) == []
    modules = {one.replace(".", "/") for one in re.findall(r"python -m ([\w.]+)", text)}
    own = {one for one in modules if one.split("/")[0] in FOLDERS}
    assert (
        sorted(one for one in own if not ((ROOT / f"{one}.py").exists() or (ROOT / one / "__main__.py").exists())) == []
    )
