"""Every limit and weight of the service, with its unit in its name, checked at start.

Order of precedence: command line, environment (`REWARD_SERVER_<NAME>`), configuration file (TOML), default.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from reward_server import users
from reward_server.execution.run_folder import MAX_SOCKET_PATH, RUNNERS_SOCKET
from reward_server.json_counts import RequestLimits
from reward_server.profiles import Profile, Profiles
from sdk.schema import MAX_GROUND_TRUTHS, MAX_SPECIAL_TOKENS, MAX_TIMEOUT_S, MAX_WEIGHT

MB = 1024 * 1024
ENV_PREFIX = "REWARD_SERVER_"
_HANDED_ON = "REWARD_SERVER_SETTINGS_JSON"  # how the starting process hands its settings to workers and manager

PARTS = {"math": "", "sandbox": "sandbox", "judge": "judge_url"}
"""What the service is made of -> the setting that brings it; mathematics is always there."""
Dialect = Literal[
    "openrlhf", "slime", "nemo_gym", "eval_protocol", "open_instruct", "openai_graders", "sandbox_fusion", "programs"
]

_DECIDING = (
    "max_completion_bytes", "math_cpu_budget_s", "math_memory_limit_mb", "sandbox_memory_mb",
    "sandbox_runtime", "sandbox_shared",
    "judge_url", "judge_model", "judge_temperature", "judge_max_tokens", "judge_max_chars", "judge_response_format",
    "judge_extra",
)  # fmt: skip
_SHOWN_LIMITS = (
    "max_body_bytes", "max_items", "max_completion_bytes", "max_tag_chars", "max_text_bytes", "max_json_values",
    "max_json_keys", "max_json_depth", "queue_items", "queue_bytes",
)  # fmt: skip


def cores() -> int:
    return len(os.sched_getaffinity(0))


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, _Environment(settings_cls)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    unix_socket: Path | None = Field(None, description="Unix socket to listen on, instead of host and port.")
    tls_certificate: Path | None = Field(None, description="PEM file: serve https, with this chain; needs tls_key.")
    tls_key: Path | None = Field(None, description="PEM file of the certificate's key.")
    workers: int = Field(1, ge=1, le=64, description="HTTP processes; all share one manager and its budgets.")
    http_user: str = Field(
        "65521",
        description="User (name, uid or uid:gid) of the HTTP processes and of your functions if root starts the "
        "service; 0: root.",
    )
    math_user: str = Field("65522", description="User of the math workers if root starts their manager; 0: root.")
    token: str | None = Field(None, repr=False, description="Bearer token that /v1 requires; none: anybody may call.")

    keys_file: Path | None = Field(
        None,
        description="TOML file of several bearer tokens, named and hashed, with a rate and a queue share for each; "
        "read again on SIGHUP (docs/operations.md). A batch larger than the share is let in if the key holds nothing.",
    )

    page: bool = Field(True, description="Serve the page at /: try a case, watch the service live.")

    dialects: list[Dialect] = Field([], description="Wire formats of trainers that the service answers besides /v1.")
    dialect_rewards: dict[str, Any] | None = Field(
        None, description="Rewards for requests by dialects, as in /v1/score; none: accuracy 1, format 0.1."
    )
    dialect_template: dict[str, Any] | None = Field(None, description="Template for requests by dialects.")

    profiles: dict[str, Profile] = Field(
        {}, description="Named sets of rewards and template, chosen by request or data source (docs/profiles.md)."
    )

    max_body_bytes: int = Field(64 * MB, ge=1, description="Largest decompressed request body.")
    max_items: int = Field(4096, ge=1, description="Most items in one batch.")
    max_json_values: int = Field(
        1_000_000,
        ge=1,
        description="Most names, strings, numbers (a long one counts more), lists and objects in one body.",
    )
    max_json_keys: int = Field(10_000, ge=1, description="Most names in one object of a body.")
    max_json_depth: int = Field(800, ge=16, le=800, description="Deepest nesting of a body's lists and objects.")
    max_text_bytes: int = Field(16 * MB, ge=1, description="Longest text of a body, except completions.")
    max_tag_chars: int = Field(1000, ge=1, description="Longest tag or special token of a template, characters.")
    max_completion_bytes: int = Field(2 * MB, ge=1, description="Largest completion, UTF-8 bytes.")
    queue_items: int = Field(16384, ge=1, description="Items admitted at once; more: 429.")
    queue_bytes: int = Field(384 * MB, ge=1, description="Body bytes admitted at once; more: 429.")
    queue_target_s: float | None = Field(
        None,
        gt=0,
        description="Longest wait in the queue, by the measured rate; more: 429. None: as the batch's deadline allows.",
    )
    body_limit_s: float = Field(60.0, gt=0, description="Seconds a request's body may take to arrive; past it: 408.")
    max_head_bytes: int = Field(64 * 1024, ge=1024, description="Largest request line and headers; more: 431.")
    head_limit_s: float = Field(
        30.0, gt=0, description="Seconds in which a request's whole head must arrive; past it: 408."
    )
    answer_limit_s: float = Field(
        60.0, gt=0, description="Seconds a caller may leave its answer unread; past it the connection is cut."
    )
    max_unread_bytes: int = Field(
        256 * MB,
        ge=1,
        description="Bytes of answers of one HTTP process that wait to be read; past it the slowest callers are cut.",
    )
    max_connections: int = Field(4096, ge=1, description="Connections of one HTTP process; more: 503.")
    allowed_origins: list[str] = Field(
        default_factory=list, description="Origins of web pages that may post here, such as https://lab.example."
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description="Form of the log on standard error; auto: text on a terminal, else JSON."
    )
    scored_log: Path | None = Field(
        None,
        description="File for scored items, one JSON object a line; none: items are not written. With several HTTP "
        "processes each writes its own, numbered file.",
    )
    scored_log_share: float = Field(1.0, ge=0, le=1, description="Share of the items that go into scored_log.")
    scored_log_texts: bool = Field(
        False, description="scored_log holds texts too: prompts, completions, tests, reasons."
    )
    scored_log_file_bytes: int = Field(100 * MB, ge=1000, description="Size at which scored_log is rotated.")
    scored_log_files: int = Field(5, ge=1, description="Rotated files of scored_log that are kept.")
    otlp_endpoint: str | None = Field(
        None,
        description="OpenTelemetry collector that gets traces by OTLP over HTTP, such as http://127.0.0.1:4318; none: "
        "nothing is traced. Needs the extra `otel` (docs/tracing.md).",
    )

    drain_s: float = Field(
        2.0,
        ge=0,
        description="Seconds after SIGTERM in which the service still answers, with 503, before it stops listening.",
    )
    drain_limit_s: float = Field(60.0, ge=0, description="Seconds after SIGTERM in which batches in flight may end.")

    require: str | None = Field(
        None,
        description="Parts that must work before the service takes batches, such as math,sandbox (of: math, sandbox, "
        "judge), or none; unset: all configured parts. Items that need a missing part are errors.",
    )
    manager_socket: Path | None = Field(
        None, description="Unix socket of a running manager; none: the service starts its own manager."
    )
    math_workers: int = Field(default_factory=cores, ge=1, description="Processes for symbolic comparison.")
    math_cpu_budget_s: float = Field(
        0.2, gt=0, description="CPU seconds one comparison may take; past it: undecided, score 0."
    )
    math_memory_limit_mb: int = Field(256, ge=96, description="Memory one comparison may take.")
    cache_bytes: int = Field(
        64 * MB, ge=0, description="Memory for parsed texts (formulas, tests), roughly; 0: nothing is kept."
    )
    memo_bytes: int = Field(32 * MB, ge=0, description="Memory for remembered verdicts, roughly.")
    memo_entries: int = Field(
        65536, ge=0, description="Verdicts of sympy and of the judge remembered per HTTP process."
    )
    memo_file: Path | None = Field(
        None, description="A file (SQLite) that keeps such verdicts over a restart; all processes may share it."
    )
    memo_file_mb: int = Field(1024, ge=1, description="Size of memo_file, roughly.")
    memo_redis: str | None = Field(
        None,
        repr=False,
        description="A Redis that keeps such verdicts instead, for services on several machines: "
        "redis://host:6379/0. Needs the extra `redis`; whoever can write there can write scores.",
    )

    sandbox: Literal["docker", "namespaces", "remote", "auto", "off"] = Field(
        "docker",
        description="What isolates programs (docs/backends.md). auto: docker if it works at start, else namespaces. "
        "remote: the services of sandbox_urls. off: items with programs are errors.",
    )
    sandbox_urls: list[str] = Field(
        default_factory=list,
        description="For remote: services that run programs (`assay serve runner`), http://, https:// or unix:/path.",
    )
    sandbox_token: str | None = Field(None, repr=False, description="Bearer token of the services of sandbox_urls.")
    sandbox_certificates: Path | None = Field(
        None, description="For remote with https: file of the authorities to trust."
    )
    sandbox_store: Path | None = Field(
        None, description="For namespaces: the --store of `assay sandbox build`; none: its default place."
    )
    sandbox_image: str = Field("assay-sandbox-python:latest", description="Image in which Python programs run.")
    sandbox_containers: int = Field(default_factory=cores, ge=1, description="Warm sandbox containers.")
    sandbox_memory_mb: int = Field(2048, ge=64, description="Memory of one sandbox container.")
    sandbox_runtime: str | None = Field(None, description="OCI runtime of the sandboxes, such as runsc.")
    sandbox_shared: bool = Field(
        True,
        description="Whether tests may run in the program's process (isolation shared, or auto if they need it); "
        "false: such items are errors.",
    )
    sandbox_apparmor: str | None = Field(None, description="AppArmor profile of the sandboxes, such as unconfined.")
    sandbox_volume: str | None = Field(
        None,
        description="Name of the Docker volume for the runners' sockets when the manager itself runs in a container "
        "(mount it at sandbox_socket_dir); none: a directory of this machine.",
    )
    sandbox_socket_dir: Path | None = Field(None, description="Folder of the runners' sockets; none: a new folder.")

    tests_store: Path | None = Field(
        None,
        description="Folder of the tests that callers name by digest; none: a temporary folder of this user.",
    )
    tests_store_mb: int = Field(
        1024, ge=1, description="Largest size of tests_store; the tests unused for longest go first."
    )
    languages: list[Path] = Field(
        default_factory=list,
        description="Folders of your own languages, each with a language.toml (docs/languages.md).",
    )
    warm_languages: list[str] = Field(
        default_factory=list,
        description="Languages whose sandboxes start with the service, besides Python's; others start at first use.",
    )

    rewards: list[str] = Field(
        default_factory=list,
        description="Your own functions as rewards, each [name=]module:function (docs/functions.md).",
    )
    function_python: Path | None = Field(
        None,
        description="Python of the functions' own environment, which needs assay-rl; none: the service's Python.",
    )
    function_workers: int = Field(default_factory=cores, ge=1, description="Processes that run one such function.")
    function_memory_mb: int = Field(8192, ge=64, description="Memory (address space) of one such process.")
    function_limit_s: float = Field(30.0, gt=0, description="Seconds one call of a function may take.")

    judge_url: str | None = Field(
        None, description="OpenAI-compatible endpoint of the judge, such as http://host:8001/v1; none: no judge."
    )
    judge_model: str | None = Field(None, description="Name of the judge's model at that endpoint.")
    judge_api_key: str | None = Field(None, repr=False, description="Bearer token for the judge's endpoint.")
    judge_concurrency: int = Field(
        16, ge=1, description="Questions to the judge at once, from all HTTP processes together."
    )
    judge_tries: int = Field(5, ge=1, le=100, description="How often a question is asked before it counts as a fault.")
    judge_try_timeout_s: float = Field(60.0, gt=0, description="Seconds one try may take, within the batch's deadline.")
    judge_temperature: float | None = Field(
        0.0, ge=0, description="Temperature of the judge's sampling; none: the endpoint's own."
    )
    judge_max_tokens: int | None = Field(
        1024, ge=1, description="Longest answer of the judge, with its reasoning; none: the endpoint's own limit."
    )
    judge_max_chars: int = Field(
        200_000, ge=1000, description="Longest question to the judge; past it: undecided, score 0."
    )
    judge_response_format: Literal["json_schema", "json_object", "none"] = Field(
        "json_schema", description="How to ask the endpoint for the verdict's form; the service checks it in any case."
    )
    judge_extra: dict[str, Any] = Field(
        default_factory=dict, description="JSON object merged into each question's body; null removes a key."
    )

    @field_validator("judge_url", "otlp_endpoint")
    @classmethod
    def _url_is_http(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("http://", "https://")):
            raise ValueError("should start with http:// or https://")
        return url

    @model_validator(mode="after")
    def _a_data_source_chooses_one_profile(self) -> Self:
        Profiles(self.profiles)
        return self

    @model_validator(mode="after")
    def _verdicts_are_kept_in_one_place(self) -> Self:
        if self.memo_file is not None and self.memo_redis is not None:
            raise ValueError("memo_file and memo_redis exclude each other: verdicts are kept in one place")
        if self.memo_redis is not None and not self.memo_redis.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("memo_redis should start with redis://, rediss:// or unix://")
        return self

    @field_validator("unix_socket", "manager_socket", "sandbox_socket_dir")
    @classmethod
    def _sockets_have_short_names(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        inside = len(f"/{RUNNERS_SOCKET}") if info.field_name == "sandbox_socket_dir" else 0
        if path is not None and len(os.fsencode(path)) + inside > MAX_SOCKET_PATH:
            raise ValueError(f"should have {MAX_SOCKET_PATH - inside} bytes at most, since a socket's path ends there")
        return path

    @model_validator(mode="after")
    def _tls_is_whole(self) -> Self:
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate and tls_key go together")
        return self

    @model_validator(mode="after")
    def _remote_programs_have_a_place(self) -> Self:
        if (self.sandbox == "remote") != bool(self.sandbox_urls):
            raise ValueError("sandbox = remote and sandbox_urls go together: the services that run programs")
        return self

    @model_validator(mode="after")
    def _judge_has_a_model(self) -> Self:
        if self.judge_url is not None and not self.judge_model:
            raise ValueError("judge_url is set: set judge_model too, the name of the model at that endpoint")
        return self

    @model_validator(mode="after")
    def _required_parts_are_configured(self) -> Self:
        for part in self.required_parts():
            if part not in PARTS:
                raise ValueError(f"require names {part!r}: it takes {', '.join(PARTS)}, or none")
            if part not in self._configured_parts():
                raise ValueError(f"require names {part}, which is not configured: set {PARTS[part]}")
        return self

    def required_parts(self) -> tuple[str, ...]:
        """What has to be there before batches are taken."""
        if self.require is None:
            return self._configured_parts()
        names = [name.strip() for name in self.require.split(",")]
        return () if names == ["none"] else tuple(filter(None, names))

    def _configured_parts(self) -> tuple[str, ...]:
        there = {"math": True, "sandbox": self.sandbox != "off", "judge": self.judge_url is not None}
        return tuple(part for part in PARTS if there[part])

    @field_validator("http_user", "math_user")
    @classmethod
    def _users_exist(cls, text: str) -> str:
        users.parse(text)
        return text

    @field_validator("token")
    @classmethod
    def _token_is_not_blank(cls, token: str | None) -> str | None:
        if token is not None and not token.strip():
            raise ValueError("is blank; leave it out to serve without a token")
        return token

    @field_validator("token", "judge_api_key", "sandbox_token")
    @classmethod
    def _secrets_fit_a_header(cls, secret: str | None) -> str | None:
        """One that does not would be named by the error of whoever sends it."""
        if secret is not None and (secret != secret.strip() or not secret.isascii() or not secret.isprintable()):
            raise ValueError("should be printable ASCII with no space around it: it is sent in a header")
        return secret

    def limits(self) -> dict[str, int | float]:
        """What `GET /v1/rewards` shows of the limits a caller can run into."""
        return {name: getattr(self, name) for name in _SHOWN_LIMITS} | {
            "max_special_tokens": MAX_SPECIAL_TOKENS,
            "max_ground_truths": MAX_GROUND_TRUTHS,
            "max_timeout_s": MAX_TIMEOUT_S,
            "max_weight": MAX_WEIGHT,
        }

    def request_limits(self) -> RequestLimits:
        return RequestLimits(**{one.name: getattr(self, one.name) for one in dataclasses.fields(RequestLimits)})

    def deciding(self) -> dict[str, Any]:
        """The settings that can change a score: part of the version digest."""
        programs = "off" if self.sandbox == "off" else "on"  # which backend, its identity tells, however it was chosen
        return {"sandbox": programs, **{name: getattr(self, name) for name in _DECIDING}}

    def hand_on(self) -> dict[str, str]:
        """The environment with which a child process starts under these very settings."""
        return {**bare_environment(), _HANDED_ON: self.model_dump_json()}

    def without_secrets(self) -> Settings:
        """For a child that neither answers callers nor asks the judge."""
        return self.model_copy(
            update={"token": None, "keys_file": None, "judge_api_key": None, "judge_url": None, "require": None}
        )


def bare_environment() -> dict[str, str]:
    """The environment without the service's own variables, secrets among them."""
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(ENV_PREFIX)}


def unknown_variables() -> list[str]:
    """A line for each variable that looks like a setting and is none: a misspelt limit is no limit."""
    lines = []
    for name, value in sorted(os.environ.items()):
        key = name.upper().removeprefix(ENV_PREFIX)
        if key == name.upper() or key.lower() in Settings.model_fields or name.upper() in _NO_SETTINGS:
            continue
        if not _is_service_link(name, value):
            near = difflib.get_close_matches(key.lower(), Settings.model_fields, 1, 0.5)
            hint = f"; did you mean {ENV_PREFIX}{near[0].upper()}?" if near else ""
            lines.append(f"the variable {name} is no setting, and changes nothing{hint}")
    return lines


_NO_SETTINGS = {_HANDED_ON, f"{ENV_PREFIX}URL", f"{ENV_PREFIX}BIND"}
"""The children's, the client's, and what docker-compose.yml reads itself."""
_SERVICE_LINK = re.compile(
    r"REWARD_SERVER_(SERVICE_(HOST|PORT)(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)\Z"
)


def _is_service_link(name: str, value: str) -> bool:
    """What a cluster sets in every container for a service called reward-server, among it PORT=tcp://10.0.0.1:8000."""
    link = _SERVICE_LINK.match(name.upper())
    return link is not None and (name.upper() != f"{ENV_PREFIX}PORT" or "://" in value)


class _Environment(EnvSettingsSource):
    def __call__(self) -> dict[str, Any]:
        found = super().__call__()
        if "://" in str(found.get("port", "")):
            del found["port"]
        return found


def load(config: Path | None = None, **overrides: Any) -> Settings:
    """Settings from all sources. Raises pydantic's ValidationError, or OSError / ValueError for the file."""
    written = tomllib.loads(config.read_text("utf-8")) if config else {}
    given_names = {name.lower() for name, value in os.environ.items() if value and not _is_service_link(name, value)}
    from_file = {key: value for key, value in written.items() if f"{ENV_PREFIX}{key}".lower() not in given_names}
    given = {key: value for key, value in overrides.items() if value is not None}
    return Settings(**{**from_file, **given})


def handed_on() -> Settings:
    """The settings that a parent process handed on, else those of the environment."""
    text = os.environ.get(_HANDED_ON)
    return Settings.model_validate_json(text) if text else Settings()
