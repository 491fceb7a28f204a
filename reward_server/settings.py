"""Every limit and weight of the service, with its unit in its name, checked at start.

Order of precedence: command line, environment (`REWARD_SERVER_<NAME>`), configuration file (TOML), default.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MB = 1024 * 1024
ENV_PREFIX = "REWARD_SERVER_"
_HANDED_ON = "REWARD_SERVER_SETTINGS_JSON"  # how the starting process hands its settings to workers and manager


def _cores() -> int:
    return len(os.sched_getaffinity(0))


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(1, ge=1, le=64, description="HTTP processes; all share one manager and its budgets.")
    token: str | None = Field(None, repr=False, description="Bearer token that /v1 requires; none: open.")

    max_body_bytes: int = Field(64 * MB, ge=1, description="Largest decompressed request body.")
    max_items: int = Field(4096, ge=1, description="Most items in one batch.")
    max_completion_bytes: int = Field(2 * MB, ge=1, description="Largest completion, UTF-8 bytes.")
    queue_items: int = Field(16384, ge=1, description="Items admitted at once; more: 429.")
    queue_bytes: int = Field(512 * MB, ge=1, description="Body bytes admitted at once; more: 429.")
    drain_s: float = Field(
        2.0, ge=0, description="Seconds between turning unready and closing the listener on SIGTERM."
    )
    drain_limit_s: float = Field(60.0, ge=0, description="Seconds that batches in flight are given to end on SIGTERM.")

    manager_socket: Path | None = Field(
        None, description="Unix socket of a running manager; none: the service starts one of its own."
    )
    math_workers: int = Field(default_factory=_cores, ge=1, description="Processes for symbolic comparison.")
    math_cpu_budget_s: float = Field(
        0.2, gt=0, description="CPU seconds one comparison may take; past it: undecided, score 0."
    )
    math_memory_limit_mb: int = Field(256, ge=96, description="Memory one comparison may take.")
    memo_entries: int = Field(65536, ge=0, description="Symbolic verdicts remembered per HTTP process.")

    sandbox: Literal["docker", "off"] = Field("docker", description="off: program scoring answers `error`.")
    sandbox_image: str = Field("assay-sandbox-python:latest", description="Image in which Python programs run.")
    sandbox_containers: int = Field(default_factory=_cores, ge=1, description="Warm sandbox containers.")
    sandbox_memory_mb: int = Field(2048, ge=64, description="Memory of one sandbox container.")
    sandbox_runtime: str | None = Field(None, description="OCI runtime of the sandboxes, such as runsc.")
    sandbox_apparmor: str | None = Field(None, description="AppArmor profile of the sandboxes, such as unconfined.")
    sandbox_volume: str | None = Field(
        None,
        description="Name of the Docker volume for the runners' sockets when the manager itself runs in a container "
        "(it must be mounted at sandbox_socket_dir); none: a directory of this machine.",
    )
    sandbox_socket_dir: Path | None = Field(None, description="Where the runners' sockets lie; none: a fresh folder.")

    @field_validator("token")
    @classmethod
    def _token_is_not_blank(cls, token: str | None) -> str | None:
        if token is not None and not token.strip():
            raise ValueError("is blank; leave it out to serve without a token")
        return token

    def limits(self) -> dict[str, int | float]:
        """What `GET /v1/rewards` shows of the limits a caller can run into."""
        names = ("max_body_bytes", "max_items", "max_completion_bytes", "queue_items", "queue_bytes")
        return {name: getattr(self, name) for name in names}

    def deciding(self) -> dict[str, Any]:
        """The settings that can change a score: part of the version digest."""
        names = ("math_cpu_budget_s", "math_memory_limit_mb", "sandbox", "sandbox_memory_mb", "sandbox_runtime")
        return {name: getattr(self, name) for name in names}

    def hand_on(self) -> dict[str, str]:
        """The environment with which a child process starts under these very settings."""
        return {**os.environ, _HANDED_ON: self.model_dump_json()}


def load(config: Path | None = None, **overrides: Any) -> Settings:
    """Settings from all sources. Raises pydantic's ValidationError, or OSError / ValueError for the file."""
    written = tomllib.loads(config.read_text("utf-8")) if config else {}
    from_file = {key: value for key, value in written.items() if f"{ENV_PREFIX}{key.upper()}" not in os.environ}
    given = {key: value for key, value in overrides.items() if value is not None}
    return Settings(**{**from_file, **given})


def handed_on() -> Settings:
    """The settings that a parent process handed on, else those of the environment."""
    text = os.environ.get(_HANDED_ON)
    return Settings.model_validate_json(text) if text else Settings()
