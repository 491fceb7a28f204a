"""A pool for each backend, from plain values."""

from __future__ import annotations

from pathlib import Path

from reward_server.execution.sandbox.backends.docker import DockerBackend, Hardening
from reward_server.execution.sandbox.backends.namespaces import NamespacesBackend
from reward_server.execution.sandbox.containers import SandboxPool


def docker_pool(
    *,
    image: str,
    name: str = "python",
    containers: int = 1,
    memory_limit_mb: int = 2048,
    runtime: str | None = None,
    apparmor: str | None = None,
    volume: str | None = None,
    socket_dir: Path | None = None,
    may_share: bool = True,
) -> SandboxPool:
    """name: the image without what all names have in common. runtime: an OCI runtime such as `runsc`. apparmor: a
    profile, such as `unconfined`. volume: the Docker volume that is mounted at socket_dir, where this process itself
    runs in a container."""
    backend = DockerBackend(Hardening(image, memory_limit_mb, runtime, apparmor), volume, name)
    return SandboxPool(
        backend, containers=containers, memory_limit_mb=memory_limit_mb, socket_dir=socket_dir, may_share=may_share
    )


def namespaces_pool(
    *,
    image: str = "python",
    folder: Path | None = None,
    containers: int = 1,
    memory_limit_mb: int = 2048,
    socket_dir: Path | None = None,
    may_share: bool = True,
) -> SandboxPool:
    """folder: of what `assay sandbox build` has made, its default place if None."""
    backend = NamespacesBackend(image, folder=folder, memory_limit_mb=memory_limit_mb)
    return SandboxPool(
        backend, containers=containers, memory_limit_mb=memory_limit_mb, socket_dir=socket_dir, may_share=may_share
    )
