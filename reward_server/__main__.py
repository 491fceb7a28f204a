"""`assay serve` (`reward-server`): settings -> HTTP processes, with one manager beside them."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import re
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from assay_rl.distribution import add_version, needs

with needs("server"):
    # The HTTP processes need them: a missing one is told here, and not by a child that ends again and again.
    for name in ("fastapi", "uvicorn", "uvloop"):
        if find_spec(name) is None:
            raise ModuleNotFoundError(name=name)
    from pydantic import ValidationError

    from reward_server import keys, logs, scored_log, tls
    from reward_server.execution import function_check, under_user
    from reward_server.execution.inherited_file import InheritedFile
    from reward_server.execution.launcher import Door, ManagerProcess
    from reward_server.execution.prefork import HttpWorkers
    from reward_server.settings import Settings, load, unknown_variables
    from reward_server.settings_help import all_settings
    from reward_server.users import User

log = logging.getLogger("reward_server")

STOP_BEYOND_DRAIN_S = 10.0


def run(settings: Settings) -> int:
    """Serve until a signal ends it; 0 when every batch in flight got its scores."""
    _require_extras(settings)
    user = _http_user(settings)
    _require_files(settings, user)
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(_listen(settings))
        if settings.manager_socket is None:
            own = ManagerProcess(settings, http_user=user)
            own.start()
            stack.callback(own.stop)
            settings = settings.model_copy(update={"manager_socket": own.door.path})
        stop_within_s = settings.drain_s + settings.drain_limit_s + STOP_BEYOND_DRAIN_S
        shared = None if settings.keys_file is None else InheritedFile(settings.keys_file)
        if shared is not None:
            settings = settings.model_copy(update={"keys_file": shared.path})
        return HttpWorkers(settings.workers, listener, settings.hand_on(), stop_within_s, user, shared).run()


def _http_user(settings: Settings) -> User | None:
    """Under which user the HTTP processes run, None: under this process's; a warning where that one reaches Docker."""
    user = under_user.other_than_root(settings.http_user)
    problem = under_user.obstacle(user, Path(tempfile.gettempdir())) if user is not None else None
    if problem is not None:
        log.warning("the HTTP processes run as root, which reaches Docker: %s (setting: http_user)", problem)
    elif user is None and settings.manager_socket is None and settings.sandbox != "off":
        log.warning(
            "the HTTP and math processes run as a user that reaches Docker: start the service as root to run them "
            "as other users (settings: http_user, math_user), or use the compose file"
        )
    return None if problem is not None else user


def _require_extras(settings: Settings) -> None:
    """Ends this process with a line if a setting needs a package that is missing."""
    wanted = (
        (settings.otlp_endpoint, "otel", "opentelemetry.exporter.otlp.proto.http.trace_exporter"),
        (settings.memo_redis, "redis", "redis"),
    )
    for value, extra, module in wanted:
        if value is not None:
            with needs(extra):
                importlib.import_module(module)


def _require_files(settings: Settings, user: User | None) -> None:
    """Ends this process with one sentence if the HTTP processes could not use their files: they would end as they
    start, again and again."""
    wanted: list[tuple[str, list[Path], Literal["a", "r"]]] = []
    if (path := settings.scored_log) is not None:
        own = [scored_log.numbered(path, slot, settings.workers) for slot in range(settings.workers)]
        wanted.append(("scored_log", own, "a"))
    for name in ("tls_certificate", "tls_key"):
        if (path := getattr(settings, name)) is not None:
            wanted.append((name, [path], "r"))
    for name, paths, mode in wanted:
        place = paths[0] if mode == "r" else paths[0].parent
        if not place.exists():
            sys.exit(f"reward-server: {name}: there is no {'file' if mode == 'r' else 'folder'} {place}")
        if (problem := under_user.unopened(user, paths, mode)) is not None:
            does = "write" if mode == "a" else "read"
            uid = os.geteuid() if user is None else user.uid
            sys.exit(
                f"reward-server: {name}: the HTTP processes run as uid {uid} (setting: http_user), which cannot {does} "
                f"{problem}. Let that user {does} the file, or set {name} to one that it can {does}"
            )
    certificate, key = settings.tls_certificate, settings.tls_key
    if certificate is not None and key is not None and (problem := tls.problem(certificate, key)) is not None:
        sys.exit(f"reward-server: {problem}")


def serve_manager(arguments: Sequence[str]) -> int:
    """A manager by itself, for HTTP processes elsewhere on this machine, until a signal ends it."""
    parser = argparse.ArgumentParser(
        prog="assay serve manager",
        description="Runs a manager (worker processes, sandboxes) for HTTP processes in another container, and "
        "replaces it when it dies or hangs. The HTTP processes find it by their setting manager_socket.",
    )
    parser.add_argument("--socket", type=Path, required=True, help="unix socket to serve on")
    parser.add_argument("--socket-mode", type=lambda text: int(text, 8), default=0o600, help="octal; default 600")
    parser.add_argument("--socket-group", type=int, help="gid that owns the socket; default: this process's")
    parser.add_argument("--config", type=Path, help="TOML file of settings")
    add_version(parser)
    asked = parser.parse_args(arguments)
    settings = _loaded(parser, asked.config)
    logs.configure(settings.log_format)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    manager = ManagerProcess(settings, Door(asked.socket, asked.socket_mode, asked.socket_group))
    manager.start()
    try:
        while True:
            signal.pause()
    finally:
        manager.stop()


def make_key(arguments: Sequence[str]) -> int:
    """Prints a new token to standard output, and its lines for `keys_file` after it."""
    parser = argparse.ArgumentParser(
        prog="assay serve key", description="Makes a bearer token, and the lines for the file of the setting keys_file."
    )
    parser.add_argument("name", type=_key_name, help="the key's owner: shown in logs and metrics")
    add_version(parser)
    token, lines = keys.made(parser.parse_args(arguments).name)
    print(f"# The token, which is shown this once: {token}\n{lines}", end="")
    return 0


def _key_name(text: str) -> str:
    if not re.fullmatch(r"[\w.-]{1,64}", text):
        raise argparse.ArgumentTypeError("should have 1 to 64 letters, digits, dots and hyphens")
    return text


def _listen(settings: Settings) -> socket.socket:
    if settings.unix_socket is not None:
        return _listen_at(settings.unix_socket)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        sys.exit(f"reward-server: cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    scheme = "http" if settings.tls_certificate is None else "https"
    print(f"reward-server: {scheme}://{settings.host}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
    return listener


def _listen_at(path: Path) -> socket.socket:
    """Who may reach its folder may ask."""
    listener = socket.socket(socket.AF_UNIX)
    try:
        path.unlink(missing_ok=True)
        listener.bind(str(path))
        path.chmod(0o666)
    except OSError as error:
        sys.exit(f"reward-server: cannot listen on {path}: {error.strerror}")
    listener.listen(2048)
    print(f"reward-server: unix:{path}", file=sys.stderr, flush=True)
    return listener


def parse_arguments(arguments: list[str]) -> Settings:
    parser = argparse.ArgumentParser(
        prog="assay serve",
        description="Scores completions with verifiable rewards over HTTP. It starts its own manager (worker "
        "processes, sandboxes), unless the setting manager_socket names a manager that `assay serve manager` started.",
        epilog=all_settings(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default 8000)")
    parser.add_argument("--workers", type=int, help="HTTP processes, sharing one manager (default 1)")
    parser.add_argument(
        "--reward", action="append", dest="rewards", metavar="MODULE:FUNCTION",
        help="a function of your own as a reward; may be repeated (docs/functions.md)",
    )  # fmt: skip
    parser.add_argument("--config", type=Path, help="TOML file of settings")
    add_version(parser)
    given = vars(parser.parse_args(arguments))
    return _loaded(parser, given.pop("config"), **given)


def _loaded(parser: argparse.ArgumentParser, config: Path | None, **given: Any) -> Settings:
    """Ends the process with a line where there are no such settings."""
    try:
        return load(config, **given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        parser.error(f"wrong settings: {wrong}")
    except (OSError, ValueError) as error:
        parser.error(f"cannot read the configuration: {error}")


def as_runner(settings: Settings) -> Settings:
    """`assay serve runner`: a service that runs the programs of others."""
    own = {"require": "sandbox", "math_workers": 1, "dialects": [*{*settings.dialects, "programs"}]}
    return settings.model_copy(update={name: value for name, value in own.items() if name not in _named(settings)})


def _named(settings: Settings) -> set[str]:
    return settings.model_fields_set - {"dialects"}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when every batch in flight got its scores."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:2] == ["rewards", "check"]:
        return function_check.main(given[2:])
    if given[:1] == ["key"]:
        return make_key(given[1:])
    if given[:1] == ["manager"]:
        return serve_manager(given[1:])
    runs_programs = given[:1] == ["runner"]
    settings = parse_arguments(given[runs_programs:])
    settings = as_runner(settings) if runs_programs else settings
    try:
        keys.load(settings.keys_file, settings.token)
    except (OSError, ValueError) as error:
        sys.exit(f"reward-server: the file of keys cannot be used: {error}")
    logs.configure(settings.log_format)
    for line in unknown_variables():
        log.warning(line)
    return run(settings)


if __name__ == "__main__":
    sys.exit(main())
