"""Tables always fit the page: the widths of their columns add up to all of it."""

import pytest
from drukproef.render.widths import column_widths

from tests.render import sample


@pytest.mark.parametrize("make", [sample.long_table, sample.spanning_table, sample.wide_table])
def test_widths_add_up_and_leave_room_for_labels(make):
    widths = column_widths(make())
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[0] == max(widths)


def test_a_long_word_gets_more_room_than_a_short_one():
    table = sample.wide_table()
    widths = dict(zip(["", "n", *(c.header for c in table.columns)], column_widths(table), strict=True))
    assert widths["Burgemeester"] > widths["Griffier"] > widths["Vriend"]
