"""Numeric columns against the codebook: what becomes an amount, what is missing, and what stops."""

from __future__ import annotations

import pandas as pd
import pytest
from drukproef.study.item import NO_ANSWER, NOT_ASKED, REFUSED

from tests.conftest import Project
from tests.numbers import ANSWERS, CODEBOOK, add_numbers

FILE = ANSWERS.format(2024)
FIRST = "1,2024,1,1,4,3,,10,5,1,1"


@pytest.fixture
def numbers(project: Project) -> Project:
    add_numbers(project)
    return project


def responses(project: Project) -> pd.DataFrame:
    assert project.run("clean", "tiny", "ambtsdragers") == (0, "")
    found = pd.read_parquet(project.path("results/tiny/responses/ambtsdragers.parquet"))
    return found.set_index(["wave", "respondent"])


def test_amounts_stay_what_they_are_and_missing_is_negative(numbers: Project) -> None:
    numbers.replace(FILE, FIRST, FIRST.replace(",10,", ",10.25,"))
    found = responses(numbers)
    assert (found["uren"].dtype, found["vrij"].dtype) == ("float64", "int16")
    assert found.loc[2024, "uren"].tolist() == [10.25, 20, 30, 40, 10, 20, 30, REFUSED, 8, 12, 40, NO_ANSWER]
    assert (found.loc[2022, "reis"] == NOT_ASKED).all()


def test_who_was_not_asked_has_no_amount(numbers: Project) -> None:
    numbers.replace(CODEBOOK, "    group: tijd\n", "    group: tijd\n    base: {laag: [provincie]}\n")
    assert (responses(numbers).loc[2024, "uren"].iloc[:8] == NOT_ASKED).all()
    log = numbers.path("results/tiny/clean/ambtsdragers.csv").read_text(encoding="utf-8")
    assert "2024,4,uren,40,answer outside the base of the question,set to not asked" in log


BAD = {
    "out of range": ("81", "the amount 81 is out of range (1 times, first at respondent 1)"),
    "negative": ("-1", "the amount -1 is out of range"),
    "a text": ("tien", "the amount 'tien' is not a number (1 times, first at respondent 1)"),
    "infinite": ("inf", "is not a number"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_amount_stops_with_respondent_and_place(numbers: Project, case: str) -> None:
    value, message = BAD[case]
    numbers.replace(FILE, FIRST, FIRST.replace(",10,", f",{value},"))
    code, errors = numbers.run("clean", "tiny", "ambtsdragers")
    assert code == 1 and f"{FILE}, column 'uren'" in errors and message in errors
    assert "an amount from 0 to 80, 99, or empty" in errors
    assert "correct the file, or the range of 'uren' in the codebook" in errors
    assert "Traceback" not in errors and not numbers.path("results/tiny/responses").exists()
