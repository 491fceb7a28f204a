"""The files of TLS, looked at before anything starts: an HTTP process that cannot use them ends as it starts."""

from __future__ import annotations

import re
import ssl
from pathlib import Path

_LABEL = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
"""A PEM file names what it holds: CERTIFICATE, PRIVATE KEY, RSA PRIVATE KEY, and so on."""


class _PasswordAskedForError(Exception):
    pass


def problem(certificate: Path, key: Path) -> str | None:
    """Which setting is wrong, and why; None if a server can use both files. Raises OSError."""
    for name, path, wanted in (("tls_certificate", certificate, "CERTIFICATE"), ("tls_key", key, "PRIVATE KEY")):
        held = sorted({one.decode() for one in _LABEL.findall(path.read_bytes())})
        if not any(label.endswith(wanted) for label in held):
            return f"{name}: {path} should hold a {wanted} in PEM, and holds {', '.join(held) or 'nothing in PEM'}"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=_no_password)
    except _PasswordAskedForError:
        return f"tls_key: {key} is encrypted, and the service has no password for it: write the key without one"
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            return f"tls_key: {key} is not the key of the first certificate in {certificate}"
        return f"tls_certificate, tls_key: OpenSSL cannot use {certificate} and {key}: {error.reason or error}"
    return None


def _no_password() -> str:
    raise _PasswordAskedForError
