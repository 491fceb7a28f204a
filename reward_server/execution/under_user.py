"""Starts processes of ours under other users, where root starts the service: not under the one that reaches Docker."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import PIPE
from typing import Any, Literal

from reward_server import users
from reward_server.execution import children
from reward_server.users import User

_TRIED_WITHIN_S = 60.0


def other_than_root(text: str) -> User | None:
    """The user for a child of this process. None where this is not root, who alone can change it, or where root itself
    was asked for."""
    user = users.parse(text)
    return None if os.geteuid() != 0 or user.uid == 0 else user


def ids(user: User | None) -> dict[str, Any]:
    """For `subprocess.Popen`, which gives up all other groups after the fork, then root's group, then root's user."""
    return {} if user is None else {"user": user.uid, "group": user.gid, "extra_groups": []}


def environment(user: User | None, given: Mapping[str, str]) -> dict[str, str]:
    """Without root's home folder, which another user can neither read nor write."""
    return children.environment(given if user is None else {**given, "HOME": "/nonexistent"})


def obstacle(user: User, folder: Path | None = None) -> str | None:
    """Why this process cannot start, or could not end, one of ours under `user`, or why that one would not reach
    `folder`; None where all is well.

    It is tried: capabilities, user namespaces and code in a closed folder each stand in the way in their own manner.
    """
    command = children.command("reward_server.execution.under_user", *([] if folder is None else [str(folder)]))
    try:
        process = subprocess.Popen(
            command, env=environment(user, os.environ), stdin=PIPE, stdout=PIPE, stderr=PIPE, **ids(user)
        )
    except (OSError, subprocess.SubprocessError) as error:
        return f"this process may not start another under uid {user.uid} ({error})"
    assert process.stdout is not None
    came_so_far = process.stdout.readline() != b""
    with contextlib.suppress(PermissionError):
        process.kill()
    _, said = process.communicate(timeout=_TRIED_WITHIN_S)  # its standard input closes, and it ends by itself
    if not came_so_far:
        return f"uid {user.uid} cannot run this program ({_last_line(said)})"
    return None if process.returncode < 0 else f"this process may not end one of uid {user.uid} (capability KILL)"


def unopened(user: User | None, paths: Sequence[Path], mode: Literal["a", "r"]) -> str | None:
    """Which of these files a process under `user` (None: this one's) cannot open to append to it or to read it, and
    why; None where it can open all. It is tried, and a file to append to is made where it is missing."""
    if user is None:
        return _unopened(mode, paths)
    command = children.command("reward_server.execution.under_user", "open", mode, *map(str, paths))
    tried = subprocess.run(
        command, env=environment(user, os.environ), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        timeout=_TRIED_WITHIN_S, **ids(user),
    )  # fmt: skip
    return None if tried.returncode == 0 else _last_line(tried.stderr)


def _unopened(mode: str, paths: Sequence[Path]) -> str | None:
    for path in paths:
        try:
            path.open(mode).close()
        except OSError as error:
            return f"{path}: {error.strerror}"
    return None


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it ended without a word"


def main() -> None:
    """What `unopened` starts, or what `obstacle` starts: it says that it came so far, and waits to be ended."""
    if sys.argv[1:2] == ["open"]:
        sys.exit(_unopened(sys.argv[2], [Path(one) for one in sys.argv[3:]]))
    for folder in sys.argv[1:]:
        if not os.access(folder, os.X_OK):
            sys.exit(f"it may not enter {folder}: set TMPDIR to a folder that it can reach")
    print("here", flush=True)
    with contextlib.suppress(EOFError):
        input()


if __name__ == "__main__":
    main()
