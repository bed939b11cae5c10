"""The same last bits, however the file is cut and with any number of threads; the same numbers from any format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from drukproef.crosstab import blocks, crosstab
from drukproef.errors import DrukproefError

from .conftest import made_up

ASKED = {
    "items": ["q1", "q2"],
    "by": ["sex", "region"],
    "weight": "weight",
    "strata": "stratum",
    "tests": ["rest"],
}


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 100 rows, so that a small file has many."""
    cut = blocks.blocks
    monkeypatch.setattr("drukproef.crosstab.counting.blocks", lambda batches: cut(batches, 100))
    monkeypatch.setattr("drukproef.crosstab.counting.FEW_ROWS", 0)


def test_row_groups_and_threads(tmp_path: Path, frame: pd.DataFrame, small_blocks: None) -> None:
    tables = []
    for rows in (7, 100, 250, 600):
        for threads in (1, 2, 4):
            path = tmp_path / "people.parquet"
            pq.write_table(pa.Table.from_pandas(frame), path, row_group_size=rows)
            tables.append(crosstab(path, threads=threads, **ASKED))
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0], check_exact=True)


def test_every_run_gives_the_same_bits(frame: pd.DataFrame) -> None:
    first = crosstab(frame, **ASKED)
    for _ in range(3):
        pd.testing.assert_frame_equal(crosstab(frame, **ASKED), first, check_exact=True)


def test_values_that_come_late_in_the_file(frame: pd.DataFrame, small_blocks: None) -> None:
    """Codes below and far above those of the first block, a new level, and weights that begin to differ."""
    frame = frame.sort_values(["wave", "stratum"], ignore_index=True)
    frame["weight"] = np.where(frame["wave"] == 2022, frame["stratum"], frame["weight"])
    frame.loc[400:, "q2"] = frame.loc[400:, "q2"] - 3
    frame.loc[500:, "q2"] = frame.loc[500:, "q2"] * 50
    frame.loc[:300, "sex"] = frame.loc[:300, "sex"].where(frame["sex"] != "m")
    shuffled = frame.sample(frac=1, random_state=1)
    a, b = (crosstab(data, wave="wave", fpc="size", **ASKED) for data in (frame, shuffled))
    pd.testing.assert_frame_equal(a, b, rtol=1e-12, atol=1e-13)


def test_counts_of_equal_weights_have_no_order() -> None:
    frame = made_up().assign(weight=lambda x: x["stratum"] / 7)
    shuffled = frame.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(crosstab(frame, **ASKED), crosstab(shuffled, **ASKED), check_exact=True)


def test_counters_that_see_other_weights_codes_and_sizes(frame: pd.DataFrame, small_blocks: None) -> None:
    """Odd and even blocks go to two counters: what is one weight per stratum in each of them, is not in the file."""
    odd = np.arange(len(frame)) // 100 % 2 == 1
    people = frame.assign(weight=frame["stratum"] / np.where(odd, 3, 7), person=range(len(frame)))
    people["sex"] = np.where(odd, "w", np.where(frame["region"] > 3, "m", "w"))
    counted, general = crosstab(people, **ASKED), crosstab(people, **ASKED, psu="person")
    pd.testing.assert_frame_equal(counted, general, rtol=1e-12, atol=1e-14)
    with pytest.raises(DrukproefError, match="different sizes in a stratum"):
        crosstab(people.assign(size=np.where(odd, 900, 1000)), fpc="size", **ASKED)


def test_counts_of_equal_weights_have_no_order_over_counters_either(small_blocks: None) -> None:
    """Also where the counters meet the texts of a column in another order."""
    frame = made_up().assign(weight=lambda x: x["stratum"] / 7)
    shuffled = frame.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(crosstab(frame, **ASKED), crosstab(shuffled, **ASKED), check_exact=True)


def test_rows_are_those_of_the_file(frame: pd.DataFrame, small_blocks: None) -> None:
    frame.loc[[590, 150, 250], "weight"] = 0
    with pytest.raises(DrukproefError, match="3 of 600 values are zero: rows 151, 251, 591"):
        crosstab(frame, **ASKED)


def test_formats_agree(tmp_path: Path, frame: pd.DataFrame) -> None:
    csv, sav, parquet = (tmp_path / f"people.{suffix}" for suffix in ("csv", "sav", "parquet"))
    frame.to_csv(csv, index=False)
    frame.to_parquet(parquet)
    pyreadstat.write_sav(frame, str(sav))
    expected = crosstab(frame, **ASKED)
    for path in (csv, sav, parquet):
        pd.testing.assert_frame_equal(crosstab(path, **ASKED), expected, check_exact=True)


def test_labels_and_missing_codes_of_spss(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "people.sav"
    pyreadstat.write_sav(
        frame, str(path), variable_value_labels={"q2": {1: "yes", 2: "no", 99: "refused"}, "region": {1: "north"}},
        missing_ranges={"q2": [99]},
    )  # fmt: skip
    table = crosstab(path, ["q2"], ["region"], "weight")
    total = table[table["by"] == "total"]
    assert total[["category", "label"]].values.tolist() == [["1", "yes"], ["2", "no"], ["3", ""]]
    assert set(table.loc[table["level"] == "1", "level_label"]) == {"north"}
    by_option = crosstab(frame, ["q2"], ["region"], "weight", missing=[99])
    numbers = [name for name in table if "label" not in name]
    pd.testing.assert_frame_equal(table[numbers], by_option[numbers], check_exact=True)


def test_blocks_have_a_fixed_size() -> None:
    random = np.random.default_rng(3)
    for _ in range(50):
        cuts = random.integers(0, 30, 12)
        numbers = iter(range(int(cuts.sum())))
        batches = [pa.record_batch({"a": [next(numbers) for _ in range(n)]}) for n in cuts.tolist()]
        found = [block["a"].to_pylist() for block in blocks.blocks(batches, 11)]
        assert [n for block in found for n in block] == list(range(int(cuts.sum())))
        assert all(len(block) == 11 for block in found[:-1])


@pytest.mark.parametrize("kind", ["category", "Int64", "bool", "date", "int8", "uint8"])
@pytest.mark.parametrize("path", [None, "people.parquet"])
def test_kinds_of_columns(tmp_path: Path, frame: pd.DataFrame, kind: str, path: str | None) -> None:
    """The codes of a column don't depend on how it is stored."""
    codes = frame["region"] % 2
    made = {
        "category": pd.Series(np.where(codes, "b", "a")).astype("category"),
        "bool": codes == 1,
        "date": pd.Series(pd.to_datetime(np.where(codes, "2024-05-02", "2024-05-01"))).dt.date,
    }
    people = frame.assign(
        q=codes, kind=made.get(kind, codes.astype(kind if kind.lower().endswith(("64", "8")) else int))
    )
    data: pd.DataFrame | Path = people
    if path:
        data = tmp_path / path
        people.to_parquet(data)
    options = {"by": ["kind"], "weight": "weight", "strata": "stratum", "tests": ["pairs"]}
    ours, expected = (
        crosstab(data, ["kind"], **options),
        crosstab(frame.assign(kind=codes), ["kind"], **options),
    )
    numbers = expected.select_dtypes("number").columns
    pd.testing.assert_frame_equal(ours[numbers], expected[numbers], check_exact=True)
    if kind == "category":
        inside = crosstab(data, ["kind"], subset="kind == 'b'", **{**options, "tests": []})
        assert set(inside["category"]) == {"b"}


@pytest.mark.parametrize("low", [-128, -3, 0, 100, 2**40])
def test_narrow_and_wide_integers(low: int, small_blocks: None) -> None:
    """Numbers near the limits of their type, and below the first ones, are not taken for missing."""
    random = np.random.default_rng(5)
    values = np.sort(random.integers(0, 20, 1000))[::-1] + low
    kind = "int64" if low > 127 else "int8"
    gaps = pd.array(np.where(random.random(1000) < 0.1, None, values), dtype="Int64")
    frame = pd.DataFrame({"q": values.astype(kind), "r": gaps, "w": 1.0})
    table = crosstab(frame, ["q", "r"], weight="w")
    for name in ("q", "r"):
        counts = frame[name].value_counts(normalize=True).sort_index()
        mine = table[table["item"] == name]
        assert mine["category"].tolist() == [str(value) for value in counts.index]
        assert mine["estimate"].tolist() == pytest.approx(counts.tolist(), rel=1e-14)
