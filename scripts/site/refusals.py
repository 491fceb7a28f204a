"""Every refusal of the service, read from its source: HTTP status, code, and the message with its gaps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import reward_server
from sdk import schema

_CALLS = {"BadRequest", "_refuse", "_error"}


class Refusal(NamedTuple):
    status: int
    code: str
    message: str


def refusals() -> list[Refusal]:
    """One for each status and code, with the first message in the order of the modules."""
    found: dict[tuple[int, str], Refusal] = {}
    for path in sorted(Path(reward_server.__file__).parent.rglob("*.py")):
        for one in _of(ast.parse(path.read_text("utf-8"))):
            known = found.setdefault((one.status, one.code), one)
            if not known.message:
                found[one.status, one.code] = one
    return [found[key] for key in sorted(found)]


def _of(tree: ast.AST) -> Iterator[Refusal]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or getattr(call.func, "attr", getattr(call.func, "id", "")) not in _CALLS:
            continue
        status, code, message = (*call.args, None, None, None)[:3]
        if isinstance(status, ast.Constant) and (word := _text(code)):
            yield Refusal(int(str(status.value)), word, _text(message))


def _text(node: ast.expr | None) -> str:
    """A string of the source. What it puts in stands as `…`."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
    if isinstance(node, ast.Name) and node.id.isupper():
        return str(getattr(schema, node.id, ""))
    return ""
