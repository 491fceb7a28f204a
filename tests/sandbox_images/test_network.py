"""Which programs could want a socket. The runner is a package of the image, not of the distribution."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "sandbox_images" / "python"))

from sandbox_runner.network import may_be_wanted

NONE = [
    "",
    "def f(x): return x + 1",
    "import math",
    "  import math, os.path as path  # roots",
    "import re; print(1)",
    "from typing import (\n    List,\n)",
    "from collections.abc import Iterable\r\nimport heapq\r\n",
    "from solution import f\nimport numpy as np",
]
PERHAPS = [
    "import socket",
    "import asyncio",
    "import math, http.server",
    "import math; import asyncio",
    "import math, \\\n    asyncio",
    "import math \x0c, asyncio",
    "from \\\nasyncio import run",
    "from multiprocessing import Manager",
    "from . import f",
    "import os\nos.system('python3 -c \"import http.server\"')",
    "__import__('http.server')",
    "importlib.reload(x)",
    "sys.modules['socket']",
    "exec('import asyncio')",
    "import ｍath",
    "# this is important",
]


@pytest.mark.parametrize("text", NONE)
def test_what_imports_nothing_that_leads_to_a_socket_wants_none(text: str) -> None:
    assert not may_be_wanted({"source": text, "tests": [text], "files": {"a.py": text}, "checker": None})


@pytest.mark.parametrize("text", PERHAPS)
def test_whatever_else_a_text_says_may_want_one(text: str) -> None:
    assert may_be_wanted({"source": text})


@pytest.mark.parametrize(
    "job",
    [
        {"prelude": "import asyncio"},
        {"setup": "import asyncio", "source": ""},
        {"source": "", "tests": ["pass", "import asyncio"]},
        {"source": "", "files": {"helper.py": "import asyncio"}},
        {"source": "", "checker": {"code": "import asyncio"}},
        {"source": "", "checker": {"code": "", "language": {}}},
        {"source": "", "language": {}},
    ],
)
def test_every_text_of_a_job_counts_and_no_other_language_is_read(job: dict[str, Any]) -> None:
    assert may_be_wanted(job)
