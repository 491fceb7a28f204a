"""The service's log: one line an event, with time, level and the request it belongs to."""

from __future__ import annotations

import contextvars
import logging

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")

_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"


class _OfRequest(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "request_id"):
            record.request_id = request_id.get()
        return True


def configure(form: str = "auto", level: str = "INFO") -> None:
    """Log to standard error. What other libraries say below a warning is left out."""
    handler = logging.StreamHandler()
    handler.addFilter(_OfRequest())
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("reward_server").setLevel(level)


def printable(text: bytes) -> str:
    """A caller's text as it may stand in a line of the log."""
    return text[:200].decode("latin-1").encode("unicode_escape").decode("ascii")
