"""Sampling: groups of completions for each prompt, with the log-probabilities they were drawn with.

So many rows are under way at once as `rollout.rows_at_once` and `rollout.cache_tokens` allow. A row that ends gives its
place to the next, and every row has random numbers of its own: what is drawn does not depend on how many are under way,
nor on drafts (`rollout.draft`), which let a pass of the model give several tokens a row.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from sdk.train.config.schema import RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompt
from sdk.train.errors import ConfigError
from sdk.train.model.decoding import Decoder, open_decoder
from sdk.train.model.drafting import Drafter
from sdk.train.model.multi_token import of, share_of
from sdk.train.model.policy import Policy
from sdk.train.rollout.drafts import COST_ON_CPU, COST_ON_GPU, LONGEST, Confident, Length, Lookup
from sdk.train.rollout.samples import Completion, Group, SampleRequest

WORTH_CHANGING = 0.25
"""Ended rows are carried along until they are this share of all: to drop rows, and let others in, copies the cache."""
TOKENS_MORE = 8
"""Decoded beyond as many tokens as a stop string has bytes."""


def _nobody(group: Group) -> None:
    """No one waits for groups."""


@torch.no_grad()
def sample(policy: Policy, request: SampleRequest, on_group: Callable[[Group], object] = _nobody) -> list[Group]:
    """The groups in the problems' order; `on_group` is handed each one as soon as its last completion has ended, or
    with `in_parts` each completion."""
    require_context(policy, request)
    require_verifying(policy, request.rollout)
    config, stops = request.rollout, Stops(policy, request.rollout.stop)
    growing, length = _groups(request), _draft_length(policy, config)
    waiting = deque(_seeded([row for one in growing for row in one.rows], request.random))
    drafting = config.draft == "multi_token" and length.may_pay
    decoder, running = open_decoder(policy, drafting, config.row_tokens), list[_Row]()

    def settle(row: _Row) -> None:
        row.settle(policy, stops, config.max_new_tokens, on_group)

    while running or waiting:
        running += _let_in(decoder, waiting, running, config)
        drafted = [row for row in running if row.draft and not row.done]
        _draw_for(policy, running, decoder.logits, config, settle)
        if tried := decoder.logits.shape[1] - 1:
            decoder.retreat([len(row.draft) - row.held for row in running])
        length.note(tried, [row.held for row in drafted])
        going_on = _going_on(running, bool(waiting) and decoder.joins, config.max_new_tokens)
        if len(going_on) < len(running):
            decoder.keep(going_on)
            running = [running[at] for at in going_on]
        if running:
            drafts = _drafts(policy, decoder, running, length, config)
            ids = [[row.ids[-1], *row.try_draft(draft)] for row, draft in zip(running, drafts, strict=True)]
            decoder.step(torch.tensor(ids, device=policy.device))
    return [one.group for one in growing if one.group is not None]


def require_context(policy: Policy, request: SampleRequest) -> None:
    """Raises ConfigError where a completion could grow past what the model was made for."""
    room = None if policy.context_tokens is None else policy.context_tokens - request.rollout.max_new_tokens
    for problem, prompt in zip(request.problems, request.prompts, strict=True):
        if room is not None and len(prompt.ids) > room:
            raise ConfigError(
                f"problem {problem.id}: a prompt of {len(prompt.ids)} tokens and rollout.max_new_tokens="
                f"{request.rollout.max_new_tokens} do not fit into the model's context of {policy.context_tokens}: "
                "lower rollout.max_new_tokens, or leave the question out"
            )


def require_verifying(policy: Policy, config: RolloutConfig) -> None:
    """Raises ConfigError where drafts are wanted and the model cannot verify them."""
    if config.draft != "none" and not policy.shared_prefix:
        raise ConfigError(
            f"rollout.draft={config.draft} needs prompts that are computed once for their group, which "
            "model.shared_prefix=false or this model's attention forbids: set rollout.draft=none"
        )
    if config.draft == "multi_token" and of(policy.model) is None:
        raise ConfigError(
            "rollout.draft=multi_token needs a model with modules that predict further tokens: set model.multi_token=1 "
            "(new modules learn in the stages), or rollout.draft=lookup, which needs none"
        )


def _groups(request: SampleRequest) -> list[_Growing]:
    """Without anything drawn yet, and where drafts are wanted with what these are made from."""
    beside: dict[tuple[int, ...], int] = {}
    drafting = request.rollout.draft == "lookup"
    lookups = [Lookup(one.ids, beside) if drafting else None for one in request.prompts]
    each = zip(request.problems, request.prompts, lookups, strict=True)
    return [_Growing(*one, request.group_size, request.in_parts) for one in each]


def _draft_length(policy: Policy, config: RolloutConfig) -> Length:
    if config.draft == "none":
        return Length(0, 0.0)
    by_modules, cost = config.draft == "multi_token", config.draft_cost
    if cost is None:
        cost = COST_ON_GPU if policy.device.type == "cuda" else COST_ON_CPU
        cost += share_of(policy.model) if by_modules else 0.0
    return (Confident if by_modules else Length)(config.draft_tokens, cost)


def _drafts(
    policy: Policy, decoder: Decoder, running: Sequence[_Row], length: Length, config: RolloutConfig
) -> list[list[int]]:
    """For the next pass: of each row as many tokens, or none."""
    most = length.next()
    if isinstance(length, Confident) and decoder.drafter is not None:
        return _own_drafts(policy, decoder.drafter, running, length, most, config) if most else [[] for _ in running]
    return [row.look_up(most) for row in running]


def _own_drafts(
    policy: Policy, drafter: Drafter, running: Sequence[_Row], length: Confident, most: int, config: RolloutConfig
) -> list[list[int]]:
    """Drawn by the model's modules as the model will draw, with the same random numbers, as long as it pays."""
    keys_R_2 = torch.tensor([(row.seed, len(row.ids)) for row in running], device=policy.device)
    alive_R = torch.tensor([float(not row.done) for row in running], device=policy.device)
    held_R, drafts = alive_R, list[Tensor]()
    logits_R_V = drafter.begin([row.ids for row in running])
    while True:
        uniform_R = uniforms(keys_R_2[:, 0], keys_R_2[:, 1] + len(drafts))
        drawn_R, logprobs_R, _ = draw(logits_R_V, config.temperature, config.top_p, uniform_R, policy.known_tokens)
        held_R = held_R * logprobs_R.exp()
        if not length.pays(float(held_R.sum() / alive_R.sum().clamp(min=1))):
            break
        drafts.append(drawn_R)
        if len(drafts) == most:
            break
        logits_R_V = drafter.next(drawn_R)
    drafter.end()
    return torch.stack(drafts, 1).tolist() if drafts else [[] for _ in running]


def _seeded(rows: list[_Row], random: torch.Generator) -> list[_Row]:
    seeds = torch.randint(2**62, (len(rows),), generator=random, device=random.device).tolist()
    for row, seed in zip(rows, seeds, strict=True):
        row.seed = seed
    return rows


def _let_in(decoder: Decoder, waiting: deque[_Row], running: Sequence[_Row], config: RolloutConfig) -> list[_Row]:
    """The rows that find room; each prompt is read once for those of its rows that come in together."""
    if running and not decoder.joins:
        return []
    coming: list[_Row] = []
    while waiting and fits([*running, *coming, waiting[0]], config):
        coming.append(waiting.popleft())
    if not running and not coming:
        raise ConfigError(
            f"rollout.cache_tokens={config.cache_tokens} does not hold one row: a prompt of "
            f"{len(waiting[0].group.prompt.ids)} tokens and rollout.max_new_tokens={config.max_new_tokens}"
        )
    if coming:
        for row in coming:
            row.admission = len(waiting)
        groups = list(dict.fromkeys(row.group for row in coming))
        rows = [sum(row.group is group for row in coming) for group in groups]
        decoder.admit([group.prompt.ids for group in groups], rows)
    return coming


def fits(rows: Sequence[_Row], config: RolloutConfig) -> bool:
    """Whether there is room for these rows, should every one become as long as it may."""
    if len(rows) > config.rows_at_once:
        return False
    if config.cache_tokens is None:
        return True
    prompts = {(id(row.group), row.admission): len(row.group.prompt.ids) for row in rows}
    return len(prompts) * max(prompts.values()) + len(rows) * config.row_tokens <= config.cache_tokens


def _draw_for(
    policy: Policy, running: Sequence[_Row], logits_R_T_V: Tensor, config: RolloutConfig, settle: Callable[[_Row], None]
) -> None:
    """The next token of each row, noted in it, and further ones as long as its draft holds."""
    for row in running:
        row.held = 0
    places, last = list(range(len(running))), logits_R_T_V.shape[1] - 1
    for place in range(last + 1):
        rows = [running[at] for at in places]
        logits_R_V = logits_R_T_V[:, place] if len(rows) == len(running) else logits_R_T_V[places, place]
        keys_R_2 = torch.tensor([(row.seed, len(row.ids)) for row in rows], device=logits_R_V.device)
        uniform_R = uniforms(keys_R_2[:, 0], keys_R_2[:, 1])
        drawn = draw(logits_R_V, config.temperature, config.top_p, uniform_R, policy.known_tokens)
        told = torch.stack([each_R.double() for each_R in drawn]).tolist()  # a GPU is waited for once
        for row, token, logprob, entropy in zip(rows, *told, strict=True):
            if not row.done:
                row.take(int(token), logprob, entropy)
                settle(row)
        places = [at for at in places if running[at].holds(place)] if place < last else []
        if not places:
            return


def _going_on(running: Sequence[_Row], others_wait: bool, most: int) -> list[int]:
    """The places of the rows to go on with; a few that have ended may be carried along, but none beyond its length."""
    alive = [at for at, row in enumerate(running) if not row.done]
    ended = len(running) - len(alive)
    overlong = others_wait and any(row.done and len(row.ids) + row.carried >= most for row in running)
    if alive and not overlong and ended < WORTH_CHANGING * len(running):
        for row in running:
            row.carried += row.done
        return list(range(len(running)))
    return alive


def uniforms(seeds_R: Tensor, steps_R: Tensor) -> Tensor:
    """One number in [0, 1) for each row and step, the same whatever rows are beside it.

    SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators") at a counter.
    """
    mixed_R = seeds_R + (steps_R + 1) * _signed(0x9E3779B97F4A7C15)
    mixed_R = (mixed_R ^ _shifted(mixed_R, 30)) * _signed(0xBF58476D1CE4E5B9)
    mixed_R = (mixed_R ^ _shifted(mixed_R, 27)) * _signed(0x94D049BB133111EB)
    mixed_R = mixed_R ^ _shifted(mixed_R, 31)
    return _shifted(mixed_R, 11).double() * 2.0**-53


def _signed(word: int) -> int:
    """The same 64 bits, as torch's integers have them."""
    return word - 2**64 if word >= 2**63 else word


def _shifted(words_R: Tensor, bits: int) -> Tensor:
    """To the right, zeros coming in."""
    return words_R.bitwise_right_shift(bits).bitwise_and(2 ** (64 - bits) - 1)


def draw(
    logits_R_V: Tensor, temperature: float, top_p: float, uniform_R: Tensor, known: int | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """One token for each row, its log-probability and the distribution's entropy, both before any token is left out.

    Left out are tokens past `known`, which stand for no text, and with `top_p` the least probable ones.
    """
    logprobs_R_V = (logits_R_V / temperature).log_softmax(-1)
    probabilities_R_V = logprobs_R_V.exp()
    entropy_R = -(probabilities_R_V * logprobs_R_V).nansum(-1)
    if known is not None and known < probabilities_R_V.shape[1]:
        probabilities_R_V[:, known:] = 0.0
    if top_p < 1:
        probabilities_R_V = nucleus(probabilities_R_V, top_p)
    tokens_R_1 = pick(probabilities_R_V, uniform_R[:, None])
    return tokens_R_1[:, 0], logprobs_R_V.gather(1, tokens_R_1)[:, 0], entropy_R


def pick(probabilities_R_V: Tensor, uniform_R_1: Tensor) -> Tensor:
    """tokens_R_1 by one uniform number a row, through the inverse of the cumulative distribution.

    `torch.multinomial` draws one for each entry of the vocabulary, which takes 16 times as long.
    """
    cumulative_R_V = probabilities_R_V.double().cumsum(-1)
    return torch.searchsorted(cumulative_R_V, uniform_R_1 * cumulative_R_V[:, -1:], right=True)


def nucleus(probabilities_R_V: Tensor, top_p: float) -> Tensor:
    """The least set of most probable tokens that together have at least `top_p` (Holtzman et al. 2020), the rest 0."""
    sorted_R_V, order_R_V = probabilities_R_V.sort(-1, descending=True)
    before_R_V = sorted_R_V.cumsum(-1) - sorted_R_V
    kept_R_V = sorted_R_V.where(before_R_V < top_p, 0.0)
    return torch.zeros_like(probabilities_R_V).scatter(-1, order_R_V, kept_R_V)


class Stops:
    """The texts after which a completion ends, looked for in its last few tokens alone."""

    def __init__(self, policy: Policy, texts: Sequence[str]) -> None:
        self._policy, self._texts = policy, texts
        self._tokens = max((len(one.encode()) for one in texts), default=0) + TOKENS_MORE

    def ended(self, ids: list[int]) -> bool:
        """Whether one stands in the text, of which all but the last token was asked about before."""
        if not self._texts or self.first(self._policy.decode(ids[-self._tokens :])) is None:
            return False
        return self.first(self._policy.decode(ids)) is not None

    def first(self, text: str) -> int | None:
        return min((text.index(one) for one in self._texts if one in text), default=None)


def finished(
    policy: Policy, stops: Stops, ids: list[int], logprobs: list[float], entropies: list[float], ended: bool
) -> Completion:
    """What was drawn, with its text."""
    text = policy.decode(ids)
    return Completion(ids, logprobs, entropies, text[: stops.first(text)], "stop" if ended else "length")


class _Row:
    def __init__(self, group: _Growing) -> None:
        self.group = group
        self.seed = 0
        self.ids: list[int] = []
        self.logprobs: list[float] = []
        self.entropies: list[float] = []
        self.completion: Completion | None = None
        self.admission = -1
        """Tells apart the rows of a prompt that came in at different times: the prompt is held once for each time."""
        self.carried = 0
        """Steps that it has been carried along since it ended."""
        self.draft: list[int] = []
        """What the last pass ran beyond the last token."""
        self.held = 0
        """So many of these were drawn."""
        self._drafted = self._accepted = 0
        self._recent = group.prompt.ids[-LONGEST:]

    @property
    def done(self) -> bool:
        return self.completion is not None

    def look_up(self, tokens: int) -> list[int]:
        lookup = self.group.lookup
        return [] if lookup is None else lookup.draft(self._recent, tokens)

    def try_draft(self, draft: list[int]) -> list[int]:
        """It is read in the next pass."""
        self.draft = draft
        self._drafted += 0 if self.done else len(draft)
        return draft

    def holds(self, place: int) -> bool:
        """Whether the draft has in this place the token just drawn, so that what follows it is computed already."""
        held = not self.done and place < len(self.draft) and self.draft[place] == self.ids[-1]
        self.held += held
        self._accepted += held
        return held

    def take(self, token: int, logprob: float, entropy: float) -> None:
        """The next token."""
        self.ids.append(token)
        self.logprobs.append(logprob)
        self.entropies.append(entropy)
        if self.group.lookup is not None:
            self.group.lookup.learn(self._recent, token)
            self._recent = [*self._recent, token][-LONGEST:]

    def settle(self, policy: Policy, stops: Stops, most: int, on_group: Callable[[Group], object]) -> None:
        """Whether that token was its last."""
        ended = self.ids[-1] in policy.end_ids or stops.ended(self.ids)
        if ended or len(self.ids) == most:
            whole = finished(policy, stops, self.ids, self.logprobs, self.entropies, ended)
            self.completion = replace(whole, drafted=self._drafted, accepted=self._accepted)
            self.group.hand_over(self.completion, on_group)


class _Growing:
    """A group that is being sampled."""

    def __init__(self, problem: Problem, prompt: Prompt, lookup: Lookup | None, size: int, in_parts: bool) -> None:
        self.prompt = prompt
        self.group: Group | None = None
        self.lookup = lookup
        self._problem = problem
        self._in_parts = in_parts
        self.rows = [_Row(self) for _ in range(size)]

    def hand_over(self, ended: Completion, on_group: Callable[[Group], object]) -> None:
        """The completion that has just ended, or the group, when its last row has ended."""
        if self._in_parts:
            on_group(self._of([ended]))
        completions = [row.completion for row in self.rows if row.completion is not None]
        if len(completions) == len(self.rows):
            self.group = self._of(completions)
            if not self._in_parts:
                on_group(self.group)

    def _of(self, completions: list[Completion]) -> Group:
        return Group(self._problem, self.prompt.text, self.prompt.ids, completions)
