"""The state of one HTTP process while it serves: settings, the manager's client, the scorer, admission."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from assay_rl.distribution import needs
from reward_server import keys, memo, metrics, tracing
from reward_server.admission import Admission
from reward_server.execution import judge_endpoint
from reward_server.execution.fair_queue import FairQueue
from reward_server.execution.function_workers import FunctionWorkers, entry_points
from reward_server.execution.launcher import ManagerProcess
from reward_server.execution.manager_client import ManagerClient
from reward_server.execution.sandbox import descriptions
from reward_server.jobs import Failure, JsonObject, Outcome
from reward_server.parsing import Batch, parse_batch
from reward_server.profiles import Profiles
from reward_server.reward_specs import parse_rewards
from reward_server.rewards import function, language, registry
from reward_server.rewards.judging import prompts
from reward_server.rewards.programs import languages
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.rule_error_rates import DESCRIBED
from reward_server.scored_log import ScoredLog
from reward_server.scoring import Scorer
from reward_server.settings import MB, Settings
from reward_server.slowest import Slowest
from reward_server.tests_store import TestsStore
from reward_server.verdict_store import SqliteVerdicts, VerdictStore
from reward_server.version import profile_version, reward_version, version_parts
from sdk.schema import DEFAULT_REWARDS

log = logging.getLogger("reward_server.service")

READY_POLL_S = 0.05
WATCH_EVERY_S = 0.5
STARTS_WITHIN_S = 5.0
"""So long the log does not say what a service that has just started still lacks."""
LAG_S = 0.5
"""How far what an HTTP process knows of the manager may lie behind what another one has told already."""
INLINE_BODY_BYTES = 32 * 1024
"""The longest body that is parsed on the event loop: this takes at most 2 ms, whatever the body holds."""


class Service:
    """Started and closed with the application; everything in it lives on one event loop."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Each HTTP process holds its share, so that together they hold what is configured.
        shares = settings.workers
        self.admission = Admission(
            max(1, settings.queue_items // shares),
            max(1, settings.queue_bytes // shares),
            settings.queue_target_s,
            shares,
        )
        self.keys = keys.load(settings.keys_file, settings.token)
        self.scored_log = _scored_log(settings)
        self.slowest = Slowest()
        self.tracing = tracing.build(settings)
        self._parsers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="parsing")
        self.draining = False
        self.was_ready = False
        self._said: list[str] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._judge = FairQueue(judge_endpoint.build(settings), max(1, settings.judge_concurrency // settings.workers))
        self._functions = FunctionWorkers(
            [*settings.rewards, *entry_points()],
            python=str(settings.function_python or sys.executable),
            count=settings.function_workers,
            memory_mb=settings.function_memory_mb,
            call_limit_s=settings.function_limit_s,
        )
        self._profiles = Profiles(settings.profiles)
        self._store: VerdictStore | None = None
        self._tests = TestsStore(settings.tests_store, settings.tests_store_mb * MB)
        self._added: list[function.FunctionReward] = []
        self._own: ManagerProcess | None = None
        self._manager: ManagerClient | None = None
        self._version: tuple[Mapping[str, Any], str] | None = None

    async def start(self) -> None:
        one = self.settings
        self._store = _store(one)
        self.scorer = Scorer(
            self.run_job,
            one.memo_entries,
            one.max_completion_bytes,
            one.memo_bytes,
            self._store,
            lambda: self.version,
            self.tracing,
        )
        memo.bound(one.cache_bytes)
        metrics.SERVICE.verdicts, metrics.SERVICE.stored = self.scorer.memo, self._store
        if self.scored_log is not None:
            self.scored_log.start()
        language.warm()
        descriptions.add_all(one.languages)
        await asyncio.to_thread(reward_version, self.settings, {})  # reads the rules once, half a second of work
        self._manager = ManagerClient(self._socket_path())
        await self._manager.start()
        await self._judge.executor.start()
        await self._functions.start()
        self._added = [function.FunctionReward(one) for one in self._functions.descriptions.values()]
        registry.add(self._added)
        self._check_profiles()
        metrics.SERVICE.tells(self._own_metrics)
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        """Changes of readiness are in the log also while nobody asks."""
        patient_until = time.monotonic() + STARTS_WITHIN_S
        while True:
            if time.monotonic() > patient_until or not self._lines_missing():
                self.missing()
            await asyncio.sleep(WATCH_EVERY_S)

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        if self._manager is not None:
            await self._manager.close()
            await self._judge.executor.close()
            await self._functions.close()
            registry.remove(self._added)
            self.scorer.close()
            if self._store is not None:
                await self._store.close()
            if self.scored_log is not None:
                self.scored_log.close()
        self._parsers.shutdown(wait=False, cancel_futures=True)
        self.tracing.close()
        if self._own is not None:
            self._own.stop()  # not in a thread: a process that ends can begin none, and nobody else is served any more

    def _socket_path(self) -> Path:
        if self.settings.manager_socket is not None:
            return self.settings.manager_socket
        self._own = ManagerProcess(self.settings)
        self._own.start()
        return self._own.door.path

    async def run_job(self, executor: str, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        """This process asks the judge, because the manager, which holds the Docker socket, has no network."""
        assert self._manager is not None
        beside = {function.EXECUTOR: self._functions.run, prompts.EXECUTOR: self._judge.run}
        run = beside.get(executor) or partial(self._manager.run, executor)
        with self.tracing.span(f"execute {executor}", {"assay.executor": executor}):
            outcome = await run(payload, deadline, batch)
            self.tracing.outcome(executor, outcome)
        if isinstance(outcome, Failure):
            metrics.FAULTS.labels(executor, outcome.cause).inc()
        return outcome

    def _own_metrics(self) -> metrics.State:
        status = self._manager.status if self._manager else None
        waiting = {**(status.waiting if status else {}), prompts.EXECUTOR: self._judge.turns.waiting}
        return metrics.State(
            ready=not self._lines_missing(),
            version=self.version,
            waiting=waiting,
            places=status.places if status else {},
            restarts=status.restarts if status else {},
        )

    def places(self) -> dict[str, dict[str, int]]:
        """For each executor the number of its workers that are idle, busy and starting."""
        status = self._manager.status if self._manager else None
        return {name: places for name, places in status.places.items() if places} if status else {}

    def programs(self) -> dict[str, Any]:
        """Runs programs here, for another service that sends its programs to this one."""
        return {"identity": self._identity().get("sandbox", {}), "missing": self._lacks().get("sandbox", [])}

    async def parse(self, body: bytes) -> Batch:
        """The batch in a body; a long body is parsed off the event loop. Raises BadRequest."""
        limits = self.settings.request_limits()
        if len(body) <= INLINE_BODY_BYTES:
            return parse_batch(body, limits, self._profiles, self._tests)
        return await asyncio.get_running_loop().run_in_executor(
            self._parsers, parse_batch, body, limits, self._profiles, self._tests
        )

    def reload_keys(self) -> None:
        """Reads the keys from the file again; if it cannot be read, the old keys stay in force."""
        try:
            self.keys = keys.load(self.settings.keys_file, self.settings.token)
        except (OSError, ValueError) as error:
            log.error("the keys could not be read again, and those of before stay in force: %s", error)
        else:
            log.info("the keys were read again")

    def _check_profiles(self) -> None:
        """Raises ValueError for a profile that names a missing reward; users' functions are known by now."""
        for name, profile in self._profiles.named.items():
            try:
                parse_rewards(profile.rewards)
            except ValueError as error:
                raise ValueError(f"profiles.{name}: {error}") from None

    def missing(self) -> list[str]:
        """What keeps the service from being ready; empty if it is ready."""
        lines = self._lines_missing()
        self.was_ready = self.was_ready or not lines
        self._note_readiness(lines)
        return lines

    def _lines_missing(self) -> list[str]:
        lines = ["the service is draining"] if self.draining else []
        return lines + [line for part, lines in self._lacks().items() if self._is_required(part) for line in lines]

    def _note_readiness(self, lines: list[str]) -> None:
        """Logs a line for each change of readiness, not for each request that asks."""
        if lines != self._said:
            self._said = lines
            log.log(logging.WARNING if lines else logging.INFO, "unready: %s" if lines else "ready%s", "; ".join(lines))

    def lacking(self) -> list[str]:
        """The configured parts that are missing but not required: items that need them are errors."""
        return [line for part, lines in self._lacks().items() if not self._is_required(part) for line in lines]

    def _lacks(self) -> dict[str, list[str]]:
        """For each part the reason why it is not ready, in one line."""
        lacks = self._manager.missing() if self._manager else {"manager": ["the service has not started"]}
        return {
            **lacks,
            prompts.EXECUTOR: self._judge.executor.missing(),
            function.EXECUTOR: self._functions.missing(),
        }

    def _is_required(self, part: str) -> bool:
        return part in ("manager", function.EXECUTOR) or part in self.settings.required_parts()

    def stuck(self) -> bool:
        """Whether somebody must act before the missing parts can come."""
        if self._functions.stuck():
            return True
        return self._manager is not None and any(map(self._is_required, self._manager.stuck()))

    async def ready_by(self, deadline: float) -> bool:
        """Waits until the service is ready, for callers that start a service themselves."""
        while self.missing():
            if time.monotonic() >= deadline:
                return False
            await asyncio.sleep(READY_POLL_S)
        return True

    async def catch_up(self) -> None:
        """Of several HTTP processes one may have said "ready" when another does not know it yet, as one that was just
        replaced: a batch waits for that instead of being refused."""
        if not self.was_ready and not self.draining:
            await self.ready_by(time.monotonic() + LAG_S)

    @property
    def version(self) -> str:
        identity = self._identity()
        if self._version is None or self._version[0] != identity:
            self._version = (identity, reward_version(self.settings, identity))
        return self._version[1]

    def _identity(self) -> dict[str, Any]:
        """The identities of the executors; if one is away, its last known identity, because its absence changes no
        definition."""
        said: dict[str, Any] = dict(self._manager.identity()) if self._manager else {}
        known = self._version[0] if self._version else {}
        for name in self._manager.missing() if self._manager else ():
            if name in known:
                said[name] = known[name]
        if functions := self._functions.identity():
            said[function.EXECUTOR] = functions
        return said

    def test_languages(self) -> list[str]:
        """The programming languages whose sandbox images are known to be there."""
        said = self._identity().get("sandbox", {})
        return [name for name in languages.known if f"language/{name}" in said]

    def describe(self) -> dict[str, object]:
        """What `GET /v1/rewards` answers."""
        rewards = [
            {"name": one.name, "definition": one.definition, "options": one.options.model_json_schema()}
            for one in REWARDS.values()
        ]
        parts = version_parts(self.settings, self._identity())
        profiles = [
            {"name": name, "version": profile_version(parts, one), **one.shown()}
            for name, one in self._profiles.named.items()
        ]
        return {
            "version": self.version,
            "version_parts": parts,
            "profiles": profiles,
            "rewards": rewards,
            "rule_rates": DESCRIBED,
            "default_rewards": DEFAULT_REWARDS,
            "test_languages": self.test_languages(),
            "languages": list(language.SUPPORTED),
            "judge": {"model": self.settings.judge_model, "prompts": prompts.VERSION},
            "limits": self.settings.limits(),
        }


def _store(settings: Settings) -> VerdictStore | None:
    """The store of verdicts that outlives this process. If the extra `redis` is missing, ends the process with a
    message."""
    if settings.memo_redis is not None:
        with needs("redis"):
            from reward_server.redis_store import RedisVerdicts
        return RedisVerdicts(settings.memo_redis)
    if settings.memo_file is not None:
        return SqliteVerdicts(settings.memo_file, settings.memo_file_mb * MB)
    return None


def _scored_log(settings: Settings) -> ScoredLog | None:
    """Raises OSError if its file cannot be opened."""
    if settings.scored_log is None:
        return None
    return ScoredLog(
        settings.scored_log,
        share=settings.scored_log_share,
        texts=settings.scored_log_texts,
        file_bytes=settings.scored_log_file_bytes,
        files=settings.scored_log_files,
    )
