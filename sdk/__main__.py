"""`assay score FILE.jsonl` (`python -m sdk score`): scores a file of items, and shows each score with its reason."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assay_rl.distribution import add_version
from sdk.async_client import URL_VARIABLE
from sdk.cli.exits import SERVICE_ERROR, ended, failed, print_anything
from sdk.cli.items_file import FileError, ItemsFile, read_items
from sdk.cli.options import column, pair
from sdk.cli.table import results_table, summary, with_progress
from sdk.client import RewardClient
from sdk.columns import Columns
from sdk.errors import InvalidRequestError
from sdk.options import ClientOptions
from sdk.results import StreamedItem

HAS_NULLS = 1
READY_WITHIN_S = 5.0
"""How long to wait for a server that is down at the start. If it goes down later, --timeout-s bounds the wait."""

EPILOG = """\
FILE holds one item a line, as JSON. Only `completion` is required:

  {"completion": "<think>...</think><answer>\\\\boxed{1/2}</answer>", "ground_truth": "0.5"}
  {"id": "sq", "completion": "```python\\ndef f(x): return x*x\\n```", "tests": {"type": "call",
   "entry_point": "f", "cases": [{"args": [3], "output": 9}]}}          (on one line)
  {"completion": "<think>先算...</think><answer>4</answer>", "ground_truth": "4", "language": "zh"}

examples:
  assay score items.jsonl
      score in this process (needs the server extra)
  assay score items.jsonl --url http://127.0.0.1:8000 -r accuracy -r format=0.1 --output scored.jsonl
      score on a running server, which `assay serve` starts
  assay score items.jsonl -r accuracy -r 'language={"weight": 0.1, "gate": "accuracy"}'
      the language counts only if the answer is right
  ... | assay score - --output - | jq .reward
      from stdin to stdout, one JSON object a line

A null means that the item could not be scored; it is never a zero. The reason says what went wrong.
exit status: 0 scored, 1 with --fail-on-null and a null among the rewards, 2 wrong usage or input, 3 the service failed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    options = _parser().parse_args(arguments)
    return ended(lambda: _score(options), (FileError,))


def _score(options: argparse.Namespace) -> int:
    file = _read(options.file, _columns(options))
    with _client(options) as client:
        client.wait_until_ready(min(READY_WITHIN_S, options.timeout_s))
        started = time.monotonic()
        try:
            results = _results(client, file, options)
        except InvalidRequestError as error:
            if not error.details:
                raise
            raise FileError(file.mistakes(error.details)) from None
    if options.output is not None:
        _write(options.output, results)
    if options.output != "-":
        _show(results, time.monotonic() - started, options.rows)
    if lost := sum(not one.answered for one in results):
        return failed(f"{lost} of {len(results)} items got no answer: the reasons say why", SERVICE_ERROR)
    return HAS_NULLS if options.fail_on_null and any(one.reward is None for one in results) else 0


def _results(client: RewardClient, file: ItemsFile, options: argparse.Namespace) -> list[StreamedItem]:
    stream = client.score_stream(file.items, shared_tests=options.shared_tests)
    results = [one for one in with_progress(stream, len(file.items)) if isinstance(one, StreamedItem)]
    return sorted(results, key=lambda one: one.index)


def _client(options: argparse.Namespace) -> RewardClient:
    given: ClientOptions = {
        "rewards": _pairs(options.reward),
        "profile": options.profile,
        "template": _pairs(options.template),
        "timeout_s": options.timeout_s,
        "on_error": "none",
    }
    url = options.url or os.environ.get(URL_VARIABLE)
    if url:
        return RewardClient(url, **given)
    print(f"no --url and no {URL_VARIABLE}: starting the service in this process", file=sys.stderr)
    if options.no_programs:
        os.environ["REWARD_SERVER_SANDBOX"] = "off"
    return RewardClient.local(**given)


def _columns(options: argparse.Namespace) -> Columns | None:
    if not options.column and not options.columns_by_name:
        return None
    try:
        return Columns.of(dict(options.column or ()))
    except ValueError as error:
        raise FileError(f"--column: {error}") from None


def _read(name: str, columns: Columns | None) -> ItemsFile:
    if name == "-":
        return read_items("stdin", sys.stdin.buffer, columns)
    try:
        with Path(name).open("rb") as lines:
            return read_items(name, lines, columns)
    except OSError as error:
        raise FileError(f"{name}: {error.strerror}") from None


def _write(name: str, results: Sequence[StreamedItem]) -> None:
    lines = "".join(json.dumps(one.model_dump(exclude_none=False)) + "\n" for one in results)
    if name == "-":
        sys.stdout.write(lines)
        return
    try:
        Path(name).write_text(lines, "ascii")
    except OSError as error:
        raise FileError(f"{name}: {error.strerror}") from None


def _show(results: Sequence[StreamedItem], seconds: float, rows: int) -> None:
    width = shutil.get_terminal_size((120, 24)).columns
    print(results_table(results[:rows], width))
    if len(results) > rows:
        print(f"... and {len(results) - rows} more (--rows, or --output FILE for all)")
    version = "+".join(sorted({one.version for one in results} - {""}))
    print("\n" + summary(results, version, seconds))


def _pairs(given: Sequence[tuple[str, Any]] | None) -> dict[str, Any] | None:
    return dict(given) if given else None


def _json_file(name: str) -> Any:
    try:
        return json.loads(Path(name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{name}: {error}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assay", description="Assay's client on the command line.")
    add_version(parser)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    score = commands.add_parser(
        "score",
        help="score a JSONL file of items",
        description="Scores a JSONL file of items, and shows each score with its reason.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(score)
    add = score.add_argument
    add("file", metavar="FILE", help="items, one JSON object a line; - for stdin")
    add("--url", help=f"a running server (default: {URL_VARIABLE}; without it the service runs in this process)")
    add(
        "-r",
        "--reward",
        action="append",
        type=pair(1.0),
        metavar="NAME[=WEIGHT|OPTIONS]",
        help="a reward to give, its weight or its options as JSON; may repeat (default: accuracy=1 format=0.1)",
    )
    add("--profile", metavar="NAME", help="a named set of rewards on the server, instead of --reward")
    add(
        "-t",
        "--template",
        action="append",
        type=pair(True),
        metavar="NAME[=VALUE]",
        help="how the model writes, such as think_prefilled or answer_tags=false; may repeat",
    )
    add("--shared-tests", type=_json_file, metavar="FILE", help='JSON: name -> tests, for items with {"ref": name}')
    add("--columns-by-name", action="store_true", help="FILE holds rows of a data set: docs/columns.md")
    add(
        "-c",
        "--column",
        action="append",
        type=column,
        metavar="FIELD=COLUMN",
        help="the column of a field (completion, ground_truth, tests, ...); others are found by name; may repeat",
    )
    add("--timeout-s", type=float, default=600.0, metavar="S", help="seconds for the whole file (default 600)")
    add("--output", metavar="FILE", help="write the results as JSONL, in order; - for stdout, without the table")
    add("--rows", type=int, default=100, metavar="N", help="items to show in the table (default 100)")
    add("--no-programs", action="store_true", help="in this process: run no sandbox; programs come back null")
    add("--fail-on-null", action="store_true", help="exit with 1 when a reward is null")
    return parser


if __name__ == "__main__":
    sys.exit(main())
