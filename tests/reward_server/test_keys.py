"""Tokens by name: of each the server holds a digest alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reward_server import keys
from reward_server.__main__ import main
from reward_server.keys import Key

BOUNDS = "items_per_s = 5\nqueue_share = 0.5\n"


def test_a_made_token_is_found_by_its_lines_and_no_other(tmp_path: Path) -> None:
    (first, lines), (second, more) = keys.made("a"), keys.made("b.c")
    path = tmp_path / "keys"
    path.write_text(lines + BOUNDS + more)
    found = keys.load(path, "old")
    assert found.find(first) == Key("a", 5.0, 0.5)
    assert found.find(second) == Key("b.c")
    assert found.find("old") == Key("default")
    for wrong in ("", first[:-1], first + "x", keys.digest(first), "\ud800", "ü"):
        assert found.find(wrong) is None
    assert first not in path.read_text()


def test_without_any_everybody_may_score(tmp_path: Path) -> None:
    assert not keys.load(None, None)
    path = tmp_path / "keys"
    for text in (
        "",
        "[a]\nsha256 = 'short'",
        "[a]\nwrong = 1",
        "a = 1",
        "[a",
        f"[a]\nsha256 = '{'0' * 64}'\nqueue_share = 0",
    ):
        path.write_text(text)
        with pytest.raises(ValueError, match=r"."):
            keys.load(path, None)


def test_the_command_makes_what_the_file_takes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "trainer-1"]) == 0
    said = capsys.readouterr().out
    token = said.splitlines()[0].rpartition(" ")[2]
    assert tomllib.loads(said) == {"trainer-1": {"sha256": keys.digest(token)}}


def test_a_file_that_cannot_be_used_is_refused_by_the_keys_name_and_its_tokens_are_not_told(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text(f"[a]\nsha256 = '{'0' * 64}'\n[trainer-b]\nsha256 = 'a-secret-token'\n")
    with pytest.raises(ValueError, match="key trainer-b: sha256: ") as refused:
        keys.load(path, None)
    assert "a-secret-token" not in str(refused.value)


def test_a_name_or_a_token_belongs_to_one_key(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text(f"[default]\nsha256 = '{'0' * 64}'\n")
    with pytest.raises(ValueError, match="key default: "):
        keys.load(path, "the setting's")
    path.write_text(f"[a]\nsha256 = '{'0' * 64}'\n[b]\nsha256 = '{'0' * 64}'\n")
    with pytest.raises(ValueError, match="key b: key a is there already"):
        keys.load(path, None)
