"""A file in which a person strikes or edits samples before they are trained on.

Text for any editor, one section a sample, told apart by lines that begin with `===` and `---`:

    reviewed: no

    === 1 [keep] questions.jsonl:17
    --- question
    What is 2+3?
    --- reasoning
    2+3=5
    --- answer
    5

Change `[keep]` to `[strike]`, or take the section out; edit any text; write `reviewed: yes` when done. What the file
does not show (expected answers, tests, languages) stays with the samples, which are found again by their numbers.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sdk.train.data.traces import Trace
from sdk.train.errors import DataError

HEAD = re.compile(r"=== (?P<number>[0-9]{1,9}) \[ *(?P<verdict>\w*) *\].*")
PARTS = ("question", "reasoning", "answer")
MARKED = re.compile(r"\\*(?:===|---)")
"""Such a line of a sample's own text gets a backslash before it."""
EXPLANATION = """\
reviewed: no

Strike a sample: write [strike] for [keep], or take its section out. Edit any text between the marked lines. When you
are done write `reviewed: yes` in the first line, save, and start the same command again.
"""


@dataclasses.dataclass(frozen=True)
class Review:
    done: bool
    """A person has written `reviewed: yes`."""
    kept: list[Trace]
    struck: int
    edited: int


def write_review(path: Path, traces: Sequence[Trace]) -> None:
    """A file that nobody has reviewed yet, whole or not at all."""
    sections = [_section(number, trace) for number, trace in enumerate(traces, 1)]
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes("\n".join([EXPLANATION, *sections]).encode("utf-8", "surrogatepass"))
    partial.replace(path)


def read_review(path: Path, traces: Sequence[Trace]) -> Review:
    """What the person decided about these samples, the ones that the file was written from. Raises DataError."""
    try:
        lines = path.read_bytes().decode("utf-8", "surrogatepass").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read the review {path}: {error}") from None
    kept, edited, seen = [], 0, set[int]()
    for at, section in _sections(lines):
        where = f"{path}, line {at}"
        number, keep = _head(section[0], len(traces), where)
        if number in seen:
            raise DataError(f"{where}: sample {number} is there twice")
        seen.add(number)
        if keep:
            trace = _apply(_parts(section[1:], where), traces[number - 1])
            edited += trace != traces[number - 1]
            kept.append(trace)
    return Review(_is_done(lines[0], path), kept, len(traces) - len(kept), edited)


def _section(number: int, trace: Trace) -> str:
    shown = [f"=== {number} [keep] {' '.join(trace.source.split())}"]
    for part in PARTS:
        text = getattr(trace, part)
        if isinstance(text, str):
            shown += [f"--- {part}", *(_escape(line) for line in text.split("\n"))]
    return "\n".join([*shown, ""])


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Number of the first line, and the lines, of each section."""
    starts = [at for at, line in enumerate(lines) if line.startswith("===")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start + 1, list(lines[start:end])


def _head(line: str, count: int, where: str) -> tuple[int, bool]:
    found = HEAD.fullmatch(line.rstrip("\r"))
    if found is None or not 1 <= int(found["number"]) <= count:
        raise DataError(f"{where}: should be `=== NUMBER [keep]` or [strike], with a number from 1 to {count}")
    if found["verdict"] not in ("keep", "strike"):
        raise DataError(f"{where}: a sample is to [keep] or to [strike], not to [{found['verdict']}]")
    return int(found["number"]), found["verdict"] == "keep"


def _parts(lines: Iterable[str], where: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    part = None
    for line in lines:
        if line.startswith("---"):
            part = line[3:].strip()
            if part not in PARTS or part in found:
                raise DataError(f"{where}: its parts are {', '.join(PARTS)}, each once; there is `{line.strip()}`")
            found[part] = []
        elif part is not None:
            found[part].append(line)
    missing = {"reasoning", "answer"} - set(found)
    if missing:
        raise DataError(f"{where}: the part `--- {min(missing)}` is missing")
    return {name: "\n".join(map(_unescape, text)) for name, text in found.items()}


def _apply(parts: dict[str, str], trace: Trace) -> Trace:
    """The trace with what was edited: white space around a text, and line ends of an editor's own, are no edit."""
    changed = {}
    for name, text in parts.items():
        original = getattr(trace, name)
        if isinstance(original, str) and _plain(text) != _plain(original):
            changed[name] = _plain(text)
    return dataclasses.replace(trace, **changed)  # type: ignore[arg-type]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _is_done(line: str, path: Path) -> bool:
    name, _, value = line.partition(":")
    if name.strip().lower() != "reviewed" or value.strip().lower() not in ("yes", "no"):
        raise DataError(f"{path}: its first line should be `reviewed: yes` or `reviewed: no`")
    return value.strip().lower() == "yes"


def _escape(line: str) -> str:
    return "\\" + line if MARKED.match(line) else line


def _unescape(line: str) -> str:
    return line[1:] if line.startswith("\\") and MARKED.match(line) else line
