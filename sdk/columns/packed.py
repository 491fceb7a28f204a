"""Values packed into text: JSON, and JSON compressed and in base 64. Everything is bounded, nothing is unpickled.

LiveCodeBench packs its private tests as base64(zlib(pickle(JSON text))). A pickle is a program; this one does nothing
but name one text, and is read here by the four instructions that such a text needs. Any other pickle is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import Any

from sdk.columns.errors import ColumnError

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that a compressed value may unpack to; the largest of LiveCodeBench has about 100 MB."""
_BASE64 = re.compile(r"[A-Za-z0-9+/_=\s-]*\Z")
_ZLIB_HEADS = ("eJ", "eN", "eA", "eF")
"""How zlib's first two bytes look in base 64, at each of its levels."""
_SKIPPED = {0x80: 1, 0x95: 8, 0x94: 0, ord("q"): 1, ord("r"): 4}
"""Instructions without a meaning for one text (protocol, frame, memo), and the bytes that follow them."""
_TEXTS = {0x8C: 1, ord("X"): 4, 0x8D: 8}
"""Instructions that name a text, and the bytes of its length."""
_STOP = ord(".")


def is_packed(text: str) -> bool:
    """Whether a text is likely to be compressed data in base 64."""
    return text[:2] in _ZLIB_HEADS and len(text) > 16 and _BASE64.match(text) is not None


def from_json(text: str) -> Any:
    """Raises ColumnError."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ColumnError("is JSON nested too deeply to be read") from None
    except ValueError as error:
        raise ColumnError(f"is not valid JSON ({error})") from None


def unpacked(text: str) -> Any:
    """What base64(zlib(JSON)) holds, or base64(zlib(pickle of one JSON text)). Raises ColumnError."""
    data = _decompressed(text)
    if data[:1] == b"\x80":
        return from_json(_pickled_text(data))
    try:
        return from_json(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        raise ColumnError("unpacks to what is neither JSON nor one pickled text: store it as JSON") from None


def _decompressed(text: str) -> bytes:
    try:
        packed = base64.b64decode(text.translate(str.maketrans("-_", "+/")), validate=False)
        reader = zlib.decompressobj()
        data = reader.decompress(packed, MAX_UNPACKED)
    except (binascii.Error, zlib.error) as error:
        raise ColumnError(f"is not base 64 of compressed data ({error})") from None
    if reader.unconsumed_tail:
        raise ColumnError(f"unpacks to more than {MAX_UNPACKED // 2**20} MB: drop some of the row's tests")
    if not reader.eof:
        raise ColumnError("is compressed data that was cut off: load the row again")
    return data


def _pickled_text(data: bytes) -> str:
    """The one text of a pickle that holds nothing else; its instructions are read, not followed."""
    refused = ColumnError("is a pickle of more than one text, which is never followed: store the tests as JSON")
    found, at = None, 0
    while at < len(data):
        instruction, at = data[at], at + 1
        if instruction == _STOP and found is not None and at == len(data):
            return found.decode("utf-8", "surrogatepass")
        if instruction in _SKIPPED:
            at += _SKIPPED[instruction]
        elif instruction in _TEXTS and found is None:
            start = at + _TEXTS[instruction]
            at = start + int.from_bytes(data[at:start], "little")
            found = data[start:at]
        else:
            raise refused
    raise refused
