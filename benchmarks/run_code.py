"""How long a burst at `/run_code` takes, beside the same programs in one batch of `/v1/score`.

    python -m benchmarks.run_code --url http://127.0.0.1:8000 [--requests 512] [--seconds 0.05]

verl posts one request a test case, all of a step at once, and gives each 30 s. Both figures are of the same sandboxes
on the same machine, so their ratio says what the requests cost, whatever else the machine is doing.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time

import httpx

from benchmarks.machine import machine

BUSY = "import time\nuntil = time.process_time() + {seconds}\nwhile time.process_time() < until: pass\nprint(1)"
ANSWER_WITHIN_S = 28.0


async def burst(url: str, code: str, requests: int) -> tuple[float, list[float], list[int]]:
    """Seconds until all are answered, seconds of each, and statuses; what is 504 is not asked again."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:

        async def one() -> tuple[float, int]:
            began = time.monotonic()
            answer = await client.post("/run_code", json={"code": code, "language": "python"})
            well = answer.status_code == 200 and answer.json()["run_result"]["stdout"] == "1\n"
            return time.monotonic() - began, 200 if well else answer.status_code

        began = time.monotonic()
        found = await asyncio.gather(*(one() for _ in range(requests)))
        return time.monotonic() - began, [seconds for seconds, _ in found], [status for _, status in found]


def batch(url: str, code: str, requests: int) -> float:
    """Seconds of the same programs, each made different by a comment, in one batch."""
    tests = {"type": "stdio", "cases": [{"input": "", "output": "1\n"}]}
    items = [{"completion": f"```python\n{code}\n# {at}\n```", "tests": tests} for at in range(requests)]
    began = time.monotonic()
    answer = httpx.post(
        f"{url}/v1/score", json={"items": items, "rewards": {"accuracy": 1}, "timeout_s": 300}, timeout=330
    )
    assert all(one["reward"] == 1 for one in answer.json()["items"]), answer.text[:500]
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--requests", type=int, default=512)
    parser.add_argument("--seconds", type=float, default=0.05, help="CPU time of one program")
    args = parser.parse_args()
    code = BUSY.format(seconds=args.seconds)
    together = batch(args.url, code, args.requests)
    took, each, statuses = asyncio.run(burst(args.url, code, args.requests))
    late = sum(seconds > ANSWER_WITHIN_S for seconds in each)
    print(machine())
    print(f"{args.requests} programs of {args.seconds * 1000:.0f} ms")
    print(f"one batch of /v1/score: {together:.1f} s")
    print(f"/run_code, all at once: {took:.1f} s, {took / together:.2f} times the batch")
    print(f"  one request: median {statistics.median(each):.1f} s, longest {max(each):.1f} s")
    print(f"  over {ANSWER_WITHIN_S:g} s: {late}")
    print(f"  answered with the right output: {statuses.count(200)} of {len(statuses)}, 504: {statuses.count(504)}")


if __name__ == "__main__":
    main()
