"""The documentation as a site: its generated pages are the code's, every page is in the navigation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from reward_server.settings import ENV_PREFIX, Settings
from scripts.site import links, offline, reference
from scripts.site.refusals import refusals

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    """`scripts/docs reference` writes them anew."""
    assert (DOCS / "reference" / name).read_text("utf-8") == reference.page(name)


def test_an_operator_finds_every_setting_on_one_page() -> None:
    text = (DOCS / "reference" / "settings.md").read_text("utf-8")
    rows = dict(re.findall(rf"^\| `(\w+)`<br>`({ENV_PREFIX}\w+)` \| [^|]+ \| [^|]+ \| [^|]{{10,}} \|$", text, re.M))
    assert rows == {name: ENV_PREFIX + name.upper() for name in Settings.model_fields}


def test_every_refusal_has_a_message() -> None:
    """Read off the source, or told by hand where the source says it in several parts."""
    found = refusals()
    assert {(401, "unauthorized"), (409, "tests_missing"), (413, "too_large"), (429, "queue_full")} <= {
        (one.status, one.code) for one in found
    }
    assert [one for one in found if not (one.message or reference.MESSAGES.get(one.code))] == []


def _places(entries: Any) -> list[str]:
    if isinstance(entries, str):
        return [entries]
    values = entries.values() if isinstance(entries, dict) else entries
    return [place for one in values for place in _places(one)]


def test_every_page_is_in_the_navigation() -> None:
    placed = _places(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"])
    assert len(placed) == len(set(placed))
    assert {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")} == set(placed) - {
        *links.BROUGHT.values(),
        "reference/commands.md",
        "reference/python.md",
    }


@pytest.mark.parametrize(
    ("source", "link", "mended"),
    [
        ("operations.md", "[a](../SECURITY.md)", "[a](security.md)"),
        ("stages/ppo.md", "[a](../methods.md#x)", "[a](../methods.md#x)"),
        ("contributing.md", "[a](docs/decisions/README.md)", "[a](decisions/README.md)"),
        ("training.md", "[a](../examples/arithmetic.yaml)", "[a](files/examples/arithmetic.yaml.txt)"),
        ("trainers.md", "[a](../examples/trainers)", "a"),
        ("client.md", "[a](https://example.org/b)", "[a](https://example.org/b)"),
        ("client.md", "```\n[a](../SECURITY.md)\n```", "```\n[a](../SECURITY.md)\n```"),
    ],
)
def test_a_link_that_leaves_the_folder_is_mended(source: str, link: str, mended: str) -> None:
    assert links.mended(link, source) == mended


def test_a_list_begins_after_an_empty_line() -> None:
    """The site takes its first item for the paragraph's next line; forges and editors show a list all the same."""
    item = re.compile(r"(?:[-*+]|\d+\.) ")
    glued = []
    for path in [*DOCS.rglob("*.md"), *(ROOT / name for name in links.BROUGHT)]:
        before, fenced = "", False
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            fenced ^= line.startswith("```")
            if not fenced and item.match(line) and before and not (before[0] in " #|<" or item.match(before)):
                glued.append(f"{path.relative_to(ROOT)}:{number}")
            before = line
    assert glued == []


def test_what_a_page_loads_from_elsewhere_is_found() -> None:
    page = '<script src="https://a.example/x.js"></script><img src="a.png"><a href="https://b.example">b</a>'
    assert offline.loads(page) == ["<script> https://a.example/x.js"]
