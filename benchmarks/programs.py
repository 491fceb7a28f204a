"""Programs judged a second in each language that is built here: a service, over HTTP, against a hardened `docker run`
of the same image.

    scripts/check languages-speed          # starts the service; or, beside one that runs:
    python -m benchmarks.programs --url http://127.0.0.1:8000 [--rounds 3] [LANGUAGE ...]

Both judge the same programs: each adds numbers, is compiled once where the language is, and runs on four cases of stdin
and stdout. No two are equal, so that nothing is answered from memory. The two ways take turns in each round, so that a
machine that others use slows both; the table shows medians. `docker run` starts a container for each program, as many
at a time as there are cores, like the service.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from benchmarks.machine import print_head
from benchmarks.sandbox import CORES, HARDENED
from reward_server.execution.sandbox import descriptions
from reward_server.rewards.programs import languages
from sdk import Item, RewardClient
from tests.languages.problems import PROBLEMS

PROBLEM = next(one for one in PROBLEMS if one.name == "sum")
REMARK = {"python": "#", "bash": "#", "lua": "--"}
OTHERS = {
    "python": "n, *a = map(int, open(0).read().split())\nprint(sum(a))",
    "lua": 'local n, s = io.read("n"), 0\nfor i = 1, n do s = s + io.read("n") end\nprint(string.format("%d", s))',
}
"""Sums in the languages that the problems of `tests.languages` leave out."""
MEMORY_MB = 256
SCRIPT = """
cd /tmp && printf %s "$SOURCE" > "$FILE" && { [ -z "$COMPILE" ] || $COMPILE; } || exit
for input do printf %s "$input" | $RUN; done
"""
Way = Callable[[str, int], float]
"""(language, how many) -> seconds. Raises AssertionError where a correct program was not judged right."""


def program(language: str, number: int) -> str:
    source = OTHERS.get(language) or PROBLEM.programs(language)[0]
    return f"{source}\n{REMARK.get(language, '//')} {number} {time.time_ns()}\n"


def by_service(client: RewardClient) -> Way:
    def judge(language: str, count: int) -> float:
        limits = {"memory_limit_mb": MEMORY_MB}
        items = [
            Item(
                completion=f"~~~~{language}\n{program(language, number)}\n~~~~", tests=PROBLEM.tests(language) | limits
            )
            for number in range(count)
        ]
        begun = time.perf_counter()
        result = client.score(items, rewards={"accuracy": 1})
        assert result.rewards == [1.0] * count, result.items[0]
        return time.perf_counter() - begun

    return judge


def by_docker_run(language: str, count: int) -> float:
    known = languages.known[language]
    how = known.runner_part(MEMORY_MB) or {"source": "main.py", "run": ["python3", "-I", "main.py"]}
    given = {
        **how.get("environment", {}),
        "FILE": how["source"],
        "COMPILE": " ".join(how.get("compile", [])),
        "RUN": " ".join(how["run"]),
    }
    settings = [f"--env={name}={value}" for name, value in given.items()]
    rest = [f"assay-sandbox-{known.image}:latest", "-c", SCRIPT, "sh", *PROBLEM.inputs]
    expected = [str(PROBLEM.reference(one)) for one in PROBLEM.inputs]

    def one(number: int) -> None:
        source = f"--env=SOURCE={program(language, number)}"
        done = subprocess.run([*HARDENED, "sh", *settings, source, *rest], capture_output=True, text=True, check=False)
        assert done.stdout.split() == expected, done

    begun = time.perf_counter()
    with ThreadPoolExecutor(CORES) as threads:
        list(threads.map(one, range(count)))
    return time.perf_counter() - begun


def measure(ways: dict[str, tuple[Way, int]], language: str, rounds: int) -> dict[str, float]:
    """Way -> median of programs a second."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for way, _ in ways.values():
        way(language, 2)  # warm
    for turn in range(rounds):
        for name, (way, count) in list(ways.items())[:: -1 if turn % 2 else 1]:
            rates[name].append(count / way(language, count))
    return {name: statistics.median(some) for name, some in rates.items()}


def main(args: argparse.Namespace) -> None:
    descriptions.add_all()
    print_head("benchmarks.programs")
    with RewardClient(args.url, timeout_s=600) as client:
        here = args.languages or client.list_rewards()["test_languages"]
        ways: dict[str, tuple[Way, int]] = {
            "service": (by_service(client), args.count),
            "docker run": (by_docker_run, 4 * CORES),
        }
        print("| language | programs a second | `docker run` | times `docker run` |\n|---|---|---|---|")
        for language in here:
            rates = measure(ways, language, args.rounds)
            service, engine = rates["service"], rates["docker run"]
            print(f"| `{language}` | {service:.1f} | {engine:.2f} | {service / engine:.1f} |", flush=True)
    print(f"\nmedians of {args.rounds} rounds; load average {os.getloadavg()[0]:.1f} when it ended")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="default: all that the service has")
    parser.add_argument("--url", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=40, help="programs a round of the service")
    main(parser.parse_args())
