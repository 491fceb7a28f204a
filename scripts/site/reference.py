"""The pages of `docs/reference`, written from the code: `python -m scripts.site.reference` writes them anew.

They are committed, so that they can be read in a checkout; a test says when they are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from fastapi import FastAPI
from fastapi.routing import APIRoute
from prometheus_client.metrics import MetricWrapperBase
from pydantic import BaseModel

from reward_server import metrics
from reward_server.app import create_app
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Options
from reward_server.settings import ENV_PREFIX, Settings
from reward_server.settings_help import GROUPS, default_of
from scripts.site.fields import bounds, cell, code, field_table, models_in, table, type_words
from scripts.site.refusals import refusals
from sdk import schema
from sdk.errors import error_class

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
_MADE = "<!-- Written from the code by `scripts/docs reference`: change the code, not this page. -->"


def settings() -> Iterator[str]:
    yield from ("# Settings", "")
    yield "Every setting of the reward server. The command line wins, then the environment, then the TOML file of"
    yield "`--config`, then the default. A variable has the setting's name in capitals after"
    yield f"`{ENV_PREFIX}`. [Operating the server](../operations.md) says when to change which; the keys of a training"
    yield "run are listed by `assay train --help`."
    rows: list[tuple[str, ...]] = []
    for name, field in Settings.model_fields.items():
        if name in GROUPS:
            if rows:
                yield from _settings_table(rows)
            rows = []
            yield from ("", f"## {GROUPS[name]}", "")
        limits = bounds(field)
        kind = type_words(field.annotation) + (f", {limits}" if limits else "")
        named = f"{code(name)}<br>{code(ENV_PREFIX + name.upper())}"
        rows.append((named, kind, cell(_with_unit(name, default_of(field))), cell(field.description or "")))
    yield from _settings_table(rows)


def _with_unit(name: str, default: str) -> str:
    """Bytes are told as a person reads them, too."""
    if not (name.endswith("_bytes") and default.isdigit()):
        return default
    size, unit = (int(default) / 2**20, "MiB") if int(default) >= 2**20 else (int(default) / 2**10, "KiB")
    return f"{default} ({size:g} {unit})"


def _settings_table(rows: list[tuple[str, ...]]) -> list[str]:
    return table(("setting and variable", "type", "default", "meaning"), rows)


def metric_page() -> Iterator[str]:
    yield from ("# Metrics", "")
    yield "What `GET /metrics` tells, in Prometheus' text format. `deploy/alerts.yml` has alert rules over these, and"
    yield "`deploy/dashboard.json` a dashboard. A histogram has `_bucket`, `_sum` and `_count`."
    yield ""
    found = [one for one in vars(metrics).values() if isinstance(one, MetricWrapperBase)]
    rows = [(one._name, str(one._type), tuple(one._labelnames), one._documentation) for one in found]
    service = type(metrics.SERVICE)()  # not the process's own, which a running service tells of
    service.tells(lambda: metrics.State(True, "", {"": 0}, {"": {"": 0}}, {"": 0}))
    for one in (*service.collect(), *service.caches.collect()):
        rows.append((one.name, one.type, getattr(one, "_labelnames", ()), one.documentation))
    yield from table(
        ("metric", "type", "labels", "meaning"),
        [
            (code(name + ("_total" if kind == "counter" else "")), kind, ", ".join(map(code, labels)), cell(told))
            for name, kind, labels, told in sorted(rows)
        ],
    )


def rewards() -> Iterator[str]:
    common = frozenset(Options.model_fields)
    yield from ("# Rewards and their options", "")
    yield "What a request's `rewards` may name. The value is a weight, or an object of options with `weight` among"
    yield 'them: `{"accuracy": 1, "format": {"weight": 0.1, "mode": "partial"}}`. `GET /v1/rewards` tells the same of a'
    yield "running service, your own functions included."
    yield from ("", "Every reward takes these options:", "", *field_table(Options))
    for name, reward in REWARDS.items():
        yield from ("", f"## {name}", "", cell(reward.definition))
        if set(reward.options.model_fields) - common:
            yield from ("", *field_table(reward.options, common))
        for model in models_in(reward.options):
            yield from ("", f"Fields of `{model.__name__}`:", "", *field_table(model))


STATUSES = {
    "ok": "A score. What the model did wrong is a number with a reason, 0 for most.",
    "not_applicable": "Null: the problem lacks what this reward judges by. The component is left out of the sum.",
    "timeout": "Null: the item was not done by the batch's deadline.",
    "error": "Null: a fault of the service, or an input that cannot be used. The reason says which.",
}
TESTS = {
    "passed": "The output, or the returned value, is the expected one.",
    "wrong_answer": "It is another one.",
    "runtime_error": "The program ended by an exception, a signal, or an exit status other than 0.",
    "time_limit": "It took more time than the test allows.",
    "memory_limit": "It took more memory than the test allows.",
    "output_limit": "It wrote more than is read.",
    "compile_error": "The program does not compile; no test ran.",
    "not_run": "An earlier test decided, or the deadline passed.",
}
CAUSES = {
    "inputs": "Something in the item cannot be used: the caller must mend it.",
    "queue": "The deadline passed while the job waited: more workers, more time, or smaller batches.",
    "fault": "The service failed. Its log tells more under the request id.",
}


MESSAGES = {
    "queue_full": "the queue is full; `Retry-After` says when to come again",
    "tests_missing": "the server does not hold the tests with these digests: send them in `shared_tests`",
    "too_large": "the body has 70000000 bytes, over the limit of 67108864",
    "web_page": "the request comes from a web page whose origin `allowed_origins` does not name",
}
"""What the source says in more than one literal."""


def errors() -> Iterator[str]:
    yield from ("# Statuses and errors", "", "## Statuses of a component", "")
    yield "A score is null exactly when its status is not `ok`. Leave such an item out of its group; never pay it 0."
    yield ""
    yield from _meanings(STATUSES, get_args(schema.Status))
    yield from (
        "",
        "`rule` of a null component is its cause, and so is a label of `assay_nulls_total`:",
    )
    yield from ("", *_meanings(CAUSES, tuple(CAUSES)))
    yield from ("", "## Statuses of a test", "", *_meanings(TESTS, get_args(schema.TestStatus)))
    yield from ("", "## Refusals", "")
    yield "A request that is refused as a whole is answered with an HTTP status and"
    yield '`{"error": {"code": ..., "message": ..., "details": [...]}}`. On the right stands what the client makes'
    yield "of it: it raises the error, and tries again first where that can help, within the caller's deadline. (499 is"
    yield "counted in the metrics only: nobody is there to read it.) A 401 has the header `WWW-Authenticate: Bearer`;"
    yield "a 429, and a 503 with the code `unready`, have `Retry-After`."
    yield ""
    rows = []
    for one in refusals():
        kind = error_class(one.status)
        rows.append(
            (
                str(one.status),
                code(one.code),
                cell(one.message or MESSAGES[one.code]),
                code(kind.__name__),
                "yes" if kind.retried else "",
            )
        )
    yield from table(("status", "code", "message, … for what it names", "the client raises", "tries again"), rows)
    yield from ("", "[The client](../client.md) draws the tree of its errors, those without an answer included.")


def _meanings(told: dict[str, str], names: tuple[str, ...]) -> list[str]:
    """Fails for a name that nothing is told of."""
    return table(("word", "meaning"), [(code(name), told[name]) for name in names])


def api() -> Iterator[str]:
    yield from ("# The HTTP interface", "")
    yield "`GET /openapi.json` of a running service is the same as an OpenAPI document. Unknown fields of a request are"
    yield "errors; unknown fields of an answer are to be ignored."
    yield from ("", "## Paths", "")
    document = application().openapi()
    rows = []
    for path, methods in sorted(document["paths"].items()):
        for method, said in methods.items():
            told = said.get("description") or said.get("summary", "")
            rows.append((code(f"{method.upper()} {path}"), ", ".join(said["responses"]), cell(told)))
    yield from table(("path", "statuses", "meaning"), rows)
    yield from ("", "The statuses and codes of refusals are on [a page of their own](errors.md).")
    seen: set[type[BaseModel]] = set()
    for root in (schema.ScoreRequest, schema.ScoreResponse, schema.ErrorResponse):
        yield from _model(root, seen)


def _model(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    yield from ("", f"## {model.__name__}", "")
    told = (model.__doc__ or "").strip()
    if told:
        yield from (told, "")
    yield from field_table(model)
    for one in models_in(model):
        yield from _model(one, seen)


def application() -> FastAPI:
    """The service's application without any dialect, built and not started."""
    app = create_app(Settings(sandbox="off"))
    assert any(isinstance(route, APIRoute) for route in app.routes)
    return app


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "settings.md": settings,
    "metrics.md": metric_page,
    "rewards.md": rewards,
    "errors.md": errors,
    "api.md": api,
}


def page(name: str) -> str:
    first, *rest = PAGES[name]()
    return "\n".join([first, "", _MADE, *rest]) + "\n"


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), "utf-8")
    print(f"{len(PAGES)} pages in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
