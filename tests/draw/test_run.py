"""Every number of a figure is in its list, hidden cells stay hidden, and the bytes are always the same."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from drukproef.draw import run
from drukproef.draw.drawn import DrawnFigure
from drukproef.errors import DrukproefError
from drukproef.tabulate.cell import Status

SVG = "{http://www.w3.org/2000/svg}"
KINDS = {
    "likert": {},
    "bars": {"show": "mee_eens"},
    "grouped": {"show": "mee_eens", "waves": (2020, 2024)},
    "trend": {"show": "mee_eens", "waves": (2020, 2022, 2024)},
}
kinds = pytest.mark.parametrize("kind", KINDS)
OPTIONS = {
    "centred": ("likert", {"centred": True}),
    "bars with intervals": ("bars", {"show": "mee_eens", "intervals": True}),
    "groups with intervals": ("grouped", {"show": "mee_eens", "waves": (2020, 2024), "intervals": True}),
    "dots": ("dots", {"show": "mee_eens"}),
    "dots of waves": ("dots", {"show": "mee_eens", "waves": (2020, 2022, 2024)}),
    "dots of answers": ("dots", {"show": ("oneens", "mee_eens")}),
    "dots of groups with intervals": ("dots", {"show": "eens", "banner": "geslacht", "intervals": True}),
}
options = pytest.mark.parametrize(("kind", "parts"), OPTIONS.values(), ids=OPTIONS)


def texts_of(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg.encode()).iter(f"{SVG}text")]


def numbers_of(svg: str) -> dict[str, str]:
    groups = ElementTree.fromstring(svg.encode()).iter(f"{SVG}g")
    found = {g.get("id", ""): "".join(g.itertext()).strip() for g in groups}
    return {k: v for k, v in found.items() if k.startswith("number-")}


@kinds
def test_numbers_in_the_svg_are_those_in_the_list(kind, make_plan, drawn):
    drawing = drawn(make_plan(kind, **KINDS[kind]))
    expected = {f"number-{i}": n.text for i, n in enumerate(drawing.figure.numbers)}
    assert expected and numbers_of(drawing.svg) == expected


@kinds
def test_no_other_text_in_the_svg_has_a_percentage(kind, make_plan, drawn):
    """Apart from the axis of a trend, which has no number of the data."""
    drawing = drawn(make_plan(kind, **KINDS[kind]))
    shown = [t for t in texts_of(drawing.svg) if "%" in t]
    listed = [n.text for n in drawing.figure.numbers if n.statistic == "share"]
    axis = ["0%", "20%", "40%", "60%", "80%"] if kind == "trend" else []
    assert sorted(shown) == sorted(listed + axis)


@options
def test_options_print_the_numbers_of_the_list_and_no_others(kind, parts, make_plan, drawn):
    plan = make_plan(kind, **parts)
    first, second = drawn(plan), drawn(plan)
    assert numbers_of(first.svg) == {f"number-{i}": n.text for i, n in enumerate(first.figure.numbers)}
    shares = [n.text for n in first.figure.numbers if n.statistic == "share"]
    assert shares and sorted(t for t in texts_of(first.svg) if "%" in t) == sorted(shares)
    assert (first.svg, first.figure) == (second.svg, second.figure)


@options
def test_options_do_not_print_a_hidden_cell(kind, parts, make_plan, make_cube, drawn):
    levels = ("totaal", "man", "vrouw")
    shares = {
        ("twee", w, lv): {"mee_eens": 0.33, "eens": 0.33, "oneens": 0.33}
        for w in (2020, 2022, 2024)
        for lv in levels
    }
    cube = make_cube(shares=shares, hidden={"twee": Status.SMALL_BASE}, n={"twee": 13})
    drawing = drawn(make_plan(kind, **parts), cube)
    everything = drawing.svg + drawing.figure.model_dump_json()
    assert "33%" not in everything and ">13<" not in everything and '"13"' not in everything
    assert "te weinig respondenten" in drawing.figure.alt


@kinds
def test_same_bytes_twice(kind, make_plan, drawn):
    plan = make_plan(kind, **KINDS[kind])
    first, second = drawn(plan), drawn(plan)
    assert first.svg == second.svg
    assert first.figure.model_dump_json() == second.figure.model_dump_json()


@kinds
def test_the_svg_tells_nothing_of_when_and_where_it_was_made(kind, make_plan, drawn):
    svg = re.sub(r"base64,[^)]*", "", drawn(make_plan(kind, **KINDS[kind])).svg)
    assert not re.search(r"dc:date|matplotlib|/home|/tmp|templates", svg, re.IGNORECASE)


@kinds
def test_labels_are_shown_as_they_are_whatever_they_hold(kind, awkward, make_plan, drawn):
    drawing = drawn(make_plan(kind, **KINDS[kind]))
    text = " ".join(texts_of(drawing.svg))
    assert awkward in text
    assert "<b>" not in drawing.svg
    assert awkward in drawing.figure.alt


@kinds
def test_a_hidden_cell_is_told_and_not_printed(kind, make_plan, make_cube, drawn):
    shares = {("twee", w, "totaal"): {"mee_eens": 0.33, "eens": 0.33} for w in (2020, 2022, 2024)}
    cube = make_cube(shares=shares, hidden={"twee": Status.SMALL_BASE}, n={"twee": 13})
    drawing = drawn(make_plan(kind, **KINDS[kind]), cube)
    everything = drawing.svg + drawing.figure.model_dump_json()
    assert "33%" not in everything and ">13<" not in everything and '"13"' not in everything
    assert "te weinig respondenten" in drawing.figure.alt
    hidden = [row for row in drawing.figure.series if "Eigen" in row.group + row.label]
    assert all(c.number is None and c.reason for row in hidden for c in row.cells)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.NOT_ASKED, "niet gevraagd"),
        (Status.SMALL_BASE, "te weinig respondenten"),
        (Status.EMPTY, "te weinig respondenten"),
        (Status.PROTECTED, "afgeschermd"),
        (Status.IMPRECISE, "te onnauwkeurig"),
    ],
)
def test_each_status_has_its_words(status, words, make_plan, make_cube, drawn):
    drawing = drawn(make_plan("bars", show="eens"), make_cube(hidden={"een": status}))
    assert words in texts_of(drawing.svg)


@kinds
def test_a_figure_without_any_number_is_an_error(kind, make_plan, make_cube, drawn):
    hidden = dict.fromkeys(("een", "twee", "drie"), Status.SMALL_BASE)
    with pytest.raises(DrukproefError, match=r"plan/2\.yaml, figure fig-.*no cell can be shown") as caught:
        drawn(make_plan(kind, **KINDS[kind]), make_cube(hidden=hidden))
    assert caught.value.problems[0].expected and caught.value.problems[0].next_step


@kinds
def test_numbers_of_the_alt_text_are_bound(kind, make_plan, drawn):
    figure = drawn(make_plan(kind, **KINDS[kind])).figure
    marked = figure.alt_template.format(*("#" for _ in figure.alt_numbers))
    assert marked.count("#") == len(figure.alt_numbers) > 0
    assert "%" not in marked.replace("#%", "")


def test_alt_text_of_stacked_bars_names_the_net(make_plan, drawn):
    figure = drawn(make_plan("likert", items=("een",))).figure
    assert figure.alt == "Gestapelde staven van 1 stelling. Ik durf het: 78% (helemaal) mee eens."


def test_alt_text_of_groups_names_each_group_once(make_plan, drawn):
    figure = drawn(make_plan("grouped", items=("een",), show="eens", waves=(2020, 2024))).figure
    assert (
        figure.alt == "Gegroepeerde staven van 2 metingen. Ik durf het. Aandeel: eens. 2020: 48%. 2024: 48%."
    )
    both = drawn(make_plan("grouped", items=("een", "twee"), show="eens", waves=(2020, 2024))).figure
    assert "Ik durf het (2020: 48%; 2024: 48%)." in both.alt


def test_alt_text_in_english(make_plan, drawn):
    plan = make_plan("trend", items=("een", "twee"), show="eens", waves=(2020, 2024))
    alt = drawn(plan, language="en").figure.alt
    assert alt.startswith(
        "Lines of 2 statements, over 2020 and 2024. Share: eens. Ik durf het: from 48% in 2020"
    )


def test_decimals_and_language_follow_the_study(make_plan, drawn):
    figure = drawn(make_plan("bars", show="mee_eens"), rules={"decimals": 1}).figure
    assert {n.text for n in figure.numbers} == {"77,5%", "1.082"}


def test_columns_name_what_every_row_has(make_plan, drawn):
    assert drawn(make_plan("bars", show="mee_eens")).figure.columns == ("(helemaal) mee eens",)
    assert drawn(make_plan("trend", show="eens", waves=(2020, 2024))).figure.columns == ("2020", "2024")
    answers = make_plan("bars", items=("een",), show=("neutraal", "eens"))
    assert drawn(answers).figure.columns == ("Ik durf het",)


def test_the_base_and_notes_of_the_plan_are_kept(make_plan, drawn):
    figure = drawn(make_plan("bars", show="eens", base="alle leden", notes=("Noot.",))).figure
    assert (figure.base, figure.notes) == ("alle leden", ("Noot.",))


def test_draw_writes_an_svg_and_a_json_per_figure(make_plan, make_study, make_cube, monkeypatch):
    monkeypatch.setattr(run.Cube, "load", lambda study, population: make_cube(population))
    study = make_study(make_plan("likert"), make_plan("bars", show="eens"))
    run.draw(study, "2")
    folder = study.results / "figures" / "2"
    assert sorted(p.name for p in folder.iterdir()) == [
        "fig-bars.json", "fig-bars.svg", "fig-likert.json", "fig-likert.svg",
    ]  # fmt: skip
    figure = DrawnFigure.model_validate(json.loads((folder / "fig-bars.json").read_text(encoding="utf-8")))
    assert (study.results / figure.svg).is_file()
    assert figure.numbers[0].key.path == "leden/2024/een/eens"


def test_draw_reports_all_figures_at_once_and_writes_none(make_plan, make_study, make_cube, monkeypatch):
    monkeypatch.setattr(run.Cube, "load", lambda study, population: make_cube(population))
    wrong = [make_plan("bars", id=f"fig-{i}") for i in "ab"]
    study = make_study(make_plan("likert"), *wrong)
    with pytest.raises(DrukproefError) as caught:
        run.draw(study, "2")
    assert len(caught.value.problems) == 2
    assert not [p for p in study.results.rglob("*") if p.is_file()]


def test_a_chapter_without_figures_needs_no_cube(make_study):
    run.draw(make_study(), "2")
