from __future__ import annotations

from typing import Any

import pytest

from sdk.columns import ColumnError, question
from sdk.columns.parametrized import with_cases
from tests.sdk.columns.shapes import ROWS

DECORATED = """\
import pytest

@pytest.mark.parametrize("a, b", [(1, 2), (2, 4)])
def test_double(a, b):
    seen.append((a, b))
"""


def ran(code: str) -> list[Any]:
    """What the test functions saw, called as the service calls them: without arguments, in order."""
    seen: list[Any] = []
    namespace: dict[str, Any] = {"seen": seen}
    exec(with_cases(code), namespace)
    for name, value in list(namespace.items()):
        if name.startswith("test") and not value.__code__.co_argcount:
            value()
    return seen


def test_every_case_is_run() -> None:
    assert ran(DECORATED) == [(1, 2), (2, 4)]


@pytest.mark.parametrize(
    ("decorators", "seen"),
    [
        ("@pytest.mark.parametrize('a', [1, 2])\n@pytest.mark.parametrize('b', [3])", [(1, 3), (2, 3)]),
        ("@pytest.mark.parametrize(('a', 'b'), [(1, 2)], ids=['one'])", [(1, 2)]),
        ("@pytest.mark.parametrize(argnames=['a', 'b'], argvalues=zip([1], [2]))", [(1, 2)]),
        ("@pytest.mark.slow\n@pytest.mark.parametrize('a,b', CASES)", [(5, 6)]),
    ],
)
def test_cases_are_read_as_pytest_reads_them(decorators: str, seen: list[Any]) -> None:
    code = f"import pytest\nCASES = [(5, 6)]\n{decorators}\ndef test_it(a, b):\n    seen.append((a, b))\n"
    assert ran(code) == seen


@pytest.mark.parametrize(
    "code",
    [
        "def test_plain():\n    seen.append(1)\n",
        "def test_one(n):\n    seen.append(n)\n\ndef test_all():\n    test_one(1)\n",
        "def test_plain(n=1):\n    pass\n",
        "def broken(:\n",
    ],
)
def test_other_code_stays_as_it_is(code: str) -> None:
    assert with_cases(code) == code


@pytest.mark.parametrize(
    "code",
    [
        "def test_prints(capsys):\n    pass\n",
        "@pytest.mark.parametrize('a', [1])\ndef test_prints(a, capsys):\n    pass\n",
        "@pytest.mark.parametrize('capsys', [pytest.param(1)])\ndef test_prints(capsys):\n    pass\n",
    ],
)
def test_what_pytest_alone_gives_is_refused_and_named(code: str) -> None:
    """Else such a test would not be run, and the others alone would decide."""
    with pytest.raises(ColumnError, match=r"test: test_prints asks for capsys, .* leave the row out"):
        question(ROWS["KodCode"] | {"test": code})
