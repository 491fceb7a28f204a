"""What one stage works with, from its beginning to its end: nothing of it ever changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sdk.train.config.schema import Config
from sdk.train.data.problems import Problems
from sdk.train.data.prompts import Prompter
from sdk.train.scoring.scorer import Scorer
from sdk.train.trainer.objective import StageObjective


@dataclass(frozen=True)
class Context:
    """A stage that wants something else for a while, such as other prompts, makes itself another one (`replace`)."""

    config: Config
    """Of the stage."""
    problems: Problems
    prompter: Prompter
    scorer: Scorer
    """Asks for the stage's rewards."""
    number: int = 0
    """Of the stage in its run, from 0."""
    name: str = ""
    reads: tuple[str, ...] = ()
    """The keys of the files that the stage reads beside its questions."""

    @cached_property
    def objective(self) -> StageObjective:
        return StageObjective.of(self.config)
