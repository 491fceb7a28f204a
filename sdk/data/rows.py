"""The one reader of rows: JSON Lines, JSON, CSV or parquet, a Hugging Face `datasets` folder, or a name of the hub."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any


class RowsError(ValueError):
    """A source that cannot be read. The message is one line: what is wrong, and what to do."""


FILES = {".jsonl", ".json", ".csv", ".parquet"}


def load_rows(source: str) -> Iterable[Any]:
    """The rows of a source as they are, whatever their columns. Raises RowsError."""
    path = Path(source)
    if source.startswith("hub:"):
        return _from_hub(*source.removeprefix("hub:").split(":"))
    if path.is_dir():
        return _from_folder(path)
    if not path.exists():
        raise RowsError(f"no data at {source}: give a file, a folder of `datasets`, or hub:NAME for one of the hub")
    if path.suffix not in FILES:
        raise RowsError(f"{source}: data is read from {', '.join(sorted(FILES))} files, and from folders")
    return _from_parquet(path) if path.suffix == ".parquet" else _from_text(path)


def read_journal(path: Path) -> list[dict[str, Any]]:
    """Every whole line of a file of JSON lines that a run writes; a line that a crash cut short is left out. Nothing
    where there is no file."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]


def _from_text(path: Path) -> Iterator[Any]:
    try:
        if path.suffix == ".json":
            whole = json.loads(path.read_text(encoding="utf-8"))
            yield from whole if isinstance(whole, list) else [whole]
            return
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as table:
                yield from csv.DictReader(table)
            return
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _json_line(line, path, number)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise RowsError(f"cannot read {path}: {_one_line(error)}") from None


def _json_line(line: str, path: Path, number: int) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise RowsError(f"{path}, line {number}: not valid JSON ({error.msg})") from None


def _from_parquet(path: Path) -> Iterable[Any]:
    rows: Iterable[Any] = _load(_library().load_dataset, "parquet", data_files=str(path), split="train")
    return rows


def _from_folder(path: Path) -> Iterable[Any]:
    """`state.json` marks one data set saved to disk, `dataset_dict.json` several splits; else the layout of the hub."""
    library = _library()
    if (path / "state.json").exists() or (path / "dataset_dict.json").exists():
        return _train_split(_load(library.load_from_disk, str(path)), str(path))
    return _train_split(_load(library.load_dataset, str(path)), str(path))


def _from_hub(name: str, configuration: str = "", split: str = "train", *more: str) -> Iterable[Any]:
    if more or not name:
        raise RowsError("a data set of the hub is written hub:NAME, hub:NAME:CONFIGURATION or with :SPLIT after it")
    try:
        rows: Iterable[Any] = _load(_library().load_dataset, name, configuration or None, split=split)
    except RowsError as error:
        raise RowsError(f"{error}; without the hub give a file or folder in the same layout instead") from None
    return rows


def _train_split(found: Any, where: str) -> Iterable[Any]:
    if not isinstance(found, dict):
        rows: Iterable[Any] = found
        return rows
    if len(found) > 1 and "train" not in found:
        raise RowsError(f"{where} has the splits {', '.join(found)} and none named train: give the folder of one")
    only: Iterable[Any] = found["train"] if "train" in found else next(iter(found.values()))
    return only


def _library() -> Any:
    try:
        datasets = import_module("datasets")
    except ImportError:
        raise RowsError(
            "reading folders, parquet and the hub needs the library `datasets`: pip install datasets, "
            "or write the rows as JSON Lines"
        ) from None
    datasets.disable_progress_bars()
    return datasets


def _load(load: Any, *arguments: Any, **options: Any) -> Any:
    """Whatever the library raises is about the data it was given: files, columns, a network."""
    try:
        return load(*arguments, **options)
    except Exception as error:
        named = options.get("data_files") or ":".join(map(str, filter(None, arguments)))
        raise RowsError(f"cannot load {named}: {_one_line(error)}") from None


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:500]
