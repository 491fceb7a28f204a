"""The version of the rewards: a digest of everything that can change a score, and of nothing else.

Training runs are pinned to this version. So it must change with every rule, and must not change with anything that
cannot change a score: a comment, a docstring, the layout of the code, the server's HTTP, queues and processes, a patch
release of Python.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from reward_server.profiles import Profile
from reward_server.settings import Settings

_DECIDING_LIBRARIES = (
    "sympy",
    "mpmath",
    "latex2sympy2",
    "antlr4-python3-runtime",
    "langdetect",
    "google-re2",
    "jsonschema-rs",
    "pyyaml",
    "syllapy",
    "wordfreq",
)

PLUMBING = (
    "__init__.py", "__main__.py", "admission.py", "afresh.py", "app.py", "asgi.py", "bad_request.py", "batch_log.py",
    "body.py", "connections.py", "dialects", "keys.py", "logs.py", "metrics.py", "metrics_share.py", "negotiation.py",
    "page", "quota.py", "redis_store.py", "scored_log.py", "server.py", "service.py", "settings.py", "settings_help.py",
    "slowest.py", "tests_store.py", "throughput.py", "tracing.py", "users.py", "verdict_store.py", "version.py",
    "execution/fair_queue.py", "execution/frames.py", "execution/launcher.py", "execution/manager.py",
    "execution/manager_client.py", "execution/prefork.py", "execution/run_folder.py", "execution/inherited_file.py",
    "execution/under_user.py",
)  # fmt: skip
"""The modules of the server that cannot change a score: they carry requests and start processes. Every module that is
not named here counts, so a new module counts too. (Settings that can change a score count by their values.)"""

_OF_THE_WIRE = ("schema.py", "columns/*.py")
"""The modules of the sdk that decide what an item means before the rewards see it."""


def reward_version(settings: Settings, identity: Mapping[str, Any]) -> str:
    """A short digest of all parts.

    `identity` is what the executors report (image ids); it is empty until they have answered.
    """
    return _digest(version_parts(settings, identity))


def version_parts(settings: Settings, identity: Mapping[str, Any]) -> dict[str, str]:
    """A digest of each part of the definition. If two versions differ, some of these digests differ."""
    parts = {
        "rules": _rules(),
        "libraries": _digest(_libraries()),
        "settings": _digest(settings.deciding()),
        "executors": _digest(identity),
    }
    if settings.profiles:
        parts["profiles"] = _digest({name: one.shown() for name, one in settings.profiles.items()})
    return parts


def profile_version(parts: Mapping[str, str], profile: Profile) -> str:
    """The version of one profile: it changes with the rules and with this profile, not with other profiles."""
    return _digest([{name: part for name, part in parts.items() if name != "profiles"}, profile.shown()])


def _digest(value: object) -> str:
    return hashlib.blake2b(json.dumps(value, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()


@lru_cache
def _rules() -> str:
    server = Path(__file__).parent
    return rules_digest(server, server.parent / "sdk")


def rules_digest(server: Path, sdk: Path) -> str:
    """A digest of the code that decides, as it runs, and of its data."""
    digest = hashlib.blake2b(digest_size=8)
    for root, path in deciding_files(server, sdk):
        content = _as_it_runs(path.read_text("utf-8")) if path.suffix == ".py" else path.read_bytes()
        digest.update(f"{root.name}/{path.relative_to(root)}".encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def deciding_files(server: Path, sdk: Path) -> Iterator[tuple[Path, Path]]:
    """(package, file) of every file that can change a score, in one order everywhere."""
    carried = [server / part for part in PLUMBING]
    for path in sorted(server.rglob("*")):
        counts = path.is_file() and path.suffix != ".pyc" and path.name != "py.typed"
        if counts and not any(path == one or one in path.parents for one in carried):
            yield server, path
    for name in _OF_THE_WIRE:
        yield from ((sdk, path) for path in sorted(sdk.glob(name)))


def _as_it_runs(source: str) -> bytes:
    """The code without comments, docstrings and layout."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_a_text(one)]  # type: ignore[attr-defined]
    return ast.dump(tree).encode("utf-8", "surrogatepass")


def _is_a_text(node: ast.AST) -> bool:
    """A string that stands by itself: a docstring, or the explanation under a name."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


@lru_cache
def _libraries() -> dict[str, str]:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"python": python, **{name: _installed(name) for name in _DECIDING_LIBRARIES}}


def _installed(name: str) -> str:
    """The version of a library; empty if it is not installed, because then it decides nothing."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
