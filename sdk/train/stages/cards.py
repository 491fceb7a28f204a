"""Cards: beside every data set and model that a stage makes, a file that says what made it, from what, and what was
left out. `card.json` for programs, `card.md` with the same for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sdk.train.errors import DataError


@dataclass(frozen=True)
class Card:
    stage: str
    what: str
    """One sentence."""
    settings: Mapping[str, Any]
    """The configuration that decides."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Name -> a file with its digest, or the name of a model or data set."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """File beside the card -> digest."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What was seen and kept."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Why not -> how many."""
    reward_versions: Sequence[str] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What was measured."""


def write_card(folder: Path, card: Card) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "card.json").write_text(json.dumps(asdict(card), indent=2, default=str) + "\n", encoding="ascii")
    (folder / "card.md").write_text(as_markdown(card), encoding="utf-8")


def read_card(folder: Path) -> dict[str, Any]:
    """Raises DataError where there is none: what stands beside it is not finished, or was not made by a stage."""
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise DataError(f"{folder} has no card.json that can be read ({error}): is its stage finished?") from None
    return card


def file_digest(path: Path) -> str:
    """`sha256:...` of a file's bytes."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def as_markdown(card: Card) -> str:
    parts = [f"# {card.stage}", card.what]
    for title, column, values in (
        ("Seen and kept", "what", card.counts),
        ("Left out", "why", card.dropped),
        ("Measured", "what", card.figures),
        ("Made from", "what", card.inputs),
        ("Files", "file", card.outputs),
    ):
        if values:
            parts.append(f"## {title}\n\n{_table(column, values)}")
    if card.reward_versions:
        parts.append("## Versions of the rewards\n\n" + "\n".join(f"- `{one}`" for one in card.reward_versions))
    settings = json.dumps(card.settings, indent=2, default=str)
    parts.append(f"## Settings\n\n```json\n{settings}\n```")
    return "\n\n".join(parts) + "\n"


def _table(column: str, values: Mapping[str, Any]) -> str:
    rows = [f"| {name} | {_cell(value)} |" for name, value in values.items()]
    return "\n".join([f"| {column} | |", "| --- | --- |", *rows])


def _cell(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")
