"""Answers whose verdict is known by how they are made, for the verifiers of the shelf: what `rule_rates` counts.

Each generator writes answers as policies write them and labels them without a look at our code. An answer is right if
it was made from the truth by a change that means nothing (case, layout, another unit), and wrong if the change matters.
`regex` is labelled by Python's own `re`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml


class Labelled(NamedTuple):
    reward: str
    options: Mapping[str, Any]
    truth: str | None
    answer: str
    right: bool
    prompt: str | None = None


Made = Iterator[Labelled]
NOTHING: Mapping[str, Any] = MappingProxyType({})
WORDS = [
    "copper",
    "river",
    "garden",
    "winter",
    "market",
    "silver",
    "bridge",
    "engine",
    "planet",
    "forest",
    "window",
    "doctor",
    "island",
    "letter",
    "yellow",
    "summer",
    "harbour",
    "candle",
    "teacher",
    "valley",
    "music",
    "paper",
    "kitchen",
    "lantern",
    "orange",
    "station",
    "shadow",
    "mirror",
    "thunder",
    "village",
]


def phrase(random: Random) -> str:
    return " ".join(random.sample(WORDS, random.randint(1, 4)))


# ---- choice ----

LETTERS = "ABCDE"
NAMES_ONE = (
    "{L}",
    "({L})",
    "{L}.",
    "{l}",
    "({l})",
    "**{L}**",
    "{L}) {text}",
    "{L}. {text}",
    "({L}) {text}.",
    "{text}",
    "{text}.",
    "The answer is {L}.",
    "The answer is ({L}).",
    "The correct answer is **{L}**.",
    "Answer: {L}",
    "Answer: {l}",
    "Option {L}",
    "Option {L}: {text}",
    "I choose {L}.",
    "\\boxed{{{L}}}",
    "\\boxed{{\\text{{{L}}}}}",
    "\\boxed{{\\text{{{text}}}}}",
    "The other options can be ruled out. The answer is {L}.",
    "答案是{L}",
    "选{L}",
    "答案：{L}",
    "{wide}",
    "$\\boxed{{{L}}}$",
    "The correct option is {L}. {text}",
    "Therefore, the final answer is $\\boxed{{{L}}}$.",
)
NAMES_NONE = (
    "{L} or {M}",
    "{L}, {M}",
    "{L}. {other}",
    "({L}) {other}",
    "{L} and {M}",
    "Either {L} or {M}.",
    "None of these.",
    "I do not know.",
    "\\boxed{{{L}}} \\boxed{{{M}}}",
    "\\boxed{{{L}, {M}}}",
    "All of them.",
    "It is not {L}.",
    "The answer is {L}.\nThe answer is {M}.",
    "It could be {L}, or it could be {M}.",
    "?",
    "{text} or {other}",
)


def choice(random: Random) -> Made:
    while True:
        texts = random.sample(sorted({*WORDS, *(phrase(random) for _ in range(8))}), random.randint(3, 5))
        right, wrong = random.sample(range(len(texts)), 2)
        truth = random.choice([LETTERS[right], texts[right]])
        for at, forms in ((right, NAMES_ONE), (wrong, NAMES_ONE), (right, NAMES_NONE)):
            other = wrong if at == right else right
            letter = LETTERS[at]
            values = {"L": letter, "l": letter.lower(), "text": texts[at], "M": LETTERS[other], "other": texts[other]}
            answer = random.choice(forms).format(**values, wide=chr(ord(letter) + 0xFEE0))
            yield Labelled("choice", {"options": texts}, truth, answer, forms is NAMES_ONE and at == right)


# ---- exact, keywords, regex ----

SAME_TEXT: Sequence[Callable[[str], str]] = (
    str,
    str.upper,
    str.title,
    "{}.".format,
    '"{}"'.format,
    "**{}**".format,
    "  {}\n".format,
    "The answer is {}.".format,
    "Answer: {}".format,
    "\\boxed{{{}}}".format,
    "\\boxed{{\\text{{{}}}}}".format,
    "*{}*".format,
    lambda text: text.replace(" ", "  "),
    lambda text: "".join(chr(ord(one) + 0xFEE0) if one.isalpha() else one for one in text),
)


def _other_text(text: str, random: Random) -> str:
    words = text.split()
    extra = random.choice([one for one in WORDS if one not in words])
    changes = [f"{text} {extra}", f"{extra} {text}", f"{text}s", f"not {text}", f"{text} or {extra}", extra, text[:-1]]
    if len(words) > 1:
        changes += [" ".join(words[1:]), " ".join(reversed(words)), "".join(words)]
    return random.choice(changes)


def exact(random: Random) -> Made:
    while True:
        truth, write = phrase(random), random.choice(SAME_TEXT)
        yield Labelled("exact", NOTHING, truth, write(truth), True)
        yield Labelled("exact", NOTHING, truth, write(_other_text(truth, random)), False)


def keywords(random: Random) -> Made:
    while True:
        drawn = random.sample(WORDS, 12)
        wanted, forbidden, free = drawn[: random.randint(1, 3)], drawn[3:5], drawn[5:]
        options = {"all_of": wanted, "none_of": forbidden}

        def text(words: list[str], free: list[str] = free) -> str:
            said = [*words, *random.sample(free, 5)]
            random.shuffle(said)
            return random.choice(
                [" ".join(said), f"{', '.join(said)}.".capitalize(), "\n".join(f"- {one}" for one in said)]
            )

        glued = [f"{wanted[0]}{random.choice(['ish', 'ology', 'ed'])}", *wanted[1:]]
        yield Labelled("keywords", options, None, text(wanted), True)
        yield Labelled("keywords", options, None, text(random.choice([wanted[1:], glued])), False)
        yield Labelled("keywords", options, None, text([*wanted, random.choice(forbidden)]), False)


PATTERNS = (
    (r"\d{3}-\d{4}", "0123456789-"),
    (r"(?:cat|dog)s?", "catdogs "),
    (r"[A-F]{2,4}", "ABCDEFG"),
    (r"a+b*c?", "abc"),
    (r"\w+@\w+\.(?:org|com)", "ab@.orgcm"),
    (r"[01]*1", "012"),
    (r"x(?:,x)*", "x, "),
)


def regex(random: Random) -> Made:
    """Texts near each pattern; Python's re says which match."""
    seeds = ("555-1234", "cats", "ABC", "aabbc", "ab@a.org", "0101", "x,x,x")
    while True:
        for (pattern, signs), seed in zip(PATTERNS, seeds, strict=True):
            text, match = list(seed), random.choice(["full", "search"])
            for _ in range(random.randint(0, 3)):
                at = random.randrange(len(text) + 1)
                text[at : at + random.randint(0, 1)] = random.choice([[], [random.choice(signs)]])
            answer = "".join(text).strip()
            if answer:
                find = re.fullmatch if match == "full" else re.search
                options = {"patterns": [pattern], "match": match}
                yield Labelled("regex", options, None, answer, find(pattern, answer) is not None)


# ---- numbers ----

UNITS = (
    ("m", "cm", 100.0),
    ("km", "m", 1000.0),
    ("kg", "g", 1000.0),
    ("h", "min", 60.0),
    ("s", "ms", 1000.0),
    ("L", "mL", 1000.0),
    ("J", "kJ", 0.001),
    ("N", "kN", 0.001),
    ("Pa", "kPa", 0.001),
    ("m/s", "km/h", 3.6),
    ("W", "kW", 0.001),
    ("V", "mV", 1000.0),
)
OTHER_KINDS = {
    "m": "s",
    "km": "kg",
    "kg": "m",
    "h": "L",
    "s": "J",
    "L": "W",
    "J": "V",
    "N": "h",
    "Pa": "m",
    "m/s": "s",
    "W": "kg",
    "V": "N",
}
STATES_NUMBER = (
    "{v} {u}",
    "\\boxed{{{v}\\ \\text{{{u}}}}}",
    "The answer is {v} {u}.",
    "\\boxed{{{v}~\\mathrm{{{u}}}}}",
    "$v = {v}\\,\\text{{{u}}}$",
    "It comes to about {v} {u}.\n\n**Answer: {v} {u}**",
)


def _written(value: float, random: Random) -> str:
    mantissa, _, exponent = f"{value:.5e}".partition("e")
    styles = [f"{value:.6g}", f"{mantissa} \\times 10^{{{int(exponent)}}}", f"{value:.6g}"]
    return random.choice(styles) if 1e-4 < value < 1e6 else styles[1]


def numbers(random: Random) -> Made:
    while True:
        unit, other, factor = random.choice(UNITS)
        value = float(f"{10 ** random.uniform(-2, 4):.4g}")
        tolerance = random.choice([0.01, 0.02, 0.05])
        options, truth = {"relative": tolerance}, f"{value:.6g} {unit}"

        def said(times: float, unit: str) -> str:
            return random.choice(STATES_NUMBER).format(v=_written(times, random), u=unit)

        near = 1 + random.uniform(-0.8, 0.8) * tolerance
        far = random.choice([1 + 1.5 * tolerance, 1 - 1.5 * tolerance, 2.0, 0.5, 10.0, 1000.0])
        yield Labelled("numbers", options, truth, said(value * near, unit), True)
        yield Labelled("numbers", options, truth, said(value * factor * near, other), True)
        yield Labelled("numbers", options, truth, said(value * far, unit), False)
        yield Labelled("numbers", options, truth, said(value * factor * far, other), False)
        yield Labelled("numbers", options, truth, said(value, OTHER_KINDS[unit]), False)
        yield Labelled("numbers", options, truth, said(value * factor, unit), False)


# ---- documents ----


def _fenced(text: str, tag: str, random: Random) -> str:
    fenced = f"```{tag}\n{text}\n```"
    return random.choice([text, fenced, f"Here it is:\n\n{fenced}", f"{fenced}\n\nI hope that this helps."])


FIELDS: Mapping[str, tuple[dict[str, Any], Callable[[Random], Any], Sequence[Any]]] = {
    "name": ({"type": "string", "minLength": 1}, phrase, (3, None, "", [])),
    "age": (
        {"type": "integer", "minimum": 0, "maximum": 150},
        lambda random: random.randint(0, 150),
        ("7", -1, 151, 2.5, True),
    ),
    "active": ({"type": "boolean"}, lambda random: random.random() < 0.5, ("true", 1, None)),
    "colour": ({"enum": ["red", "green"]}, lambda random: random.choice(["red", "green"]), ("blue", "Red", None)),
    "tags": (
        {"type": "array", "items": {"type": "string"}, "maxItems": 3},
        lambda random: random.sample(WORDS, random.randint(0, 3)),
        ("copper", ["a", 1], ["a", "b", "c", "d"]),
    ),
    "place": (
        {"type": "object", "properties": {"x": {"type": "number"}}, "required": ["x"], "additionalProperties": False},
        lambda random: {"x": random.choice([1, -2.5, 1e3])},
        ({}, {"x": "1"}, {"x": 1, "y": 2}),
    ),
}


def json_schema(random: Random) -> Made:
    while True:
        chosen = random.sample(sorted(FIELDS), random.randint(2, 5))
        schema = {
            "type": "object",
            "properties": {name: FIELDS[name][0] for name in chosen},
            "required": chosen,
            "additionalProperties": False,
        }
        data = {name: FIELDS[name][1](random) for name in chosen}
        broken = random.choice(chosen)
        without = {name: value for name, value in data.items() if name != broken}
        wrong = [
            without,
            {**data, "extra": 1},
            {**data, broken: random.choice(FIELDS[broken][2])},
            [data],
            data.get("name", 1),
        ]
        texts = [json.dumps(random.choice(wrong)), json.dumps(data)[:-1], json.dumps(data).replace(":", "=", 1)]
        layouts: list[dict[str, Any]] = [
            {},
            {"indent": 2},
            {"indent": 4, "sort_keys": True},
            {"separators": (",", ":")},
        ]
        yield Labelled(
            "json_schema",
            {"schema": schema},
            None,
            _fenced(json.dumps(data, **random.choice(layouts)), "json", random),
            True,
        )
        yield Labelled("json_schema", {"schema": schema}, None, _fenced(random.choice(texts), "json", random), False)


def _data(random: Random) -> dict[str, Any]:
    leaf: Sequence[Callable[[], Any]] = (
        lambda: random.randint(-99, 999),
        lambda: phrase(random),
        lambda: random.random() < 0.5,
        lambda: random.randint(1, 99) / 4,
    )
    names = random.sample(WORDS, 5)
    data: dict[str, Any] = {name: random.choice(leaf)() for name in names[:3]}
    return {**data, names[3]: [random.choice(leaf)() for _ in range(3)], names[4]: {"inner": random.choice(leaf)()}}


def _changed(data: dict[str, Any], random: Random) -> dict[str, Any]:
    name = random.choice(list(data))
    value = data[name]
    other: Any = (
        {"inner": "changed"} if isinstance(value, dict) else value[::-1] if isinstance(value, list) else "changed"
    )
    if other == value:
        other = "changed"
    rest = {one: kept for one, kept in data.items() if one != name}
    return random.choice([rest, {**data, name: other}, {**data, "more": 1}, {**rest, f"{name}_": value}])


def structured(random: Random) -> Made:
    while True:
        data = _data(random)
        names = list(data)
        random.shuffle(names)
        turned, changed = {name: data[name] for name in names}, _changed(data, random)
        for form, write in (
            ("json", lambda data: json.dumps(data, indent=random.choice([None, 2, 4]))),
            (
                "yaml",
                lambda data: yaml.safe_dump(data, sort_keys=False, default_flow_style=random.choice([None, False])),
            ),
            ("csv", _csv),
        ):
            options = {"format": form}
            yield Labelled(
                "structured",
                options,
                write(data),
                _fenced(write(turned if form != "csv" else data), form, random),
                True,
            )
            yield Labelled("structured", options, write(data), _fenced(write(changed), form, random), False)


def _csv(data: dict[str, Any]) -> str:
    """Each name with its value as JSON: a line each, so that what was taken away or changed shows."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerows([("name", "value"), *((name, json.dumps(value)) for name, value in data.items())])
    return out.getvalue().strip()


GENERATORS: Sequence[Callable[[Random], Made]] = (choice, exact, keywords, regex, numbers, json_schema, structured)
