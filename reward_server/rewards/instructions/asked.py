"""Which instructions an item asks to be followed, as the data sets write them."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from typing import Any

from reward_server.rewards.instructions.catalog import KINDS
from reward_server.rewards.instructions.kinds import BadArgument, Instruction, checked
from reward_server.rewards.reward import Sample

MAX_INSTRUCTIONS = 100
MAX_TRUTH_CHARS = 100_000
_BESIDE = frozenset({"id", "instruction_id", "kwargs", "source", "uid", "is_misalignment_check"})
"""Fields of an instruction that are no arguments."""


def asked(sample: Sample, option: list[dict[str, Any]] | None) -> list[Instruction]:
    """The instructions of the option, else of the metadata, else of the ground truth. Raises BadArgument.

    The metadata holds `instruction_id_list` (or `instruction_id`) with `kwargs`, or `instructions`: a list of objects
    with `instruction_id` (or `id`) and the arguments, beside it or as `kwargs`. The ground truth is one of these as
    JSON or as Python's literal.
    """
    found = [_instruction(*one, sample) for one in _written(sample, option)]
    if not 1 <= len(found) <= MAX_INSTRUCTIONS:
        raise BadArgument(
            "no instructions: give the option `instructions`, or metadata with `instruction_id_list` and `kwargs`"
            if not found
            else f"{len(found)} instructions: at most {MAX_INSTRUCTIONS} are checked"
        )
    return found


Written = tuple[str, Mapping[str, Any], str]
"""Name, arguments, and the field they came from."""


def _written(sample: Sample, option: list[dict[str, Any]] | None) -> list[Written]:
    if option is not None:
        return list(_listed(option, "instructions"))
    for source in (sample.metadata, sample.metadata.get("extra_info")):
        if isinstance(source, Mapping) and (found := list(_of_mapping(source, "metadata"))):
            return found
    if sample.ground_truth and (read := _literal(sample.ground_truth[0])) is not None:
        parts = read if isinstance(read, list) else [read]
        return [one for part in parts if isinstance(part, Mapping) for one in _of_mapping(part, "ground_truth")]
    return []


def _of_mapping(source: Mapping[str, Any], where: str) -> Iterator[Written]:
    ids = source.get("instruction_id_list", source.get("instruction_id"))
    if isinstance(ids, str):
        ids = [ids]
    if isinstance(ids, list):
        kwargs = source.get("kwargs")
        kwargs = _literal(kwargs) if isinstance(kwargs, str) else kwargs
        kwargs = [kwargs] if isinstance(kwargs, Mapping) else kwargs
        if kwargs is not None and (not isinstance(kwargs, list) or len(kwargs) != len(ids)):
            raise BadArgument(f"{where}.kwargs: should be a list of {len(ids)} objects, one for each instruction")
        for at, name in enumerate(ids):
            yield name, _object(kwargs[at] if kwargs else None, f"{where}.kwargs.{at}"), f"{where}.kwargs.{at}"
    elif isinstance(source.get("instructions"), list):
        yield from _listed(source["instructions"], f"{where}.instructions")


def _listed(given: list[Any], where: str) -> Iterator[Written]:
    for at, one in enumerate(given):
        name = one.get("instruction_id", one.get("id")) if isinstance(one, Mapping) else one
        args = one if isinstance(one, Mapping) else {}
        inner = _object(args.get("kwargs"), f"{where}.{at}.kwargs")
        yield name, {**{key: value for key, value in args.items() if key not in _BESIDE}, **inner}, f"{where}.{at}"


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadArgument(f"{where}: should be an object, not {value!r:.40}")
    return value


def _literal(text: str) -> Any:
    """JSON, or the literal of Python that some data sets hold; None where it is neither."""
    if len(text) > MAX_TRUTH_CHARS:
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            return read(text)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
    return None


def _instruction(name: Any, given: Mapping[str, Any], where: str, sample: Sample) -> Instruction:
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise BadArgument(f"{where}: no kind of instruction is called {name!r:.60} (docs/instructions.md lists them)")
    if kind.from_prompt and given.get(kind.from_prompt) is None and sample.prompt:
        given = {**given, kind.from_prompt: sample.prompt}
    return Instruction(name, checked(kind, given, where), where)
