"""`index.html`: results to click through, in one file that needs no network.

The first view is plain HTML. The rows are stored in the file as compressed columns. Texts are stored in compressed
blocks; the browser unpacks a block when one of its rows is opened. So the page is no larger than its compressed texts.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdk.tools.replay.records import UNREADABLE, Record
from sdk.tools.replay.summary import NO_SOURCE, Summary, rule_of
from sdk.tools.replay.verdicts import KINDS

HERE = Path(__file__).parent
MOST_ROWS = 50_000
BLOCK = 64
"""Rows whose texts are unpacked together."""
PROMPT_CHARS, COMPLETION_CHARS, OTHER_CHARS, GROUP_CHARS = 2_000, 4_000, 1_000, 120
LABELS = {name: kind.label for name, kind in KINDS.items()} | {UNREADABLE: "bad records"}
TOLD = {name: kind.told for name, kind in KINDS.items()} | {UNREADABLE: "no rollout that can be scored"}


def write_page(
    path: Path, records: Iterable[Record], summary: Summary, before: str, after: str, most: int = MOST_ROWS
) -> int:
    """Shows at most `most` rows: flips first, then rows that agree. Gives the number of rows that are shown."""
    others = max(0, most - summary.flips)
    index = _Index()
    for one in records:
        flip = one["kind"] != UNREADABLE and KINDS[one["kind"]].flip
        if len(index.rows) < most and (flip or others > 0):
            others -= not flip
            index.add(one)
    style, script = (_read("rollouts", kind) + _read("page", kind) for kind in ("css", "js"))
    template = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("page.html")
    text = template.stream(
        summary=summary, before=before, after=after, shown=len(index.rows), labels=LABELS, told=TOLD,
        index=_packed(index.columns()), blocks=index.blocks(), style=style, script=script,
        hashes={"style": _hash(style), "script": _hash(script)}, most_bars=12,
    )  # fmt: skip
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(text)
    return len(index.rows)


def _read(name: str, kind: str) -> str:
    """The page's own part, or the one that it shares with the page of the service."""
    folder = HERE if name == "page" else files("assay_rl")
    return (folder / f"{name}.{kind}").read_text("utf-8")


class _Index:
    """Rows as columns, with names by number; texts by blocks."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._names: dict[str, dict[str, int]] = {"rules": {}, "sources": {}, "groups": {}, "files": {}}
        self._blocks: list[str] = []
        self._texts: list[list[Any]] = []

    def add(self, one: Record) -> None:
        read = one["kind"] != UNREADABLE
        self.rows.append([
            list(LABELS).index(one["kind"]),
            self._number("rules", rule_of(one) if read else ""),
            self._number("sources", (one["source"] or NO_SOURCE)[:GROUP_CHARS] if read else ""),
            self._number("groups", one["group"][:GROUP_CHARS] if read else ""),
            self._number("files", one["file"]),
            one["line"],
            one["before"]["score"] if read else None,
            one["after"]["score"] if read else None,
        ])  # fmt: skip
        self._texts.append(_texts(one) if read else [one["reason"]])
        if len(self._texts) == BLOCK:
            self._close()

    def columns(self) -> dict[str, Any]:
        names = {name: list(known) for name, known in self._names.items()}
        keys = ("kind", "rule", "source", "group", "file", "line", "before", "after")
        columns = zip(*self.rows, strict=True) if self.rows else ([] for _ in keys)
        filled = dict(zip(keys, map(list, columns), strict=True))
        return {"kinds": list(LABELS.values()), "block": BLOCK, **names, "columns": filled}

    def blocks(self) -> Iterator[str]:
        if self._texts:
            self._close()
        yield from self._blocks

    def _number(self, kind: str, name: str) -> int:
        return self._names[kind].setdefault(name, len(self._names[kind]))

    def _close(self) -> None:
        self._blocks.append(_packed(self._texts))
        self._texts = []


def _texts(one: Record) -> list[Any]:
    sides = [[one[side]["rule"], one[side]["reason"][:OTHER_CHARS]] for side in ("before", "after")]
    kept = [one.get("prompt", "")[:PROMPT_CHARS], one.get("completion", ""), one.get("judged_by", "")[:OTHER_CHARS]]
    if len(kept[1]) > COMPLETION_CHARS:
        kept[1] = "..." + kept[1][-COMPLETION_CHARS:]
    return [*sides, *kept, "" if one["id"] is None else str(one["id"]), "completion" in one]


def _packed(value: Any) -> str:
    """Equal values give equal bytes."""
    data = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(data, mtime=0)).decode("ascii")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
