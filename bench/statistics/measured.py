"""Time a piece of work in this process: the best of some repeats, with what is needed to compare peers."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

ENOUGH = 1.0  # seconds of repeats
CHECKED = (
    "q01",
    "b6",
    3,
)  # every peer reports this cell: share and error of the top 2, and t against the rest


def measured(name: str, version: str, work: Callable[[str], list[float]]) -> None:
    """Run `work(file)`; it returns the checked cell [share, se, t] (or nothing). Prints one line of JSON.

    Arguments of the script: FILE REPEATS (more when those take less than a second: short work is disturbed most).
    The clock runs from opening the file to the finished table; imports are outside it, as they don't grow with it.
    """
    file, repeats = sys.argv[1], int(sys.argv[2])
    best, used, cell = float("inf"), float("inf"), list[float]()
    started, done = time.perf_counter(), 0
    while done < repeats or time.perf_counter() - started < ENOUGH:
        wall, cpu = time.perf_counter(), time.process_time()
        cell = work(file)
        best, used = min(best, time.perf_counter() - wall), min(used, time.process_time() - cpu)
        done += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"name": name, "version": version, "seconds": best, "cpu": used, "peak_mib": peak, "cell": cell}
        )
    )
