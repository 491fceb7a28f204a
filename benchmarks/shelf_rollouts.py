"""Scores real rollouts by the shelf, beside the reward that their own verifier paid: agreement by kind.

    python -m benchmarks.shelf_rollouts FOLDER [--show]

FOLDER holds files `KIND.example_rollouts.jsonl` as NeMo Gym's resource servers write them (`response.output`, `reward`,
and the kind's own fields), and beside them `KIND.example.jsonl`, the questions, where a kind needs fields that its
rollouts leave out. What needs the sandbox or a worker is scored in this process's own service. Kinds without a verifier
on the shelf are named and left out. `--show` prints each disagreement: one of the two verifiers is to be explained, and
it need not be ours.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reward_server.functions.puzzles import puzzle
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk import Item, RewardClient
from sdk.schema import Template

PUZZLE = "puzzle"
SUFFIX = ".example_rollouts.jsonl"
Row = Mapping[str, Any]


class Asked(NamedTuple):
    reward: str
    options: dict[str, Any]
    truth: str | None = None
    metadata: Mapping[str, Any] = MappingProxyType({})
    tests: dict[str, Any] | None = None


def choice(row: Row) -> Asked:
    return Asked("choice", {}, row["expected_answer"])


def exact(row: Row) -> Asked:
    return Asked("exact", {"ignore_articles": True}, row["expected_answer"])


def lines(row: Row) -> Asked:
    verifier = row["verifier"]
    return Asked(
        "regex", {"patterns": verifier["verify_regex"], "match": "line", "min_matches": verifier["verify_min_matches"]}
    )


def schema(row: Row) -> Asked:
    return Asked("json_schema", {"schema": _schema_in(_prompt(row)), "fence": "never"})


def instructions(row: Row) -> Asked:
    listed = {name: row[name] for name in ("instruction_id_list", "kwargs")}
    return Asked("instructions", {}, metadata=listed)


def verified(row: Row) -> Asked:
    """Their rules alone: what they ask a model about is left out, and so theirs may be 0 where ours is 1."""
    return Asked("instructions", {}, metadata={"instructions": row["question"]["instructions"]})


def mathematics(row: Row) -> Asked:
    return Asked("accuracy", {}, str(row["expected_answer"]))


def with_code(row: Row) -> Asked:
    return Asked("accuracy", {}, str(row["question"]["expected_result"]))


def program(row: Row) -> Asked:
    units = row["question"]["verifier_metadata"]["unit_tests"]
    cases = [{"input": given, "output": out} for given, out in zip(units["inputs"], units["outputs"], strict=True)]
    return Asked("accuracy", {}, tests={"type": "stdio", "cases": cases})


def same_text(row: Row) -> Asked:
    return Asked("exact", {"part": "whole", "ignore_case": False}, row["expected_answer"])


def riddle(row: Row) -> Asked:
    return Asked(PUZZLE, {}, row["question"]["answer"], row["question"]["metadata"])


def query(row: Row) -> Asked:
    return Asked(
        "sql",
        {"database": row["question"]["sql_context"], "order": "any", "duplicates": False},
        row["question"]["gt_sql"],
    )


KINDS: dict[str, Callable[[Row], Asked]] = {
    "mcqa": choice,
    "equivalence_llm_judge": exact,
    "format_verification": lines,
    "structured_outputs": schema,
    "instruction_following": instructions,
    "verifif": verified,
    "math_with_judge": mathematics,
    "math_with_autograder": mathematics,
    "math_with_code": with_code,
    "bird_sql": query,
    "code_gen": program,
    "equivalence_rule": same_text,
    "reasoning_gym": riddle,
}


def _schema_in(prompt: str) -> Any:
    """The first JSON object of a prompt that is a schema, holds one, or is the properties of one."""
    decoder, at = json.JSONDecoder(), prompt.find("{")
    while at >= 0:
        try:
            found, _ = decoder.raw_decode(prompt, at)
        except ValueError:
            found = None
        if isinstance(found, dict) and (schema := _schema_of(found)):
            return schema
        at = prompt.find("{", at + 1)
    raise LookupError("no JSON Schema in the prompt")


def _schema_of(found: dict[str, Any]) -> dict[str, Any] | None:
    while isinstance(inner := found.get("schema", found.get("json_schema")), dict) and "properties" not in found:
        found = inner
    if isinstance(found.get("properties"), dict):
        return found
    named = found and all(isinstance(one, dict) and "type" in one for one in found.values())
    return {"type": "object", "properties": found, "required": list(found)} if named else None


def _prompt(row: Row) -> str:
    return "\n\n".join(str(one["content"]) for one in row["responses_create_params"]["input"])


def _completion(row: Row) -> str:
    parts = [one.get("content") or [] for one in row["response"]["output"] if one.get("type") == "message"]
    return "".join(part.get("text", "") for content in parts for part in content)


def scored(row: Row, asked: Asked) -> Score:
    text = _completion(row)
    if asked.reward == PUZZLE:
        return _of_reasoning_gym(text, asked)
    if asked.tests is None:
        reward, truth = REWARDS[asked.reward], None if asked.truth is None else (asked.truth,)
        sample = Sample(text, parse(text, Template()), _prompt(row), truth, metadata=dict(asked.metadata))
        step = reward.plan(sample, reward.options(**asked.options))
        if isinstance(step, Score):
            return step
    item = Item(completion=text, ground_truth=asked.truth, tests=asked.tests, rewards={asked.reward: asked.options})
    found = service().score([item]).items[0].components[asked.reward]
    return Score(found.score, found.reason, found.status, rule=found.rule)


def _of_reasoning_gym(text: str, asked: Asked) -> Score:
    try:
        score, reason = puzzle(text, asked.truth, asked.metadata)
    except ImportError:
        raise LookupError("reasoning-gym is not here: pip install 'assay-rl[puzzles]'") from None
    return Score(score, reason)


@lru_cache
def service() -> RewardClient:
    """Started where the first step has work for it."""
    return RewardClient.local()


def joined(path: Path) -> Iterator[Row]:
    """The rollouts, each with its question of the other file: of the same prompt, or one that the prompt holds."""
    beside = path.with_name(path.name.removesuffix(SUFFIX) + ".example.jsonl")
    asked = list(rows(beside)) if beside.exists() else []
    for row in rows(path):
        yield {**row, "question": next((one for one in asked if _asks(row, one)), row.get("question"))}


def _asks(row: Row, question: Row) -> bool:
    asked = question.get("question")
    return _prompt(question) == _prompt(row) or (isinstance(asked, str) and asked in _prompt(row))


def rows(path: Path) -> Iterator[Row]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def agreement(kind: str, path: Path, show: bool) -> str:
    agreeing = total = unusable = 0
    for number, row in enumerate(joined(path), 1):
        try:
            score = scored(row, KINDS[kind](row))
            if score.status == "error":
                raise LookupError(score.reason)
        except (LookupError, TypeError) as error:
            unusable += 1
            print(f"  {kind} {number}: {error}")
            continue
        total += 1
        agrees = score.score == row["reward"]
        agreeing += agrees
        if show and not agrees:
            print(f"  {kind} {number}: ours {score.score} ({score.reason}), theirs {row['reward']}")
    return f"{kind}: {agreeing} of {total} agree" + (f", {unusable} cannot be read" if unusable else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print each disagreement")
    args = parser.parse_args()
    found = {path.name.removesuffix(SUFFIX): path for path in sorted(args.folder.glob(f"*{SUFFIX}"))}
    if not found:
        raise SystemExit(f"no *{SUFFIX} in {args.folder}")
    for kind in (kind for kind in found if kind in KINDS):
        print(agreement(kind, found[kind], args.show))
    print(
        f"left out, for the shelf has no verifier of theirs: {', '.join(kind for kind in found if kind not in KINDS)}"
    )


if __name__ == "__main__":
    main()
