"""The published check of a study: every printed cell with its outcome, and the share that is reproduced."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from drukproef.errors import fail
from drukproef.files import write_text
from drukproef.reconcile.compare import Finding, compare, with_conflicts
from drukproef.reconcile.published import PublishedCell, read_published
from drukproef.study import Study
from drukproef.tabulate.cube import Cube

OUTCOMES = ("reproduced", "deviating", "conflict")


def reconcile(study: Study, json_path: Path | None, section: str = "2") -> None:
    """Print the published check of one chapter; write counts and rows to `json_path` if it is given."""
    findings = [f for name in study.settings.populations for f in findings_of(study, name, section)]
    if not findings:
        raise fail(
            "command line", f"no published cells in section '{section}'", "a section with printed cells"
        )
    counts = Counter[str](f.outcome for f in findings)
    print(summary(counts))
    for finding in findings:
        if finding.outcome != "reproduced":
            print(_line(finding))
    if json_path is not None:
        write_text(json_path, as_json(findings))


def findings_of(study: Study, population: str, section: str) -> list[Finding]:
    """Every published cell of a population's section and its subsections, with its outcome."""
    reconstruction = study.population(population).reconstruction
    if reconstruction is None:
        return []
    shown = f"data/{study.id}/{reconstruction.published}"
    published = read_published(study.data / reconstruction.published, shown)
    cube = Cube.load(study, population)
    known = {i.id: i for i in study.codebooks[population].tabulated}
    items = {
        element: [known[name] for name in names if name in known]
        for element, names in _items_by_element(published).items()
    }
    given_up = _given_up(study)
    chosen = [c for c in published if c.section == section or c.section.startswith(f"{section}.")]
    return [with_conflicts(compare(c, cube, items[c.element]), given_up) for c in chosen]


def summary(counts: Mapping[str, int]) -> str:
    """The outcome in one line.

    >>> summary(Counter(reproduced=97, conflict=3))
    '97 of 100 published cells reproduced (97.0%), 0 deviating, 3 in conflict with other published cells'
    """
    total = sum(counts.values())
    reproduced, deviating, conflict = (counts.get(outcome, 0) for outcome in OUTCOMES)
    return (
        f"{reproduced} of {total} published cells reproduced ({100 * reproduced / total:.1f}%), "
        f"{deviating} deviating, {conflict} in conflict with other published cells"
    )


def as_json(findings: list[Finding]) -> str:
    """Counts and rows, sorted as the published file is."""
    counts = Counter[str](f.outcome for f in findings)
    rows = [
        {
            **vars(f.published),
            "outcome": f.outcome,
            "found": f.found_value,
            "found_n": f.found_n,
            "reason": f.reason,
        }
        for f in findings
    ]
    content = {"counts": {o: counts[o] for o in OUTCOMES}, "rows": rows}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _items_by_element(published: list[PublishedCell]) -> dict[str, list[str]]:
    """The items whose base an element prints. A figure has no cells of its own: its section's prose has them."""
    items: dict[str, set[str]] = defaultdict(set)
    by_section: dict[str, set[str]] = defaultdict(set)
    for cell in published:
        if cell.stat != "base":
            items[cell.element].add(cell.item)
            by_section[cell.section].add(cell.item)
    return {c.element: sorted(items[c.element] or by_section[c.section]) for c in published}


def _given_up(study: Study) -> set[tuple[str, ...]]:
    path = study.results / "reconstruct" / "conflicts.csv"
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["role"] == "given_up"]
    key = ["wave", "item", "category", "banner", "level", "element", "line"]
    return {tuple(r[k] for k in key) for r in rows}


def _line(finding: Finding) -> str:
    cell = finding.published
    where = f"{cell.element} (line {cell.line}), {cell.wave}, {cell.item}, {cell.category or 'base'}, {cell.level}"
    found = "nothing" if finding.found_value is None else f"{finding.found_value:g}"
    return f"  {finding.outcome}: {where}: published {cell.value}, found {found} {finding.reason}".rstrip()
