"""How the zygote's memory is laid out: in processes of their own, whose memory it then is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUNNER = Path(__file__).parents[2] / "sandbox_images" / "python"
LARGE = "/sys/kernel/mm/transparent_hugepage/hpage_pmd_size"


def run(code: str) -> str:
    begin = f"import sys; sys.path.insert(0, {str(RUNNER)!r})\nfrom sandbox_runner import memory\n"
    done = subprocess.run([sys.executable, "-c", begin + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_interpreter_whose_code_was_moved_computes_as_before() -> None:
    code = "memory.enlarge_code()\nimport decimal, json, re\nprint(sum(decimal.Decimal(n) for n in range(10**5)))"
    assert run(code) == "4999950000"


@pytest.mark.skipif(not Path(LARGE).exists(), reason="this kernel has no large pages")
def test_what_of_the_code_fills_large_pages_is_in_large_pages() -> None:
    code = "wanted = len(list(memory._large_places()))\nprint(wanted - memory.enlarge_code())\n"
    code += (
        "print(sum(int(line.split()[1]) for line in open('/proc/self/smaps') if 'AnonHuge' in line) // 2048 - wanted)"
    )
    assert run(code).split() == ["0", "0"]


@pytest.mark.parametrize("size", [48, 96, 240, 512])
def test_what_is_made_after_the_gaps_are_filled_lies_together(size: int) -> None:
    gap_a_page = f"kept = [bytes({size} - 33) for _ in range(5000)]\ndel kept[:: 4096 // {size} + 1]\n"
    made = f"made = [bytes({size} - 33) for _ in range(30)]\nprint(len({{id(one) // 4096 for one in made}}))"
    assert int(run(gap_a_page + made)) > 20
    assert int(run(gap_a_page + "memory.fill_gaps()\n" + made)) <= 30 * size // 4096 + 2
