"""The service's log on standard error: an event a line, with time, level and the request it belongs to.

Text for people on a terminal, else JSON for programs that collect logs (setting: log_format). Modules log by the
standard library; the values of `extra` become fields.
"""

from __future__ import annotations

import contextvars
import logging
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")
Format = Literal["auto", "json", "text"]


def configure(form: Format = "auto", level: str = "INFO") -> None:
    """Logs to standard error. Messages of other libraries below a warning are left out."""
    handler = logging.StreamHandler()
    handler.addFilter(_of_request)
    as_json = form == "json" or (form == "auto" and not sys.stderr.isatty())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_written(as_json)],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("reward_server").setLevel(level)


def _written(as_json: bool) -> list[Processor]:
    if not as_json:
        return [_on_one_line, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)]
    return [structlog.processors.format_exc_info, _by_importance, structlog.processors.JSONRenderer(default=str)]


def _of_request(record: logging.LogRecord) -> bool:
    if not hasattr(record, "request_id") and request_id.get() != "-":
        record.request_id = request_id.get()
    return True


def _on_one_line(_: object, __: str, event: EventDict) -> EventDict:
    """Keeps a caller's text in an event from starting a new line of the log."""
    said = str(event.get("event", ""))
    event["event"] = said if said.isprintable() else said.encode("unicode_escape").decode("ascii")
    return event


def _by_importance(_: object, __: str, event: EventDict) -> EventDict:
    first = ("timestamp", "level", "event", "logger")
    return {name: event[name] for name in (*first, *event) if name in event}


def printable(text: bytes) -> str:
    """A caller's text as it may stand in a line of the log."""
    return text[:200].decode("latin-1").encode("unicode_escape").decode("ascii")
