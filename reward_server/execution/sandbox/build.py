"""`assay sandbox build | list | check`: what programs are run in where there is no engine, from an installed package.

It takes the Python that runs this, libraries from the package index, and the host's /usr, read-only: no right is
needed and no engine. With `--from-image` it takes the whole root of an image that an engine of this machine has.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from assay_rl.distribution import add_version, needs

with needs("server"):
    from reward_server.execution.readiness_trials import trials
    from reward_server.execution.sandbox import image_store
    from reward_server.execution.sandbox.pools import namespaces_pool
    from reward_server.jobs import Done

REQUIREMENTS = "requirements.txt"
CHECKED_WITHIN_S = 30.0


class BuildError(Exception):
    """The message says what to do."""


def build_view(image: str, folder: Path, index_options: Sequence[str] = ()) -> image_store.Built:
    """A view of this host. Raises BuildError."""
    context = image_store.contexts() / image
    interpreter, prefix = image_store.interpreter()
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".new-{image}-", dir=folder))
    made.chmod(0o755)
    try:
        if (context / REQUIREMENTS).is_file():
            _install(context / REQUIREMENTS, made / "site", index_options)
        libraries = {one.metadata["Name"]: one.version for one in metadata.distributions(path=[str(made / "site")])}
        made_of = [platform.python_version(), platform.machine(), sorted(libraries.items())]
        digest = f"view:{hashlib.sha256(json.dumps(made_of).encode()).hexdigest()}"
        built = image_store.Built("view", digest, str(interpreter), str(prefix), libraries=libraries)
        image_store.put(folder, image, made, built)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return built


def _install(requirements: Path, site: Path, options: Sequence[str]) -> None:
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-warn-conflicts",
        "--only-binary", ":all:", "--target", str(site), *options, "--requirement", str(requirements),
    ]  # fmt: skip
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        last = "; ".join(found.stderr.strip().splitlines()[-3:])
        raise BuildError(f"pip could not install the libraries of programs: {last}")


def build_root(image: str, folder: Path, tag: str) -> image_store.Built:
    """The root of an image that the engine has, unpacked as this user's. Raises BuildError."""
    import docker
    from docker.errors import DockerException

    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".new-{image}-", dir=folder))
    made.chmod(0o755)
    try:
        client = docker.from_env()
        found = client.images.get(tag)
        container = client.containers.create(tag)
        try:
            _unpack(container.export(), made / "root")
        finally:
            container.remove()
        command = list(found.attrs["Config"]["Entrypoint"])
        command[0] = command[0] if command[0].startswith("/") else f"/usr/bin/{command[0]}"
        built = image_store.Built("root", str(found.id), command=tuple(command))
        image_store.put(folder, image, made, built)
    except DockerException as error:
        raise BuildError(f"the engine does not give the image {tag}: {' '.join(str(error).split())[:300]}") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return built


def _unpack(chunks: Sequence[bytes], root: Path) -> None:
    root.mkdir(mode=0o755)
    tar = ["tar", "-x", "-C", str(root), "--exclude=dev/*", "--exclude=.dockerenv", "--no-same-owner"]
    with subprocess.Popen(tar, stdin=subprocess.PIPE) as unpacking:
        assert unpacking.stdin is not None
        for chunk in chunks:
            unpacking.stdin.write(chunk)
        unpacking.stdin.close()
    if unpacking.returncode:
        raise BuildError("the image's root could not be unpacked (see above)")


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


def _build(given: argparse.Namespace) -> int:
    for image in given.images or ["python"]:
        if image not in images():
            print(f"assay sandbox: there is no language {image!r}; there are {', '.join(images())}", file=sys.stderr)
            return 2
        begun = time.monotonic()
        try:
            if given.from_image:
                built = build_root(image, given.store, f"assay-sandbox-{image}:latest")
            else:
                built = build_view(image, given.store)
        except (BuildError, OSError) as error:
            print(f"assay sandbox: {error}", file=sys.stderr)
            return 1
        seconds = time.monotonic() - begun
        print(f"{image}: built in {seconds:.0f} s, {_told(built)}, in {given.store / image}")
    return 0


def _told(built: image_store.Built) -> str:
    if built.kind == "root":
        return f"the root of the image {built.id[:19]}"
    return f"a view of {built.interpreter} with {len(built.libraries or {})} libraries"


def _list(given: argparse.Namespace) -> int:
    for image in images():
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
    build.add_argument("--from-image", action="store_true", help="unpack the image that this machine's engine has")
    build.set_defaults(run=_build)
    verbs.add_parser("list", parents=[common], help="what can be built, and what is").set_defaults(run=_list)
    verbs.add_parser("check", parents=[common], help="run a program in a sandbox").set_defaults(run=_check)
    given = parser.parse_args(arguments)
    status: int = given.run(given)
    return status
