"""The data file says of itself that it is reconstructed, and keeps user-missing codes apart."""

from __future__ import annotations

from collections.abc import Callable

import pyreadstat
from drukproef.reconstruct.run import reconstruct
from drukproef.study import Study

ROWS = "table-1,1,2024,free,agree,totaal,totaal,pct,50,8,,1\n"  # n is 8: two don't know


def test_the_file_is_marked_as_reconstructed(tiny: Callable[..., Study]) -> None:
    study = tiny(ROWS)
    reconstruct(study, "people", progress=lambda line: None)
    data, meta = pyreadstat.read_sav(str(study.results / "reconstruct" / "people-2024.sav"))
    assert "econstrueerd" in meta.file_label
    assert "Dit zijn geen echte antwoorden." in " ".join(meta.notes)
    assert (data["reconstructie"] == 1).all()
    assert meta.variable_value_labels["reconstructie"][1].startswith("gereconstrueerd")


def test_dont_know_and_refused_are_user_missing(tiny: Callable[..., Study]) -> None:
    study = tiny(ROWS)
    reconstruct(study, "people", progress=lambda line: None)
    path = str(study.results / "reconstruct" / "people-2024.sav")
    data, meta = pyreadstat.read_sav(path, user_missing=True)
    assert (data["free"] == 8).sum() == 2
    assert meta.missing_ranges["free"] == [{"lo": 8.0, "hi": 8.0}]
    assert meta.missing_ranges["sex"] == [{"lo": 9.0, "hi": 9.0}]
    assert meta.variable_value_labels["free"][8] == "don't know"
    assert meta.column_names_to_labels["free"] == "feels free"
    assert pyreadstat.read_sav(path)[0]["free"].isna().sum() == 2


def test_the_header_has_the_date_of_publication(tiny: Callable[..., Study]) -> None:
    study = tiny(ROWS)
    reconstruct(study, "people", progress=lambda line: None)
    header = (study.results / "reconstruct" / "people-2024.sav").read_bytes()[:176]
    assert header.startswith(b"$FL2") and b"30 Sep 2400:00:00" in header
