"""Which rows a plan gives, in which order, and which plans can't be drawn."""

from __future__ import annotations

import pytest
from drukproef.draw.panels import read_panels
from drukproef.draw.scale import dont_know_id, leading_ids
from drukproef.errors import DrukproefError
from drukproef.tabulate.cell import Status


def read_rows(reader):
    return read_panels(reader)[0].rows


def shares(**per_item):
    return {(item, 2024, "totaal"): {"eens": share, "mee_eens": share} for item, share in per_item.items()}


def test_one_dimension_gives_labels_and_two_give_groups(make_plan, make_reader):
    flat = read_rows(
        make_reader(make_plan("bars", items=("een",), show="eens", banner="geslacht", total=True))
    )
    assert [(r.group, r.label) for r in flat] == [("", "totaal"), ("", "mannen"), ("", "vrouwen")]
    nested = read_rows(
        make_reader(make_plan("grouped", items=("een", "twee"), show="eens", waves=(2022, 2024)))
    )
    assert [(r.group[:5], r.label) for r in nested] == [
        ("Ik du", "2022"), ("Ik du", "2024"), ("Eigen", "2022"), ("Eigen", "2024"),
    ]  # fmt: skip


def test_several_answers_of_one_item_are_bars(make_plan, make_reader):
    rows = read_rows(make_reader(make_plan("bars", items=("een",), show=("neutraal", "mee_eens"))))
    assert [(r.label, r.values[0].estimate) for r in rows] == [
        ("neutraal", 0.02),
        ("(helemaal) mee eens", 0.775),
    ]


def test_sorting_puts_the_hidden_last_and_leaves_equals_in_order(make_plan, make_reader, make_cube):
    cube = make_cube(shares=shares(een=0.2, twee=0.9, drie=0.2), hidden={"twee": Status.SMALL_BASE})
    rows = read_rows(make_reader(make_plan("bars", show="eens", sort="descending"), cube))
    assert [r.values[0].key.item for r in rows] == ["een", "drie", "twee"]


@pytest.mark.parametrize(("sort", "order"), [("descending", "twee een drie"), ("ascending", "drie een twee")])
def test_stacked_bars_are_sorted_by_their_net(sort, order, make_plan, make_reader, make_cube):
    cube = make_cube(shares=shares(een=0.3, twee=0.5, drie=0.1))
    rows = read_rows(make_reader(make_plan("likert", sort=sort), cube))
    assert [r.values[0].key.item for r in rows] == order.split()


def test_groups_are_sorted_by_their_last_wave(make_plan, make_reader, make_cube):
    cube = make_cube(shares=shares(een=0.1, twee=0.5, drie=0.3))
    plan = make_plan("grouped", show="eens", waves=(2022, 2024), sort="descending")
    rows = read_rows(make_reader(plan, cube))
    assert [(r.values[0].key.item, r.label) for r in rows[:3]] == [
        ("twee", "2022"), ("twee", "2024"), ("drie", "2022"),
    ]  # fmt: skip


def test_dont_know_is_no_leading_answer(make_plan, make_reader):
    item = make_reader(make_plan("likert")).item
    without_nets = item.model_copy(update={"nets": ()})
    shown = tuple(c.id for c in item.categories)
    assert dont_know_id(item) == "weet_niet"
    assert leading_ids(item, shown) == ("eens", "helemaal_eens")
    assert leading_ids(without_nets, shown) == ("helemaal_eens",)


def test_an_answer_that_was_not_offered_in_a_wave_was_not_asked(make_plan, make_reader):
    reader = make_reader(make_plan("likert", items=("een",), waves=(2020, 2024)))
    item = reader.item
    later = tuple(
        c.model_copy(update={"waves": (2024,)}) if c.id == "weet_niet" else c for c in item.categories
    )
    changed = item.model_copy(update={"categories": later})
    reader.codebook = reader.codebook.model_copy(update={"items": (changed,)})
    assert [row.values[-1].reason for row in read_rows(reader)] == ["niet gevraagd", ""]


@pytest.mark.parametrize(
    ("kind", "parts", "found"),
    [
        ("bars", {}, "item, shown"),
        ("bars", {"show": "eens", "waves": (2022, 2024)}, "item, wave"),
        ("grouped", {"show": "eens", "waves": (2022, 2024), "banner": "geslacht"}, "item, level, wave"),
        ("trend", {"show": "eens", "waves": (2022, 2024), "banner": "geslacht"}, "item, level"),
        ("trend", {"show": "eens"}, "a trend of one wave"),
    ],
)
def test_a_plan_with_more_than_its_kind_can_hold_is_an_error(kind, parts, found, make_plan, make_reader):
    with pytest.raises(DrukproefError, match=found):
        read_rows(make_reader(make_plan(kind, **parts)))


def test_items_with_other_answers_do_not_go_into_one_figure(make_plan, make_reader):
    with pytest.raises(DrukproefError, match="'een' and 'geslacht' have other answers"):
        read_rows(make_reader(make_plan("likert", items=("een", "geslacht"))))
