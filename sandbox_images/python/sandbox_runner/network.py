"""Which programs could want a socket, as their text has it: most can't, and theirs is a place without any.

A fresh network namespace is a quarter of what a process costs, with the work of taking it away. Where a program and its
tests import nothing that leads to a socket, they need none: they run in a network namespace in which nobody ever made a
socket, and in which the kernel lets nobody make one. A program that comes to a socket without naming one finds that
there is none, as it would find that there is no network.
"""

from __future__ import annotations

import re
from typing import Any

WITHOUT = frozenset([
    "__future__", "abc", "array", "ast", "base64", "binascii", "bisect", "builtins", "calendar", "cmath",
    "collections", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions",
    "functools", "gc", "hashlib", "heapq", "html", "inspect", "io", "itertools", "json", "keyword", "math", "numbers",
    "operator", "os", "pathlib", "pprint", "queue", "random", "re", "secrets", "shutil", "solution", "statistics",
    "string", "struct", "sys", "tempfile", "textwrap", "threading", "time", "timeit", "token", "tokenize", "traceback",
    "types", "typing", "unicodedata", "unittest", "warnings", "weakref", "zlib", "zoneinfo", "networkx", "numpy",
    "pandas", "pytest", "scipy", "sortedcontainers", "sympy", "typing_extensions",
])  # fmt: skip
"""Modules whose functions open no socket that anybody could answer."""
IMPORT = re.compile(
    r"\s*(?:from\s+(?P<from>[\w.]+)\s+import\b|import\s+(?P<names>\w[\w.]*(?:\s+as\s+\w+)?"
    r"(?:\s*,\s*\w[\w.]*(?:\s+as\s+\w+)?)*)\s*(?:[;#].*)?$)",
    re.ASCII,
)
"""A line that imports, and nothing that a line before or after it could change."""


def may_be_wanted(job: dict[str, Any]) -> bool:
    """By a program, its tests or its checker. Where a text is not understood: yes."""
    if "language" in job or "language" in (job.get("checker") or {}):
        return True
    checker = [job["checker"]["code"]] if job.get("checker") else []
    texts = [job.get("prelude"), job.get("source"), job.get("setup"), *job.get("tests", ()), *checker]
    return any(text and _names_one(text) for text in [*texts, *job.get("files", {}).values()])


def _names_one(text: str) -> bool:
    if "socket" in text or "IsolatedAsyncioTestCase" in text:
        return True
    if "import" not in text:
        return False
    return not all(_imports_none(line) for line in text.split("\n") if "import" in line)


def _imports_none(line: str) -> bool:
    found = IMPORT.match(line)
    if found is None or line.count("import") > 1:
        return False
    names = [found["from"]] if found["from"] else found["names"].split(",")
    return all(name.split()[0].partition(".")[0] in WITHOUT for name in names)
