"""`python -m sdk score`: files in, tables and JSONL out, and errors that name the line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sdk.__main__ import main
from sdk.cli.items_file import FileError, read_items
from sdk.cli.table import plain, results_table, summary, with_progress
from sdk.schema import Component, ItemResult


def lines(*objects: Any) -> str:
    return "".join(json.dumps(one) + "\n" for one in objects)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "batch.jsonl"
    path.write_text(lines({"id": "a", "completion": "four"}, {"id": "b", "completion": "null"}) + "\n")
    return path


def test_a_file_is_scored_into_a_table_with_reasons(
    server: Any, batch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(batch), "--url", server.url]) == 0
    shown = capsys.readouterr()
    assert [line.split() for line in shown.out.splitlines()[:4]] == [
        ["#", "id", "reward", "component", "score", "reason"],
        ["-", "--", "------", "---------", "-----", "-" * 40],
        ["0", "a", "4", "accuracy", "1", "4", "long"],
        ["1", "b", "null", "accuracy", "null", "[error]", "4", "long"],
    ]
    assert "2 items" in shown.out
    assert "1 null" in shown.out
    assert "v-stand-in" in shown.out
    assert shown.err == "", "no progress bar where nobody looks"


def test_options_reach_the_server(server: Any, batch: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared.json"
    shared.write_text('{"p": {"type": "stdio"}}')
    batch.write_text(lines({"completion": "x", "tests": {"ref": "p"}}))
    rewards = ["-r", "accuracy", "-r", "format=0.1", "--reward", 'language={"weight": 0.2}']
    template = ["-t", "think_prefilled", "-t", "think_open=<t>", "-t", "answer_tags=false"]
    more = ["--shared-tests", str(shared), "--timeout-s", "7"]
    assert main(["score", str(batch), "--url", server.url, *rewards, *template, *more]) == 0
    body = server.asked[0].body
    assert body["rewards"] == {"accuracy": 1.0, "format": 0.1, "language": {"weight": 0.2}}
    assert body["template"] == {"think_prefilled": True, "think_open": "<t>", "answer_tags": False}
    assert body["shared_tests"] == {"p": {"type": "stdio"}}
    assert body["timeout_s"] == 7


def test_rows_of_a_data_set_are_scored_by_their_columns(server: Any, batch: Path, capsys: Any) -> None:
    row = {"question": "6 * 12?", "answer": "6 * 12 = 72\n#### 72", "reply": "72<|im_end|>"}
    batch.write_text(lines(row))
    assert main(["score", str(batch), "--url", server.url, "-c", "completion=reply"]) == 0
    sent = {"prompt": "6 * 12?", "completion": "72", "ground_truth": "72"}
    assert server.asked[0].body["items"] == [sent]
    assert main(["score", str(batch), "--url", server.url, "--columns-by-name"]) == 2
    assert "batch.jsonl:1: has no completion: name its column" in capsys.readouterr().err
    assert main(["score", str(batch), "--url", server.url, "-c", "gold=answer"]) == 2
    assert "--column: no field 'gold'" in capsys.readouterr().err


def test_results_are_written_in_order(server: Any, batch: Path, tmp_path: Path) -> None:
    batch.write_text(lines(*({"completion": "slow" if index == 0 else "x" * index} for index in range(20))))
    out = tmp_path / "out.jsonl"
    assert main(["score", str(batch), "--url", server.url, "--output", str(out)]) == 0
    written = [json.loads(line) for line in out.read_text().splitlines()]
    assert [one["index"] for one in written] == list(range(20))
    assert [one["reward"] for one in written[1:]] == list(range(1, 20))
    assert written[0]["components"]["accuracy"]["reason"] == "4 long"


def test_stdin_to_stdout(server: Any) -> None:
    command = [sys.executable, "-m", "sdk", "score", "-", "--url", server.url, "--output", "-"]
    given = lines({"completion": "ab", "metadata": {"odd": "\ud800"}})
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["reward"] == 2.0
    assert json.loads(line)["metadata"] == {"odd": "\ud800"}


def test_the_address_may_come_from_the_environment(
    server: Any, batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REWARD_SERVER_URL", server.url)
    assert main(["score", str(batch), "--rows", "1"]) == 0
    assert "and 1 more" in capsys.readouterr().out


def test_nulls_fail_only_when_asked(server: Any, batch: Path) -> None:
    assert main(["score", str(batch), "--url", server.url, "--fail-on-null"]) == 1


def test_every_wrong_line_and_field_is_named_and_nothing_is_sent(
    server: Any, batch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch.write_text('{"completion": "x"}\n\n{"compltion": "x"}\n{"completion": \n[]\n')
    assert main(["score", str(batch), "--url", server.url]) == 2
    wrong = capsys.readouterr().err.splitlines()
    assert [line.removeprefix(str(batch)).split(": ")[:2] for line in wrong] == [
        [":3", "completion"],
        [":3", "compltion"],
        [":4", "not JSON"],
        [":5", "should be a dict or an Item, not an empty list"],
    ]
    assert server.asked == []


def test_what_the_server_refuses_is_named_by_line(server: Any, batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch.write_text("\n" + lines({"completion": "x"}) + "\n" + lines({"completion": "y"}))

    async def refuse(asked: Any) -> None:
        details = [{"item": 1, "field": "rewards.speed", "message": "unknown reward"}]
        await asked.answer(422, {"error": {"code": "invalid", "message": "no", "details": details}})

    server.script = [refuse]
    assert main(["score", str(batch), "--url", server.url]) == 2
    assert capsys.readouterr().err == f"{batch}:4: rewards.speed: unknown reward\n"


def test_bytes_that_are_no_text_are_named_by_line() -> None:
    with pytest.raises(FileError, match=r"^f:2: not JSON: 'utf-8' codec can't decode"):
        read_items("f", [b'{"completion": "x"}\n', b"\xff\xfe\n"])


def test_a_long_list_of_mistakes_is_cut() -> None:
    with pytest.raises(FileError, match="and 80 more"):
        read_items("f", [b"[]\n"] * 100)


def test_a_byte_order_mark_and_windows_lines_are_read() -> None:
    file = read_items("f", ["\ufeff".encode() + b'{"completion": "x"}\r\n', b"\r\n", b'{"completion": "y"}\r\n'])
    assert [item.completion for item in file.items] == ["x", "y"]
    assert file.lines == [1, 3]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["missing.jsonl"], 2, "missing.jsonl: No such file"),
        (["BATCH", "--url", "nonsense"], 2, "not the address of a server"),
        (["BATCH", "--url", "http://127.0.0.1:9", "--timeout-s", "0"], 2, "timeout_s"),
        (["BATCH", "--url", "http://127.0.0.1:9", "-t", "think_opn=x"], 2, "think_opn"),
        (["BATCH", "--url", "http://127.0.0.1:9", "-r", "accuracy=much"], 2, "rewards.accuracy"),
    ],
)
def test_mistakes_have_an_exit_status_and_a_line_that_says_what_to_do(
    batch: Path, arguments: list[str], status: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", *(str(batch) if one == "BATCH" else one for one in arguments)]) == status
    assert says in capsys.readouterr().err


def test_a_server_that_is_not_there_is_a_failure_of_the_service(
    batch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(batch), "--url", "http://127.0.0.1:9", "--timeout-s", "0.5"]) == 3
    assert "assay serve" in capsys.readouterr().err


def test_help_teaches() -> None:
    shown = subprocess.run([sys.executable, "-m", "sdk", "score", "--help"], capture_output=True, text=True, check=True)
    for word in ("ground_truth", "tests", "assay serve", "exit status", "--output"):
        assert word in shown.stdout


def component(reason: str) -> Component:
    return Component(score=1.0, status="ok", reason=reason)


def test_a_table_keeps_its_width_and_obeys_nothing_in_the_text() -> None:
    evil = ItemResult(
        id="\x1b[31m中文", reward=1.0, components={"accuracy": component("a\nb\x1b]0;title\x07" + "c" * 500)}
    )
    shown = results_table([evil], width=80)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert len(shown.splitlines()) == 3
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert plain("a\tb\ud800") == "a b?"


def test_wide_characters_are_counted_as_wide() -> None:
    results = [ItemResult(id=name, reward=1.0, components={"a": component("r")}) for name in ("中文", "abcd")]
    wide, narrow = results_table(results, 100).splitlines()[2:]
    assert wide.index(" a ") == narrow.index(" a ") - 2


def test_an_empty_file_is_an_empty_table() -> None:
    assert results_table([], 80).splitlines()[0].split() == ["#", "id", "reward", "component", "score", "reason"]
    assert "mean reward null" in summary([], "v", 0.0)


def test_progress_is_drawn_on_a_terminal_alone() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    results = [ItemResult(reward=1.0, components={})] * 3
    terminal, pipe = Terminal(), io.StringIO()
    assert list(with_progress(iter(results), 3, terminal)) == results
    assert list(with_progress(iter(results), 3, pipe)) == results
    assert "3/3 scored" in terminal.getvalue()
    assert pipe.getvalue() == ""
