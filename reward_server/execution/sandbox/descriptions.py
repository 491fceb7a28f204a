"""The descriptions of languages, read from the folders of their images."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from reward_server.execution.sandbox import image_store
from reward_server.rewards.programs import languages
from reward_server.rewards.programs.languages import Language, described

FILE = "language.toml"


def load(added: Iterable[Path] = ()) -> list[Language]:
    """All that the project has, and those of the folders `added`. Raises ValueError or OSError, naming the file."""
    own = sorted(image_store.contexts().glob(f"*/{FILE}"))
    return [_read(path) for path in [*own, *(folder / FILE for folder in added)]]


def add_all(added: Iterable[Path] = ()) -> None:
    """Makes them known to this process. Raises as `load` does."""
    languages.add(load(added))


def _read(path: Path) -> Language:
    try:
        return described(tomllib.loads(path.read_text("utf-8")))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
