"""A study of ten respondents: four chairs who stand for 8 people, six members who stand for 6."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from drukproef.study import Study, load_study

STUDY = """\
id: tiny
title: Tiny monitor
edition: 2024
client: nobody
author: nobody
published: 2024-09-30
licence: CC0
notice: Dit zijn geen echte antwoorden.
reconstructed: true
populations:
  people:
    label: people
    codebook: codebook.yaml
    strata: role
    files: {2024: results/tiny/reconstruct/people-2024.sav}
    weighting: {targets: population.csv}
    reconstruction:
      published: published.csv
      design: design.yaml
      candidates: {invited: population.csv, unweighted: unweighted.csv}
chapters: []
"""
CODEBOOK = """\
population: people
wave_column: wave
respondent_column: id
variables:
  - id: role
    label: role
    banner: true
    waves: [2024]
    categories: [{code: 1, id: chair, label: chairs}, {code: 2, id: member, label: members}]
  - id: sex
    label: sex
    banner: true
    waves: [2024]
    categories: [{code: 1, id: man, label: men}, {code: 2, id: woman, label: women}]
    missing: [{code: 9, kind: refused, label: refused}]
  - id: witness
    label: saw something
    banner: true
    waves: [2024]
    categories: [{code: 0, id: no_witness, label: saw nothing}, {code: 1, id: witness, label: saw something}]
    derive: {items: [theft, fraud], categories: [seen]}
items:
  - id: free
    label: feels free
    waves: [2024]
    group: culture
    dont_know: excluded
    categories: [{code: 1, id: disagree, label: disagree}, {code: 2, id: agree, label: agree}]
    missing: [{code: 8, kind: dont_know, label: don't know}]
  - id: theft
    label: theft
    waves: [2024]
    group: deeds
    dont_know: excluded
    categories: [{code: 1, id: not_seen, label: not seen}, {code: 2, id: seen, label: seen}]
    missing: [{code: 8, kind: dont_know, label: don't know}]
  - id: fraud
    label: fraud
    waves: [2024]
    group: deeds
    dont_know: excluded
    categories: [{code: 1, id: not_seen, label: not seen}, {code: 2, id: seen, label: seen}]
    missing: [{code: 8, kind: dont_know, label: don't know}]
"""
DESIGN = """\
unit: role
respondents: {2024: {chair: 4, member: 6}}
blocks:
  - {id: all, share: 1.0, groups: [culture, deeds]}
variables:
  sex: {shares: {man: 6, woman: 3, refused: 1}}
  witness: {shares: {witness: 4, no_witness: 5, no_answer: 1}}
reversed: [deeds]
outside: [letters]
"""
POPULATION = "wave,stratum,population,source,date\n2024,chair,8,count,2024\n2024,member,6,count,2024\n"
UNWEIGHTED = "wave,stratum,population,source,date\n2024,chair,4,sample,2024\n2024,member,6,sample,2024\n"
HEADING = "element,section,wave,item,category,banner,level,stat,value,n,mark,line\n"


def write_tiny(root: Path, rows: str, **files: str) -> Study:
    """Write the study's files, with these rows of printed cells, and load it."""
    data = root / "data" / "tiny"
    data.mkdir(parents=True, exist_ok=True)
    contents = {
        "study.yaml": STUDY,
        "codebook.yaml": CODEBOOK,
        "design.yaml": DESIGN,
        "population.csv": POPULATION,
        "unweighted.csv": UNWEIGHTED,
        "published.csv": HEADING + rows,
    }
    for name, text in (contents | {k.replace("_", "."): v for k, v in files.items()}).items():
        (data / name).write_text(text, encoding="utf-8")
    return load_study("tiny", root)


@pytest.fixture
def tiny(tmp_path: Path) -> Callable[..., Study]:
    """Make the tiny study from rows of printed cells; other files can be replaced (`population_csv=...`)."""
    return lambda rows, **files: write_tiny(tmp_path, rows, **files)
