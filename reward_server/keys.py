"""Who may score: named bearer tokens, each with its limits. The server holds only their digests.

The file of the setting `keys_file` is TOML, and is read again on SIGHUP:

    [trainer-a]
    sha256 = "the digest of its token"      # assay serve key trainer-a makes both
    items_per_s = 500                       # optional
    queue_share = 0.5                       # optional: of the queue's items; see `Quota` for larger batches
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

TOKEN_BYTES = 32
"""Random tokens of this length cannot be guessed from a plain digest; words that people choose can."""


class Bounds(BaseModel):
    """The limits of one key. items_per_s: None means no limit; queue_share: the key's share of the items in the
    queue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    items_per_s: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    queue_share: float = Field(default=1.0, gt=0, le=1)


@dataclass(frozen=True, slots=True)
class Key:
    name: str
    items_per_s: float | None = None
    queue_share: float = 1.0


EVERYBODY = Key("everybody")
"""The key of every caller if no token is required."""


class Keys:
    """The keys in force; none: everybody may score."""

    def __init__(self, keys: Mapping[str, Bounds]) -> None:
        self._keys = {bytes.fromhex(one.sha256): _key(name, one) for name, one in keys.items()}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def find(self, token: str) -> Key | None:
        """The token's key. Compares every digest, each in constant time, so that the time reveals nothing."""
        given = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        found = None
        for digest, key in self._keys.items():
            if hmac.compare_digest(digest, given):
                found = key
        return found


def _key(name: str, bounds: Bounds) -> Key:
    return Key(name, bounds.items_per_s, bounds.queue_share)


def load(path: Path | None, token: str | None) -> Keys:
    """The keys of the file, and the key `default` for the setting `token`. Raises OSError or ValueError."""
    keys = {} if token is None else {"default": Bounds(sha256=digest(token))}
    if path is not None:
        for name, written in tomllib.loads(path.read_text("utf-8")).items():
            bounds = _bounds(name, written)
            twin = name if name in keys else next((one for one in keys if keys[one].sha256 == bounds.sha256), None)
            if twin is not None:
                raise ValueError(f"key {name}: key {twin} is there already, by the same name or token")
            keys[name] = bounds
        if not keys:
            raise ValueError(f"{path} holds no key: nobody could score")
    return Keys(keys)


def _bounds(name: str, written: object) -> Bounds:
    """Raises ValueError, which names the key and never quotes the file: a token may stand where its digest belongs."""
    try:
        return Bounds.model_validate(written)
    except ValidationError as error:
        told = "; ".join(": ".join([*map(str, one["loc"]), one["msg"]]) for one in error.errors(include_input=False))
        raise ValueError(f"key {name}: {told}") from None


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def made(name: str) -> tuple[str, str]:
    """A new token, and the lines for the file."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, f'["{name}"]\nsha256 = "{digest(token)}"\n'
