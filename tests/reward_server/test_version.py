"""The version of the rewards changes with what can change a score, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reward_server.settings import Settings
from reward_server.version import PLUMBING, deciding_files, reward_version, rules_digest, version_parts

ROOT = Path(__file__).parent.parent.parent
SERVER, SDK = ROOT / "reward_server", ROOT / "sdk"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A server of two rules, a word list and a module that carries requests."""
    for name, text in {
        "server/rewards/rule.py": '"""Doc."""\n\ndef rule(x: int) -> int:\n    """Doc."""\n    return x + 1  # why\n',
        "server/rewards/words.txt": "yes\n",
        "server/app.py": "PORT = 1\n",
        "server/page/static/page.css": "p {}\n",
        "sdk/schema.py": "TAG = 'think'\n",
        "sdk/columns/rows.py": "NAME = 'answer'\n",
        "sdk/client.py": "TRIES = 1\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def digest(package: Path) -> str:
    return rules_digest(package / "server", package / "sdk")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("server/rewards/rule.py", "def rule(x: int) -> int:\n    return x + 2\n"),
        ("server/rewards/words.txt", "yes\nno\n"),
        ("server/rewards/another.py", "NEW = 1\n"),
        ("server/functions.py", "NEW = 1\n"),
        ("sdk/schema.py", "TAG = 'thought'\n"),
        ("sdk/columns/rows.py", "NAME = 'truth'\n"),
    ],
)
def test_a_change_of_a_rule_changes_it(package: Path, name: str, text: str) -> None:
    before = digest(package)
    (package / name).write_text(text, "utf-8")
    assert digest(package) != before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("server/rewards/rule.py", 'def rule(\n    x: int,\n) -> int:\n    "Told better."\n    return x + 1\n'),
        ("server/app.py", "PORT = 2\n"),
        ("server/page/static/page.css", "p { margin: 0 }\n"),
        ("server/__pycache__/rule.pyc", "bytes"),
        ("sdk/client.py", "TRIES = 2\n"),
    ],
)
def test_what_cannot_change_a_score_does_not(package: Path, name: str, text: str) -> None:
    before = digest(package)
    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_text(text, "utf-8")
    assert digest(package) == before


def test_what_is_left_out_is_there_and_what_decides_is_not_left_out() -> None:
    assert [one for one in PLUMBING if not (SERVER / one).exists() and one != "dialects"] == []
    counted = {str(path.relative_to(root)) for root, path in deciding_files(SERVER, SDK)}
    assert {"reward_specs.py", "scoring.py", "rewards/registry.py", "schema.py", "columns/rows.py"} <= counted
    assert not any(name.startswith("page/") for name in counted)
    assert any(name.startswith("symbolic/") for name in counted)
    assert any(name.startswith("execution/sandbox/") for name in counted)
    assert any(not name.endswith(".py") for name in counted)


def test_the_parts_tell_where_two_versions_differ() -> None:
    one = version_parts(Settings(), {"sandbox": "image 1"})
    other = version_parts(Settings(math_cpu_budget_s=0.5), {"sandbox": "image 2"})
    assert {part for part in one if one[part] != other[part]} == {"settings", "executors"}
    assert reward_version(Settings(), {"sandbox": "image 1"}) != reward_version(Settings(), {"sandbox": "image 2"})
