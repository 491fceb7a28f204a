"""The backends of this machine side by side: attacks that got through, programs a second, the start of a sandbox.

    python -m benchmarks.backends [--every 10] [--seconds 10] [--only docker]

docker is the engine that DOCKER_HOST names, Podman's socket too; namespaces are started by this user and, where this is
root, by an ordinary one. `--every N` takes each Nth attack of the catalog.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import time
from collections.abc import Iterator
from unittest import mock

from benchmarks.attacks import attack, score
from benchmarks.machine import print_head
from reward_server.execution.sandbox import image_store
from reward_server.execution.sandbox.backends.backend import Backend
from reward_server.execution.sandbox.backends.docker import DockerBackend, Hardening
from reward_server.execution.sandbox.backends.namespaces import NamespacesBackend
from reward_server.execution.sandbox.containers import SandboxPool
from sdk.tools.audit.programs import CORRECT, catalog
from tests.reward_server.execution.sandbox_pool import IMAGE, AsNobody, bare_store

MEMORY_MB = 2048


def backends(args: argparse.Namespace) -> Iterator[tuple[str, Backend]]:
    folder = bare_store()
    user = "root" if os.geteuid() == 0 else "an ordinary user"
    found: list[tuple[str, Backend]] = [
        ("docker", DockerBackend(Hardening(args.image, MEMORY_MB, None, None), None)),
        (f"namespaces, {user}", NamespacesBackend(folder=folder, memory_limit_mb=MEMORY_MB)),
    ]
    if os.geteuid() == 0:
        found.append(("namespaces, an ordinary user", AsNobody(folder, MEMORY_MB)))
    try:
        with mock.patch.object(image_store, "contexts", return_value=folder / "images"):
            yield from (one for one in found if args.only in one[0])
    finally:
        shutil.rmtree(folder)


async def row(name: str, backend: Backend, args: argparse.Namespace) -> tuple[str, bool]:
    """A line of the table, and whether nothing got through."""
    pool = SandboxPool(backend, containers=1, memory_limit_mb=MEMORY_MB)
    begun = time.monotonic()
    await pool.start()
    started_s = time.monotonic() - begun
    try:
        if pool.missing():
            return f"| {name} | not here: {pool.missing()[0]} | | |", True
        attacks = list(catalog())[:: args.every]
        verdicts = [await attack(pool, one) for one in attacks]
        through = [one.name for one in verdicts if not one.held]
        rate = await programs_a_second(pool, args.seconds)
        lost = f" ({', '.join(through)})" if through else ""
        return f"| {name} | {len(through)} of {len(attacks)}{lost} | {rate:.0f} | {started_s:.2f} |", not through
    finally:
        await pool.close()


async def programs_a_second(pool: SandboxPool, seconds: float) -> float:
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        assert (await score(pool, *CORRECT)).score == 1
        count += 1
    return count / (time.monotonic() - begun)


async def main(args: argparse.Namespace) -> int:
    print_head("benchmarks.backends")
    print("| backend | attacks that got through | programs a second, one sandbox | start of a sandbox, s |")
    print("|---|---|---|---|", flush=True)
    held = []
    for name, backend in backends(args):
        line, whole = await row(name, backend, args)
        print(line, flush=True)
        held.append(whole)
    return 0 if all(held) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="take each Nth attack (default 1: all)")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long programs are counted (default 10)")
    parser.add_argument("--only", default="", help="backends whose name holds this")
    parser.add_argument("--image", default=IMAGE)
    sys.exit(asyncio.run(main(parser.parse_args())))
