"""How the service starts Python processes of its own: this interpreter, this code, and nobody's working folder."""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Mapping
from pathlib import Path

import reward_server

_ROOT = Path(reward_server.__file__ or "").resolve().parents[1]


def command(module: str, *arguments: str, python: str = sys.executable) -> list[str]:
    """`-P`: a file in the working folder that is called like a module we import is not what gets imported."""
    return [python, "-P", "-m", module, *arguments]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """`given`, and where this code lies if the interpreter would not find it by itself (a checkout, not installed)."""
    if str(_ROOT) in (*site.getsitepackages(), site.getusersitepackages()):
        return dict(given)
    return {**given, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), given.get("PYTHONPATH", ""))))}
