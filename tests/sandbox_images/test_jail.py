"""What the jail asks of the kernel, old ones too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RUNNER = Path(__file__).parents[2] / "sandbox_images" / "python"
KNOWN_TO_LINUX_5_12 = 0b1111_1111
NOROOT, NO_SETUID_FIXUP, KEEP_CAPS, NO_AMBIENT = 0, 2, 4, 6


def test_every_kernel_knows_the_securebits_that_an_ordinary_users_sandbox_sets() -> None:
    """A kernel refuses all of them where it does not know one, and then no program runs."""
    code = f"import sys; sys.path.insert(0, {str(RUNNER)!r})\nfrom sandbox_runner import jail\nprint(jail.LOCKED_WITHOUT_ROOT)"
    bits = int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert bits & ~KNOWN_TO_LINUX_5_12 == 0
    assert all(bits >> one & 1 for one in (NOROOT, NO_SETUID_FIXUP, NO_AMBIENT))
    assert not bits >> KEEP_CAPS & 1
    assert all(bits >> one + 1 & 1 for one in (NOROOT, NO_SETUID_FIXUP, KEEP_CAPS, NO_AMBIENT)), "locked"
