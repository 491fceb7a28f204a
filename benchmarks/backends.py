"""The backends of this machine side by side: attacks that got through, labelled programs, programs a second, start.

    python -m benchmarks.backends [--every 10] [--seconds 10] [--rounds 3] [--only docker] [--podman SOCKET]
        [--store FOLDER]

docker is the engine that DOCKER_HOST names. namespaces are started by this user and, where this is root, by an ordinary
one, in the unpacked root of Docker's image, or in what `assay sandbox build` has made in --store. Podman's socket,
rootless or not, is found where its service usually has it (docs/backends.md), and must have the image. `--every N`
takes each Nth attack of the catalog, and each Nth problem of HumanEval, whose solution must be right and whose three
mutants wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import contextlib
import os
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import docker

from benchmarks.attacks import attack, score
from benchmarks.data_sets import READERS
from benchmarks.labelled_programs import MUTANTS, Work, judge_all
from benchmarks.machine import print_head
from reward_server.execution.sandbox import making
from reward_server.execution.sandbox.backends.backend import Backend
from reward_server.execution.sandbox.backends.docker import DockerBackend, Hardening
from reward_server.execution.sandbox.backends.namespaces import NamespacesBackend
from reward_server.execution.sandbox.containers import SandboxPool
from sdk.tools.audit.programs import CORRECT, catalog
from tests.reward_server.execution.sandbox_pool import IMAGE, AsNobody

MEMORY_MB = 2048
PODMAN = ("user/*/podman.sock", "user/*/podman/podman.sock", "podman/podman.sock")
"""Below /run."""


class Candidate(NamedTuple):
    """make: a backend that was not used yet; environment: what holds while it is."""

    name: str
    make: Callable[[], Backend]
    environment: dict[str, str]


def candidates(args: argparse.Namespace, folder: Path) -> Iterator[Candidate]:
    """folder: a fresh one, which every user can read."""
    yield Candidate("docker", lambda: engine(args.image), {})
    yield from namespaces(args.store or folder)
    for socket in [args.podman] if args.podman else [path for one in PODMAN for path in Path("/run").glob(one)]:
        environment = {"DOCKER_HOST": f"unix://{socket}"}
        with mock.patch.dict(os.environ, environment):
            name = podman()
        yield Candidate(name, lambda: engine(args.image), environment)


def engine(image: str) -> Backend:
    return DockerBackend(Hardening(image, MEMORY_MB, None, None), None)


def podman() -> str:
    """What answers at DOCKER_HOST."""
    client = docker.from_env()
    return f"{'rootless ' if client.info().get('Rootless') else ''}Podman {client.version()['Version']}"


def namespaces(store: Path) -> Iterator[Candidate]:
    is_root = os.geteuid() == 0
    own = "root" if is_root else "an ordinary user"
    yield Candidate(f"namespaces, {own}", lambda: NamespacesBackend(folder=store, memory_limit_mb=MEMORY_MB), {})
    if is_root:
        yield Candidate("namespaces, an ordinary user", lambda: AsNobody(store, MEMORY_MB), {})


@contextlib.asynccontextmanager
async def started(one: Candidate, folder: Path) -> AsyncIterator[tuple[SandboxPool, float]]:
    """(a pool of one sandbox, seconds that its start took)."""
    with mock.patch.dict(os.environ, one.environment):
        sockets = folder / f"sockets-{secrets.token_hex(4)}"  # where a rootless engine's user can look for it, too
        pool = SandboxPool(one.make(), containers=1, memory_limit_mb=MEMORY_MB, socket_dir=sockets)
        begun = time.monotonic()
        await pool.start()
        try:
            yield pool, time.monotonic() - begun
        finally:
            await pool.close()


async def judged(one: Candidate, folder: Path, work: Work, every: int) -> tuple[str, str]:
    """Which attacks got through, and which labelled programs were judged otherwise, in two cells of the table; or why
    the backend is not here."""
    async with started(one, folder) as (pool, _):
        if pool.missing():
            return f"not here: {pool.missing()[0]}", ""
        attacks = list(catalog())[::every]
        verdicts = [await attack(pool, one) for one in attacks]
        through = [one.name for one in verdicts if not one.held]
        scores = await judge_all(pool, work, in_flight=2)
        wrong = [label for label, found in scores.items() if found.score != label.startswith("solution")]
        right = len(work) - len(wrong)
        return f"{len(through)} of {len(attacks)}{named(through)}", f"{right} of {len(work)}{named(wrong)}"


async def measured(one: Candidate, folder: Path, seconds: float) -> tuple[float, float]:
    """(programs a second, seconds of the start)."""
    async with started(one, folder) as (pool, start_s):
        return await programs_a_second(pool, seconds), start_s


def named(some: list[str]) -> str:
    return f" ({', '.join(some)})" if some else ""


def labelled(every: int) -> Work:
    """(what it is and of which problem, program, tests): HumanEval's solutions, and their mutants."""
    work: Work = []
    for problem in list(READERS["humaneval"](None))[::every]:
        work.append((f"solution of {problem.name}", problem.solution, problem.tests))
        for name, mutate in MUTANTS.items():
            work.append((f"{name} of {problem.name}", mutate(problem.solution), problem.tests))
    return work


async def programs_a_second(pool: SandboxPool, seconds: float) -> float:
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        assert (await score(pool, *CORRECT)).score == 1
        count += 1
    return count / (time.monotonic() - begun)


def main(args: argparse.Namespace) -> int:
    print_head("benchmarks.backends")
    folder = Path(tempfile.mkdtemp(prefix="assay-backends-"))
    folder.chmod(0o755)
    try:
        if args.store is None and args.only in "namespaces, an ordinary user":
            making.make_root("python", folder)
        work = labelled(args.every)
        cells, rates = {}, collections.defaultdict(list)
        found = [one for one in candidates(args, folder) if args.only in one.name]
        for one in found:
            cells[one.name] = asyncio.run(judged(one, folder, work, args.every))
            print(f"{one.name}: {'; '.join(cells[one.name])}", flush=True)
        here = [one for one in found if cells[one.name][1]]
        for number in range(args.rounds):  # in turns: what else keeps the machine busy changes within minutes
            for one in here if number % 2 else here[::-1]:
                rates[one.name].append(asyncio.run(measured(one, folder, args.seconds)))
    finally:
        shutil.rmtree(folder)
    print(
        "\n| backend | attacks that got through | labelled programs judged right | programs a second, one sandbox "
        "| start of a sandbox, s |\n|---|---|---|---|---|"
    )
    for one in found:
        medians = [statistics.median(each) for each in zip(*rates[one.name], strict=True)]
        told = f"{medians[0]:.0f} | {medians[1]:.2f}" if medians else " | "
        print(f"| {one.name} | {' | '.join(cells[one.name])} | {told} |")
    whole = (f"0 of {len(list(catalog())[:: args.every])}", f"{len(work)} of {len(work)}")
    return 0 if all(cells[one.name] == whole for one in here) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="take each Nth attack and problem (default 1: all)")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long programs are counted (default 10)")
    parser.add_argument("--rounds", type=int, default=3, help="how often, in turns; medians are printed (default 3)")
    parser.add_argument("--only", default="", help="backends whose name holds this")
    parser.add_argument("--podman", help="path of the socket of Podman's service")
    parser.add_argument("--store", type=Path, help="of assay sandbox build, instead of Docker's image")
    parser.add_argument("--image", default=IMAGE)
    sys.exit(main(parser.parse_args()))
