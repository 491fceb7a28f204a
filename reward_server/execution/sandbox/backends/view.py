"""The root that a sandbox sees without an image: a read-only view of the host's /usr, an interpreter, libraries, the
runner, and nothing else of the host."""

from __future__ import annotations

from pathlib import Path
from typing import Any

OPT = "/opt/assay"
HARNESS = f"{OPT}/harness"
SITE = "/opt/assay-site"
OF_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "fonts")
"""What programs of /usr look for in /etc; nothing in them is a secret."""
WRITTEN = {
    "/etc/passwd": "root:x:0:0:root:/tmp:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
    "/etc/group": "root:x:0:\nnogroup:x:65534:\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
    "/etc/hostname": "sandbox\n",
}
MERGED = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
"""Of the root: links into /usr on today's systems, folders on older ones."""
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "LD_BIND_NOW": "1",
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg", "MPLCONFIGDIR": "/tmp",
}  # fmt: skip
"""As the image's entry point has it."""
START = (
    f"import site, sys; site.setquit(); site.setcopyright(); site.sethelper(); sys.path.insert(0, {OPT!r}); "
    f"sys.path.append({SITE!r}); from sandbox_runner import supervisor; supervisor.main()"
)
"""As the image's, with libraries of its own: `-S` keeps those out that happen to be on the host."""


def view(interpreter: Path, prefix: Path, runner: Path, site: Path, harness: Path) -> dict[str, Any]:
    """`layers`, `copies`, `links`, `files` and the beginning of `command` of `enter`'s plan. prefix: where the
    interpreter with its standard library is installed; runner: the folder `sandbox_runner`; site, harness: those of the
    libraries and of the language's harness, where they exist."""
    links = [(str(path.readlink()), f"/{name}") for name in MERGED if (path := Path("/", name)).is_symlink()]
    folders = [f"/{name}" for name in MERGED if (path := Path("/", name)).is_dir() and not path.is_symlink()]
    shown = ["/usr", *folders] + ([] if prefix.is_relative_to("/usr") else [str(prefix)])
    own = [(runner, f"{OPT}/sandbox_runner"), (site, SITE), (harness, HARNESS)]
    layers = [(path, path) for path in shown] + [(str(path), target) for path, target in own if path.is_dir()]
    environment = [f"{name}={value}" for name, value in ENVIRONMENT.items()]
    return {
        "root": None,
        "layers": layers,
        "copies": [f"/etc/{name}" for name in OF_ETC if Path("/etc", name).exists()],
        "links": links,
        "files": WRITTEN,
        "command": ["/usr/bin/env", "-i", *environment, str(interpreter), "-S", "-s", "-P", "-c", START],
    }
