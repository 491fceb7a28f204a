"""The keys of a configuration by their dotted names, and which of them a misspelt one is meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sdk.train.config.sections import Section

LEAST_LIKENESS = 0.6


def keys_of(kind: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key that holds a value, sections opened."""
    for name, field in kind.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from keys_of(field.annotation, f"{prefix}{name}.")
        else:
            yield prefix + name, field


def did_you_mean(name: str, kind: type[BaseModel]) -> str:
    """What to say after an unknown name: the nearest key or section, or where to look."""
    known = ["preset", *(one for one, _ in keys_of(kind))]
    sections = list(dict.fromkeys(one.rpartition(".")[0] for one in known if "." in one))
    likeness = {one: _likeness(name, one, sections) for one in [*known, *sections]}
    near = max(likeness, key=likeness.__getitem__)
    return f": did you mean {near}?" if likeness[near] else ": --help lists them all"


def _likeness(name: str, known: str, sections: list[str]) -> float:
    """Up to 1 for the last part, of which initials are enough, and half of that for the section; 0: too little.

    In a section that there is, what is like the name there is nearer than anything elsewhere but the name itself.
    """
    (section, _, last), (known_section, _, known_last) = name.rpartition("."), known.rpartition(".")
    is_initials = last == "".join(word[0] for word in known_last.split("_"))
    alike = 1.0 if is_initials else _ratio(last, known_last)
    elsewhere = section in sections and section != known_section
    return 0.0 if alike < (1.0 if elsewhere else LEAST_LIKENESS) else alike + _ratio(section, known_section) / 2


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
