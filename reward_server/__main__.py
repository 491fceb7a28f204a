"""`assay serve` (`reward-server`): settings -> HTTP processes, with one manager beside them."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from assay_rl.distribution import add_version, needs

with needs("server"):
    # The HTTP processes need them: a missing one is told here, and not by a child that ends again and again.
    for name in ("fastapi", "uvicorn", "uvloop"):
        importlib.import_module(name)
    from pydantic import ValidationError

    from reward_server import logs
    from reward_server.execution import function_check
    from reward_server.execution.launcher import ManagerProcess
    from reward_server.execution.prefork import HttpWorkers
    from reward_server.settings import Settings, load, unknown_variables
    from reward_server.settings_help import all_settings

log = logging.getLogger("reward_server")

STOP_BEYOND_DRAIN_S = 10.0


def run(settings: Settings) -> int:
    """Serve until a signal ends it; 0 when every batch in flight got its scores."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(_listen(settings))
        if settings.manager_socket is None:
            own = ManagerProcess(settings)
            own.start()
            stack.callback(own.stop)
            settings = settings.model_copy(update={"manager_socket": own.socket_path})
        stop_within_s = settings.drain_s + settings.drain_limit_s + STOP_BEYOND_DRAIN_S
        return HttpWorkers(settings.workers, listener, settings.hand_on(), stop_within_s).run()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        sys.exit(f"reward-server: cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    print(f"reward-server: http://{settings.host}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
    return listener


def parse_arguments(arguments: list[str]) -> Settings:
    parser = argparse.ArgumentParser(
        prog="assay serve",
        description="Scores completions with verifiable rewards over HTTP. It starts its own manager (worker "
        "processes, sandboxes) unless manager_socket names one.",
        epilog=all_settings(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default 8000)")
    parser.add_argument("--workers", type=int, help="HTTP processes, sharing one manager (default 1)")
    parser.add_argument(
        "--reward", action="append", dest="rewards", metavar="MODULE:FUNCTION",
        help="a function of yours that is a reward; may be repeated (docs/functions.md)",
    )  # fmt: skip
    parser.add_argument("--config", type=Path, help="TOML file of settings")
    add_version(parser)
    given = vars(parser.parse_args(arguments))
    try:
        return load(given.pop("config"), **given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        parser.error(f"wrong settings: {wrong}")
    except (OSError, ValueError) as error:
        parser.error(f"cannot read the configuration: {error}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when every batch in flight got its scores."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:2] == ["rewards", "check"]:
        return function_check.main(given[2:])
    settings = parse_arguments(given)
    logs.configure()
    for line in unknown_variables():
        log.warning(line)
    if os.geteuid() == 0 and settings.manager_socket is None:
        log.warning(
            "started by root: the HTTP and math processes run as the user that reaches Docker; "
            "start the service as a user of the docker group, or with the compose file, which keeps them apart"
        )
    return run(settings)


if __name__ == "__main__":
    sys.exit(main())
