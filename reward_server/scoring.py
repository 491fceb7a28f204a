"""The shell around the pure rewards: a batch in, the same items scored, order kept, weights applied.

    items -> plan (pure; in a thread when there is much text) -> jobs, equal ones once -> executors -> resume -> combine

The whole batch has one absolute deadline, which every job gets too. An item that is not done by then has the status
`timeout`. Time in queues and time at work are counted separately.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from reward_server.groups import Groups, is_grouped
from reward_server.jobs import Done, Failure, Job, JsonObject, Outcome
from reward_server.memo import MEMO_BYTES, Verdicts
from reward_server.reward_specs import RewardSpec, Specs, combine
from reward_server.rewards.judging.verdict import NONE
from reward_server.rewards.reward import Pending, Sample, Score, failed
from reward_server.rewards.rule_error_rates import ON_WIRE
from reward_server.samples import MAX_COMPLETION_BYTES, bug, chars, to_sample
from reward_server.tracing import OFF, Tracing
from reward_server.verdict_store import VerdictStore
from sdk.schema import Item, ScoreRequest

INLINE_CHARS = 20_000
"""The most text of a slice of a batch that is judged on the event loop (about 2 ms); more goes to a thread."""
SLICE_CHARS = 200_000
"""How much text is planned in one go; between two such slices the deadline is checked and other batches get their
turn."""
SLICE_ITEMS = 64
REASON_CHARS = 400
MEMO_EXECUTORS = frozenset({"math", "judge"})
"""The executors whose outcomes may be remembered from batch to batch, because they depend on the payload alone (or are
treated so)."""

LIMITS = frozenset({"time_limit", "memory_limit", "output_limit"})
"""Ends of a program that are not remembered."""

AFTER_THE_GATE = frozenset({"judge"})
"""The executors whose work is expensive: they work only if the gate of the component is open."""

RunJob = Callable[[str, JsonObject, float, str], Awaitable[Outcome]]


@dataclass(slots=True)
class Track:
    """One component of one item while it is scored: its last step, and the time spent so far (wall seconds)."""

    step: Score | Pending
    seconds: float = 0.0
    queued_s: float = 0.0


@dataclass(slots=True)
class Work:
    """One item on its way."""

    index: int
    item: Item
    specs: Specs
    tracks: dict[str, Track] = field(default_factory=dict)

    def pending(self) -> Iterator[tuple[Track, Pending]]:
        for track in self.tracks.values():
            if isinstance(track.step, Pending):
                yield track, track.step

    def gate_of(self, name: str) -> Track | None:
        gate = next((spec.options.gate for spec in self.specs if spec.name == name), None)
        return self.tracks.get(gate) if gate is not None else None

    def result(self) -> Scored:
        scores = {name: track.step for name, track in self.tracks.items() if isinstance(track.step, Score)}
        return Scored(self.item, combine(scores, self.specs), scores, self.tracks, self.specs)


@dataclass(frozen=True, slots=True)
class Scored:
    """One item, scored: the reward, each component's score, and the times on its track."""

    item: Item
    reward: float | None
    scores: dict[str, Score]
    tracks: dict[str, Track]
    specs: Specs = ()

    @property
    def seconds(self) -> float:
        """Wall seconds until the last component had a score: work and queues together."""
        longest = 0.0
        for track in self.tracks.values():  # a loop, because several ask for it, of every item
            longest = max(longest, track.seconds + track.queued_s)
        return longest

    def wire(self) -> JsonObject:
        """As `sdk.schema.ItemResult`, in plain JSON: building models of it would double the cost of a small item."""
        return {
            "id": self.item.id,
            "metadata": self.item.metadata,
            "reward": self.reward,
            "components": {
                name: _component(score, self.tracks[name], ON_WIRE.get(name, {})) for name, score in self.scores.items()
            },
        }


def _component(score: Score, track: Track, rates: Mapping[str, JsonObject]) -> JsonObject:
    wire: JsonObject = {
        "score": score.score,
        "status": score.status,
        "reason": _for_a_log(score.reason),
        "seconds": round(track.seconds, 6),
        "queued_s": round(track.queued_s, 6),
    }
    if score.rule:
        wire["rule"] = score.rule
    if score.rule in rates:
        wire["rates"] = rates[score.rule]
    if score.undecided:
        wire["undecided"] = True
    if score.unfinished:
        wire["unfinished"] = True
    if score.spans:
        wire["spans"] = [list(span) for span in score.spans]
    if score.parts:
        wire["parts"] = [{**part._asdict(), "reason": _for_a_log(part.reason)} for part in score.parts]
    if score.tests is not None:
        wire["tests"] = score.tests.model_dump(exclude_none=True)
    return wire


def _for_a_log(reason: str) -> str:
    """One short line, even if it quotes text of the model."""
    line = reason if len(reason) <= REASON_CHARS else reason[: REASON_CHARS - 1] + "…"
    return line if line.isprintable() else line.encode("unicode_escape").decode("ascii")


Stream = AsyncGenerator[list[tuple[int, Scored]], None]
"""(index, result) of each item as soon as it is ready, those in one list that are ready together."""


async def gathered(stream: Stream, count: int) -> list[Scored]:
    """All results of a stream, in the items' order."""
    results: dict[int, Scored] = {}
    async with contextlib.aclosing(stream):
        async for ready in stream:
            results.update(ready)
    return [results[index] for index in range(count)]


class Scorer:
    """Scores batches on one event loop. `run_job(executor, payload, deadline, batch)` runs a job in an executor."""

    def __init__(
        self,
        run_job: RunJob,
        memo_entries: int,
        max_completion_bytes: int = MAX_COMPLETION_BYTES,
        memo_bytes: int = MEMO_BYTES,
        store: VerdictStore | None = None,
        version: Callable[[], str] = str,
        tracing: Tracing = OFF,
    ) -> None:
        """`store`: of verdicts on disk, under the `version` of the rewards."""
        self._run_job = run_job
        self._max_completion_bytes = max_completion_bytes
        self.memo = Verdicts(memo_entries, memo_bytes)
        self._store = store
        self._version = version
        self.tracing = tracing
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="planning")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def score(self, request: ScoreRequest, specs: Sequence[Specs], deadline: float) -> list[Scored]:
        """One result for each item, in order. `specs` holds each item's rewards, `deadline` monotonic seconds."""
        return await gathered(self.stream(request, specs, deadline), len(request.items))

    async def stream(self, request: ScoreRequest, specs: Sequence[Specs], deadline: float) -> Stream:
        """(index, result) of each item as soon as it is ready, those in one list that are ready together.

        Closing the iterator cancels what is under way.
        """
        shared = _SharedJobs(self, deadline)
        groups = Groups(request, specs, self._max_completion_bytes)
        tasks: list[asyncio.Task[Work]] = []
        done: asyncio.Queue[asyncio.Task[Work]] = asyncio.Queue()  # asyncio.wait would look at all of them each time
        try:
            for part in _slices(request, specs):
                ready: list[tuple[int, Scored]] = []
                for work in await self._plan(part, request, deadline, groups):
                    if next(work.pending(), None) is None:
                        ready.append((work.index, work.result()))
                    else:
                        tasks.append(asyncio.create_task(_finish(work, shared)))
                        tasks[-1].add_done_callback(done.put_nowait)
                if ready:
                    yield ready
            left = len(tasks)
            while left:
                finished = [await done.get(), *(done.get_nowait() for _ in range(done.qsize()))]
                left -= len(finished)
                yield [(task.result().index, task.result().result()) for task in finished]
        finally:
            for task in tasks:
                task.cancel()
            shared.cancel()

    async def _plan(self, part: list[Work], request: ScoreRequest, deadline: float, groups: Groups) -> list[Work]:
        with self.tracing.span("plan", {"assay.items": len(part)}):
            return await self._planned(part, request, deadline, groups)

    async def _planned(self, part: list[Work], request: ScoreRequest, deadline: float, groups: Groups) -> list[Work]:
        if not groups.named and sum(chars(work.item) for work in part) <= INLINE_CHARS:
            _plan_all(part, request, deadline, self._max_completion_bytes, groups)
            await asyncio.sleep(0)
        else:
            loop = asyncio.get_running_loop()
            limit = self._max_completion_bytes
            await loop.run_in_executor(self._threads, _plan_all, part, request, deadline, limit, groups)
        return part

    async def run(self, job: Job, key: str, deadline: float, batch: str) -> Outcome:
        """The outcome of a job, from memory or from its executor, never later than its deadline."""
        known = self.memo.get(key)
        if known is not None:
            return Done(known)
        store = self._store if _may_be_remembered(job) else None
        version = "" if store is None else self._version()
        if store is not None and (known := await store.get(version, key)) is not None:
            self.memo.put(key, known)
            return Done(known)
        outcome = await self._run_job(job.executor, job.payload, deadline, batch)
        if isinstance(outcome, Done) and _may_be_remembered(job) and _is_settled(outcome.result):
            self.memo.put(key, outcome.result)
            if store is not None and version == self._version():
                await store.put(version, key, outcome.result)
        return outcome


def _may_be_remembered(job: Job) -> bool:
    """A user's function declares whether it depends on its arguments alone; for a program its tests declare it."""
    return job.executor in MEMO_EXECUTORS or job.payload.get("memo") is True


def _is_settled(result: JsonObject) -> bool:
    """Whether a second run would end in the same way: a program that hit a limit may stay within it the next time."""
    cases = result.get("results")
    return NONE not in result and not (
        isinstance(cases, list) and any(case.get("status") in LIMITS for case in cases if isinstance(case, dict))
    )


class _SharedJobs:
    """The jobs of one batch; jobs with equal keys run once. All share one deadline, so no job waits for a later one."""

    def __init__(self, scorer: Scorer, deadline: float) -> None:
        self._scorer = scorer
        self.tracing = scorer.tracing
        self._deadline = deadline
        self._batch = uuid.uuid4().hex
        self._tasks: dict[str, asyncio.Task[Outcome]] = {}

    async def run(self, job: Job) -> Outcome:
        key = job.key
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._scorer.run(job, key, self._deadline, self._batch))
        return await asyncio.shield(self._tasks[key])

    def cancel(self) -> None:
        for task in self._tasks.values():
            task.cancel()


async def _finish(work: Work, shared: _SharedJobs) -> Work:
    """Runs until every component has a score. Questions to a judge wait for their gate, so that none is asked in
    vain."""
    while pending := [(name, track) for name, track in work.tracks.items() if isinstance(track.step, Pending)]:
        gates = [work.gate_of(name) for name, _ in pending]
        if all(_waits(track, gate) for (_, track), gate in zip(pending, gates, strict=True)):
            gates = [None] * len(pending)  # gates in a circle hold nobody up
        steps = (_traced(work, name, gate, shared) for (name, _), gate in zip(pending, gates, strict=True))
        await asyncio.gather(*steps)
    return work


async def _traced(work: Work, name: str, gate: Track | None, shared: _SharedJobs) -> None:
    track = work.tracks[name]
    if _waits(track, gate):
        return
    with shared.tracing.span(f"reward {name}", {"assay.reward": name, "assay.item": work.index}):
        await _follow(track, gate, shared)
        if isinstance(score := track.step, Score):
            told = {"assay.status": score.status, "assay.rule": score.rule}
            shared.tracing.note(told if score.score is None else {**told, "assay.score": score.score})


def _waits(track: Track, gate: Track | None) -> bool:
    return (
        gate is not None
        and isinstance(gate.step, Pending)
        and isinstance(track.step, Pending)
        and track.step.job.executor in AFTER_THE_GATE
    )


async def _follow(track: Track, gate: Track | None, shared: _SharedJobs) -> None:
    """Runs a component's jobs one after another, until there is a score or a question that must wait for the gate."""
    while isinstance(track.step, Pending) and not _waits(track, gate):
        asks = track.step.job.executor in AFTER_THE_GATE
        if asks and gate is not None and isinstance(gate.step, Score) and _is_closed(gate.step):
            track.step = Score(0.0, "not asked: the gate is closed", undecided=True, rule="gate")
            return
        outcome = await shared.run(track.step.job)
        track.seconds += outcome.seconds
        track.queued_s += outcome.queued_s
        track.step = _resume(track.step, outcome)


def _is_closed(gate: Score) -> bool:
    """Whether the gate is certainly closed; if its reward is null through a fault of ours, it may be open."""
    return gate.status not in ("timeout", "error") and (gate.score is None or gate.score <= 0)


def _resume(pending: Pending, outcome: Outcome) -> Score | Pending:
    if isinstance(outcome, Failure):
        return failed(outcome)
    try:
        return pending.resume(outcome)
    except Exception as error:
        return bug(f"the {pending.job.executor} outcome", error)


def _slices(request: ScoreRequest, specs: Sequence[Specs]) -> Iterator[list[Work]]:
    part: list[Work] = []
    size = 0
    for index, item in enumerate(request.items):
        part.append(Work(index, item, specs[index]))
        size += chars(item)
        if size >= SLICE_CHARS or len(part) == SLICE_ITEMS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _plan_all(
    part: list[Work], request: ScoreRequest, deadline: float, max_completion_bytes: int, groups: Groups
) -> None:
    for work in part:
        if time.monotonic() >= deadline:
            late = Score(None, "the batch's deadline passed before this item was looked at", "timeout", rule="queue")
            work.tracks = {spec.name: Track(late) for spec in work.specs}
        else:
            _plan_one(work, request, max_completion_bytes, groups)


def _plan_one(work: Work, request: ScoreRequest, max_completion_bytes: int, groups: Groups) -> None:
    sample = to_sample(work.item, request, max_completion_bytes)
    if isinstance(sample, Sample) and any(is_grouped(spec) for spec in work.specs):
        sample = groups.placed(sample, work.index)
    for spec in work.specs:
        started = time.perf_counter()
        step = sample if isinstance(sample, Score) else _plan_reward(spec, sample)
        work.tracks[spec.name] = Track(step, seconds=time.perf_counter() - started)


def _plan_reward(spec: RewardSpec, sample: Sample) -> Score | Pending:
    try:
        return spec.reward.plan(sample, spec.options)
    except Exception as error:
        return bug(f"the reward {spec.name}", error)
