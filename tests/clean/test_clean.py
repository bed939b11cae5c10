"""Data files against the codebook: what is kept apart, what is logged, and what stops."""

from __future__ import annotations

import csv

import pandas as pd
import pyreadstat
from drukproef.study.item import DONT_KNOW, NO_ANSWER, NOT_ASKED, REFUSED

ANSWERS = "data/tiny/answers/ambtsdragers-2024.csv"


def _responses(project, wave=2024):
    responses = pd.read_parquet(project.path("results/tiny/responses/ambtsdragers.parquet"))
    return responses[responses["wave"] == wave].set_index("respondent")


def test_kinds_of_missing_stay_apart(project):
    """Don't know (8), refused (9), an empty cell and a question that was not asked are four different things."""
    project.replace(ANSWERS, "1,2024,1,1,4,3,", "1,2024,1,1,,3,")
    assert project.run("clean", "tiny", "ambtsdragers") == (0, "")
    responses = _responses(project)
    assert responses.loc["1", "vrij"] == NO_ANSWER
    assert responses.loc["6", "open"] == DONT_KNOW
    assert responses.loc["12", "geslacht"] == REFUSED
    assert (responses.loc[[str(i) for i in range(1, 9)], "hinder"] == NOT_ASKED).all()
    assert (_responses(project, 2022)["open"] == NOT_ASKED).all()


def test_an_answer_outside_the_base_is_dropped_and_logged(project):
    project.replace(ANSWERS, "1,2024,1,1,4,3,", "1,2024,1,1,4,3,1")
    assert project.run("clean", "tiny", "ambtsdragers")[0] == 0
    assert _responses(project).loc["1", "hinder"] == NOT_ASKED
    with project.path("results/tiny/clean/ambtsdragers.csv").open() as file:
        rows = [r for r in csv.DictReader(file) if r["respondent"] == "1"]
    assert [(r["column"], r["finding"]) for r in rows] == [
        ("hinder", "answer outside the base of the question")
    ]


def test_all_bad_codes_come_at_once_and_nothing_is_written(project):
    project.replace(ANSWERS, "1,2024,1,1,4,3,", "1,2024,1,7,4,drie,")
    project.replace("data/tiny/answers/ambtsdragers-2022.csv", "1,2022,1,1,1", "2,2022,1,1,1")
    code, errors = project.run("clean", "tiny", "ambtsdragers")
    assert code == 1
    assert "column 'geslacht': the code 7 is not in the codebook (1 times, first at respondent 1)" in errors
    assert "column 'open': the code 'drie' is not a whole number" in errors
    assert "1 respondents occur more than once" in errors
    assert "Traceback" not in errors
    assert not project.path("results/tiny/responses").exists()


def test_a_missing_column_is_named_with_the_nearest_one(project):
    project.replace(ANSWERS, "geslacht", "geslagt")
    code, errors = project.run("clean", "tiny", "ambtsdragers")
    assert code == 1
    assert "unknown column 'geslacht'" in errors and "did you mean 'geslagt'?" in errors


def test_the_file_of_another_wave_is_refused(project):
    project.replace(
        "data/tiny/study.yaml",
        "2024: data/tiny/answers/ambtsdragers-2024",
        "2024: data/tiny/answers/ambtsdragers-2022",
    )
    code, errors = project.run("clean", "tiny", "ambtsdragers")
    assert code == 1
    assert "unknown column 'open'" in errors


def test_sav_and_csv_and_parquet_give_the_same_responses(project):
    """User-missing codes of a .sav file are kept as codes, so that 8 is don't know and empty is no answer."""
    project.run("clean", "tiny", "ambtsdragers")
    from_csv = project.path("results/tiny/responses/ambtsdragers.parquet").read_bytes()
    data = pd.read_csv(project.path(ANSWERS))
    sav, parquet = "data/tiny/answers/a.sav", "data/tiny/answers/a.parquet"
    ranges = {"open": [{"lo": 8, "hi": 8}], "geslacht": [{"lo": 9, "hi": 9}]}
    pyreadstat.write_sav(data, str(project.path(sav)), missing_ranges=ranges)
    data.to_parquet(project.path(parquet))
    old = ANSWERS
    for new in (sav, parquet):
        project.replace("data/tiny/study.yaml", old, new)
        assert project.run("clean", "tiny", "ambtsdragers") == (0, "")
        assert project.path("results/tiny/responses/ambtsdragers.parquet").read_bytes() == from_csv
        old = new


def test_a_file_that_is_not_there_or_not_sound(project):
    project.path(ANSWERS).unlink()
    code, errors = project.run("clean", "tiny", "ambtsdragers")
    assert code == 1 and "the data file does not exist" in errors
    project.replace("data/tiny/study.yaml", ANSWERS, "data/tiny/answers/x.sav")
    project.path("data/tiny/answers/x.sav").write_text("not spss")
    code, errors = project.run("clean", "tiny", "ambtsdragers")
    assert code == 1 and "it can't be read" in errors
