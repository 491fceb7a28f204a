"""Scores real rollouts by the shelf, beside the reward that their own verifier paid: agreement by kind.

    python -m benchmarks.shelf_rollouts FOLDER [--show]

FOLDER holds files `KIND.example_rollouts.jsonl` as NeMo Gym's resource servers write them (`response.output`, `reward`,
and the kind's own fields). Kinds without a verifier on the shelf are named and left out. `--show` prints each
disagreement: one of the two verifiers is to be explained, and it need not be ours.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

SUFFIX = ".example_rollouts.jsonl"
Row = Mapping[str, Any]


class Asked(NamedTuple):
    reward: str
    options: dict[str, Any]
    truth: str | None = None


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


KINDS: dict[str, Callable[[Row], Asked]] = {
    "mcqa": choice,
    "equivalence_llm_judge": exact,
    "format_verification": lines,
    "structured_outputs": schema,
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
    reward, text = REWARDS[asked.reward], _completion(row)
    truth = None if asked.truth is None else (asked.truth,)
    score = reward.plan(Sample(text, parse(text, Template()), _prompt(row), truth), reward.options(**asked.options))
    assert isinstance(score, Score)
    return score


def rows(path: Path) -> Iterator[Row]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def agreement(kind: str, path: Path, show: bool) -> str:
    agreeing = total = unusable = 0
    for number, row in enumerate(rows(path), 1):
        try:
            score = scored(row, KINDS[kind](row))
        except LookupError as error:
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
