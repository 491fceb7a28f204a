"""A document that a model wrote, read under a budget: JSON, YAML, TOML, XML or CSV, alone or in a fence.

A reader gives plain data (dict, list, str, int, float, bool, None). What it refuses is told by `Unreadable`; what is
beyond the budget by `TooLarge`, for such a text was not looked at.
"""

from __future__ import annotations

import csv
import datetime
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, Literal, NoReturn
from xml.etree import ElementTree

import yaml

from reward_server.rewards.programs.source import fences

Format = Literal["json", "yaml", "toml", "xml", "csv"]
MAX_CHARS = 256 * 1024
MAX_SLOW_CHARS = 64 * 1024
"""Of YAML and TOML, whose readers are written in Python."""
MAX_NODES = 20_000
MAX_DEPTH = 60
_TAGS: dict[Format, frozenset[str]] = {
    "json": frozenset({"json", "jsonc", "json5"}),
    "yaml": frozenset({"yaml", "yml"}),
    "toml": frozenset({"toml"}),
    "xml": frozenset({"xml"}),
    "csv": frozenset({"csv"}),
}
_LONG_KEY = re.compile(r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""")
"""tomllib reads a dotted key in quadratic time."""
_BRACKETS = re.compile(r"[\[\]{}]")


class Unreadable(ValueError):
    """The text is no document of the format."""


class TooLarge(ValueError):
    """More than the budget reads."""


def document(answer: str, form: Format, *, fence: bool) -> str:
    """The text of the document: the last fence tagged with its format, else the last untagged one, else the answer."""
    if not fence:
        return answer
    found = [one for one in fences(answer) if one.closed or one.text.strip()]
    tagged = [one for one in found if one.tag in _TAGS[form]]
    untagged = [one for one in found if not one.tag]
    chosen = tagged or untagged
    return chosen[-1].text if chosen else answer


def read(text: str, form: Format) -> Any:
    """Plain data. Raises Unreadable or TooLarge."""
    limit = MAX_SLOW_CHARS if form in ("yaml", "toml") else MAX_CHARS
    if len(text) > limit:
        raise TooLarge(f"the document has over {limit} characters")
    text = text.strip("\ufeff \t\r\n") if form != "csv" else text.strip("\ufeff\r\n")
    if not text:
        raise Unreadable("an empty document")
    try:
        data = _READERS[form](text)
    except (Unreadable, TooLarge):
        raise
    except RecursionError:
        raise TooLarge("nested too deeply") from None
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, csv.Error, yaml.YAMLError) as error:
        raise Unreadable(f"no {form.upper()}: {' '.join(str(error).split())[:120]}") from None
    _within_budget(data)
    return data


def _within_budget(data: Any) -> None:
    """Counted without recursion, for the depth is the text's."""
    stack, nodes = [(data, 0)], 0
    while stack:
        node, depth = stack.pop()
        nodes += 1
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        if nodes + len(stack) + len(children) > MAX_NODES:
            raise TooLarge(f"the document has over {MAX_NODES} values")
        if depth > MAX_DEPTH:
            raise TooLarge(f"the document is nested more than {MAX_DEPTH} deep")
        stack += [(child, depth + 1) for child in children]


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_distinct)


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no number of JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Unreadable("a number beyond what a double holds")
    return number


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("an object names a key twice")
    return found


class _Loader(yaml.SafeLoader):
    """Safe, without aliases (which multiply) and with keys that are text and stand once."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise Unreadable("an alias of YAML")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if len(set(names)) < len(names):
                raise Unreadable("a mapping names a key twice")
        return super().construct_mapping(node, deep=deep)


def _yaml(text: str) -> Any:
    if _flow_depth(text) > MAX_DEPTH:  # each open bracket costs the scanner time at every token
        raise TooLarge(f"the document is nested more than {MAX_DEPTH} deep")
    return _plain(yaml.load(text, Loader=_Loader))  # noqa: S506 - a subclass of SafeLoader


def _flow_depth(text: str) -> int:
    """The most brackets and braces that are open at once; those in strings are counted too, and hardly matter."""
    steps = (1 if mark[0] in "[{" else -1 for mark in _BRACKETS.finditer(text))
    return max(accumulate(steps), default=0)


def _toml(text: str) -> Any:
    if _LONG_KEY.search(text):
        raise TooLarge("a dotted key of over 64 parts")
    return _plain(tomllib.loads(text.replace("\r\n", "\n")))


def _plain(data: Any) -> Any:
    """Dates as ISO 8601, keys as text, as JSON would have them."""
    if isinstance(data, dict):
        return {key if isinstance(key, str) else str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple | set):
        return [_plain(value) for value in data]
    if isinstance(data, datetime.date | datetime.time):
        return data.isoformat()
    if isinstance(data, float) and not math.isfinite(data):
        return str(data)
    return data if data is None or isinstance(data, str | int | float | bool) else str(data)


def _xml(text: str) -> Any:
    """An element is {"tag", "attributes", "text", "children"}; without a DTD, so that no entity is ever defined."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("a DTD")
    if text.count("<") > MAX_NODES:
        raise TooLarge(f"the document has over {MAX_NODES} marks")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - DTDs are refused above
    except ElementTree.ParseError as error:
        raise Unreadable(f"no XML: {error}") from None
    return _element(root, 0)


def _element(node: Any, depth: int) -> dict[str, Any]:
    if depth > MAX_DEPTH:
        raise TooLarge(f"the document is nested more than {MAX_DEPTH} deep")
    texts = [node.text or "", *(child.tail or "" for child in node)]
    return {
        "tag": node.tag,
        "attributes": dict(node.attrib),
        "text": " ".join(" ".join(texts).split()),
        "children": [_element(child, depth + 1) for child in node],
    }


def _csv(text: str) -> Any:
    """One object a row, by the names of the first; every row has as many fields."""
    rows = [row for row in csv.reader(text.splitlines(keepends=True), strict=True) if row]
    if not rows:
        raise Unreadable("no row")
    names = [name.strip() for name in rows[0]]
    if len(set(names)) < len(names):
        raise Unreadable("the first row names a column twice")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise Unreadable(f"row {number} has {len(row)} fields, and the first has {len(names)}")
    return [dict(zip(names, map(str.strip, row), strict=True)) for row in rows[1:]]


_READERS: dict[Format, Callable[[str], Any]] = {"json": _json, "yaml": _yaml, "toml": _toml, "xml": _xml, "csv": _csv}


Path = tuple[str | int, ...]


def leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Path -> value of every leaf; an empty object or list is a leaf."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list) and data:
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path, data
