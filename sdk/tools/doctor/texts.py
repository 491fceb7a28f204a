"""Prompts by their words: rows that ask the same, benchmarks that ask it too, answers given away, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sdk.client import RewardClient
from sdk.columns import ColumnError, Columns, question
from sdk.data.alike import Alike
from sdk.data.rows import RowsError, load_rows
from sdk.schema import Item
from sdk.tools.doctor.entries import Entry
from sdk.tools.doctor.findings import Finding

SHORTEST_ANSWER = 4
"""Letters of a text answer that is looked for in the prompt."""
SHORTEST_PROGRAM = 40
LANGUAGE = re.compile(r"the problem is in ([\w() -]+)")


class Asked:
    """Rows in order: what each repeats of those before it."""

    def __init__(self, benchmarks: Sequence[str]) -> None:
        """Raises RowsError for a benchmark that cannot be read."""
        self._own = Alike()
        self._truths: dict[int, tuple[str, ...]] = {}
        self._benchmarks = [(name, _read(name)) for name in benchmarks]

    def findings(self, entry: Entry) -> Iterator[Finding]:
        text = entry.prompt
        if not text.strip():
            return
        truths = tuple(sorted(entry.truths)) or (str(entry.asked.tests),)
        same = self._own.same(text)
        if same is not None and self._truths[same] != truths:
            yield Finding(entry.number, "contradiction", f"row {same}")
            yield Finding(same, "contradiction", f"row {entry.number}")
        elif same is not None:
            yield Finding(entry.number, "duplicate", f"row {same}")
        elif (near := self._own.near(text)) is not None:
            yield Finding(entry.number, "near_duplicate", f"row {near}")
        if same is None:
            self._own.add(text, entry.number)
            self._truths[entry.number] = truths
        for name, known in self._benchmarks:
            for kind, found in (("overlap", known.same(text)), ("near_overlap", known.near(text))):
                if found is not None:
                    yield Finding(entry.number, kind, f"{name}, row {found}")
                    break
        yield from _given_away(entry)


def _read(name: str) -> Alike:
    known = Alike()
    for number, row in enumerate(load_rows(name), 1):
        try:
            asked = question(row, Columns())
        except ColumnError:
            continue
        text = asked.prompt if isinstance(asked.prompt, str) else " ".join(str(one) for one in asked.prompt or ())
        if text.strip():
            known.add(text, number)
    return known


def _given_away(entry: Entry) -> Iterator[Finding]:
    prompt = entry.prompt
    for truth in entry.truths:
        plain = truth.strip()
        stated = re.search(
            rf"(?:answer(?:\s+is)?\s*[:=]?\s*|\\boxed{{)\$?{re.escape(plain)}(?!\w)", prompt, re.IGNORECASE
        )
        as_word = sum(map(str.isalpha, plain)) >= SHORTEST_ANSWER and re.search(
            rf"(?<!\w){re.escape(plain)}(?!\w)", prompt, re.IGNORECASE
        )
        if plain and (stated or as_word):
            yield Finding(entry.number, "answer_in_prompt", f"{plain[:60]!r}")
            return
    body = _squeezed(entry.reference or "")
    if len(body) >= SHORTEST_PROGRAM and body in _squeezed(prompt):
        yield Finding(entry.number, "answer_in_prompt", "the reference program")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def languages(client: RewardClient, entries: Iterable[Entry], timeout_s: float) -> dict[int, str]:
    """Row -> the language of its prompt, as the service's language reward tells it; rows without words are left out."""
    some = [one for one in entries if one.prompt.strip()]
    items = [Item(prompt=one.prompt, completion="", language="en") for one in some]
    found = client.score(items, {"language": {"form": "agreement"}}, timeout_s=timeout_s).items if items else []
    named = (
        (one.number, LANGUAGE.search(said.components["language"].reason)) for one, said in zip(some, found, strict=True)
    )
    return {number: match[1] for number, match in named if match}


def language_name(client: RewardClient, code: str, timeout_s: float) -> str:
    """What the service calls a language. Raises RowsError for one that it does not know."""
    item = Item(completion="word", language=code)
    said = client.score([item], {"language": {}}, timeout_s=timeout_s).items[0].components["language"]
    if said.score is None:
        raise RowsError(said.reason)
    return said.reason.rpartition(" words are ")[2]


def other_languages(found: dict[int, str], wanted: str | None) -> Iterator[Finding]:
    """Rows whose prompt is not in the language wanted, by default that of most prompts."""
    counts = Counter(found.values())
    usual = wanted or (counts.most_common(1)[0][0] if counts else "")
    for number, language in found.items():
        if language.casefold() != usual.casefold():
            yield Finding(number, "language", f"{language}, not {usual}")
