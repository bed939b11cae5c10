"""Odd input gives a sane picture, or an error that says where and what to do."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from drukproef.draw.canvas import WIDTH
from drukproef.draw.look import load_look
from drukproef.draw.run import TALLEST, drawing_of
from drukproef.errors import DrukproefError
from drukproef.tabulate.cell import Status

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 72 / 2.54
LONG = (
    "Een label van tweehonderd tekens dat over veel regels loopt en toch niet over de staven mag vallen; " * 2
)
KINDS = {
    "likert": {},
    "bars": {"show": "eens"},
    "dots": {"show": "eens"},
    "grouped": {"show": "eens", "waves": (2022, 2024)},
    "trend": {"show": "eens", "waves": (2020, 2024)},
}
kinds = pytest.mark.parametrize("kind", KINDS)
PANELS = [None, "geslacht"]
panelled = pytest.mark.parametrize("panels", PANELS)


@pytest.fixture
def drawn_items(make_study, make_plan, make_cube, look):
    """A figure of as many items as there are labels."""

    def draw(kind, labels, cube=None, **parts):
        plan = make_plan(kind, items=tuple(f"i{k}" for k in range(len(labels))), **{**KINDS[kind], **parts})
        study = make_study(plan)
        book = study.codebooks["leden"]
        items = tuple(
            book.items[0].model_copy(update={"id": f"i{k}", "label": t}) for k, t in enumerate(labels)
        )
        study.codebooks["leden"] = book.model_copy(update={"items": items})
        return drawing_of(plan, study, "2", cube or make_cube(), look)

    return draw


def boxes(svg: str) -> list[tuple[float, float]]:
    """Left and right of all boxes, in cm."""
    found = re.findall(r'd="M ([-\d.]+) [-\d.]+ \nL ([-\d.]+) [^"]*z\n" style="fill', svg)
    return [(float(left) / POINTS, float(right) / POINTS) for left, right in found]


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg.encode()).iter(f"{SVG}text")]


@kinds
@panelled
def test_labels_of_two_hundred_characters_wrap(kind, panels, drawn_items):
    drawing = drawn_items(kind, [LONG + "a", LONG + "b", LONG + "c"], panels=panels)
    assert len(LONG) >= 200
    assert all(len(t) < 120 for t in texts(drawing.svg))
    assert all(-0.01 <= left <= right <= WIDTH + 0.01 for left, right in boxes(drawing.svg))


@kinds
def test_one_item(kind, drawn_items):
    assert len(drawn_items(kind, ["Een stelling"]).figure.series) >= 1


def test_thirty_items_fit_a_page_when_their_labels_are_short(drawn_items):
    drawing = drawn_items("bars", [f"Stelling {k}" for k in range(30)])
    assert len(drawing.figure.series) == 30


@pytest.mark.parametrize("kind", ["likert", "bars", "trend"])
def test_a_figure_that_is_higher_than_a_page_is_refused(kind, drawn_items):
    with pytest.raises(DrukproefError, match=rf"cm high\n *expected: at most {TALLEST} cm"):
        drawn_items(kind, [LONG + str(k) for k in range(30)])


@kinds
@panelled
def test_shares_of_nothing_and_of_all(kind, panels, drawn_items, make_cube):
    nothing = dict.fromkeys(("oneens", "neutraal", "eens", "helemaal_eens", "weet_niet"), 0.0)
    shares = {
        (item, wave, level): {**nothing, answer: 1.0}
        for item, answer in (("i0", "eens"), ("i1", "oneens"))
        for wave in (2020, 2022, 2024)
        for level in ("totaal", "man", "vrouw")
    }
    drawing = drawn_items(kind, ["Alles", "Niets"], make_cube(shares=shares), panels=panels)
    printed = {n.text for n in drawing.figure.numbers if n.statistic == "share"}
    assert printed == ({"100%"} if kind == "likert" else {"100%", "0%"})
    assert all(-0.01 <= left <= right <= WIDTH + 0.01 for left, right in boxes(drawing.svg))


@kinds
def test_only_zeros(kind, drawn_items, make_cube):
    nothing = dict.fromkeys(("oneens", "neutraal", "eens", "helemaal_eens", "weet_niet"), 0.0)
    waves = (2020, 2022, 2024)
    shares = {(f"i{k}", w, "totaal"): {**nothing, "weet_niet": 1.0} for k in range(2) for w in waves}
    drawing = drawn_items(kind, ["Een", "Twee"], make_cube(shares=shares))
    assert {n.text for n in drawing.figure.numbers if n.statistic == "share"} <= {"0%", "100%"}


@kinds
@panelled
def test_a_level_without_respondents(kind, panels, drawn_items, make_cube):
    parts = {"waves": None} if kind == "grouped" and not panels else {}
    labels = ["Een", "Twee"] if panels else ["Een"]
    cube = make_cube(hidden={"vrouw": Status.EMPTY})
    drawing = drawn_items(kind, labels, cube, banner="geslacht", panels=panels, **parts)
    assert "te weinig respondenten" in drawing.figure.alt
    assert kind == "trend" and not panels or "te weinig respondenten" in texts(drawing.svg)


@kinds
@panelled
def test_everything_hidden_is_an_error_with_the_reason(kind, panels, drawn_items, make_cube):
    hidden = {f"i{k}": Status.PROTECTED for k in range(2)}
    with pytest.raises(DrukproefError, match=r"no cell can be shown \(afgeschermd\)"):
        drawn_items(kind, ["Een", "Twee"], make_cube(hidden=hidden), panels=panels)


@kinds
@pytest.mark.parametrize(("label", "name"), [("Een\x07label", "a control character"), ("字", "CJK UNIFIED")])
def test_a_character_that_the_font_lacks_is_an_error_that_names_it(kind, label, name, drawn_items):
    with pytest.raises(DrukproefError, match=rf"a label with .*{name}.* which Source Sans 3 can't draw"):
        drawn_items(kind, [label, "Twee"])


def test_a_missing_font_is_an_error_that_names_the_file(make_study, make_plan):
    study = make_study(make_plan("likert"))
    theme = study.root / "templates" / "theme"
    real = theme.resolve()
    theme.unlink()
    (theme / "fonts").mkdir(parents=True)
    for name in ("brand.yaml", "fonts/SHA256SUMS", "fonts/SourceSans3-Bold.ttf"):
        (theme / name).write_bytes((real / name).read_bytes())
    with pytest.raises(DrukproefError, match=r"SourceSans3-Regular\.ttf: the font file does not exist"):
        load_look(study.root)
