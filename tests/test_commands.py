"""One name for everything: `assay_rl` is the same objects as `sdk`, `assay VERB` the same commands as the modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

import assay_rl
import sdk
from assay_rl import AsyncRewardClient, RewardClient
from assay_rl.__main__ import VERBS, main

MODULES = (
    *("assay_rl", "sdk", "reward_server", "reward_server.execution.manager"),
    *("sdk.train", "sdk.train.evaluate", "sdk.train.scaling", "sdk.train.prepare", "sdk.train.toy.judge_server"),
)


def test_the_face_shows_the_same_objects_and_no_others() -> None:
    assert RewardClient is sdk.RewardClient
    assert AsyncRewardClient is sdk.AsyncRewardClient
    assert assay_rl.__all__ == sdk.__all__
    assert all(getattr(assay_rl, name) is getattr(sdk, name) for name in sdk.__all__)
    assert set(sdk.__all__) <= set(dir(assay_rl))
    with pytest.raises(AttributeError, match="RewardClients"):
        assay_rl.RewardClients  # noqa: B018


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, timeout=60, check=False)


def test_the_face_costs_as_little_as_what_is_behind_it() -> None:
    code = "import sys, assay_rl; print(*{name.partition('.')[0] for name in sys.modules} & {'httpx', 'pydantic'})"
    assert ran("-c", code).stdout.strip() == ""


@pytest.mark.parametrize("module", MODULES)
def test_every_command_says_its_version(module: str) -> None:
    done = ran("-m", module, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("assay-rl")


COMMANDS = (
    *("score", "serve", "serve key", "serve manager", "serve runner", "serve rewards check", "train", "evaluate"),
    *(
        "scaling",
        "prepare",
        "sandbox",
        "sandbox build",
        "sandbox list",
        "sandbox check",
        "replay",
        "diff",
        "doctor",
        "audit",
    ),
    *("plan", "plan calibrate"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_verb_says_the_version_too(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever else the verb would ask for."""
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("assay-rl")


def test_no_verb_is_left_out() -> None:
    assert {command.split()[0] for command in COMMANDS} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_the_command_of_its_module(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert f"usage: assay {verb}" in capsys.readouterr().out


def test_without_a_verb_or_with_an_unknown_one_all_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    shown = capsys.readouterr().out
    assert all(f"  {verb} " in shown for verb in VERBS)
    with pytest.raises(SystemExit) as ended:
        main(["scroe"])
    assert ended.value.code == 2
    assert "choose from" in (told := capsys.readouterr().err)
    assert all(verb in told for verb in VERBS)


def test_the_exit_status_is_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "no-such-file.jsonl"]) == 2
    assert "no-such-file.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("reward_server", "fastapi", "server"),
        ("reward_server", "uvloop", "server"),
        ("reward_server", "pydantic_settings", "server"),
        ("reward_server.execution.manager", "structlog", "server"),
        ("reward_server.execution.sandbox.build", "docker", "server"),
        ("sdk.train", "yaml", "train"),
        ("sdk.train.evaluate", "yaml", "train"),
    ],
)
def test_a_missing_extra_is_told_in_one_line(module: str, package: str, extra: str) -> None:
    """Whatever is asked for: --help too."""
    code = f"import runpy, sys; sys.modules[{package!r}] = None; sys.argv = ['x', '--help']; runpy.run_module({module!r}, run_name='__main__')"
    done = ran("-c", code)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert package in line
    assert f"pip install 'assay-rl[{extra}]'" in line


def test_a_run_without_torch_is_told_so_in_one_line() -> None:
    """Torch is loaded late, and missed in the same words."""
    code = "import sys; sys.modules['torch'] = None; from sdk.train.__main__ import main; main(['examples/arithmetic.yaml'])"
    done = ran("-c", code)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "pip install 'assay-rl[train]'" in done.stderr
