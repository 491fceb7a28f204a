"""What each part of the service costs on a machine, as `assay plan calibrate` measures it and `assay plan` reads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

BUNDLED = Path(__file__).with_name("costs.json")


class CostsError(ValueError):
    """A file that holds no costs."""


@dataclass(frozen=True)
class Costs:
    """Seconds are CPU seconds on a core that nothing else uses, unless they are called `wait`; mb: 1,000,000 bytes."""

    machine: str
    """What was measured: processor, Python, what isolated the programs."""
    slowdown: float
    """How many times longer work takes on each core while all cores are busy."""

    request_s: float
    """The HTTP process, for each request."""
    text_s: float
    """The HTTP process, for each item: reading it, its format, its answer."""
    text_kchar_s: float
    """More, for every 1,000 characters of a completion."""
    language_s: float
    """The HTTP process, for each item that is scored by its language."""
    language_kchar_s: float
    math_s: float
    """The HTTP process, more for an item of mathematics that it decides itself."""
    client_item_s: float
    """The process that calls, for each item."""

    symbolic_http_s: float
    """The HTTP process, more for a comparison that a math worker makes."""
    symbolic_manager_s: float
    symbolic_s: float
    """The math worker."""

    program_http_s: float
    """The HTTP process, more for an item with a program."""
    program_manager_s: float
    case_manager_s: float
    """The manager, for each program, and for each of its cases."""
    program_s: float
    case_s: float
    """The sandbox, besides the program's own time."""
    program_wait_s: float
    case_wait_s: float
    """Seconds in which a place is held and nobody computes."""

    http_mb: float
    manager_mb: float
    math_parent_mb: float
    math_worker_mb: float
    sandbox_mb: float
    """Proportional set sizes after the measurement; of a sandbox without the program's own memory."""

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", "utf-8")


def read(path: Path) -> Costs:
    """Raises CostsError, or OSError."""
    try:
        said: Any = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise CostsError(f"{path} is not JSON: {error}; write it again with `assay plan calibrate`") from None
    names = {one.name for one in fields(Costs)}
    if not isinstance(said, dict) or said.keys() != names:
        odd = sorted(names ^ said.keys()) if isinstance(said, dict) else ["an object"]
        raise CostsError(f"{path} holds other costs than this version's ({', '.join(odd[:4])}): calibrate again")
    for name in names - {"machine"}:
        value = said[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
            raise CostsError(f"{path}: {name} is {value!r}, and should be a number from 0; calibrate again")
    if said["slowdown"] < 1:
        raise CostsError(f"{path}: slowdown is {said['slowdown']}, and should be at least 1; calibrate again")
    return Costs(**said)
