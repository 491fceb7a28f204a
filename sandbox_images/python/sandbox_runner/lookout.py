"""What a program may not do in a process that it shares with its tests: look into the interpreter for them, or into the
runner. An audit hook refuses it, which nothing in Python takes away again. It raises the price; ctypes by another name,
or memory read past an array's end, still find what is there.

No class is defined here, and the hook is a closure: nothing that a program can reach leads to it.
"""

from __future__ import annotations

import _thread
import os
import sys
from collections.abc import Callable
from typing import Any

FRAMES = frozenset(["tb_frame", "gi_frame", "cr_frame", "ag_frame", "f_code", "gi_code", "cr_code", "ag_code"])
CODE = frozenset(["__code__", "__defaults__", "__kwdefaults__"])
GIVERS = ("/inspect.py", "/traceback.py", "/logging/__init__.py", "/bdb.py", "/pdb.py", "/doctest.py")
"""Modules that hand frames to whoever asks."""
ALWAYS = frozenset([
    "sys._current_frames", "sys._current_exceptions", "sys.settrace", "sys.setprofile", "sys.addaudithook",
    "gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys.monitoring.register_callback",
])  # fmt: skip
NUMERIC_THREADS = ("/threadpoolctl.py", ("openblas_", "bli_", "MKL_", "omp_", "dl_iterate_phdr"))
"""What asks numeric libraries for their threads (scikit-learn does so in most of its functions), and for what names."""
SYSTEM = ("/usr/", "/lib", "libc.so")
"""Beginnings of the names of libraries that no program has written."""
LIBRARIES_OWN = {"gc.get_referents": "/pandas/core/generic.py"}
"""Who asks for itself, and shows nobody what it found."""
OF_PROCESS = ("mem", "maps", "smaps", "fd", "fdinfo", "map_files", "task", "pagemap", "syscall", "stack")
"""Names in /proc that show memory or descriptors."""


def refuse_looks(trusted: tuple[str, ...], tests: tuple[str, ...]) -> None:
    """Beginnings of file names. trusted: of libraries, runner and tests; tests: of these."""
    not_asking = ("<frozen importlib", os.path.dirname(__file__), *tests)
    busy: set[int] = set()
    this_thread, getframe = _thread.get_ident, sys._getframe

    def name_of(frame: Any) -> str:
        return str(frame.f_code.co_filename)

    def is_program(frame: Any) -> bool:
        return frame is not None and not name_of(frame).startswith(trusted)

    def asked_by_program(frame: Any) -> bool:
        """Whether the innermost code that is no library's is the program's. What an import does is not, nor what
        runner and tests do."""
        while frame is not None and name_of(frame).startswith(trusted):
            if name_of(frame).startswith(not_asking):
                return False
            frame = frame.f_back
        return frame is not None

    def asked_directly(frame: Any) -> bool:
        return is_program(frame) or (name_of(frame).endswith(GIVERS) and is_program(frame.f_back))

    def for_itself(event: str, args: Any, frame: Any) -> bool:
        """Whether a library asks, for no more than it needs, whoever has called it."""
        while event[:7] == "ctypes." and name_of(frame).endswith("/ctypes/__init__.py"):
            frame = frame.f_back
        if is_program(frame):
            return False
        if event in LIBRARIES_OWN:
            return name_of(frame).endswith(LIBRARIES_OWN[event])
        if not name_of(frame).endswith(NUMERIC_THREADS[0]):
            return False
        name = args[-1]
        wanted = SYSTEM if event == "ctypes.dlopen" else NUMERIC_THREADS[1] if event == "ctypes.dlsym" else ()
        return type(name) is str and name.startswith(wanted)

    def of_attribute(args: Any, frame: Any) -> bool:
        value, name = args[0], args[1]
        if name in FRAMES:
            return asked_directly(frame)
        if name not in CODE or not asked_by_program(frame):
            return False
        file = getattr(getattr(value, "__code__", None), "co_filename", "")
        return file.startswith(trusted if len(args) > 2 else tests)

    def shows_process(path: Any) -> bool:
        parts = str(path, "utf-8", "replace").split("/") if type(path) is bytes else str(path).split("/")
        return parts[-1] in OF_PROCESS and (len(parts) == 1 or "proc" in parts or "self" in parts)

    def refused(event: str, args: Any, frame: Any) -> bool:
        if event in ("object.__getattr__", "object.__setattr__"):
            return of_attribute(args, frame)
        if event == "sys._getframe":
            return asked_directly(frame)
        if event in ("open", "os.listdir", "os.scandir"):
            return shows_process(args[0]) and asked_by_program(frame)
        if event in ("compile", "code.__new__"):
            name = args[1]
            named = type(name) is str and name.startswith(trusted)
            return named and asked_by_program(frame) and is_program(frame)
        return asked_by_program(frame) and not for_itself(event, args, frame)

    events = ALWAYS | {
        "object.__getattr__", "object.__setattr__", "sys._getframe", "open", "os.listdir", "os.scandir", "compile",
        "code.__new__",
    }  # fmt: skip

    def hook(event: str, args: Any) -> None:
        if event not in events and event[:7] != "ctypes.":
            return
        me = this_thread()
        if me in busy:
            return
        busy.add(me)
        try:
            found = refused(event, args, getframe(1))
        finally:
            busy.discard(me)
        if found:
            raise RuntimeError(f"{event}: a program may not look into the process that it shares with its tests")

    _install(hook)


def _install(hook: Callable[[str, Any], None]) -> None:
    sys.addaudithook(hook)
