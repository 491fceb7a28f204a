"""`assay VERB ...`: one command for all there is; each verb is the command of a module, and loads it alone."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NamedTuple

from assay_rl.distribution import add_version


class Verb(NamedTuple):
    module: str
    """Its `main(arguments)` is called, and gives the exit status."""
    told: str
    first: tuple[str, ...] = ()
    """Arguments before the caller's."""


VERBS = {
    "score": Verb("sdk.__main__", "score a JSONL file of items, by a server or in this process", ("score",)),
    "audit": Verb("sdk.tools.audit.__main__", "find out what a reward pays for that it should not"),
    "doctor": Verb("sdk.tools.doctor.__main__", "find what is wrong with a data set of questions"),
    "replay": Verb("sdk.tools.replay.command", "score stored rollouts again, and tell what was paid wrongly"),
    "diff": Verb("sdk.tools.diff", "tell what flipped between two scored files or versions"),
    "plan": Verb("sdk.tools.plan.command", "tell how many cores and services a training run's scoring needs"),
    "serve": Verb("reward_server.__main__", "start the reward server"),
    "sandbox": Verb("reward_server.execution.sandbox.build", "make and check sandboxes where there is no engine"),
    "train": Verb("sdk.train.__main__", "train a model with rewards from the service"),
    "evaluate": Verb("sdk.train.evaluate.__main__", "tell how good a model is on benchmarks"),
    "scaling": Verb("sdk.train.scaling.__main__", "tell how compute trades against data, by a grid of small runs"),
    "prepare": Verb("sdk.train.prepare", "turn public data sets into questions"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else list(arguments)
    verb = VERBS.get(given[0]) if given else None
    if verb is None:
        _parser().parse_args(given or ["--help"])
        return 2
    status: int | None = importlib.import_module(verb.module).main([*verb.first, *given[1:]])
    return status or 0


def _parser() -> argparse.ArgumentParser:
    verbs = "\n".join(f"  {name:10}{verb.told}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="assay",
        usage="assay VERB ...",
        description="Verifiable rewards for training reasoning models.",
        epilog=f"verbs (assay VERB --help tells more):\n{verbs}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=list(VERBS), metavar="VERB", help="what to do, one of those below")
    add_version(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
