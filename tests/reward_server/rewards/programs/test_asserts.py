"""Tests that are read rather than run: which they are, and that the verdict is the one that running them gives."""

from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.programs.asserts import read, verdict
from reward_server.rewards.programs.tagged_values import UnclearError, decode, encode

HUMANEVAL = """
METADATA = {'author': 'jt'}


def check(candidate):
    "all of it"
    assert candidate([1.0, 2.0], 0.5) == True
    assert True, "This prints if this assert fails 1 (good for debugging!)"
    assert candidate([], -1) is False, "Test 2"
"""

READ = [
    "assert f(1, [2, -3], x={'a': (1, 2)}) == {3, 4}",
    "assert f('a' * 3, [0] * 4, 2 ** 10) != 'x'",
    "assert not f(1)",
    "assert f(1) is None",
    "assert None is not f(1)",
    "assert abs(f(1) - 3) < 1e-6",
    "assert math.isclose(f(1), 3, rel_tol=1e-6)",
    "import math\nassert math.fabs(f(1) - math.pi) <= 0.01",
    "assert 2 < f(1) < 4",
    "assert sorted(f(1)) == [1, 2] and 3 not in [1, 2]",
    "assert f(1)[0] == 1",
    "assert f(1)[-1:] == [2]",
    "assert set(f(1)) == set([1, 2])",
    "assert f(1) == f(2)",
    "assert round(f(1), 2) == 0.33",
    "assert f(1) in (1, 2)",
    "assert max(f(1), 3) == 3",
    "assert len(f(1)) == 2 or False",
    "assert list(f(1)) == list(range(2))",
    "assert Solution().add(1, 2) == 3",
    "assert f(float('inf')) == frozenset({1})",
    "def test_it():\n    assert f(1) == 1",
    "# only a comment\nassert f(1) == 1\n'text'\npass",
]
RUN = [
    "xs = [3, 1]\nassert f(xs) == [1, 3]",
    "assert f(f(1)) == 1",
    "assert f(x) == 1",
    "assert f(lambda x: x) == 1",
    "assert f(*[1]) == 1",
    "assert f(**{'a': 1}) == 1",
    "assert f(1).lower() == 'a'",
    "assert f(1) is 3",
    "assert all(f(i) for i in range(3))",
    "assert False or f(1)",
    "assert True and f(1)",
    "assert 1 < 2 < f(1)",
    "assert (f(1) if True else f(2)) == 1",
    "assert f(1) == 1, f(2)",
    "assert 1 == 1",
    "f(1)",
    "for i in range(3):\n    assert f(i) == i",
    "try:\n    f(1)\nexcept ValueError:\n    pass",
    "import numpy as np\nassert np.allclose(f(1), 1)",
    "from math import sqrt\nassert sqrt(4) == 2 and f(1)",
    "assert sum([1, 2]) == 3",
    "assert max(f(1), key=len) == 1",
    "assert Point(1, 2) == 3",
    "assert Stack().items.pop() == 1",
    "assert np(1) == 1",
    "assert check(1) == 1",
    "assert __import__('os') == f(1)",
    "assert f(...) == 1",
    "assert f(2 ** 10000) == 1",
    "assert f([0] * 10 ** 9) == 1",
    "assert f(range(10 ** 9)) == 1",
    "assert f(1 / 0) == 1",
    "assert f(1) == 1 if x else 2",
    "assert f'{f(1)}' == '1'",
    "assert f(1) ** f(2) == f'{1}'",
    "def test_it(fixture):\n    assert f(1) == 1",
    "def test_a():\n    assert f(1) == 1\ndef test_b():\n    assert f(2) == 1",
    "def check(candidate):\n    assert f(1) == 1",
    "def helper(x):\n    assert f(x) == 1",
    "class T:\n    pass\nassert f(1)",
    "assert f(1",
    "assert f(" + "(" * 5000,
    "assert f(1) == " + "-" * 9000 + "1",
]


@pytest.mark.parametrize("test", READ)
def test_what_is_read(test: str) -> None:
    (question,) = read("", (test,), None) or (None,)
    assert question is not None
    assert question.calls


@pytest.mark.parametrize("test", RUN)
def test_what_has_to_run(test: str) -> None:
    assert read("", (test,), None) is None


def test_check_asks_the_entry_point() -> None:
    (question,) = read("import math\nfrom typing import List", (HUMANEVAL,), "f") or ()
    assert question.calls == [[None, None, [["l", [1.0, 2.0]], 0.5], []], [None, None, [["l", []], -1], []]]
    assert len(question.checks) == 3


def test_check_that_is_called_by_name() -> None:
    (question,) = read("", (HUMANEVAL + "\ncheck(g)",), None) or ()
    assert [call[0] for call in question.calls] == ["g", "g"]


@pytest.mark.parametrize("setup", ["x = 1", "import numpy", "from os import path", "def g(): pass", "f = len", "1 +"])
def test_a_setup_that_does_something_has_to_run(setup: str) -> None:
    assert read(setup, ("assert f(1) == 1",), None) is None


def test_a_function_that_is_called_like_a_builtin_has_to_run() -> None:
    assert read("", ("assert sum(f(1)) == 1",), "sum") is None
    assert read("", ("def check(len):\n    assert len(3) == 3",), "f") is not None


def test_the_names_of_the_tests_are_not_the_programs() -> None:
    assert read("", ("METADATA = 1\nassert METADATA(1) == 1",), None) is None
    assert read("from math import floor", ("assert floor(1) == 1",), None) is None


VALUES: list[Any] = [
    None, True, False, 0, 1, 3, -1, 2**70, 0.5, 3.0, math.nan, math.inf, "", "a", "ab", b"x", [], [1, 2], [1, 2.0], [True, 2],
    (1, 2), (1, [2]), {1, 2}, frozenset({1, 2}), {"a": 1}, {1: 2}, [[1], [2]], 1j, [None], {(1, 2): {3}},
]  # fmt: skip
ON_ONE_VALUE = [
    "assert f(1) == [1, 2]", "assert f(1) == (1, 2)", "assert f(1) == {1, 2}", "assert f(1) == {'a': 1}",
    "assert f(1) == 1", "assert f(1) == True", "assert f(1) is True", "assert f(1) is not None", "assert f(1)",
    "assert not f(1)", "assert f(1) != 3", "assert abs(f(1) - 3) < 1e-6", "assert 2 < f(1) < 4", "assert len(f(1)) == 2",
    "assert sorted(f(1)) == [1, 2]", "assert f(1)[0] == 1", "assert f(1)[::-1] == [2, 1]", "assert set(f(1)) == {1, 2}",
    "assert 1 in f(1)", "assert f(1) in ([], 'a', 3)", "assert round(f(1), 1) == 0.5", "assert sum(f(1)) == 3",
    "assert f(1) + [3] == [1, 2, 3]", "assert f(1) * 2 == 6", "assert f(1) / 2 == 1.5", "assert -f(1) == -3",
    "assert math.isnan(f(1))", "assert math.isclose(f(1), 3)", "assert list(f(1)) == [1, 2]", "assert tuple(f(1)) == (1, 2)",
    "assert f(1) == 3 or f", "assert dict(f(1)) == {'a': 1}", "assert min(f(1)) == 1", "assert any(f(1))",
    "assert f(1) == 2 ** 70", "assert f(1) == 'ab', 'not ab'", "assert f(1)['a'] == 1", "assert f(1) >= [1]",
]  # fmt: skip


def by_running(test: str, value: Any) -> str:
    """What the test says of a function that returns `value`."""
    try:
        exec(test, {"f": lambda x: value, "math": math})
    except AssertionError:
        return "wrong_answer"
    except Exception:
        return "runtime_error"
    return "passed"


@pytest.mark.parametrize("test", [one for one in ON_ONE_VALUE if "or f" not in one])
def test_the_verdict_is_that_of_running_the_test(test: str) -> None:
    (question,) = read("", (test,), None) or (None,)
    assert question is not None
    clear = 0
    for value in VALUES:
        with contextlib.suppress(UnclearError):
            found = verdict(question, json.dumps([["=", encode(value)]]).encode())["status"]
            assert found == by_running(test, value), value
            clear += 1
    assert clear == len(VALUES) or (clear > 5 and any(sign in test for sign in "+-*/"))


def test_the_first_failure_decides() -> None:
    (question,) = read("", ("assert f(1) == 1\nassert f(2) == 2\nassert f(3) == 3",), None) or ()
    assert verdict(question, b'[["=", 1], ["=", 0], ["!", "Trace\\nValueError: x"]]')["status"] == "wrong_answer"
    raised = verdict(question, b'[["=", 1], ["!", "Trace\\nValueError: x"]]')
    assert (raised["status"], raised["detail"]) == ("runtime_error", "ValueError: x")
    assert verdict(question, b'[["=", 1], ["=", 2], ["=", 3]]') == {"status": "passed"}


FORGED = [
    b"", b"null", b"[]", b"{}", b"[1]", b'[["="]]', b'[["=", 1, 2]]', b'[["?", "no"]]', b'["=", 1]', b'[["=", ["o", 1]]]',
    b'[["=", ["l"]]]', b'[["=", [[], []]]]', b'[["=", ["s", [["l", []]]]]]', b'[["=", ["i", "zz"]]]', b'[["=", ["D", "1e9"]]]',
    b"[" * 20000, b'[["=", ' + b'["l", [' * 500 + b"]]" * 500 + b"]]", b'[["=", ' + b"9" * 5000 + b"]]", b'\xff',
    b'[["=", "' + b"x" * 20000 + b'"]]',
]  # fmt: skip


@pytest.mark.parametrize("frame", FORGED, ids=range(len(FORGED)))
def test_what_is_no_answer_is_left_unclear(frame: bytes) -> None:
    (question,) = read("", ("assert f(1) == 1",), None) or ()
    with pytest.raises(UnclearError):
        verdict(question, frame)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False), st.lists))
def test_anything_sent_gives_a_verdict_or_is_unclear(message: Any) -> None:
    for test in ("assert f(1) == [1]", "assert sorted(f(1)) * 2 == 1", "assert f(1)[0] + f(2) < 3"):
        (question,) = read("", (test,), None) or ()
        for frame in (message, [["=", message]] * 2):
            with contextlib.suppress(UnclearError):
                assert verdict(question, json.dumps(frame).encode())["status"]


keys = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False) | st.binary()
values = st.recursive(
    keys, lambda inner: st.lists(inner) | st.tuples(inner) | st.sets(keys) | st.dictionaries(keys, inner), max_leaves=20
)


@given(values)
def test_values_cross_unchanged(value: Any) -> None:
    back = decode(json.loads(json.dumps(encode(value))))
    assert back == value
    assert type(back) is type(value)
