"""Which definition of the rewards a client takes scores under."""

from __future__ import annotations

import uuid

from sdk.errors import VersionError


class VersionPin:
    """The one version that is taken: a given one, or the first that comes. Travels with copies, pickled ones too."""

    def __init__(self, expected: str | None = None) -> None:
        self._version = {} if expected is None else {"expected": expected}
        self.key = uuid.uuid4().hex
        """The same in its copies in other processes."""

    @property
    def version(self) -> str | None:
        return self._version.get("expected")

    def refusal(self, version: str) -> VersionError | None:
        """Why scores under `version` are not taken, or None. The first version asked about is pinned, where none is."""
        expected = self._version.setdefault("expected", version)  # at once: several event loops may share a client
        if version == expected:
            return None
        error = VersionError(
            f"the scores were made under the reward definition {version or '(unnamed)'}, and {expected} is expected. "
            f"To go on under the new definition pass expect_version={version!r}; pin_version=False takes any",
            code="version_changed",
        )
        error.expected, error.found = expected, version
        return error
