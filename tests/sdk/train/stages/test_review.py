"""What a person strikes or edits in the review file is what is trained on, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdk.train.data.traces import Trace
from sdk.train.errors import DataError
from sdk.train.stages.review import read_review, write_review

TRACES = [
    Trace("What is 2+3?", "2+3=5\n\n--- so", "5", "5", language="en", source="a:1"),
    Trace("1+1?", "=== two\n\\=== three", "2", "2", source="a:2"),
    Trace([{"role": "user", "content": "hello"}], "a greeting", "Hello!", source="a:3"),
]
anything = st.text(alphabet=st.sampled_from("ab=-\\[]keep \n\r\u2028\ud800#"), max_size=30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_review(tmp_path / "review.md", TRACES)
    return tmp_path / "review.md"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert text.count(before) == 1, text
    path.write_text(text.replace(before, after))


def test_an_untouched_file_keeps_everything_and_is_not_done(path: Path) -> None:
    review = read_review(path, TRACES)
    assert (review.done, review.kept, review.struck, review.edited) == (False, TRACES, 0, 0)


def test_struck_removed_and_edited_samples(path: Path) -> None:
    edit(path, "reviewed: no", "reviewed: yes")
    edit(path, "=== 2 [keep]", "=== 2 [strike]")
    edit(path, "2+3=5\n", "Two and three\nmake five.\n")
    text = path.read_text()
    path.write_text(text[: text.index("=== 3")])
    review = read_review(path, TRACES)
    assert review.done
    assert (review.struck, review.edited) == (2, 1)
    edited = Trace("What is 2+3?", "Two and three\nmake five.\n\n--- so", "5", "5", language="en", source="a:1")
    assert review.kept == [edited]


def test_an_editor_s_line_ends_are_no_edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    review = read_review(path, TRACES)
    assert (review.kept, review.edited) == (TRACES, 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(anything, anything, anything), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was(tmp_path: Path, texts: list[tuple[str, str, str]]) -> None:
    traces = [Trace(*parts, source="s") for parts in texts]
    write_review(tmp_path / "any.md", traces)
    assert read_review(tmp_path / "any.md", traces).kept == traces


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("=== 2 [keep]", "=== 9 [keep]", r"line 16: should be `=== NUMBER \[keep\]`"),
        ("=== 2 [keep]", "=== 1 [keep]", "sample 1 is there twice"),
        ("=== 2 [keep]", "=== 2 [maybe]", r"not to \[maybe\]"),
        ("--- answer\n2", "2", "the part `--- answer` is missing"),
        ("--- answer\n2", "--- answr\n2", "its parts are question, reasoning, answer"),
        ("reviewed: no", "reviewed: perhaps", "`reviewed: yes` or `reviewed: no`"),
    ],
)
def test_a_slip_of_the_editor_is_told_in_one_line(path: Path, before: str, after: str, said: str) -> None:
    edit(path, before, after)
    with pytest.raises(DataError, match=said) as error:
        read_review(path, TRACES)
    assert "\n" not in str(error.value)
