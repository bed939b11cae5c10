"""Centred bars, intervals and dot plots: what stands where, and which plans they can't hold."""

from __future__ import annotations

import pytest
from drukproef.draw.centred import Centred, sides_of
from drukproef.draw.kinds import columns_of
from drukproef.draw.layout import laid_out
from drukproef.draw.rows import rows_of
from drukproef.draw.stacked import SINGLE
from drukproef.errors import DrukproefError
from drukproef.tabulate.cell import Status
from pydantic import ValidationError


def test_centred_bars_touch_and_lie_around_one_axis(make_plan, make_reader, make_cube, look):
    shares = {("een", 2024, "totaal"): {"oneens": 0.5, "neutraal": 0.2, "eens": 0.1, "helemaal_eens": 0.1}}
    reader = make_reader(make_plan("likert", centred=True), make_cube(shares=shares))
    rows, sides = rows_of(reader), sides_of(reader)
    assert (sides.left, sides.middle, sides.apart) == (("oneens", "neutraal"), (), ("weet_niet",))
    layout = laid_out(rows, look, SINGLE, 1.0)
    centred = Centred(sides, rows)
    axis = centred.axis(layout)
    for slot in layout.slots:
        bar, apart = centred.placed(slot.row, layout)
        ends = [(v.key.category, left, left + width) for v, left, width in (*bar, *apart)]
        assert ends[1][2] == pytest.approx(axis) and ends[2][1] == pytest.approx(axis)
        assert ends[-1][0] == "weet_niet" and ends[-1][1] > ends[-2][2]
        assert layout.left - 1e-9 <= ends[0][1] and ends[-1][2] <= layout.right + 1e-9


def test_the_axis_runs_through_the_middle_of_the_neutral_answer(make_plan, make_reader, look):
    reader = make_reader(make_plan("likert", items=("een",), centred=True))
    without_one = tuple(c for c in reader.item.categories if c.id != "helemaal_eens")
    reader.item = reader.item.model_copy(update={"categories": without_one, "nets": ()})
    reader.shown = tuple(c.id for c in without_one)
    rows, sides = rows_of(reader), sides_of(reader)
    layout = laid_out(rows, look, SINGLE, 1.0)
    centred = Centred(sides, rows)
    axis = centred.axis(layout)
    neutral = next(s for s in centred.placed(rows[0], layout)[0] if s[0].key.category == "neutraal")
    assert sides.middle == ("neutraal",)
    assert neutral[1] + neutral[2] / 2 == pytest.approx(axis)


def test_one_side_of_a_scale_can_not_be_centred(make_plan, drawn):
    with pytest.raises(DrukproefError, match="no answers on two sides"):
        drawn(make_plan("likert", show=("eens", "helemaal_eens"), centred=True))


def test_intervals_change_no_number_and_are_told_in_the_notes(make_plan, drawn):
    plain = drawn(make_plan("bars", show="mee_eens"))
    with_intervals = drawn(make_plan("bars", show="mee_eens", intervals=True))
    assert with_intervals.figure.numbers == plain.figure.numbers
    assert with_intervals.svg.count("<path") > plain.svg.count("<path")
    assert plain.figure.notes == ()
    assert with_intervals.figure.notes == ("De streepjes geven de betrouwbaarheidsintervallen.",)


def test_a_hidden_cell_has_no_interval(make_plan, make_reader, make_cube):
    cube = make_cube(hidden={"twee": Status.PROTECTED})
    rows = rows_of(make_reader(make_plan("bars", show="eens", intervals=True), cube))
    assert [row.values[0].interval is None for row in rows] == [False, True, False]


@pytest.mark.parametrize(
    ("parts", "series"),
    [
        ({"show": "eens"}, None),
        ({"show": "eens", "waves": (2022, 2024)}, "wave"),
        ({"show": ("oneens", "eens")}, "shown"),
        ({"show": "eens", "banner": "geslacht"}, "level"),
    ],
)
def test_the_series_of_dots_is_what_a_plan_has_few_of(parts, series, make_plan, make_reader):
    assert columns_of(make_reader(make_plan("dots", **parts))) == series


def test_dots_of_waves_have_bases_and_alt_text_per_wave(make_plan, make_cube, drawn):
    plan = make_plan("dots", items=("een", "drie"), show="eens", waves=(2022, 2024))
    figure = drawn(plan, make_cube(n={2022: 900})).figure
    assert figure.columns == ("2022", "2024")
    assert [c.n.text for c in figure.series[0].cells] == ["900", "1.082"]
    assert "Punten van 2 stellingen en 2 metingen." in figure.alt
    assert "Ik durf het (2022: 48%; 2024: 48%)." in figure.alt


def test_dots_hold_two_dimensions(make_plan, drawn):
    with pytest.raises(DrukproefError, match="item, level"):
        drawn(make_plan("dots", show="eens", waves=(2022, 2024), banner="geslacht"))


@pytest.mark.parametrize(
    ("kind", "option"), [("bars", "centred"), ("likert", "intervals"), ("trend", "intervals")]
)
def test_an_option_of_another_kind_is_an_error(kind, option, make_plan):
    with pytest.raises(ValidationError, match=f"'{option}' is for kind"):
        make_plan(kind, **{option: True})
