"""TLS files that a server cannot use are told by the name of the setting that is wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path

from reward_server import tls


def pair(folder: Path, name: str, *more: str) -> tuple[Path, Path]:
    """A certificate and its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate), *(more or ("-nodes",))],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def test_a_certificate_with_its_key_has_no_problem(tmp_path: Path) -> None:
    certificate, key = pair(tmp_path, "a")
    assert tls.problem(certificate, key) is None
    both = tmp_path / "both"
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    assert tls.problem(both, both) is None


def test_what_is_wrong_is_told_with_the_setting_and_the_file(tmp_path: Path) -> None:
    certificate, key = pair(tmp_path, "a")
    _, other = pair(tmp_path, "b")
    _, locked = pair(tmp_path, "c", "-passout", "pass:secret")
    empty, broken = tmp_path / "empty", tmp_path / "broken"
    empty.touch()
    broken.write_text("-----BEGIN CERTIFICATE-----\nno base64\n-----END CERTIFICATE-----\n")
    assert tls.problem(key, certificate) == (
        f"tls_certificate: {key} should hold a CERTIFICATE in PEM, and holds PRIVATE KEY"
    )
    assert tls.problem(certificate, certificate) == (
        f"tls_key: {certificate} should hold a PRIVATE KEY in PEM, and holds CERTIFICATE"
    )
    assert (
        tls.problem(empty, key)
        == f"tls_certificate: {empty} should hold a CERTIFICATE in PEM, and holds nothing in PEM"
    )
    assert (
        tls.problem(certificate, other) == f"tls_key: {other} is not the key of the first certificate in {certificate}"
    )
    assert "is encrypted" in str(tls.problem(certificate, locked))
    assert str(tls.problem(broken, key)).startswith(
        f"tls_certificate, tls_key: OpenSSL cannot use {broken} and {key}: "
    )
