"""The options that callers can set: for one call, and for the requests that a client makes."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple, TypedDict, get_args

from sdk.dispatch.dispatcher import Limits
from sdk.dispatch.version_pin import VersionPin
from sdk.errors import ConfigurationError, InvalidRequestError
from sdk.http.encoding import Envelope, Rewards, TemplateLike
from sdk.results import OnError
from sdk.retry import RetryPolicy
from sdk.schema import DEFAULT_TIMEOUT_S

ON_ERROR = get_args(OnError)


class CallOptions(TypedDict, total=False):
    """The defaults of a client's calls; `with_options` changes them, and so does each call for itself."""

    rewards: Rewards | None
    profile: str | None
    template: TemplateLike | None
    timeout_s: float
    on_error: OnError
    max_retries: int
    wait_for_service_s: float
    expect_version: str | None
    pin_version: bool


class PoolOptions(TypedDict, total=False):
    """Limits of the requests that a client and its `with_options` copies make; see `sdk.dispatch.dispatcher.Limits`."""

    max_in_flight: int
    max_batch_items: int
    max_batch_bytes: int


class ClientOptions(CallOptions, PoolOptions, total=False):
    pass


class Terms(NamedTuple):
    """The options of one call."""

    rewards: Rewards | None = None
    template: TemplateLike | None = None
    timeout_s: float = DEFAULT_TIMEOUT_S
    on_error: OnError = "raise"
    retries: RetryPolicy = RetryPolicy()
    pin: VersionPin | None = None
    profile: str | None = None
    """A named set of rewards and template on the server, instead of `rewards`."""

    def changed(self, options: CallOptions) -> Terms:
        """Raises TypeError for an option that does not exist, RewardError for an impossible value."""
        changes: dict[str, Any] = {**options}
        retries = {name: changes.pop(name) for name in RetryPolicy.__slots__ if name in changes}
        changes["retries"] = dataclasses.replace(self.retries, **retries)
        changes["pin"] = self._pinned(changes.pop("expect_version", None), changes.pop("pin_version", None))
        if unknown := changes.keys() - set(Terms._fields):
            raise TypeError(f"no such option: {', '.join(sorted(unknown))}")
        if changes.get("profile") is not None:
            changes = {"rewards": None, **changes}
        elif changes.get("rewards") is not None:
            changes = {"profile": None, **changes}
        changed = self._replace(**changes)
        Envelope.checked(changed.rewards, changed.template, None, changed.timeout_s, changed.profile)
        return changed.checked()

    def but(
        self,
        rewards: Rewards | None,
        template: TemplateLike | None,
        timeout_s: float | None,
        on_error: OnError | None,
        profile: str | None = None,
    ) -> Terms:
        """These options, overridden by those of a call. The call's rewards replace a profile, and its profile replaces
        rewards."""
        own = rewards is not None or profile is not None
        return Terms(
            rewards if own else self.rewards,
            self.template if template is None else template,
            self.timeout_s if timeout_s is None else timeout_s,
            self.on_error if on_error is None else on_error,
            self.retries,
            self.pin,
            profile if own else self.profile,
        ).checked()

    def _pinned(self, expected: str | None, pins: bool | None) -> VersionPin | None:
        """A new pin if the options ask for one; else the present pin, which copies share."""
        if expected is not None:
            return VersionPin(expected)
        if pins is None:
            return self.pin
        return (self.pin or VersionPin()) if pins else None

    def checked(self) -> Terms:
        if self.on_error not in ON_ERROR:
            raise ConfigurationError(f"on_error should be one of {ON_ERROR}, not {self.on_error!r}")
        if self.profile is not None and self.rewards is not None:
            raise InvalidRequestError("give rewards or a profile, not both: a profile has rewards of its own")
        return self


def split(options: ClientOptions) -> tuple[Limits, Terms]:
    """Raises as `Terms.changed` does."""
    pool = {name: value for name, value in options.items() if name in PoolOptions.__annotations__}
    rest = {name: value for name, value in options.items() if name not in pool}
    return Limits(**pool), Terms().changed(rest)  # type: ignore[arg-type]
