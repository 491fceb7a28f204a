"""Every limit from four sources, checked at start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from reward_server.__main__ import parse_arguments
from reward_server.settings import Settings, handed_on, load, unknown_variables
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


def test_an_empty_variable_beside_the_file_leaves_the_files_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or `REWARD_SERVER_TOKEN=` would open a server whose file has a token."""
    file = tmp_path / "assay.toml"
    file.write_text('token = "file-secret"\nmax_items = 7\n')
    for name in ("REWARD_SERVER_TOKEN", "REWARD_SERVER_MAX_ITEMS", "reward_server_max_items"):
        monkeypatch.setenv(name, "")
    assert (load(file).token, load(file).max_items) == ("file-secret", 7)


def test_a_variable_that_is_no_setting_is_named_with_the_nearest_and_others_business_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    links = {
        "REWARD_SERVER_PORT": "tcp://10.0.0.1:8000", "REWARD_SERVER_SERVICE_HOST": "10.0.0.1",
        "REWARD_SERVER_SERVICE_PORT": "8000", "REWARD_SERVER_SERVICE_PORT_HTTP": "8000",
        "REWARD_SERVER_PORT_8000_TCP": "tcp://10.0.0.1:8000", "REWARD_SERVER_PORT_8000_TCP_ADDR": "10.0.0.1",
    }  # fmt: skip
    for name, value in {**links, "REWARD_SERVER_URL": "http://x", "REWARD_SERVER_MAX_ITEMS": "7"}.items():
        monkeypatch.setenv(name, value)
    assert unknown_variables() == []
    assert (load().port, load().max_items) == (8000, 7)
    monkeypatch.setenv("REWARD_SERVER_MAX_ITMES", "3")
    monkeypatch.setenv("REWARD_SERVER_XYZZY", "")
    said = unknown_variables()
    assert [("REWARD_SERVER_MAX_ITMES" in line, "REWARD_SERVER_MAX_ITEMS?" in line) for line in said] == [
        (True, True),
        (False, False),
    ]


def test_children_that_need_no_secrets_are_given_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REWARD_SERVER_TOKEN", "s3cret")
    monkeypatch.setenv("REWARD_SERVER_JUDGE_API_KEY", "s3cret")
    monkeypatch.setenv("REWARD_SERVER_JUDGE_URL", "http://user:s3cret@host/v1")
    monkeypatch.setenv("REWARD_SERVER_JUDGE_MODEL", "m")
    monkeypatch.setenv("REWARD_SERVER_REQUIRE", "judge")
    environment = load().without_secrets().hand_on()
    assert "s3cret" not in json.dumps(environment)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert handed_on().math_workers == load().math_workers


def test_help_tells_every_setting_with_its_variable(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_arguments(["--help"])
    said = capsys.readouterr().out
    assert all(f"  REWARD_SERVER_{name.upper()}  (" in said for name in Settings.model_fields)
    assert "REWARD_SERVER_MAX_ITEMS  (int, default 4096)" in said


@pytest.mark.parametrize(
    "wrong",
    [
        "max_itms = 1",
        "max_items = 0",
        "port = 70000",
        'sandbox = "maybe"',
        'token = " "',
        'token = "x\\ny"',
        'sandbox_token = "é"',
        'judge_api_key = "x\\n"',
        'judge_url = "http://host:8001/v1"',
        'judge_url = "host:8001"\njudge_model = "m"',
        'require = "docker"',
        'require = "math,judge"',
        'sandbox = "off"\nrequire = "sandbox"',
        f'unix_socket = "/{"a" * 107}"',
        f'sandbox_socket_dir = "/{"a" * 80}"',
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
