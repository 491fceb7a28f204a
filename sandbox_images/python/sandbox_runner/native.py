"""Programs that are no Python: in the jail, what compiles one, and what starts one in this process's place.

What a language adds comes with the job (`language`, see sandbox_images/README.md): names of files and commands. A
compiler's process packs what it made into a memory file, from which each run unpacks its own copy.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Any

WORDS = 2000
"""Characters of a compiler's words that are told, from the first on: what follows is mostly their consequence."""
NOT_STARTED = 127
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8"}
COMMANDS = ("compile", "run", "judge")
SAID = ".compiler-says"
NOTHING = b"\0\0\0\2[]"
"""A folder without files, packed as `_pack` does it."""
HANDED = ("cases", "tests")
"""What a harness finds in the working folder, as JSON: the arguments of `call` tests in `.cases.json`, the tests of
`assert` tests in `.tests.json`."""

Tell = Callable[[bytes], None]


def build(payload: dict[str, Any], tell: Tell, exact: Callable[[str], bytes], given: set[str], built: int) -> None:
    """Compiles, and writes what the working folder then holds into `built`; tells `C` and the compiler's words, `N` and
    a command that the sandbox lacks, or `R`.

    exact: text -> bytes; given: names of the files that each run gets anyway.
    """
    language = payload["language"]
    if (absent := _absent(language)) is not None:
        tell(b"N" + absent.encode())
        return
    with open(language["source"], "wb") as file:
        file.write(exact(payload["source"]))
    if language.get("compile"):
        status, words = _compile(language)
        if status != 0:
            tell(b"C" + (words or f"the compiler ended with exit code {status}".encode()))
            return
    tell(b"R")
    _pack(given, built)


def _absent(language: dict[str, Any]) -> str | None:
    """The first of its commands that is not installed: the sandbox's fault, and not a program's. What the compiler
    makes (`./main`) is not looked for."""
    commands = (language[key][0] for key in COMMANDS if language.get(key))
    return next((one for one in commands if one[0] != "." and _found(one, language) is None), None)


def _found(command: str, language: dict[str, Any]) -> str | None:
    folders = [""] if "/" in command else [f"{folder}/" for folder in _environment(language)["PATH"].split(":")]
    return next((folder + command for folder in folders if os.access(folder + command, os.X_OK)), None)


def _environment(language: dict[str, Any]) -> dict[str, str]:
    return {**ENVIRONMENT, **language.get("environment", {})}


def _compile(language: dict[str, Any]) -> tuple[int, bytes]:
    """(exit code, what it said)."""
    said = os.open(SAID, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    os.unlink(SAID)
    command = language["compile"]
    pid = os.posix_spawn(
        _found(command[0], language) or command[0],
        command,
        _environment(language),
        file_actions=[(os.POSIX_SPAWN_DUP2, said, 1), (os.POSIX_SPAWN_DUP2, said, 2)],
        setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
    )
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return status, os.pread(said, WORDS, 0).replace(b"\0", b"")


def _pack(given: set[str], built: int) -> None:
    """The files of the working folder: a head (length, and JSON of name, mode and size of each), then their content."""
    entries, contents = [], []
    for name in _files("."):
        if name in given:
            continue
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            found = os.fstat(fd)
            contents.append(os.read(fd, found.st_size))
            entries.append([name, found.st_mode & 0o777, len(contents[-1])])
        finally:
            os.close(fd)
    head = json.dumps(entries).encode()
    for part in (len(head).to_bytes(4, "big"), head, *contents):
        view = memoryview(part)
        while view:
            view = view[os.write(built, view) :]


def _files(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        name = entry.path.removeprefix("./")
        if entry.is_dir(follow_symlinks=False) and name != ".shm":
            yield from _files(entry.path)
        elif entry.is_file(follow_symlinks=False):
            yield name


def run(payload: dict[str, Any], built: int, wires: Iterable[int]) -> None:
    """Becomes the program, or its tests. Does not return; what fails here is the program's run-time error. wires: the
    descriptors that it keeps, where they are open."""
    language = payload["language"]
    try:
        _unpack(built)
        for name in HANDED:
            if name in payload:
                with open(f".{name}.json", "w", encoding="utf-8", errors="surrogatepass") as file:
                    json.dump(payload[name], file)
        for wire in wires:
            with contextlib.suppress(OSError):
                os.set_inheritable(wire, True)
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)  # Python ignores them, and what is ignored stays so in a new program
        command = [*language["run"], *payload.get("arguments", [])]
        os.execvpe(command[0], command, _environment(language))
    except BaseException as error:
        os.write(2, f"the program could not be started: {error}\n".encode("utf-8", "replace"))
        os._exit(NOT_STARTED)


def _unpack(built: int) -> None:
    length = int.from_bytes(os.pread(built, 4, 0), "big")
    at = 4 + length
    for name, mode, size in json.loads(os.pread(built, length, 4)):
        folder = os.path.dirname(name)
        if folder:
            os.makedirs(folder, exist_ok=True)
        fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        end = at + size
        while at < end:
            at += os.sendfile(fd, built, at, end - at)
        os.close(fd)
