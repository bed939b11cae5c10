"""Tables always fit the page: the widths of their columns add up to all of it."""

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.document import write_parts
from drukproef.render.outline import make_outline
from drukproef.render.widths import column_widths, is_wide, width_problems
from drukproef.write.document import Column, Printed, Row, Table

from tests.render import sample


def table(*headers, label="Ik voel mij vrij om een dilemma aan collega's voor te leggen"):
    cells = tuple(Printed(text="93%") for _ in headers)
    columns = tuple(Column(header=header) for header in headers)
    return Table(id="tbl-x", caption="Proef", columns=columns, rows=(Row(header=label, cells=cells),))


@pytest.mark.parametrize("make", [sample.long_table, sample.spanning_table, sample.wide_table])
def test_widths_add_up_and_leave_room_for_labels(make):
    widths = column_widths(make())
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[0] == max(widths)


def test_short_words_give_equal_columns_and_about_half_of_the_page_to_labels():
    stub, *columns = column_widths(table("2016", "2020", "2022", label="Ik voel mij vrij"))
    assert len(set(columns)) == 1 and 40 < stub < 60


def test_labels_stand_on_one_line_when_columns_leave_the_room():
    """A label of 60 letters needs about 27 of the 50 ems; eight columns of years don't leave these."""
    one_line, short = (column_widths(table(*["2024"] * 4, label=text)) for text in ("n" * 60, "n"))
    assert one_line[0] > 60 > 50 > short[0]
    assert column_widths(table(*["2024"] * 12, label="n " * 30))[0] < 50


def test_a_long_word_gets_more_room_than_a_short_one_so_that_it_stays_whole():
    wide = sample.wide_table()
    widths = dict(zip(["", "n", *(c.header for c in wide.columns)], column_widths(wide), strict=True))
    assert widths["Burgemeester"] > widths["Griffier"] > widths["Vriend"]
    stub, chair, board, member = column_widths(
        table("Voorzitters", "Leden dagelijks bestuur", "Volksvertegenwoordigers")
    )
    assert member > board > chair and stub > 33  # in an equal share the longest word would be broken


def test_type_becomes_smaller_when_words_would_be_broken():
    functions = ("Burgemeesters", "Wethouders", "Raadsleden", "Statenleden")
    assert not is_wide(table(*functions))
    assert is_wide(table(*functions, "Gedeputeerden", "Dijkgraven"))
    assert not is_wide(table(*["2024"] * 9))


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_a_table_that_can_t_fit_is_told_with_what_would_fit(theme, medium):
    chapter = sample.chapter("2", "2", "Breed", table(*[f"Groep {i}" for i in range(25)]))
    outline = make_outline([chapter], theme.words)
    with pytest.raises(DrukproefError) as error:
        write_parts(outline, outline.parts, theme, medium)
    (problem,) = error.value.problems
    assert problem.place == "templates/proef/2.qmd.j2, tbl-x"
    assert problem.found == "the table is too wide for the page: 25 columns need 148% of its width"
    assert problem.expected == "columns that fit, here at most 16"
    assert "fewer levels" in problem.next_step


def test_what_is_said_to_fit_does():
    headers = [f"Groep {i}" for i in range(25)]
    assert list(width_problems([table(*headers[:17])], "x"))
    assert not list(width_problems([table(*headers[:16])], "x"))
