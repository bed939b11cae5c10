"""A colour stands for one thing in a whole report, and can be told from its neighbours."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest
from drukproef.draw.canvas import LEAST_CONTRAST
from drukproef.draw.colours import answer_colours, coding_of
from drukproef.draw.look import contrast, text_on
from drukproef.draw.run import drawings_of
from drukproef.study import load_study
from drukproef.tabulate.cell import Cell, Status

from tests.draw.conftest import PROJECT

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
"""What a colour in linear RGB becomes: Machado, Oliveira and Fernandes (2009), severity 1."""


class EvenCube:
    """Every cell is shown with the same share: colours don't depend on what is measured."""

    def __init__(self, population):
        self.population = population

    def get(self, key):
        filled = dict.fromkeys(f.name for f in fields(Cell))
        return Cell(**filled | {"key": key, "status": Status.SHOWN, "n": 100, "estimate": 0.2})


@pytest.fixture(scope="module")
def report():
    """All figures of the shipped study."""
    study = load_study("miv2024", PROJECT)
    cubes = {p: EvenCube(p) for p in study.settings.populations}
    chapters = [(c, {f.id: cubes[study.population_of(c, f)] for f in c.figures}) for c in study.plans]
    return [drawing for chapter, of in chapters for drawing in drawings_of(study, chapter, of)]


def test_no_answer_or_level_has_two_colours_in_the_report(report):
    meanings = [pair for drawing in report for pair in drawing.figure.colours.items()]
    assert len(meanings) > 40
    assert len(dict(meanings)) == len(set(meanings))


def test_what_a_figure_says_of_its_colours_is_what_it_draws(report, look):
    """Filled shapes have a colour of the list, or are tints for waves, the paper or a number's background."""
    for drawing in report:
        filled = set(re.findall(r"fill: (#[0-9a-f]{6}); stroke: ", drawing.svg)) - {"#ffffff"}
        if drawing.figure.colours and drawing.figure.kind == "likert":
            assert filled == set(drawing.figure.colours.values()), drawing.figure.id
        elif drawing.figure.colours:
            assert filled <= set(drawing.figure.colours.values()), drawing.figure.id


def test_a_part_of_a_scale_has_the_colours_of_the_whole(make_plan, drawn):
    whole = drawn(make_plan("likert", items=("een",))).figure.colours
    part = drawn(make_plan("likert", items=("een",), show=("eens", "oneens"))).figure.colours
    bars = drawn(make_plan("bars", items=("een",), show=("eens", "weet_niet"))).figure.colours
    lines = drawn(
        make_plan("trend", items=("een",), show=("eens", "oneens"), waves=(2022, 2024))
    ).figure.colours
    for figure in (part, bars, lines):
        assert figure and figure.items() <= whole.items()


def test_a_part_of_a_banner_has_the_colours_of_the_whole(make_plan, drawn, look):
    whole = drawn(make_plan("grouped", show="eens", banner="geslacht", total=True)).figure.colours
    assert whole == {
        "geslacht/totaal": look.colours.muted,
        "geslacht/man": look.colours.series[0],
        "geslacht/vrouw": look.colours.series[1],
    }
    parts = [
        make_plan("bars", show="eens", banner="geslacht", levels=("vrouw",), items=("een",), total=True),
        make_plan("dots", show="eens", banner="geslacht"),
        make_plan("trend", items=("een",), show="eens", banner="geslacht", waves=(2022, 2024)),
        make_plan("bars", show="eens", panels="geslacht"),
    ]
    for figure in (drawn(plan).figure.colours for plan in parts):
        assert figure and figure.items() <= whole.items()


def test_the_test_on_two_colours_can_fail(make_plan, make_reader, look):
    """With colours by place in the figure, the second level would have the colour of the first."""
    plans = [
        make_plan("dots", show="eens", banner="geslacht", levels=lv)
        for lv in (("man", "vrouw"), ("vrouw", "man"))
    ]
    colours = [coding_of(reader, reader, look).meanings for reader in map(make_reader, plans)]
    assert colours[0] == colours[1]
    by_place = [dict(zip(c, look.colours.series, strict=False)) for c in colours]
    assert by_place[0] != by_place[1]


def test_a_net_has_the_colour_of_its_outermost_answer(make_plan, make_reader, look):
    colours = answer_colours(make_reader(make_plan("likert")).item, look)
    assert colours["mee_eens"] == colours["helemaal_eens"] == look.colours.likert[-1]


def test_a_banner_with_more_levels_than_colours_repeats_none_in_bars(make_plan, make_reader, look):
    reader = make_reader(make_plan("bars", items=("een",), show="eens", banner="geslacht"))
    banner = reader.codebook.variable("geslacht")
    many = tuple(banner.categories[0].model_copy(update={"id": f"l{i}", "code": i}) for i in range(9))
    changed = banner.model_copy(update={"categories": many})
    reader.codebook = reader.codebook.model_copy(update={"variables": (changed,)})
    reader.levels = tuple(c.id for c in many)
    assert set(coding_of(reader, reader, look).meanings) == {"een/eens"}


def seen(colour: str, matrix: object) -> np.ndarray:
    """A colour in CIELAB (D65), as someone with a deficiency sees it."""
    channels = np.array(list(bytes.fromhex(colour[1:]))) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(matrix) @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_can_be_told_apart_with_every_form_of_colour_blindness(deficiency, look):
    matrix = DEFICIENCIES[deficiency]
    neighbours = list(zip(look.colours.likert, look.colours.likert[1:], strict=False))
    for first, second in [*combinations(look.colours.series, 2), *neighbours]:
        assert np.linalg.norm(seen(first, matrix) - seen(second, matrix)) >= 20, (first, second)


def test_series_stand_out_from_the_paper_and_can_carry_a_number(look):
    for colour in look.colours.series:
        assert contrast(colour, "#ffffff") >= LEAST_CONTRAST
        assert contrast(colour, text_on(colour, look)) >= 4.5
