"""What the service does when things break and when too much is asked of it.

    python -m benchmarks.reliability            all reports (a quarter of an hour; root and a Docker engine needed)
    python -m benchmarks.reliability faults     each fault against a stream of batches with known scores
    python -m benchmarks.reliability overload   80 % and three times the capacity, open loop
    python -m benchmarks.reliability composed   each part of `docker compose up` killed and stopped (five minutes)

Faults: every score that comes back is compared with the right one; whole again is the time from the end of the fault to
the first batch in which every score is there; composed, from the fault on, by the part that replaced the broken one.
Overload: capacity is measured first, closed loop; latencies are those of
admitted batches, from sending to the last byte. Promised with default settings: what was admitted is answered whole,
and at three times the capacity as much is done as at the capacity (95 % of it).
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.machine import print_head
from benchmarks.reliability.faults import composed_faults, faults
from benchmarks.reliability.overload import overload


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reliability",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("report", nargs="?", choices=["faults", "overload", "composed", "all"], default="all")
    parser.add_argument("--only", nargs="*", default=[], help="faults whose name holds one of these")
    parser.add_argument("--built", action="store_true", help="composed: the service's image is there, of this code")
    parser.add_argument("--seconds", type=float, default=60, help="length of each load (60)")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="settings under load (the defaults)")
    args = parser.parse_args()
    print_head("benchmarks.reliability")
    good = True
    if args.report in ("composed", "all"):
        good &= composed_faults(args.only, built=args.built)
    if args.report in ("faults", "all"):
        good &= faults(args.only)
    if args.report in ("overload", "all"):
        good &= overload(args.seconds, dict(one.split("=", 1) for one in args.set))
    sys.exit(not good)


if __name__ == "__main__":
    main()
