"""The backends of this machine side by side: attacks that got through, labelled programs, programs a second, start.

    python -m benchmarks.backends [--every 10] [--seconds 10] [--only docker] [--podman SOCKET] [--store FOLDER]

docker is the engine that DOCKER_HOST names. namespaces are started by this user and, where this is root, by an ordinary
one, in the unpacked root of Docker's image, or in what `assay sandbox build` has made in --store. Podman's socket,
rootless or not, is found where its service usually has it (docs/backends.md), and must have the image. `--every N`
takes each Nth attack of the catalog, and each Nth problem of HumanEval, whose solution must be right and whose three
mutants wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
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


def backends(args: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Backend]]:
    """folder: a fresh one, which every user can read."""
    if args.only in "docker":
        yield "docker", engine(args.image)
    if any(args.only in name for name in ("namespaces, root", "namespaces, an ordinary user")):
        yield from namespaces(args, folder)
    for socket in [args.podman] if args.podman else [path for one in PODMAN for path in Path("/run").glob(one)]:
        with mock.patch.dict(os.environ, DOCKER_HOST=f"unix://{socket}"):
            name = podman()
            if args.only in name:
                yield name, engine(args.image)


def engine(image: str) -> Backend:
    return DockerBackend(Hardening(image, MEMORY_MB, None, None), None)


def podman() -> str:
    """What answers at DOCKER_HOST."""
    client = docker.from_env()
    return f"{'rootless ' if client.info().get('Rootless') else ''}Podman {client.version()['Version']}"


def namespaces(args: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Backend]]:
    if args.store is None:
        making.make_root("python", folder)
    store = args.store or folder
    is_root = os.geteuid() == 0
    found: list[tuple[str, Backend]] = [
        (
            f"namespaces, {'root' if is_root else 'an ordinary user'}",
            NamespacesBackend(folder=store, memory_limit_mb=MEMORY_MB),
        )
    ]
    if is_root:
        found.append(("namespaces, an ordinary user", AsNobody(store, MEMORY_MB)))
    yield from (one for one in found if args.only in one[0])


async def row(name: str, backend: Backend, sockets: Path, work: Work, args: argparse.Namespace) -> tuple[str, bool]:
    """A line of the table, and whether nothing got through and all was judged as it is labelled."""
    pool = SandboxPool(backend, containers=1, memory_limit_mb=MEMORY_MB, socket_dir=sockets)
    begun = time.monotonic()
    await pool.start()
    started_s = time.monotonic() - begun
    try:
        if pool.missing():
            return f"| {name} | not here: {pool.missing()[0]} | | | |", True
        attacks = list(catalog())[:: args.every]
        verdicts = [await attack(pool, one) for one in attacks]
        through = [one.name for one in verdicts if not one.held]
        scores = await judge_all(pool, work, in_flight=2)
        wrong = [label for label, found in scores.items() if found.score != label.startswith("solution")]
        rate = await programs_a_second(pool, args.seconds)
        cells = (
            f"{len(through)} of {len(attacks)}{named(through)}",
            f"{len(work) - len(wrong)} of {len(work)}{named(wrong)}",
        )
        return f"| {name} | {' | '.join(cells)} | {rate:.0f} | {started_s:.2f} |", not through and not wrong
    finally:
        await pool.close()


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
    work = labelled(args.every)
    print(
        "| backend | attacks that got through | labelled programs judged right | programs a second, one sandbox "
        "| start of a sandbox, s |"
    )
    print("|---|---|---|---|---|", flush=True)
    held = []
    folder = Path(tempfile.mkdtemp(prefix="assay-backends-"))
    folder.chmod(0o755)
    try:
        for number, (name, backend) in enumerate(backends(args, folder)):
            sockets = folder / f"sockets{number}"
            sockets.mkdir()  # where a rootless engine's user can look for it, too
            line, whole = asyncio.run(row(name, backend, sockets, work, args))
            print(line, flush=True)
            held.append(whole)
    finally:
        shutil.rmtree(folder)
    return 0 if all(held) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="take each Nth attack and problem (default 1: all)")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long programs are counted (default 10)")
    parser.add_argument("--only", default="", help="backends whose name holds this")
    parser.add_argument("--podman", help="path of the socket of Podman's service")
    parser.add_argument("--store", type=Path, help="of assay sandbox build, instead of Docker's image")
    parser.add_argument("--image", default=IMAGE)
    sys.exit(main(parser.parse_args()))
