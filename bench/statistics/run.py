"""Run all peers on the same files and print a table with their ratios: `python bench/statistics/run.py`.

Options: --peers-python PYTHON (an environment with duckdb, svy and samplics; what is not installed is skipped by
name), --sizes 5000,100000,..., --data FOLDER, --repeats N. Every number of a table comes from one run on one
machine; each is the best of the repeats (slow peers run once).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SIZES = (5_000, 100_000, 1_000_000, 10_000_000)
LARGEST = {
    "pandas": 100_000,
    "svy": 5_000,
    "samplics": 5_000,
    "r": 5_000,
    "duckdb": 10_000_000,
}  # slower ones stop there
SLOW = {"pandas": 5_000, "svy": 0, "samplics": 0}  # above this size: once
CLOSE = 1e-6


def main() -> None:
    """Make the files, run everything, print the table."""
    options = _options()
    for rows in options.sizes:
        results = [*_run_all(rows, options)]
        _check([r for r in results if r["cell"]])
        print(_table(rows, results), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers-python", default=sys.executable)
    parser.add_argument("--sizes", default=SIZES, type=lambda text: tuple(map(int, text.split(","))))
    parser.add_argument("--data", default=HERE.parents[1] / ".cache" / "bench", type=Path)
    parser.add_argument("--repeats", default=3, type=int)
    return parser.parse_args()


def _run_all(rows: int, options: argparse.Namespace) -> list[dict[str, Any]]:
    file = options.data / f"{rows}.parquet"
    if not file.exists():
        subprocess.run([sys.executable, HERE / "generate.py", str(rows), file], check=True)
    count = str(options.repeats)
    found = [_result([sys.executable, HERE / name, file, count]) for name in ("read_only.py", "ours.py")]
    for peer in ("duckdb", "pandas", "svy", "samplics"):
        if rows <= LARGEST[peer]:
            times = "1" if rows > SLOW.get(peer, rows) else count
            found.append(_result([options.peers_python, HERE / f"{peer}_peer.py", file, times]))
    if rows <= LARGEST["r"] and shutil.which("Rscript"):
        found.append(_result(["Rscript", HERE / "r_survey.R", _as_csv(file)]))
    return [result for result in found if result]


def _result(command: list[Any]) -> dict[str, Any] | None:
    """What a script prints; None, with its name, when what it needs is not installed."""
    paths = os.pathsep.join([str(HERE.parents[1] / "workflow"), str(HERE)])
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"skipped {Path(command[1]).name}: {reason}", file=sys.stderr)
        return None
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def _as_csv(file: Path) -> Path:
    import pyarrow.csv
    import pyarrow.parquet as pq

    path = file.with_suffix(".csv")
    pyarrow.csv.write_csv(pq.read_table(file), path)
    return path


def _check(results: list[dict[str, Any]]) -> None:
    """All peers found the same share, error and t (whatever its sign) in one cell; otherwise the race means nothing."""
    first = results[0]
    for other in results[1:]:
        for ours, theirs, what in zip(first["cell"], other["cell"], ("share", "se", "t"), strict=True):
            if abs(abs(ours) - abs(theirs)) > CLOSE * abs(ours):
                print(f"note: {what} of {other['name']} is {theirs}, ours {ours}", file=sys.stderr)


def _table(rows: int, results: list[dict[str, Any]]) -> str:
    ours = next(r for r in results if r["name"] == "drukproef")
    lines = [
        f"\n**{rows:,} respondents**\n",
        "| | seconds | times ours | core seconds | times ours | peak MiB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for r in results:
        wall, cpu = (f"{r[key]:.3g} | {_ratio(r[key] / ours[key])}" for key in ("seconds", "cpu"))
        lines.append(f"| {r['name']} ({r['version']}) | {wall} | {cpu} | {r['peak_mib']:,.0f} |")
    return "\n".join(lines)


def _ratio(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}"


if __name__ == "__main__":
    main()
