"""What `assay sandbox build` makes where there is no engine: a folder for each image, read by the backend `namespaces`.

STORE/python/sandbox.json    what it is made of
STORE/python/site/           libraries, beside a read-only view of the host's /usr, or
STORE/cpp/harness/           what answers calls, beside that view; or
STORE/python/root/           the whole root of an image
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

DESCRIPTION = "sandbox.json"


def default_store() -> Path:
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "assay" / "sandboxes"


def contexts() -> Path:
    """Where the images' folders lie: beside the package, as installed and in a checkout."""
    return Path(__file__).parents[3] / "sandbox_images"


@dataclass(frozen=True)
class Built:
    """`view`: of the host's /usr and of `prefix`, where `interpreter` is installed; `root`: a whole root, in which
    `command` starts the runner. id: a digest of what it was made of. libraries: of Python, name -> version; tools:
    language -> what its compiler says of itself."""

    kind: Literal["view", "root"]
    id: str
    interpreter: str = ""
    prefix: str = ""
    command: tuple[str, ...] = ()
    libraries: dict[str, str] | None = None
    tools: dict[str, str] | None = None


def read(store: Path, image: str) -> Built | None:
    """None where it was not built. Raises ValueError for a folder that something else has made."""
    path = store / image / DESCRIPTION
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    try:
        return Built(**{**found, "command": tuple(found.get("command", ()))})
    except TypeError:
        raise ValueError(f"{path} is not as this version writes it: build the sandbox anew") from None


def names(store: Path) -> list[str]:
    """The names of all images that were built."""
    return [path.parent.name for path in store.glob(f"*/{DESCRIPTION}") if not path.parent.name.startswith(".")]


def put(store: Path, image: str, made: Path, built: Built) -> Path:
    """`made`, a finished folder of the same file system, becomes the image; what was there before is removed."""
    (made / DESCRIPTION).write_text(json.dumps(asdict(built), indent=1) + "\n", "utf-8")
    place, old = store / image, store / f".old-{image}-{os.getpid()}"
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return place


def interpreter() -> tuple[Path, Path]:
    """(interpreter, prefix) of the Python that runs this: outside any virtual environment, where its library lies."""
    prefix = Path(sys.base_prefix).resolve()
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return prefix / "bin" / name, prefix


def digest_of_runner() -> str:
    """A digest of the code that runs in a sandbox. An image contains that code; a view runs this version's."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted((contexts() / "python" / "sandbox_runner").glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
