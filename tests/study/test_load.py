"""Definitions that disagree or don't parse: each problem with file, line, what would be right, all at once."""

from __future__ import annotations

import pytest

CODEBOOK, PLAN, STUDY = (
    "data/tiny/codebook/ambtsdragers.yaml",
    "data/tiny/plan/1.yaml",
    "data/tiny/study.yaml",
)

BAD = {
    "unknown study key": (STUDY, "client: niemand", "clinet: niemand", ["line 6: unknown key 'clinet'", "did you mean 'client'?"]),
    "unknown plan key": (PLAN, "    total: true", "    totals: true", ["line 13: unknown key 'tables.0.totals'", "did you mean 'total'?"]),
    "unknown item in a plan": (PLAN, "items: [vrij, open]\n    show: eens\n    banner", "items: [vrj]\n    show: eens\n    banner", ["unknown item 'vrj'", "did you mean 'vrij'?"]),
    "unknown net": (PLAN, "show: eens\n    banner", "show: eensch\n    banner", ["unknown category or net 'eensch'"]),
    "unknown banner": (PLAN, "banner: geslacht", "banner: geslagt", ["unknown banner 'geslagt'", "did you mean 'geslacht'?"]),
    "unknown banner for panels": (PLAN, "kind: likert", "kind: likert\n    panels: geslagt", ["line 24, fig-stellingen: unknown banner 'geslagt'", "did you mean 'geslacht'?"]),
    "panels of a trend by wave": (PLAN, "kind: likert", "kind: trend\n    panels: waves\n    waves: [2022, 2024]", ["line 24: a trend has its waves in every panel"]),
    "two meanings of a code": (CODEBOOK, "{code: 8, kind", "{code: 4, kind", ["'vrij' uses a code twice"]),
    "unknown base": (CODEBOOK, "base: {laag: [provincie]}", "base: {laag: [provincies]}", ["unknown level 'provincies'"]),
    "unknown strata": (STUDY, "strata: laag\n    files: {2022", "strata: lagen\n    files: {2022", ["unknown variable 'lagen'"]),
    "no such codebook": (STUDY, "codebook/griffiers.yaml", "codebook/griffier.yaml", ["codebook/griffier.yaml: the file does not exist"]),
    "not yaml": (PLAN, "title: Ambtsdragers", "title: [Ambtsdragers", ["valid YAML"]),
    "alpha out of range": (STUDY, "alpha: 0.2", "alpha: 5", ["'rules.alpha' is 5", "less than 1"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_definition_is_told_with_place_and_next_step(project, case):
    file, old, new, expected = BAD[case]
    project.replace(file, old, new)
    code, errors = project.run("check", "tiny")
    assert code == 1
    for text in expected:
        assert text in errors
    assert "Traceback" not in errors


def test_all_problems_come_at_once(project):
    project.replace(PLAN, "banner: geslacht", "banner: geslagt")
    project.replace(PLAN, "show: eens\n    columns: [waves]", "show: mee\n    columns: [waves]")
    _, errors = project.run("check", "tiny")
    assert "3 problems" in errors  # one banner, and a net for each of two items


def test_an_unknown_study(project):
    code, errors = project.run("check", "groot")
    assert code == 1
    assert "data/groot/study.yaml: the file does not exist" in errors


def test_the_shipped_study_is_sound():
    from pathlib import Path

    from drukproef.study import load_study

    study = load_study("miv2024", Path(__file__).resolve().parents[2])
    assert len(study.codebooks["politieke_ambtsdragers"].items) == 61


def test_schemas_accept_what_the_models_accept(tmp_path):
    """An editor that follows the schema knows the same keys as the build."""
    import json

    from drukproef.study.schema import write_schemas
    from drukproef.study.settings import StudySettings

    paths = {p.name: json.loads(p.read_text()) for p in write_schemas(tmp_path)}
    assert set(paths) == {f"{n}.schema.json" for n in ("study", "codebook", "plan", "facts", "translation")}
    assert set(paths["study.schema.json"]["properties"]) == set(StudySettings.model_fields)
    assert paths["study.schema.json"]["additionalProperties"] is False
