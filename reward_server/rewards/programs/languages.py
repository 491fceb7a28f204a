"""The languages of programs: what each is called, which kinds of tests it knows, and how its programs are run.

Python is always known. The others are described by a file `language.toml` beside their image's Dockerfile, and added
when a process of the service starts (`execution.sandbox.descriptions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_NAME = re.compile(r"[a-z][a-z0-9_+#-]{0,31}\Z")
_COMMANDS = ("compile", "run", "call", "compile_call", "serve", "judge", "versions")
_PATTERNS = ("memory_exceeded", "needs_sharing")
_FIELDS = {"name", "aliases", "tests", "image", "source", "environment", "overhead_mb", *_COMMANDS, *_PATTERNS}
_FOR_THE_RUNNER = ("source", "compile", "run", "judge", "environment", "memory_exceeded", "overhead_mb")
KINDS = ("stdio", "call", "assert")
NEEDED: dict[str, tuple[str, ...]] = {"call": ("call",), "assert": ("serve", "judge")}
"""Kind of tests -> commands of the harness that it needs."""
MEMORY = "{memory_mb}"
"""In a command: the memory limit of a program, whole MiB."""


@dataclass(frozen=True, slots=True)
class Language:
    """tags: what it is called, in `language` and on fences, lower case; image: its sandbox image, without what all of
    these have in common; how: the part of its description that the runner needs, none for Python."""

    name: str
    tags: frozenset[str]
    tests: tuple[str, ...]
    image: str
    how: Mapping[str, Any] = field(default_factory=dict)

    def runner_part(self, memory_mb: float, kind: str = "stdio", entry_point: str | None = None) -> dict[str, Any]:
        """With the memory limit in its commands. kind: of tests; a harness answers those that have an entry point."""
        filled = {key: _filled(value, str(int(memory_mb))) for key, value in self.how.items()}
        if kind == "assert":
            filled["run"] = filled["serve"]
        elif kind == "call":
            filled["run"] = filled["call"]
            filled["compile"] = filled.get("compile_call", filled.get("compile", []))
            filled["environment"] = {**filled.get("environment", {}), "ENTRY_POINT": entry_point}
        return {key: value for key, value in filled.items() if key in _FOR_THE_RUNNER}


def _filled(value: Any, memory_mb: str) -> Any:
    return [one.replace(MEMORY, memory_mb) for one in value] if isinstance(value, list) else value


PYTHON = Language("python", frozenset({"python", "python3", "py", "py3"}), KINDS, "python")
known: dict[str, Language] = {"python": PYTHON}
"""Name -> language."""


def add(languages: Iterable[Language]) -> None:
    """Raises ValueError where two have a name in common."""
    for one in languages:
        for other in known.values():
            if other.name != one.name and other.tags & one.tags:
                raise ValueError(f"the languages {one.name} and {other.name} share {min(other.tags & one.tags)!r}")
        known[one.name] = one


def find(name: object) -> Language | None:
    """By its name or another of its tags."""
    if not isinstance(name, str):
        return None
    return next((one for one in known.values() if name.lower() in one.tags), None)


def described(fields: Mapping[str, Any]) -> Language:
    """A language from its description. Raises ValueError, which says what is wrong with it."""
    unknown = sorted(fields.keys() - _FIELDS)
    if unknown:
        raise ValueError(f"{unknown[0]}: no such field; there are {', '.join(sorted(_FIELDS))}")
    name = fields.get("name")
    if not isinstance(name, str) or not _NAME.match(name):
        raise ValueError("name: should be a short name in lower case")
    for key in ("aliases", "tests", *_COMMANDS):
        value = fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise ValueError(f"{key}: should be a list of strings")
    for key in ("source", "run"):
        if not fields.get(key):
            raise ValueError(f"{key}: is missing")
    for kind in fields.get("tests", []):
        for key in NEEDED.get(kind, ()):
            if not fields.get(key):
                raise ValueError(f"{key}: is missing, a command of the harness for {kind} tests")
    _check_patterns(fields)
    return Language(
        name=name,
        tags=frozenset({name, *(one.lower() for one in fields.get("aliases", []))}),
        tests=tuple(one for one in KINDS if one in fields.get("tests", ["stdio"])),
        image=str(fields.get("image", name)),
        how={key: value for key, value in fields.items() if key not in ("name", "aliases", "tests", "image")},
    )


def _check_patterns(fields: Mapping[str, Any]) -> None:
    for key in _PATTERNS:
        try:
            re.compile(fields.get(key, ""))
        except (re.error, TypeError) as error:
            raise ValueError(f"{key}: should be a pattern: {error}") from None
    if not isinstance(fields.get("overhead_mb", 32), int):
        raise ValueError("overhead_mb: should be whole MiB")
