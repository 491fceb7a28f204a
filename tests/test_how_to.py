"""What the how-to pages show works: Python runs, requests and settings are taken, commands and their options exist.

Blocks are collected from the pages, so that a new block is tested from the day it is written. What is too long to run
here is run by a check of `scripts/check`; its options are looked up all the same.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from reward_server import keys
from reward_server.rewards.programs import languages
from reward_server.settings import ENV_PREFIX, Settings, load
from sdk.columns import question
from sdk.train.config.load import load_config
from sdk.train.launch.stage_plan import planned_stages
from tests.end_to_end.running import start_server, stop
from tests.pages import ROOT, Block, Command, blocks, commands

HOW_TO = [
    "README.md", "docs/tutorial.md", "docs/client.md", "docs/columns.md", "docs/trainers.md", "docs/functions.md",
    "docs/judge.md", "docs/languages.md", "docs/profiles.md", "docs/tools.md", "docs/training.md", "docs/scaling.md",
    "docs/evaluation.md", "docs/operations.md", "docs/tracing.md", "docs/deploy.md", "docs/backends.md",
    "docs/development.md", "docs/format.md", "docs/language.md",
    *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs" / "stages").glob("*.md"))),
]  # fmt: skip
SHELL = ("sh", "bash")
ANSWER = {"completion": "<think>1 + 1</think><answer>2</answer>", "ground_truth": "2"}
READER_HAS = {
    "docs/columns.md": {
        "row": {"prompt": "1 + 1?", "answer": "2", "gold": "2", "messages": []},
        "text": "<answer>2</answer>",
    }
}
"""What a page's Python takes for granted."""
SAYS = {
    "README.md": "[1.1, 1.0]",
    "docs/client.md": "item 0, grund_truth: no such field; did you mean ground_truth?",
    "docs/tutorial.md": blocks("docs/tutorial.md", "text")[0].code,
}
"""What a page says that its Python prints."""
NOT_RUN = {
    "docs/deploy.md": "names hosts and a Ray cluster: tests/end_to_end, scripts/check ray and ray_client",
    "docs/functions.md": "its functions are loaded by the service of these tests",
}
"""Pages whose Python is compiled only, and why."""


def of(*languages_: str) -> list[Block]:
    found = [one for page in HOW_TO for one in blocks(page, *languages_)]
    assert found
    return found


@pytest.fixture(scope="module")
def folder(open_folder: Path) -> Path:
    """The folder that a reader works in: the files that pages name."""
    made = open_folder / "reader"
    (made / "my_pkg").mkdir(parents=True)
    (made / "my_pkg" / "__init__.py").touch()
    functions = "\n".join(one.code for one in blocks("docs/functions.md", "python"))
    (made / "my_pkg" / "rewards.py").write_text(functions, "utf-8")
    (made / "examples").symlink_to(ROOT / "examples")
    rows = [{"prompt": f"What is {one} + 1?", "ground_truth": str(one + 1)} for one in range(20)]
    for name in ("train.jsonl", "gsm8k_test.jsonl"):
        (made / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return made


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """A service with the functions of the page on functions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{folder}:{ROOT}")
        running = start_server(rewards='["my_pkg.rewards:brief", "my_pkg.rewards:has_unit"]')
    yield running.url
    stop(running)


def environment(url: str, folder: Path) -> dict[str, str]:
    return {**os.environ, "REWARD_SERVER_URL": url, "PYTHONPATH": f"{folder}:{ROOT}", "COLUMNS": "200"}


@pytest.mark.docker
@pytest.mark.parametrize("page", sorted({one.page for one in of("python")}))
def test_the_python_of_a_page_runs_block_after_block(page: str, url: str, folder: Path) -> None:
    """In one process, as a reader types it."""
    code = "\n".join(one.code for one in blocks(page, "python")).replace("http://127.0.0.1:8000", url)
    compile(code, page, "exec")
    if page in NOT_RUN:
        return
    given = "".join(f"{name} = {value!r}\n" for name, value in READER_HAS.get(page, {}).items())
    command = [sys.executable, "-c", given + code]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, env=environment(url, folder), check=False
    )
    assert done.returncode == 0, done.stderr
    assert SAYS.get(page, "") in done.stdout


@pytest.mark.docker
@pytest.mark.parametrize("block", of("json"), ids=str)
def test_a_request_is_taken_as_the_page_shows_it(block: Block, url: str) -> None:
    for line in _values(block.code):
        if "question" in line:
            assert question(line).prompt
            continue
        item = {**ANSWER, **{name: line[name] for name in ("tests",) if name in line}}
        if "tests" in line:
            del item["ground_truth"]
        request = {"items": [item], **{name: line[name] for name in ("items", "rewards") if name in line}}
        answer = httpx.post(f"{url}/v1/score", json=request, timeout=60)
        assert answer.status_code == 200, answer.text


def _values(text: str) -> list[Any]:
    """One JSON value, or one a line."""
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("block", of("toml"), ids=str)
def test_a_file_of_settings_is_taken_as_the_page_shows_it(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "shown.toml"
    if block.page == "docs/operations.md":  # a digest is left out there
        path.write_text(block.code.replace('"..."', f'"{keys.digest("a token")}"'), "utf-8")
        assert keys.load(path, None)
    elif block.page == "docs/languages.md":
        assert languages.described(tomllib.loads(block.code)).name
    else:
        path.write_text(block.code, "utf-8")
        load(path)


@pytest.mark.parametrize("block", of("yaml"), ids=str)
def test_a_training_configuration_is_taken_as_the_page_shows_it(block: Block, tmp_path: Path) -> None:
    """Its keys and the settings of its stages."""
    path = tmp_path / "shown.yaml"
    path.write_text(block.code, "utf-8")
    assert yaml.safe_load(block.code)
    assert planned_stages(load_config(path))


ALL_COMMANDS = [command for block in of(*SHELL) for command in commands(block)]
OWN = [one for one in ALL_COMMANDS if one.words and one.words[0] in ("assay", "reward-server", "python", "torchrun")]
OTHERS = {
    "pip",
    "docker",
    "helm",
    "haproxy",
    "kill",
    "wait",
    "ray",
    "serve",
    "vllm",
    "python3",
    ".",
    "git",
    "cd",
    "curl",
}
"""Programs that are not ours."""


def test_every_program_of_a_page_is_ours_or_is_known_not_to_be() -> None:
    first = {one.words[0] for one in ALL_COMMANDS if one.words}
    ours = {"assay", "reward-server", "python", "torchrun"}
    scripts = {word for word in first if word.startswith("scripts/")}
    assert first - ours - scripts - OTHERS == set()
    assert [script for script in scripts if not os.access(ROOT / script, os.X_OK)] == []
    checks = [one.words[1:] for one in ALL_COMMANDS if one.words and one.words[0] == "scripts/check"]
    named = {word for words in checks for word in words if re.fullmatch(r"[a-z][\w-]*", word)} - {"nightly"}
    assert {one for one in named if not (ROOT / "scripts" / "checks" / one).exists()} == set()


def test_every_variable_of_a_page_is_a_setting() -> None:
    names = {word.partition("=")[0] for one in ALL_COMMANDS for word in one.variables}
    own = {name.removeprefix(ENV_PREFIX).lower() for name in names if name.startswith(ENV_PREFIX)}
    assert own
    assert own - Settings.model_fields.keys() == {"url"}, "the client's own"


@functools.lru_cache
def helped(module: str, *words: str) -> str:
    """In this process, since a process for each would take ten seconds."""
    inside = importlib.util.find_spec(f"{module}.__main__") if (ROOT / module.replace(".", "/")).is_dir() else None
    command = importlib.import_module(f"{module}.__main__" if inside else module)
    said = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setattr(sys, "argv", [module, *words, "--help"])
        with pytest.raises(SystemExit) as ended:
            command.main()
    assert ended.value.code == 0
    said.seek(0)
    return said.read()


def _help_of(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The help of a command's verb, and the words after the verb."""
    if words[0] == "assay":
        verbs = [("serve", "rewards", "check"), ("serve", "manager"), ("serve", "runner"), ("serve", "key")]
        verbs += [("plan", "calibrate"), ("sandbox", "build"), ("sandbox", "check"), ("sandbox", "list")]
        verb = next((one for one in verbs if words[1 : 1 + len(one)] == one), words[1:2])
        return ("", ()) if verb[0].startswith("-") else (helped("assay_rl", *verb), words[1 + len(verb) :])
    if "-m" in words:
        at = words.index("-m") + 1
        return (helped(words[at]), words[at + 1 :]) if words[at].startswith(("sdk", "reward_server")) else ("", ())
    return (helped("reward_server"), words[1:]) if words[0] == "reward-server" else ("", ())


@pytest.mark.parametrize("command", OWN, ids=str)
def test_every_option_of_a_command_exists(command: Command) -> None:
    text, rest = _help_of(command.words)
    options = {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    assert {one for one in options if not re.search(rf"(?<![\w-]){one}(?![\w-])", text)} == set()


CHEAP = ("assay --version", "assay score", "assay doctor train.jsonl", "assay serve key", "assay serve rewards check")
"""Commands that are run as they stand, by how they begin."""


@pytest.mark.docker
@pytest.mark.parametrize(
    "command", [one for one in OWN if " ".join(one.words).startswith(CHEAP) and "--help" not in one.words], ids=str
)
def test_a_cheap_command_runs_as_the_page_shows_it(command: Command, url: str, folder: Path) -> None:
    if "items.jsonl" in command.words:
        pytest.skip("a file of the reader's own")
    words = [
        sys.executable,
        "-m",
        "assay_rl",
        *(word.replace("http://127.0.0.1:8000", url) for word in command.words[1:]),
    ]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=120, cwd=folder, env=environment(url, folder), check=False
    )
    assert done.returncode == 0, done.stderr
