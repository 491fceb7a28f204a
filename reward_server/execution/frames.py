"""Length-prefixed JSON over a unix socket: how HTTP workers and the manager talk.

Plain data only, so that neither side can make the other run code. JSON as Python writes it: ASCII with escapes, which
carries lone surrogates and NUL bytes.
"""

from __future__ import annotations

import asyncio
import json
import struct
from dataclasses import asdict
from typing import Any

from reward_server.jobs import Done, Failure, Outcome

MAX_FRAME_BYTES = 256 * 1024 * 1024
_LENGTH = struct.Struct("!I")


async def read(reader: asyncio.StreamReader) -> dict[str, Any]:
    """The next frame. Raises IncompleteReadError at the end of the stream, ValueError on what is no frame."""
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    if length > MAX_FRAME_BYTES:
        raise ValueError(f"a frame of {length} bytes is over the limit of {MAX_FRAME_BYTES}")
    frame = json.loads(await reader.readexactly(length))
    if not isinstance(frame, dict):
        raise ValueError("a frame should be an object")
    return frame


def write(writer: asyncio.StreamWriter, frame: dict[str, Any]) -> None:
    """Queue one frame; `await writer.drain()` afterwards where back pressure matters. Raises ConnectionError."""
    data = packed(frame)
    try:
        writer.write(data)
    except RuntimeError as error:  # uvloop's word for a connection that has closed a moment ago
        raise ConnectionResetError(str(error)) from None


def packed(frame: dict[str, Any]) -> bytes:
    data = json.dumps(frame, separators=(",", ":")).encode()
    return _LENGTH.pack(len(data)) + data


def dump_outcome(outcome: Outcome) -> dict[str, Any]:
    return asdict(outcome)


def load_outcome(frame: dict[str, Any]) -> Outcome:
    return Failure(**frame) if "kind" in frame else Done(**frame)
