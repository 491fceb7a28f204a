"""The shapes of rollouts that trainers write, recognised by their columns. Each shape gives the columns of a row that
`sdk.columns` reads, and what `sdk.columns` does not know: the stored reward, the group, the trainer's fault."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Stored:
    """What a row says beside the question and the completion."""

    columns: dict[str, Any] = field(default_factory=dict)
    """Columns under names that `sdk.columns` knows; they stand before the row's own."""
    reward: float | None = None
    group: str = ""
    """The key that all rollouts of one question in one step share; empty if the row has none."""
    fault: str = ""
    """The trainer's own message that it could not score this rollout."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Fields of the item that no column holds, such as the rewards that it was scored by."""


class Shape(NamedTuple):
    name: str
    columns: frozenset[str]
    """A row that has all of them is of this shape."""
    read: Callable[[Row], Stored]


def shape_of(row: Row) -> Shape:
    return next(shape for shape in SHAPES if shape.columns <= row.keys())


def number(value: Any) -> float | None:
    """A finite number, also one in a list of one, such as a reward of each token; None for anything else."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool | int | float):
        try:
            found = float(value)
        except OverflowError:
            return None
        return found if math.isfinite(found) else None
    return None


def text(value: Any) -> str:
    """The words of a text, of messages, or of the parts of one message."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return text(value.get("content") or value.get("text"))
    return "\n".join(filter(None, map(text, value))) if isinstance(value, list) else ""


# ---- trainers ----


def _trl(row: Row) -> Stored:
    """`GRPOTrainer` with `log_completions`: after the completion stand the rewards of its functions, then what
    these logged. The sum is the reward, as with TRL's default weights."""
    names = list(row)
    between = names[names.index("completion") + 1 : names.index("advantage")]
    rewards = [one for one in map(row.get, between) if isinstance(one, float)]
    known = [one for one in map(number, rewards) if one is not None]
    return Stored(reward=math.fsum(known) if known else None, group=_key(row["step"], text(row["prompt"])))


def _verl(row: Row) -> Stored:
    columns = {"prompt": row["input"], "completion": row["output"], "ground_truth": row.get("gts")}
    group = row.get("uid") or row["input"]
    return Stored(columns, number(row["score"]), _key(row.get("step"), group))


def _openrlhf(row: Row) -> Stored:
    """`batch_inference --eval_task rm` and its kin; a label is there where the data set had one."""
    columns = {"prompt": row["input"], "completion": row["output"]}
    return Stored(columns, number(row["reward"]), _key(text(row["input"])))


def _verifiers(row: Row) -> Stored:
    """`results.jsonl` of verifiers to 0.3, and prime-rl's rollouts of that time."""
    columns = {"data_source": row.get("data_source") or row.get("task") or row.get("env_id")}
    if row.get("is_truncated"):
        columns["finish_reason"] = "length"
    return Stored(columns, number(row["reward"]), _key(row.get("step"), row["example_id"]), _told(row.get("error")))


def _episode(row: Row) -> Stored:
    """`traces.jsonl` of verifiers from 0.4: an episode holds the traces of its agents; the first is the policy's.
    prime-rl adds the run, whose step tells groups of the same name apart."""
    traces = row["traces"]
    if not isinstance(traces, list) or not traces or not isinstance(traces[0], Mapping):
        return Stored(fault=_told(row.get("errors")) or "no trace")
    found = _trace(traces[0])
    step, group = struct(struct(row.get("run")).get("work")).get("step"), struct(row.get("group")).get("id")
    return Stored(found.columns, found.reward, _key(step, group or found.group), found.fault)


def _trace(row: Row) -> Stored:
    """One trace of verifiers from 0.4, as prime-rl once wrote them: a graph of messages, weighted rewards by name."""
    task, nodes = struct(row.get("task")), [struct(one) for one in row.get("nodes") or ()]
    data, prime = struct(task.get("data")), struct(struct(row.get("info")).get("prime_rl"))
    messages = [struct(one.get("message")) for one in nodes]
    sampled = [one for one, node in zip(messages, nodes, strict=True) if node.get("sampled")]
    given = [one for one, node in zip(messages, nodes, strict=True) if not node.get("sampled")]
    columns = {name: value for name, value in data.items() if name not in ("resources", "timeout", "artifacts")}
    columns |= {
        "prompt": data.get("prompt") or text(given),
        "completion": row.get("root_reply") or _reply(sampled),
        "data_source": prime.get("env_name") or task.get("type"),
        "id": row.get("id"),
    }
    parts = [struct(one) for one in struct(row.get("rewards")).values() if one is not None]
    scores = [(number(one.get("score")), number(one.get("weight", 1.0))) for one in parts]
    known = [score * weight for score, weight in scores if score is not None and weight is not None]
    known_by = next((data[name] for name in ("idx", "id") if data.get(name) is not None), text(columns["prompt"]))
    return Stored(
        columns, math.fsum(known) if known else None, _key(columns["data_source"], known_by), _told(row.get("errors"))
    )


def _reply(sampled: list[Row]) -> str | list[Any]:
    last = sampled[-1] if sampled else {}
    reasoning = last.get("reasoning_content")
    if not isinstance(reasoning, str) or not reasoning:
        return text(last)
    return [{"role": "assistant", "content": text(last), "reasoning_content": reasoning}]


def _nemo_gym(row: Row) -> Stored:
    response, asked = struct(row["response"]), struct(row["responses_create_params"])
    output = [struct(one) for one in response.get("output") or ()]
    said = text([one.get("content") for one in output if one.get("type") == "message"])
    thought = text([one.get("summary") for one in output if one.get("type") == "reasoning"])
    message = {"role": "assistant", "content": said}
    columns = {
        "completion": [message | {"reasoning_content": thought}] if thought else said,
        "prompt": text(asked.get("input")),
        "data_source": struct(row.get("agent_ref")).get("name"),
    }
    if struct(response.get("incomplete_details")).get("reason") == "max_output_tokens":
        columns["finish_reason"] = "length"
    group = row.get("_ng_task_index")
    return Stored(
        columns,
        number(row.get("reward")),
        _key(columns["data_source"], group if group is not None else columns["prompt"]),
        _told(response.get("error")),
    )


def _own(row: Row) -> Stored:
    """`samples.jsonl` of a run of `assay train`."""
    columns = {"prompt": row["question"]}
    return Stored(columns, number(row["reward"]), _key(row.get("stage_number"), row.get("step"), text(row["question"])))


REWARDS = ("reward", "score", "rewards", "acc", "accuracy", "correct")


def _scored_log(row: Row) -> Stored:
    """The service's own log of scored items, with texts. What an item does not say, its batch said."""
    item = dict(struct(row["item"]))
    fields: dict[str, Any] = {name: item[name] for name in ("language", "metadata") if name in item}
    fields |= {"rewards": row.get("rewards"), "template": item.get("template") or row.get("template")}
    return Stored(item, number(row["reward"]), _key(row.get("group_id")), fields=fields)


def _any(row: Row) -> Stored:
    value = next((row[name] for name in REWARDS if row.get(name) is not None), None)
    group = next((row[name] for name in ("group_id", "uid") if row.get(name) is not None), None)
    asked = next((row[name] for name in ("prompt", "question", "problem", "query") if row.get(name)), None)
    return Stored(reward=number(value), group=_key(row.get("step"), group if group is not None else text(asked)))


def struct(value: Any) -> Row:
    return value if isinstance(value, Mapping) else {}


def _key(*parts: Any) -> str:
    return "/".join(str(one) for one in parts if one is not None)


def _told(error: Any) -> str:
    if isinstance(error, list):
        return "; ".join(filter(None, map(_told, error)))
    if isinstance(error, Mapping):
        return str(error.get("message") or error.get("error") or error.get("type") or "error")
    return str(error) if error else ""


def _columns(names: str) -> frozenset[str]:
    return frozenset(names.split())


SHAPES = (
    Shape("the log of scored items", _columns("request_id index reward components item"), _scored_log),
    Shape("NeMo-Gym", _columns("responses_create_params response"), _nemo_gym),
    Shape("prime-rl", _columns("traces task run"), _episode),
    Shape("verifiers", _columns("traces task"), _episode),
    Shape("prime-rl", _columns("nodes task rewards"), _trace),
    Shape("verifiers", _columns("example_id prompt completion reward"), _verifiers),
    Shape("TRL", _columns("step prompt completion advantage"), _trl),
    Shape("verl", _columns("input output score"), _verl),
    Shape("OpenRLHF", _columns("input output reward"), _openrlhf),
    Shape("assay train", _columns("question completion components reward"), _own),
    Shape("by name", frozenset(), _any),
)
"""The first whose columns a row has reads it; the last reads any."""


def names() -> Iterable[str]:
    return dict.fromkeys(shape.name for shape in SHAPES)
