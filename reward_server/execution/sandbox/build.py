"""`assay sandbox build | list | check`: what programs are run in, from an installed package.

`build` needs neither an engine nor a right: it takes the Python that runs this, libraries from the package index, and
the compilers of the host's /usr, read-only. With `--from-image` it takes the whole root of an image that an engine of
this machine has; with `--docker` that engine builds the image. LANGUAGE may also be a folder of yours.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assay_rl.distribution import add_version, needs

with needs("server"):
    from reward_server.execution.readiness_trials import trials
    from reward_server.execution.sandbox import image_store, making
    from reward_server.execution.sandbox.pools import namespaces_pool
    from reward_server.jobs import Done

CHECKED_WITHIN_S = 30.0


async def check(folder: Path) -> tuple[list[str], str]:
    """(what is wrong, what to know): a sandbox is started, and a program run in it."""
    pool = namespaces_pool(folder=folder)
    await pool.start()
    try:
        if missing := pool.missing():
            return missing, ""
        trial = trials()["sandbox"]
        outcome = await pool.run(trial.payload, time.monotonic() + CHECKED_WITHIN_S)
        if not isinstance(outcome, Done):
            return [outcome.message], ""
        wrong = [] if trial.is_right(outcome.result) else [f"a right program was judged wrong: {outcome.result}"]
        return wrong, pool.identity().get("sandbox/lacks", "")
    finally:
        await pool.close()


def images() -> list[str]:
    """All that can be built: the folders that hold an image's context."""
    return sorted(path.parent.name for path in image_store.contexts().glob("*/Dockerfile"))


def _context(given: str) -> Path | None:
    """The folder of a language: this project's, or the caller's own."""
    if given in images():
        return image_store.contexts() / given
    own = Path(given).resolve()
    return own if (own / "Dockerfile").is_file() else None


def _build(given: argparse.Namespace) -> int:
    for name in given.images or ["python"]:
        context = _context(name)
        if context is None:
            known = ", ".join(images())
            print(f"assay sandbox: {name!r} is no language and no folder of one; there are {known}", file=sys.stderr)
            return 2
        begun = time.monotonic()
        try:
            made = _make(given, context)
        except (making.BuildError, OSError, ValueError) as error:
            print(f"assay sandbox: {error}", file=sys.stderr)
            return 1
        print(f"{context.name}: built in {time.monotonic() - begun:.0f} s, {made}")
    return 0


def _make(given: argparse.Namespace, context: Path) -> str:
    """What was made, in words."""
    if given.docker:
        return f"the image {making.tag_of(context.name)} ({making.make_image(context)[:19]})"
    from_image = given.from_image
    built = making.make_root(context.name, given.store) if from_image else making.make_view(context, given.store)
    return f"{_told(built)}, in {given.store / context.name}"


def _told(built: image_store.Built) -> str:
    if built.kind == "root":
        return f"the root of the image {built.id[:19]}"
    if built.tools:
        return f"a view of this machine's {', '.join(f'{name} ({said})' for name, said in built.tools.items())}"
    return f"a view of {built.interpreter} with {len(built.libraries or {})} libraries"


def _list(given: argparse.Namespace) -> int:
    for image in sorted({*images(), *image_store.names(given.store)}):
        built = image_store.read(given.store, image)
        print(f"{image:12} {_told(built) if built else f'not built (assay sandbox build {image})'}")
    return 0


def _check(given: argparse.Namespace) -> int:
    wrong, lacks = asyncio.run(check(given.store))
    print("\n".join(wrong) or "programs are run and isolated here")
    for one in filter(None, lacks.split("; ")):
        print(f"  without {one}")
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="assay sandbox", description=__doc__)
    add_version(parser)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    common = argparse.ArgumentParser(add_help=False)
    add_version(common)
    common.add_argument("--store", type=Path, default=image_store.default_store(), help="folder (default %(default)s)")
    build = verbs.add_parser("build", parents=[common], help="make the sandboxes of these languages (default: python)")
    build.add_argument("images", nargs="*", metavar="LANGUAGE")
    made_of = build.add_mutually_exclusive_group()
    made_of.add_argument("--from-image", action="store_true", help="unpack the image that this machine's engine has")
    made_of.add_argument("--docker", action="store_true", help="have this machine's engine build the image")
    build.set_defaults(run=_build)
    verbs.add_parser("list", parents=[common], help="what can be built, and what is").set_defaults(run=_list)
    verbs.add_parser("check", parents=[common], help="run a program in a sandbox").set_defaults(run=_check)
    given = parser.parse_args(arguments)
    status: int = given.run(given)
    return status
