"""Public data sets in their published layout, read as rows of question, ground_truth and tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sdk.columns import last_box, row_tests
from sdk.train.data.rows import load_rows
from sdk.train.errors import DataError, reading

Row = Mapping[str, Any]
THOUSANDS = re.compile(r"[-+$]*[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?")
"""A number whose commas part thousands; those of a pair or a list are its own."""


def gsm8k(row: Row, where: str) -> dict[str, Any]:
    """Columns question and answer, which ends with `#### NUMBER`."""
    question, answer = _texts(row, where, "question", "answer")
    _, marked, truth = answer.rpartition("####")
    if not marked or not truth.strip():
        raise DataError(f"{where}: its answer has no #### before the number")
    truth = truth.strip()
    return {"question": question, "ground_truth": truth.replace(",", "") if THOUSANDS.fullmatch(truth) else truth}


def math(row: Row, where: str) -> dict[str, Any]:
    """Columns problem and solution, whose last box is the answer; or with a column answer, as MATH-500 has."""
    if row.get("answer") not in (None, ""):
        question, truth = _texts(row, where, "problem", "answer")
        return {"question": question, "ground_truth": truth}
    question, solution = _texts(row, where, "problem", "solution")
    found = last_box(solution)
    if found is None:
        raise DataError(f"{where}: its solution has no \\boxed answer")
    return {"question": question, "ground_truth": found}


def mbpp(row: Row, where: str) -> dict[str, Any]:
    """Columns text (or prompt), test_list and test_setup_code; the first test is shown, for it names the function."""
    column = "prompt" if "prompt" in row else "text"
    [task] = _texts(row, where, column)
    with reading(where):
        _, tests = row_tests(row)
    shown = row.get("test_list")
    if not tests or not isinstance(shown, Sequence) or isinstance(shown, str) or not shown:
        raise DataError(f"{where}: test_list should be a list of assertions")
    question = f"{task.strip()}\n\nWrite a Python function that passes this test:\n{shown[0]}"
    return {"question": question, "tests": tests}


@dataclass(frozen=True)
class DataSet:
    hub: tuple[str, ...]
    read: Callable[[Row, str], dict[str, Any]]


MATH_SUBJECTS = (
    "algebra",
    "counting_and_probability",
    "geometry",
    "intermediate_algebra",
    "number_theory",
    "prealgebra",
    "precalculus",
)
DATA_SETS = {
    "gsm8k": DataSet(("hub:openai/gsm8k:main:train",), gsm8k),
    "math": DataSet(tuple(f"hub:EleutherAI/hendrycks_math:{one}:train" for one in MATH_SUBJECTS), math),
    "mbpp": DataSet(("hub:google-research-datasets/mbpp:full:train",), mbpp),
}


def prepared(names: Iterable[str], left_out: Callable[[DataError], object] | None = None) -> Iterator[dict[str, Any]]:
    """Rows with question, ground_truth, tests, language and source, of `NAME` or `NAME=SOURCE`.

    Raises DataError; a row that cannot be used is told to `left_out`, where it is given, and the others follow.
    """
    for entry in names:
        name, _, source = entry.partition("=")
        if name not in DATA_SETS:
            raise DataError(f"no data set {name!r}: there is {', '.join(DATA_SETS)}")
        sources = (source,) if source else DATA_SETS[name].hub
        for number, row in enumerate(chain.from_iterable(map(load_rows, sources)), 1):
            try:
                found = DATA_SETS[name].read(row, f"{name}:{number}")
            except DataError as error:
                if left_out is None:
                    raise
                left_out(error)
                continue
            yield {"ground_truth": None, "tests": None, "language": "en", "source": name, **found}


def _texts(row: Row, where: str, *columns: str) -> list[str]:
    for column in columns:
        if not isinstance(row.get(column), str) or not row[column].strip():
            raise DataError(f"{where} has no text in the column {column!r} (it has: {', '.join(map(str, row))})")
    return [row[column] for column in columns]
