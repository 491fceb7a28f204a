"""Which text of a completion is the program."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.programs.source import defines, extract, fences

F = "def f(x):\n    return x"


def test_the_last_closed_fence_in_the_language_counts() -> None:
    answer = "```python\nold = 1\n```\ntext\n```python\nnew = 1\n```\n```text\noutput\n```"
    assert extract(answer, "python") == "new = 1"


@pytest.mark.parametrize("tag", ["python", "Python", "py", "python3", ""])
def test_tags_of_the_language_and_none(tag: str) -> None:
    assert extract(f"```{tag}\n{F}\n```", "python") == F


def test_the_last_that_defines_the_entry_point_counts_before_its_usage() -> None:
    answer = f"```python\n{F}\n```\nUsage:\n```python\nprint(f(3))\n```"
    assert extract(answer, "python", "f") == F
    assert extract(answer, "python") == "print(f(3))"


def test_without_a_definition_the_last_fitting_fence_counts() -> None:
    assert extract("```python\na = 1\n```\n```python\nb = 2\n```", "python", "f") == "b = 2"


def test_a_closed_fence_counts_before_one_left_open() -> None:
    assert extract(f"```python\n{F}\n```\n```python\nprint(", "python") == F


def test_a_fence_left_open_runs_to_the_end() -> None:
    assert extract(f"Here:\n```python\n{F}", "python") == F


def test_a_fence_in_another_language_counts_where_there_is_no_other() -> None:
    assert extract("```cpp\nint x;\n```", "python") == "int x;"


def test_without_a_fence_the_whole_answer_counts() -> None:
    assert extract(F, "python", "f") == F


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_mark_inside_a_string_of_the_program_does_not_end_its_fence(quotes: str) -> None:
    program = f'def f(x):\n    {quotes}Doc "it\'s" \\{quotes}\n\n```\nf(1)\n```\n    {quotes}\n    return x'
    assert extract(f"Here:\n```python\n{program}\n```\nDone.", "python", "f") == program


def test_a_string_that_never_ends_leaves_the_fence_to_its_first_mark() -> None:
    assert extract("```python\na = '''\n```\ntext\n", "python") == "a = '''"
    assert extract('```python\n# it\'s """ here\na = 1\n```\n```text\nx\n```', "python") == '# it\'s """ here\na = 1'


def test_a_tagged_fence_counts_before_an_untagged_one_that_shows_output() -> None:
    assert extract("```python\nprint(9)\n```\nIt prints:\n```\n9\n```", "python") == "print(9)"
    assert extract(f"```\n{F}\n```\n```python\nprint(f(1))\n```", "python", "f") == F


def test_a_mark_at_the_end_of_the_last_line_closes() -> None:
    assert extract(f"```python\n{F}```", "python", "f") == F


def test_only_a_mark_of_the_same_kind_and_length_with_nothing_after_it_closes() -> None:
    assert extract("```python\na = 1\n~~~\n``\n``` x\n    ```\n```", "python") == "a = 1\n~~~\n``\n``` x\n    ```"


def test_a_fence_in_a_quote_is_freed_of_its_marks_and_ends_with_the_quote() -> None:
    assert extract("> ```python\n> if x:\n>     a = 1\n> ```\n", "python") == "if x:\n    a = 1"
    assert extract("> ```python\n> a = 1\ntext", "python") == "a = 1"


def test_longer_marks_hold_shorter_ones() -> None:
    answer = "````python\ntext = '''\n```\n'''\n````"
    assert extract(answer, "python") == "text = '''\n```\n'''"


def test_tildes_and_indented_fences() -> None:
    assert extract("~~~python\na = 1\n~~~", "python") == "a = 1"
    assert extract("1. Code:\n   ```python\n   def f():\n       pass\n   ```", "python") == "def f():\n    pass"


def test_backticks_in_a_line_open_nothing() -> None:
    assert fences("use ```x``` here\nand `y`") == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (F, "f"),
        ("async def f(): ...", "f"),
        ("class Solution:\n    def f(self): ...", "Solution.f"),
        ("f = lambda: 1", "f"),
        ("class f: ...", "f"),
    ],
)
def test_defines(source: str, name: str) -> None:
    assert defines(source, name)


@pytest.mark.parametrize("source", ["f(3)", "def ff(): ...", "f == 3", "# def f", "x = f"])
def test_defines_not(source: str) -> None:
    assert not defines(source, "f")


@pytest.mark.parametrize("line", ["```{}`", "~~~{}`", "```{} `", "{}```"])
@pytest.mark.parametrize("unit", ["a", " ", "\t", "~", "a "])
def test_time_grows_with_the_text_and_not_with_its_square(line: str, unit: str) -> None:
    """Eight times the text: a quadratic pass would take 64 times as long."""

    def seconds(size: int) -> float:
        answer = line.format(unit * size)
        times = []
        for _ in range(2):
            start = time.process_time()
            extract(answer, "python", "f")
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(40_000) < 24 * seconds(5_000) + 0.05


@given(st.text(alphabet=st.sampled_from("`~ \tpy\nax\r\x00\ud800"), max_size=80))
def test_any_text_gives_a_program(answer: str) -> None:
    assert isinstance(extract(answer, "python", "f"), str)


@pytest.mark.parametrize(
    "answer", [" f = lambda x: x * x ", "\n  def f(x):\n      return x * x\n", " def f(x):\n    return x * x\n"]
)
def test_white_space_around_a_bare_program_is_no_indentation(answer: str) -> None:
    compile(extract(answer, "python", "f"), "program", "exec")
