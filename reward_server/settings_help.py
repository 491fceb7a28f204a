"""Every setting as `--help` tells it: variable, type, default and meaning, in groups."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from reward_server.settings import ENV_PREFIX, Settings, cores

GROUPS = {
    "host": "Address and processes",
    "token": "Callers, the page, wire formats and profiles",
    "max_body_bytes": "Limits of a request",
    "queue_items": "Admission and connections",
    "log_format": "Logs and traces",
    "drain_s": "Start and end",
    "math_workers": "Mathematics and what is remembered",
    "sandbox": "Programs",
    "tests_store": "Tests and languages",
    "rewards": "Functions of your own",
    "judge_url": "The judge",
}
"""The first setting of each group; a group lasts until the next one begins, in the order of the definitions."""
_HEAD = """\
Every setting can be given as a variable, or by its name in the TOML file of --config. The command line wins, then
the environment, where an empty variable is as good as none, then the file, then the default."""


def all_settings() -> str:
    lines = [_HEAD]
    for name, field in Settings.model_fields.items():
        if name in GROUPS:
            lines += ["", f"{GROUPS[name]}:"]
        lines += _lines(name, field)
    return "\n".join(lines)


def _lines(name: str, field: FieldInfo) -> Iterator[str]:
    yield f"  {ENV_PREFIX}{name.upper()}  ({_type(field)}, default {default_of(field)})"
    yield from textwrap.wrap(field.description or "", 110, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _type(field: FieldInfo) -> str:
    kind = field.annotation
    text = kind.__name__ if isinstance(kind, type) and "[" not in str(kind) else str(kind)
    return text.replace("typing.", "").replace("pathlib.", "").replace(" | None", "").replace("Path", "path")


def default_of(field: FieldInfo) -> str:
    if field.default_factory is cores:
        return "this machine's cores"
    default = field.get_default(call_default_factory=True)
    return "none" if default in (None, [], {}) else str(default)
