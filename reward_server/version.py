"""Which definition of the rewards a score was made by: a digest of everything that can change one."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from reward_server.settings import Settings

_DECIDING_LIBRARIES = ("sympy", "mpmath", "latex2sympy2", "antlr4-python3-runtime", "langdetect")
_DECIDING_PARTS = ("rewards", "symbolic", "execution", "jobs.py", "reward_specs.py", "samples.py", "scoring.py")


def reward_version(settings: Settings, identity: Mapping[str, Any]) -> str:
    """A short digest of scoring code and data, deciding libraries, image ids and settings that can change a score.

    `identity` is what the executors say of themselves (image ids), and is empty until they have answered.
    """
    parts = [_code_digest(), _libraries(), settings.deciding(), identity]
    return hashlib.blake2b(json.dumps(parts, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()


@lru_cache
def _code_digest() -> str:
    package = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=16)
    for part in _DECIDING_PARTS:
        root = package / part
        files = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else [root]
        for path in files:
            if path.suffix != ".pyc":
                digest.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@lru_cache
def _libraries() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in _DECIDING_LIBRARIES}}
