"""The data files of a population in, `responses/<population>.parquet` and the cleaning log out."""

from __future__ import annotations

import csv
import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.clean.answers import Finding
from drukproef.clean.wave import CleanedWave, clean_wave
from drukproef.errors import DrukproefError, Problem
from drukproef.files import write_text, written_aside
from drukproef.study import Study
from drukproef.study.item import DONT_KNOW, NO_ANSWER, REFUSED


def clean(study: Study, population: str) -> None:
    """Check all waves of a population; write responses and log only when nothing is wrong."""
    codebook = study.codebooks[population]
    waves, problems = [], list[Problem]()
    for wave, file in sorted(study.population(population).files.items()):
        try:
            cleaned = clean_wave(study.root / file, file, wave, codebook)
        except DrukproefError as error:
            problems += error.problems
        else:
            problems += cleaned.problems
            waves.append(cleaned)
    if problems:
        raise DrukproefError(problems)
    _write_responses(study, population, waves)
    _write_log(study, population, waves)


def _write_responses(study: Study, population: str, waves: list[CleanedWave]) -> None:
    columns: dict[str, pa.Array] = {
        "wave": pa.array(np.concatenate([np.full(len(w.ids), w.wave, np.int16) for w in waves])),
        "respondent": pa.array([i for w in waves for i in w.ids], pa.string()),
    }
    codebook = study.codebooks[population]
    for name in (q.id for q in codebook.questions):
        columns[name] = pa.array(np.concatenate([w.columns[name] for w in waves]))
    with written_aside(study.results / "responses" / f"{population}.parquet") as aside:
        pq.write_table(pa.table(columns), aside, compression="zstd")


def _write_log(study: Study, population: str, waves: list[CleanedWave]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Finding.__dataclass_fields__)
    for wave in waves:
        for finding in (*wave.findings, *_missing_counts(wave)):
            writer.writerow(vars(finding).values())
    write_text(study.results / "clean" / f"{population}.csv", out.getvalue())


def _missing_counts(wave: CleanedWave) -> list[Finding]:
    """Per column: how many don't know, refused or gave no answer."""
    words = {DONT_KNOW: "don't know", REFUSED: "refused", NO_ANSWER: "no answer"}
    return [
        Finding(wave.wave, "", name, str(code), f"{n} times {word}", "kept as missing")
        for name, codes in wave.columns.items()
        for code, word in words.items()
        if (n := int((codes == code).sum()))
    ]
