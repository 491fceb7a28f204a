"""The zygote's memory, laid out so that its clones take fewer page faults: most of what a short program costs.

Both are done where they can be; a kernel or an interpreter that is different loses nothing but time.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator

LARGE = 2 * 1024 * 1024
"""Bytes of a large page."""
MADV_COLLAPSE = 25
"""Linux 6.1."""
READ_WRITE, READ_EXECUTE, PRIVATE_ANONYMOUS, MOVE_THERE = 0x3, 0x5, 0x22, 0x3
FAILED = ctypes.c_void_p(-1).value
POOL = 16 * 1024
"""From pools of so many bytes the interpreter takes its small objects, those of one size from one pool."""
POOL_HEAD = 48
SIZES = range(48, 513, 16)
"""Of small objects, bytes; those below hold no `bytes`."""
EMPTY = 33
"""Bytes of an empty `bytes`."""
MOST = 20_000
"""More gaps of one size there are not, unless the interpreter has no such pools."""

_fillers: list[bytes] = []


def enlarge_code() -> int:
    """Moves the interpreter's code to large pages, as far as whole ones fit in: how many.

    A clone has the code's pages to map again one after the other, each time it comes to another, and to unmap at its
    end. Of a large page it inherits the mapping, and looks up its address faster. A container holds them for itself:
    that is the price.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = libc.mremap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    libc.madvise.argtypes = libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    libc.mremap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p]
    libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    return sum(_enlarge(libc, place) for place in _large_places())


def _enlarge(libc: ctypes.CDLL, place: int) -> bool:
    room: int = libc.mmap(None, 2 * LARGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0)
    if room == FAILED:
        return False
    copy = -(-room // LARGE) * LARGE
    ctypes.memmove(copy, place, LARGE)
    moved: bool = (
        libc.madvise(copy, LARGE, MADV_COLLAPSE) == 0
        and libc.mprotect(copy, LARGE, READ_EXECUTE) == 0
        and libc.mremap(copy, LARGE, LARGE, MOVE_THERE, place) == place
    )
    ends = [room, copy, copy + LARGE, room + 2 * LARGE]
    for start, end in itertools.pairwise(ends):
        if start < end and not (moved and start == copy):
            libc.munmap(start, end - start)
    return moved


def _large_places() -> Iterator[int]:
    """Addresses of what of the interpreter's file is mapped for reading alone, and could be a large page."""
    runs: list[list[int]] = []
    for start, end in _read_only():
        if runs and runs[-1][1] == start:
            runs[-1][1] = end
        else:
            runs.append([start, end])
    for start, end in runs:
        yield from range(-(-start // LARGE) * LARGE, end - LARGE + 1, LARGE)


def _read_only() -> list[tuple[int, int]]:
    """The parts of the interpreter's file that are mapped so."""
    with open("/proc/self/maps") as file:
        lines = [line.split() for line in file]
    inside = ctypes.cast(ctypes.pythonapi.PyLong_FromLong, ctypes.c_void_p).value or 0
    spans = [[int(end, 16) for end in line[0].split("-")] for line in lines]
    names = [line[-1] for line, (start, end) in zip(lines, spans, strict=True) if start <= inside < end]
    return [
        (start, end) for line, (start, end) in zip(lines, spans, strict=True) if line[-1] in names and line[1][1] == "-"
    ]


def fill_gaps() -> None:
    """Takes the free places between small objects, so that what a clone makes lies together, in pools of its own.

    To be called last: each object that is freed later leaves a gap again.
    """
    for size in SIZES:
        blocks = [bytes(size - EMPTY)]
        pool, run = id(blocks[0]) // POOL, 1
        while run < (POOL - POOL_HEAD) // size - 1 and len(blocks) < MOST:  # until a pool was empty
            blocks.append(bytes(size - EMPTY))
            found = id(blocks[-1]) // POOL
            pool, run = found, run + 1 if found == pool else 1
        while blocks and id(blocks[-1]) // POOL == pool:
            blocks.pop()
        _fillers.extend(blocks)
