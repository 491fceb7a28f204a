"""The users of processes, as the settings name them."""

from __future__ import annotations

import pwd
import re
from dataclasses import dataclass

_NUMBERS = re.compile(r"(\d+)(?::(\d+))?")
_LARGEST_ID = 2**32 - 2


@dataclass(frozen=True, slots=True)
class User:
    """The user id and group id of a process. Neither needs an entry in the system's lists."""

    uid: int
    gid: int


def parse(text: str) -> User:
    """`uid`, `uid:gid` (the gid is the uid where it is not given) or a name. Raises ValueError."""
    if numbers := _NUMBERS.fullmatch(text):
        user = User(int(numbers[1]), int(numbers[2] or numbers[1]))
        if max(user.uid, user.gid) > _LARGEST_ID:
            raise ValueError(f"{text} is beyond the largest id there can be")
        return user
    try:
        entry = pwd.getpwnam(text)
    except KeyError:
        raise ValueError(f"no user is called {text}; give a name, a uid, or uid:gid") from None
    return User(entry.pw_uid, entry.pw_gid)
