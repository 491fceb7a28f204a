"""How many small mutilations of `reward_server/symbolic` its tests notice: Cosmic Ray, on a copy of the tree.

    python -m benchmarks.mutation --sample 300 --seed 1   # a random sample, and the interval of its rate
    python -m benchmarks.mutation                         # all mutants: days
    python -m benchmarks.mutation --report                # what the last session has found so far

A session that was interrupted goes on where it stopped, as long as the tree, the rooms and the sample are the same.
Each mutant is a fork of one run of pytest that has collected the tests (`benchmarks.mutation_tests`), and runs those of
them that run its line until one fails. A test that takes the clock is left out: on a busy machine it fails without a
mutant. Operators in annotations are no mutants: nothing runs them.

`--again` tries the mutants that survived the last session on the tests as they are now. Such a rate is no estimate,
since those tests were written for those mutants: draw another seed for one.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".build" / "mutation"
TREE, MAP = HOME / "tree", HOME / "map.json"
SESSION, CONFIG, KEY = HOME / "session.sqlite", HOME / "config.toml", HOME / "key.json"
SOURCE = "reward_server/symbolic"
TESTS = "tests/reward_server/symbolic"
PYTEST = f"-m pytest -x -q -p no:cacheprovider -W ignore --timeout 0 -p benchmarks.mutation_tests {TESTS}".split()
PYTEST = [sys.executable, *PYTEST, "-k", "not times_the_time"]
MEMORY_OF_A_MUTANT = 4 << 30
Z = 1.96  # of 95 %
IDENTITY = ("Eq_Is", "Is_Eq", "NotEq_IsNot", "IsNot_NotEq")


def main() -> int:
    options = arguments()
    if not options.report:
        prepare(options)
        run()
    return report(options.at_least, options.diffs)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="how many mutants, drawn at random (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--room", action="append", help="a folder or module of symbolic (default: all); repeatable")
    parser.add_argument("--again", action="store_true", help="the survivors of the last session, on the present tests")
    parser.add_argument("--report", action="store_true", help="run nothing")
    parser.add_argument("--diffs", action="store_true", help="show each survivor")
    parser.add_argument("--at-least", type=float, default=80, help="per cent that must be killed (default: 80)")
    return parser.parse_args()


# -- a session -------------------------------------------------------------------------------------------------------


def prepare(options: argparse.Namespace) -> None:
    """A copy of the tree and a session of its mutants; both stay where they are when they are what is asked for."""
    survivors = [name_of(item) for item, _ in survived(results())] if options.again else None
    key = {"tree": digest(), "sample": options.sample, "seed": options.seed, "room": options.room, "only": survivors}
    if KEY.exists() and json.loads(KEY.read_text()) == key:
        return
    shutil.rmtree(HOME, ignore_errors=True)
    copy_tree(TREE)
    CONFIG.write_text(
        f'[cosmic-ray]\nmodule-path = "{SOURCE}"\ntimeout = 1.0\nexcluded-modules = []\ntest-command = "none"\n'
        "[cosmic-ray.distributor]\nname = 'local'\n"
    )
    in_copy([sys.executable, "-m", "cosmic_ray.cli", "init", str(CONFIG), str(SESSION)])
    keep(lambda items: chosen(items, options, survivors))
    print("The tests without a mutant, to see which lines each of them runs ...", flush=True)
    in_copy(PYTEST)
    KEY.write_text(json.dumps(key))


def run() -> None:
    print(f"{len(all_items()) - len(results())} mutants are left", flush=True)
    in_copy(PYTEST)


def in_copy(command: list[str]) -> None:
    """In a copy of the tree, which may change meanwhile. No mutant takes the memory of the machine."""
    subprocess.run(
        command,
        cwd=TREE,
        env=os.environ
        | {"PYTHONPATH": str(TREE), "MUTATION_MAP": str(MAP), "MUTATION_SESSION": str(SESSION)}
        | {"SEED": "1"},  # texts are drawn anew otherwise
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_OF_A_MUTANT,) * 2),
        check=True,
    )


def files() -> list[Path]:
    """What git would commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(name) for name in sorted(listed.stdout.split("\0")) if name and (ROOT / name).is_file()]


def digest() -> str:
    """What decides about a mutant: the mathematics and its tests."""
    judged = [path for path in files() if path.as_posix().startswith((SOURCE, TESTS, "tests/data/math"))]
    return hashlib.sha256(b"".join(bytes(path) + (ROOT / path).read_bytes() for path in judged)).hexdigest()


def copy_tree(to: Path) -> None:
    for path in files():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, to / path)


# -- mutants ---------------------------------------------------------------------------------------------------------


def database() -> Any:
    from cosmic_ray.work_db import WorkDB, use_db

    return use_db(str(SESSION), WorkDB.Mode.open)


def all_items() -> list[Any]:
    with database() as session:
        return list(session.work_items)


def results() -> list[tuple[Any, Any]]:
    with database() as session:
        return list(session.completed_work_items)


def name_of(item: Any) -> str:
    """The same in every session over the same source."""
    mutation = item.mutations[0]
    place = f"{mutation.module_path}:{mutation.start_pos}:{mutation.end_pos}"
    return f"{place} {mutation.operator_name} {json.dumps(mutation.operator_args)} {mutation.occurrence}"


def chosen(items: list[Any], options: argparse.Namespace, only: list[str] | None) -> list[Any]:
    """The sample: mutants of the rooms that are asked for, in an order that does not change, drawn with the seed."""
    roots = tuple(f"{SOURCE}/{room}" for room in options.room or [""])
    skipped = {path: set(annotated(TREE / path)) for path in {str(one.mutations[0].module_path) for one in items}}
    meant = sorted((one for one in items if str(one.mutations[0].module_path).startswith(roots)), key=name_of)
    meant = [one for one in meant if one.mutations[0].start_pos not in skipped[str(one.mutations[0].module_path)]]
    if only is not None:
        return [one for one in meant if name_of(one) in only]
    print(f"{len(meant)} mutants in all")
    return meant if options.sample is None else random.Random(options.seed).sample(meant, options.sample)


def keep(choose: Any) -> None:
    from cosmic_ray.work_db import WorkDB, use_db

    with use_db(str(SESSION), WorkDB.Mode.open) as session:
        kept = choose(list(session.work_items))
        session.clear()
        session.add_work_items(kept)


def annotated(path: Path) -> Iterator[tuple[int, int]]:
    """Places inside annotations and type aliases, as line and column."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for place in (getattr(node, "annotation", None), getattr(node, "returns", None), alias(node)):
            if place is not None:
                yield from places(place)


def alias(node: ast.AST) -> ast.expr | None:
    """`Base = int | str`: the right side, where it is made of nothing but names and bars."""
    if not isinstance(node, ast.Assign):
        return None
    inside = (ast.BinOp, ast.BitOr, ast.Name, ast.Subscript, ast.List, ast.Tuple, ast.Constant, ast.Load)
    bars = any(isinstance(one, ast.BitOr) for one in ast.walk(node.value))
    names = [one.id for one in ast.walk(node.value) if isinstance(one, ast.Name)]
    types = all(name[0].isupper() or name in ("int", "str", "float", "bool") for name in names)
    return node.value if bars and types and all(isinstance(one, inside) for one in ast.walk(node.value)) else None


def places(node: ast.expr) -> Iterator[tuple[int, int]]:
    for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
        first = node.col_offset if line == node.lineno else 0
        last = node.end_col_offset if line == node.end_lineno else 200
        yield from ((line, column) for column in range(first, last or 0))


# -- what came of them -----------------------------------------------------------------------------------------------


def report(at_least: float, diffs: bool) -> int:
    """Exit status 1 where the whole interval of the rate lies below `at_least`."""
    every, total = results(), len(all_items())
    found = [(item, result) for item, result in every if not is_no_program(result)]
    alive = survived(found)
    killed = len(found) - len(alive)
    if not found:
        print("no mutant was tried yet")
        return 1
    for item, result in sorted(alive, key=lambda pair: name_of(pair[0])):
        mutation = item.mutations[0]
        place = f"{mutation.module_path}:{mutation.start_pos[0]}"
        print(f"survived  {place} in {mutation.definition_name}: {mutation.operator_name.removeprefix('core/')}")
        if diffs:
            changed = [line for line in result.diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
            print(*(f"    {line}" for line in changed), sep="\n")
    by_room, by_kind = (Counter(group(item) for item, _ in found) for group in (room_of, kind_of))
    lost = Counter(group(item) for item, _ in alive for group in (room_of, kind_of))
    for name, tried in sorted(by_room.items()) + sorted(one for one in by_kind.items() if one[0] in lost):
        print(f"{name:40} {tried - lost[name]:5} of {tried:5} killed")
    high = told(killed, len(found), f"{total} in the session, {len(every) - len(found)} no programs")
    different = [item for item, _ in found if not is_identity(item)]
    lives = [item for item, _ in alive if not is_identity(item)]
    if 0 < len(different) < len(found):
        told(
            len(different) - len(lives), len(different), "without those that put `is` for `==`, or the other way round"
        )
    return int(100 * high < at_least)


def told(killed: int, tried: int, what: str) -> float:
    """Prints a share with its interval, whose upper end it returns."""
    low, high = wilson(killed, tried)
    print(f"{killed} of {tried} killed: {killed / tried:.1%} (95 %: {low:.1%} to {high:.1%}); {what}")
    return high


def is_identity(item: Any) -> bool:
    """Such a mutant is the same program wherever equal strings and small numbers are one object."""
    return item.mutations[0].operator_name.removeprefix("core/ReplaceComparisonOperator_") in IDENTITY


def is_no_program(result: Any) -> bool:
    """A syntax error is neither killed nor alive."""
    return result.test_outcome is not None and result.test_outcome.value == "incompetent"


def survived(found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    return [(item, result) for item, result in found if not result.is_killed]


def room_of(item: Any) -> str:
    return "/".join(item.mutations[0].module_path.parts[2:])


def kind_of(item: Any) -> str:
    return str(item.mutations[0].operator_name).removeprefix("core/")


def wilson(killed: int, tried: int) -> tuple[float, float]:
    """Wilson's interval of a share (1927), which holds for shares near 1 too."""
    share, width = killed / tried, Z**2 / tried
    middle = share + width / 2
    spread = Z * math.sqrt(share * (1 - share) / tried + width / (4 * tried))
    return (middle - spread) / (1 + width), (middle + spread) / (1 + width)


if __name__ == "__main__":
    sys.exit(main())
