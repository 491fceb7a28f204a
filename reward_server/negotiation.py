"""What a request's headers say of the caller: which form of answer it wants, and whether a web page sent it."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

JSON, LINES = "application/json", "application/x-ndjson"
_PAGE_FORMS = ("text/plain", "multipart/form-data")
"""What a page's form can send without being asked whether it may; the third, which curl calls its bodies, is let in:
pages that send it are known by their Origin."""


def wants_lines(accept: str) -> bool:
    """Whether lines are asked for by name, and no less than JSON: media types, parameters and weights of RFC 9110."""
    weights = dict(map(_weighted, accept.split(",")))
    return weights.get(LINES, 0.0) > 0 and weights[LINES] >= weights.get(JSON, 0.0)


def _weighted(part: str) -> tuple[str, float]:
    name, *parameters = (one.strip().lower() for one in part.split(";"))
    given = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        weight = float(given)
    except ValueError:
        weight = 1.0
    return name, weight if 0 <= weight <= 1 else 1.0


def page_that_sent(origin: str | None, host: str, content_type: str, allowed: Collection[str]) -> str | None:
    """What betrays a web page that is not the service's own; None where nothing does.

    Browsers send an Origin with every POST. The service's own pages have its own host there; a name could have been
    made to point here by the page itself, so that an address or localhost counts alone, or an origin that is allowed.
    """
    form = content_type.partition(";")[0].strip().lower()
    if form in _PAGE_FORMS:
        return f"a body of Content-Type {form} is what web pages send; send application/json"
    if origin is None or origin in allowed:
        return None
    at = urlsplit(origin) if "://" in origin else None
    if at is not None and at.netloc == host and _is_address(at.hostname or ""):
        return None
    return f"the web page of origin {origin[:200]} may not use this service (setting: allowed_origins)"


def _is_address(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
