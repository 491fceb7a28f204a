"""Every limit from four sources, checked at start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from reward_server.__main__ import parse_arguments
from reward_server.settings import Settings, handed_on, load
from reward_server.version import reward_version


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"REWARD_SERVER_{name.upper()}", raising=False)
    monkeypatch.delenv("REWARD_SERVER_SETTINGS_JSON", raising=False)


def test_the_command_line_wins_then_the_environment_then_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "assay.toml"
    file.write_text("port = 1\nmax_items = 2\nmath_workers = 3\n")
    monkeypatch.setenv("REWARD_SERVER_PORT", "10")
    monkeypatch.setenv("REWARD_SERVER_MAX_ITEMS", "20")
    settings = load(file, port=100)
    assert (settings.port, settings.max_items, settings.math_workers) == (100, 20, 3)


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose hands on what is not set as empty."""
    monkeypatch.setenv("REWARD_SERVER_MAX_ITEMS", "")
    monkeypatch.setenv("REWARD_SERVER_TOKEN", "")
    assert (load().max_items, load().token) == (4096, None)


@pytest.mark.parametrize(
    "wrong",
    [
        "max_itms = 1",
        "max_items = 0",
        "port = 70000",
        'sandbox = "maybe"',
        'token = " "',
        'judge_url = "http://host:8001/v1"',
        'judge_url = "host:8001"\njudge_model = "m"',
        'require = "docker"',
        'require = "math,judge"',
        'sandbox = "off"\nrequire = "sandbox"',
    ],
)
def test_a_wrong_setting_is_refused(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "assay.toml"
    file.write_text(wrong)
    with pytest.raises(ValidationError):
        load(file)


@pytest.mark.parametrize(
    ("given", "required"),
    [
        ({}, ("math", "sandbox")),
        ({"sandbox": "off"}, ("math",)),
        ({"judge_url": "http://host/v1", "judge_model": "m"}, ("math", "sandbox", "judge")),
        ({"require": "none"}, ()),
        ({"require": "sandbox, math"}, ("sandbox", "math")),
    ],
)
def test_all_that_is_configured_is_required_unless_said_otherwise(
    given: dict[str, str], required: tuple[str, ...]
) -> None:
    """`require` names the parts that have to be there."""
    assert Settings(**given).required_parts() == required  # type: ignore[arg-type]


def test_children_start_under_the_very_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(port=77, token="secret", manager_socket=Path("/x/y"))
    handed = {key: value for key, value in settings.hand_on().items() if key.endswith("SETTINGS_JSON")}
    for name, value in handed.items():
        monkeypatch.setenv(name, value)
    assert handed_on() == settings


def test_the_token_is_not_printed() -> None:
    assert "secret" not in repr(Settings(token="secret"))
    assert "secret" not in json.dumps(Settings(token="secret").limits())


def test_who_judges_and_how_is_part_of_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "http://host/v1"
    given = [
        Settings(),
        Settings(judge_url=url, judge_model="a"),
        Settings(judge_url=url, judge_model="b"),
        Settings(judge_url=url, judge_model="b", judge_temperature=1.0),
    ]
    monkeypatch.setenv("REWARD_SERVER_JUDGE_EXTRA", '{"seed": 7}')
    given.append(Settings(judge_url=url, judge_model="b"))
    assert len({reward_version(one, {}) for one in given}) == len(given)
    more = Settings(judge_url=url, judge_model="b", judge_concurrency=3, judge_api_key="other")
    assert reward_version(more, {}) == reward_version(given[-1], {}), "what changes no score changes no version"


@pytest.mark.parametrize(
    "arguments", [["--port", "x"], ["--workers", "0"], ["--config", "/nowhere.toml"], ["--prot", "1"]]
)
def test_a_wrong_command_line_is_one_clear_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parse_arguments(arguments)
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
