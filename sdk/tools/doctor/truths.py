"""Ground truths: does each accept itself, and does it accept what anybody could guess?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sdk.schema import Component
from sdk.tools.doctor.entries import Entry
from sdk.tools.doctor.findings import Finding
from sdk.tools.doctor.probes import Probe

GUESSES = ("0", "1")
MOST_NUMBERS = 8
"""Numbers of a question that are tried."""
UNLIKELY = "987654321"
"""An answer that no truth has: how it is compared tells how the truth was read."""
NUMBER = re.compile(r"(?<![\w.])\d{1,12}(?:\.\d{1,6})?(?![\w.]*\w)")
MATHEMATICS = re.compile(r"\\[a-z]+|[\^=<>]|\d\s*[+*/-]\s*\d")


def probes(entry: Entry) -> Iterator[Probe]:
    if not entry.truths:
        return
    for truth in entry.truths:
        yield Probe(entry, f"itself {truth}", entry.item(_boxed(truth)))
        yield Probe(entry, f"itself {truth}", entry.item(truth))
    yield Probe(entry, "empty", entry.item(""))
    yield Probe(entry, "empty", entry.item("\\boxed{}"))
    yield Probe(entry, "unlikely", entry.item(_boxed(UNLIKELY)))
    for guess in GUESSES:
        yield Probe(entry, f"guess {guess}", entry.item(_boxed(guess)))
    numbers = dict.fromkeys(NUMBER.findall(entry.prompt))
    for number in [one for one in numbers if one not in GUESSES][:MOST_NUMBERS]:
        yield Probe(entry, f"number {number}", entry.item(_boxed(number)))


def _boxed(text: str) -> str:
    return text if "\\boxed" in text else f"\\boxed{{{text}}}"


def findings(entry: Entry, said: Sequence[tuple[str, Component]]) -> Iterator[Finding]:
    """`said`: what the service said of each probe."""
    own = [one for name, one in said if name.startswith("itself ")]
    unusable = next((one for one in own if one.score is None and one.rule == "inputs"), None)
    if unusable is not None:
        yield Finding(entry.number, "truth_unusable", unusable.reason)
        return
    for truth in entry.truths:
        tried = [one for name, one in said if name == f"itself {truth}"]
        if not any(one.score for one in tried) and all(one.score is not None for one in tried):
            yield Finding(entry.number, "truth_not_itself", f"{truth[:80]!r}: {tried[0].reason}")
    for name, one in said:
        what, _, value = name.partition(" ")
        if what == "empty" and one.score:
            yield Finding(entry.number, "empty_is_right", one.reason)
        elif what == "unlikely" and _unread(one) and MATHEMATICS.search(entry.truths[0]):
            yield Finding(entry.number, "truth_is_text", f"{entry.truths[0][:80]!r}")
        elif what == "guess" and one.score:
            yield Finding(entry.number, "guessable", value)
        elif what == "number" and one.score:
            yield Finding(entry.number, "number_of_question", value)


def _unread(said: Component) -> bool:
    """The truth is to the service no more than a text."""
    return said.rule == "text" or said.reason.startswith("cannot be read")
