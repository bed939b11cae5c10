"""Weights, blocks and clusters that can't be tabulated: what is wrong is said, all at once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from drukproef.study.check import problems_between

from .designs import BLOCK, MANY, RAKE, Make, edit, refusal


def test_weights_without_the_columns_that_the_error_needs_are_refused(make: Make) -> None:
    study = make({2022: MANY, 2024: MANY}, RAKE)
    edit(study, lambda t: t.select(["wave", "respondent", "stratum", "weight", "n_stratum", "population"]))
    text = refusal(study)
    assert "leden.parquet, wave 2022: a weight is not population / respondents of its stratum" in text
    assert "wave 2024" in text and "no column 'design_weight' and no column 'cell_<variable>'" in text
    assert "next: weight the responses again" in text


def test_all_that_is_wrong_is_said_at_once(make: Make) -> None:
    study = make(MANY, {**RAKE, "sets": {"blok": {**RAKE, "items": ["v2"]}}})
    edit(
        study,
        lambda t: t.set_column(
            t.column_names.index("design_weight"), "design_weight", pa.array([-1.0] * t.num_rows)
        ),
    )
    holes = pa.array([None, *[1] * (int(np.sum([row[5] >= 0 for row in MANY])) - 1)], pa.int16())
    edit(
        study,
        lambda t: t.set_column(t.column_names.index("cell_geslacht"), "cell_geslacht", holes),
        "leden-blok",
    )
    text = refusal(study)
    assert (
        "leden.parquet, wave 2024, column 'design_weight': design weights that are missing, or not above 0"
        in text
    )
    assert "leden-blok.parquet, wave 2024, column 'cell_geslacht': 1 of" in text


def test_a_block_without_respondents_or_file_is_refused(make: Make) -> None:
    study = make(MANY, {**RAKE, "sets": {"blok": BLOCK}})
    edit(study, lambda t: t.slice(0, 0), "leden-blok")
    assert "weights/leden-blok.parquet: no respondents" in refusal(study)
    edit(study, lambda t: t, "leden")
    (study.results / "weights" / "leden-blok.parquet").unlink()
    assert "leden-blok.parquet: the file does not exist" in refusal(study)


def test_weights_of_another_block_are_refused(make: Make) -> None:
    study = make(MANY, {**RAKE, "sets": {"blok": BLOCK}})
    edit(study, lambda t: t.slice(1), "leden-blok")
    assert "leden-blok.parquet: its rows are not those of the responses" in refusal(study)


def test_a_weight_of_nothing_is_refused(make: Make) -> None:
    study = make(MANY, RAKE)
    edit(study, lambda t: t.set_column(3, "weight", pa.array([0.0, *t["weight"].to_pylist()[1:]])))
    assert "leden.parquet, wave 2024, weights: 1 of 90 weights are zero" in refusal(study)


@pytest.mark.parametrize(("psu", "words"), [(None, "single respondent"), ("wijk", "single cluster")])
def test_a_stratum_of_one_is_refused(make: Make, psu: str | None, words: str) -> None:
    rows = [*[row for row in MANY if row[0] == 1], (2, 1, 1, 6, 1, 1)]
    assert f"wave 2024, stratum 'college': {words} in this stratum" in refusal(make(rows, RAKE, psu=psu))


def test_clusters_in_two_strata_or_without_a_name_are_refused(make: Make) -> None:
    rows = [(*row[:3], 1, *row[4:]) for row in MANY[:4]] + MANY
    assert "1 clusters lie in more than one stratum: 1" in refusal(make(rows, RAKE, psu="wijk"))
    rows = [(*row[:3], -3, *row[4:]) for row in MANY[:4]] + MANY
    assert "wave 2024, column 'wijk': 4 respondents without a cluster" in refusal(
        make(rows, RAKE, psu="wijk")
    )


def test_a_cluster_variable_that_is_not_there(make: Make) -> None:
    study = make(MANY, RAKE, psu="wijk")
    population = study.population("leden").model_copy(update={"psu": "wijkk"})
    settings = study.settings.model_copy(update={"populations": {"leden": population}, "chapters": ()})
    (study.data / "c.yaml").write_text("variables: []\nitems: []\n")
    found = problems_between(settings, study.codebooks, (), study.data, "data/klein")
    assert [p.next_step for p in found] == ["did you mean 'wijk'?"]
