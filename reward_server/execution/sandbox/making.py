"""What the sandboxes of a language are made of, three ways: a view of this machine, the unpacked root of an image, and
an image that an engine builds. All begin with the language's folder (sandbox_images/README.md)."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from reward_server.execution.sandbox import descriptions, image_store
from reward_server.execution.sandbox.backends.view import ENVIRONMENT, HARNESS, OPT
from reward_server.rewards.programs.languages import Language

REQUIREMENTS = "requirements.txt"
COMMANDS = ("compile", "run", "compile_call", "call", "serve", "judge", "versions")
_OUTSIDE_USR = re.compile(r"/opt/[\w./-]+")


class BuildError(Exception):
    """The message says what to do."""


def tag_of(image: str) -> str:
    return f"assay-sandbox-{image}:latest"


def make_view(context: Path, folder: Path, index_options: Sequence[str] = ()) -> image_store.Built:
    """A view of this machine: its /usr, the libraries that the language's folder requires, its harness. Raises
    BuildError."""
    image = context.name
    tools = dict(_tools(context))
    interpreter, prefix = image_store.interpreter()
    made = _fresh(folder, image)
    try:
        if (context / REQUIREMENTS).is_file():
            _install(context / REQUIREMENTS, made / "site", index_options)
        if (context / "harness").is_dir():
            shutil.copytree(context / "harness", made / "harness")
        libraries = {one.metadata["Name"]: one.version for one in metadata.distributions(path=[str(made / "site")])}
        made_of = [platform.python_version(), platform.machine(), sorted(libraries.items())]
        if tools:
            made_of += [sorted(tools.items()), _digest(made / "harness")]
        digest = f"view:{hashlib.sha256(json.dumps(made_of).encode()).hexdigest()}"
        built = image_store.Built("view", digest, str(interpreter), str(prefix), libraries=libraries, tools=tools)
        image_store.put(folder, image, made, built)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return built


def _tools(context: Path) -> Iterator[tuple[str, str]]:
    """(language, version) of all that the image is for, but Python. Raises BuildError where this machine lacks one."""
    for language in descriptions.load([] if context.parent == image_store.contexts() else [context]):
        if language.image != context.name:
            continue
        if absent := sorted(set(_absent(language, context))):
            raise BuildError(
                f"{language.name} needs {', '.join(absent)}, which this machine has not where programs could see it: "
                f"install it into /usr, or unpack an image (assay sandbox build --from-image {context.name})"
            )
        yield language.name, _version(language)


def _absent(language: Language, context: Path) -> Iterator[str]:
    """What its commands name and a view of this machine would not hold."""
    for command in (language.how[key] for key in COMMANDS if language.how.get(key)):
        program = command[0]
        if "/" not in program and shutil.which(program, path=ENVIRONMENT["PATH"]) is None:
            yield program
        for path in _OUTSIDE_USR.findall(" ".join(command)):
            if not (path.startswith(f"{HARNESS}/") and (context / Path(path).relative_to(OPT)).exists()):
                yield path


def _version(language: Language) -> str:
    command = language.how.get("versions") or ["true"]
    said = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if said.returncode:
        raise BuildError(f"{language.name}: {' '.join(command)} fails: {said.stderr.strip()[:300]}")
    return (said.stdout or said.stderr).strip().partition("\n")[0]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _install(requirements: Path, site: Path, options: Sequence[str]) -> None:
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-warn-conflicts",
        "--only-binary", ":all:", "--target", str(site), *options, "--requirement", str(requirements),
    ]  # fmt: skip
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        last = "; ".join(found.stderr.strip().splitlines()[-3:])
        raise BuildError(f"pip could not install the libraries of programs: {last}")


def make_root(image: str, folder: Path) -> image_store.Built:
    """The root of an image that the engine has, unpacked as this user's. Raises BuildError."""
    import docker
    from docker.errors import DockerException

    made, tag = _fresh(folder, image), tag_of(image)
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
        raise BuildError(f"the engine does not give the image {tag}: {_one_line(error)}") from None
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


def make_image(context: Path) -> str:
    """Its id: built by this machine's engine, as scripts/build_sandbox_image does it and by the same variables, but
    with a base image that the engine has or can pull. Raises BuildError."""
    import docker
    from docker.errors import BuildError as Broken
    from docker.errors import DockerException

    image = context.name
    base = os.environ.get("BASE_IMAGE" if image == "python" else "BASE_IMAGE_TRIXIE")
    names = ("APT_MIRROR", "PIP_INDEX_URL", "http_proxy", "https_proxy", "no_proxy")
    arguments = {name: os.environ[name] for name in names if os.environ.get(name)}
    with tempfile.TemporaryDirectory() as whole:
        _put_together(context, Path(whole))
        try:
            found, _ = docker.from_env(timeout=3600).images.build(
                path=whole,
                tag=tag_of(image),
                rm=True,
                forcerm=True,
                network_mode=os.environ.get("BUILD_NETWORK", "host"),
                buildargs=arguments | ({"BASE_IMAGE": base} if base else {}),
            )
        except Broken as error:
            last = "".join(str(line.get("stream", "")) for line in error.build_log)[-2000:]
            raise BuildError(f"the image {tag_of(image)} could not be built: {_one_line(error)}\n{last}") from None
        except DockerException as error:
            raise BuildError(f"the engine does not build the image {tag_of(image)}: {_one_line(error)}") from None
    return str(found.id)


def _put_together(context: Path, whole: Path) -> None:
    """All that an image is made of. What the images share beside Python's is put into each."""
    contexts, unwanted = image_store.contexts(), shutil.ignore_patterns("__pycache__")
    if context.name != "python":
        shutil.copytree(contexts / "common", whole, dirs_exist_ok=True)
        shutil.copytree(contexts / "python" / "sandbox_runner", whole / "sandbox_runner", ignore=unwanted)
    shutil.copytree(context, whole, dirs_exist_ok=True, ignore=unwanted)
    authorities = os.environ.get("BUILD_CA") or os.environ.get("PIP_CERT")
    if authorities:
        shutil.copyfile(authorities, whole / "ca-bundle.crt")


def _fresh(folder: Path, image: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".new-{image}-", dir=folder))
    made.chmod(0o755)
    return made


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
