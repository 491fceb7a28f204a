"""The process in which one user's function is called: batches in, one line each, outcomes out.

    python -m reward_server.functions.worker --describe TARGET
    python -m reward_server.functions.worker TARGET FD MEMORY_MB

It holds nobody up: whoever started it kills it, when a call takes too long, and starts another.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
from pathlib import Path

from reward_server.functions.calling import call, quiet_standard_output
from reward_server.functions.description import Description, describe, load

MB = 1024 * 1024


def main(arguments: list[str]) -> int:
    # After everything installed: a user's module in the folder where the service was started is found, and none of ours
    # or of the standard library's is hidden by a file there.
    sys.path.append(str(Path.cwd()))
    if arguments[0] == "--describe":
        print(_described(arguments[1]))
        return 0
    target, handle, memory_mb = arguments[0], int(arguments[1]), int(arguments[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MB, memory_mb * MB))
    quiet_standard_output()
    with socket.socket(fileno=handle) as line:
        _serve(target, line)
    return 0


def _described(target: str) -> str:
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        return describe(target).to_json()
    except BaseException as error:
        return json.dumps({"failed": f"{type(error).__name__}: {error}"})
    finally:
        sys.stdout = out


def _serve(target: str, line: socket.socket) -> None:
    function, description = load(target), describe(target)
    with line.makefile("rb") as asked, line.makefile("wb") as told:
        for request in asked:
            told.write(_answer(function, description, json.loads(request)) + b"\n")
            told.flush()


def _answer(function: object, description: Description, request: dict[str, object]) -> bytes:
    items, options = request["items"], request["options"]
    assert callable(function)
    assert isinstance(items, list)
    assert isinstance(options, dict)
    return json.dumps({"results": call(function, description, items, options)}, allow_nan=False).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
