"""Other places for metrics, each behind an extra: TensorBoard and Weights & Biases."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Protocol

from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError
from sdk.train.metrics import Record


class Sink(Protocol):
    def write(self, stage: str, step: int, record: Record) -> None: ...

    def close(self) -> None: ...


def open_sinks(config: Config, folder: Path) -> list[Sink]:
    """Those that the configuration asks for. Raises ConfigError where a package is missing."""
    sinks: list[Sink] = []
    if config.log.tensorboard:
        sinks.append(TensorBoard(folder / "tensorboard"))
    if config.log.wandb is not None:
        sinks.append(WeightsAndBiases(config, folder))
    return sinks


class TensorBoard:
    def __init__(self, folder: Path) -> None:
        self._writer = _needed("torch.utils.tensorboard", "tensorboard", "log.tensorboard").SummaryWriter(str(folder))

    def write(self, stage: str, step: int, record: Record) -> None:
        for name, value in _numbers(record).items():
            self._writer.add_scalar(f"{stage}/{name}", value, step)

    def close(self) -> None:
        self._writer.close()


class WeightsAndBiases:
    def __init__(self, config: Config, folder: Path) -> None:
        wandb = _needed("wandb", "wandb", "log.wandb")
        settings = config.model_dump(mode="json")
        self._run = wandb.init(project=config.log.wandb, name=folder.name, dir=str(folder), config=settings)

    def write(self, stage: str, step: int, record: Record) -> None:
        self._run.log({f"{stage}/step": step, **{f"{stage}/{name}": one for name, one in _numbers(record).items()}})

    def close(self) -> None:
        self._run.finish()


def _numbers(record: Record) -> dict[str, float]:
    return {name: value for name, value in record.items() if isinstance(value, int | float)}


def _needed(module: str, package: str, key: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ConfigError(f"{key} needs a package that is missing: pip install {package}") from None
