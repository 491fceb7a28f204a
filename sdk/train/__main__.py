"""`assay train CONFIG.yaml [key=value ...]` (`python -m sdk.train`): train a model with rewards from the service."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assay_rl.distribution import add_version, needs
from sdk.train.errors import TrainError

with needs("train"):
    from sdk.train.config.load import explain_keys, load_config

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done, or stopped and saved. 2: something the user can mend, told in one line."""
    options = _parser().parse_args(arguments)
    try:
        config = load_config(options.config, options.settings)
        with needs("train"):  # torch takes seconds: not for --help, nor for a misspelt key
            from sdk.train.launch.whole_run import train

        spare_the_modules()
        train(config)
    except TrainError as error:
        print(f"error: {_who()}{error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("stopped at once; the same command goes on from the last checkpoint", file=sys.stderr)
        return 130
    return 0


def spare_the_modules() -> None:
    """From now on the garbage collector passes over what was imported: 400,000 objects that stay, which it would walk
    for 0.2 s, in the middle of a step, each time that it looks through everything."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # at the end nanobind calls what is frozen leaked, in a hundred lines


def _who() -> str:
    """Which of several processes that torchrun started."""
    return f"process {os.environ.get('RANK')}: " if int(os.environ.get("WORLD_SIZE", "1")) > 1 else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay train",
        description="Train a model with rewards from the service: GRPO, and the stages around it.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"Keys, each with its default and unit:\n\n{explain_keys()}",
    )
    parser.add_argument("config", type=Path, metavar="CONFIG.yaml", help="the configuration: YAML, see the keys below")
    parser.add_argument(
        "settings", nargs="*", metavar="key=value", help="settings over the file's: steps=50 grpo.beta=0.001"
    )
    add_version(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
