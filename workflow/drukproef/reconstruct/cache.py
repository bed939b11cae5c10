"""Programs in, results out; a program that was solved before, by the same code, isn't solved again."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from drukproef.files import write_text
from drukproef.reconstruct.conflict import smallest_conflict
from drukproef.reconstruct.giveup import fewest_given_up
from drukproef.reconstruct.program import Program
from drukproef.reconstruct.solve import Solution, solve

SOLVER_FILES = ("program.py", "linear.py", "solve.py", "expected.py", "giveup.py", "conflict.py")


class Cache:
    """Results by content: of the program, the solver's source and the version of HiGHS."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._solver = _solver_key()

    def solution(self, program: Program) -> Solution:
        """As `solve`."""
        found = self._get(f"solution {program.key}", lambda: _as_json(solve(program)))
        counts = np.array(found["counts"], dtype=np.int64).reshape(program.n_cells, program.n_answers)
        return Solution(counts, frozenset(found["given_up"]))

    def fewest_given_up(self, program: Program) -> frozenset[int]:
        """As `fewest_given_up` with no row that must be kept."""
        return frozenset(
            self._get(
                f"fewest {program.key}",
                lambda: sorted(fewest_given_up(program, frozenset(), near=True) or ()),
            )
        )

    def conflict(self, program: Program, row: int) -> frozenset[int]:
        """As `smallest_conflict`; empty when there is none."""
        return frozenset(
            self._get(f"conflict {row} {program.key}", lambda: sorted(smallest_conflict(program, row) or ()))
        )

    def _get(self, question: str, compute: Any) -> Any:
        key = hashlib.sha256(f"{self._solver} {question}".encode()).hexdigest()
        path = self.folder / f"{key}.json"
        if path.is_file():
            return json.loads(path.read_text(encoding="utf-8"))
        result = compute()
        write_text(path, json.dumps(result))
        return result


def _as_json(solution: Solution) -> dict[str, Any]:
    return {"counts": solution.counts.tolist(), "given_up": sorted(solution.given_up)}


def _solver_key() -> str:
    folder = Path(__file__).parent
    digest = hashlib.sha256(version("highspy").encode())
    for name in SOLVER_FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
