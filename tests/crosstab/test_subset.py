"""Expressions: what they mean, and what they refuse."""

from __future__ import annotations

import pyarrow as pa
import pytest
from drukproef.crosstab.subset import holds, parse
from drukproef.errors import DrukproefError

TABLE = pa.table(
    {
        "age": [17, 18, 40, None],
        "region": ["n", "e", None, "s"],
        "member": [True, False, None, True],
        "x": [1.5, 2, 3, 4],
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("age >= 18", [0, 1, 1, 0]),
        ("not age >= 18", [1, 0, 0, 0]),  # unknown stays unknown
        ("17 < age <= 40", [0, 1, 1, 0]),
        ("region in ['n', 'e']", [1, 1, 0, 0]),
        ("region not in ('n',)", [0, 1, 0, 1]),
        ("age == 17 or region == 's'", [1, 0, 0, 1]),
        ("age > 17 and (region == 'e' or x > 2)", [0, 1, 1, 0]),
        ("member", [1, 0, 0, 1]),
        ("not member and x != -1", [0, 1, 0, 0]),
        ("age > x", [1, 1, 1, 0]),
        ("age in [17, 40, 17.5]", [1, 0, 1, 0]),
    ],
)
def test_what_it_means(text: str, expected: list[int]) -> None:
    found = holds(parse(text, TABLE.schema), TABLE.combine_chunks().to_batches()[0])
    assert found.to_pylist() == [bool(value) for value in expected]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("age >", "it can't be read"),
        ("aeg > 3", "unknown column 'aeg'"),
        ("age > '3'", "'age' is number, ''3'' is text"),
        ("region == 3", "'region' is text, '3' is number"),
        ("__import__('os').system('true')", "is no condition"),
        ("age", "'age' is no condition"),
        ("age + 1 > 3", "'age + 1'"),
        ("age is 3", "'is' between two values"),
        ("region in 'ne'", "'in 'ne''"),
        ("age in [x]", "a column in the list"),
        ("[a for a in (1,)]", "is no condition"),
        ("age > 1 if True else age > 2", "is no condition"),
        ("age.real > 3", "'age.real'"),
        ("(" * 300 + "age > 1" + ")" * 300, "it can't be read"),
        ("age > 1 and " * 1000 + "age > 2", "characters"),
        ("", "it can't be read"),
        ("age == [17, 18]", "compared with a list"),
        ("age in []", "one value or more"),
        ("1 == 1", "a column on one side"),
        ("[17] == age", "'[17]'"),
        ("age > 1 and 2 > 1", "a column on one side"),
    ],
)
def test_what_it_refuses(text: str, part: str) -> None:
    with pytest.raises(DrukproefError) as caught:
        parse(text, TABLE.schema)
    assert part in str(caught.value)


def test_all_mistakes_at_once() -> None:
    with pytest.raises(DrukproefError) as caught:
        parse("aeg > 1 and reg == 'n' and age == 'x'", TABLE.schema)
    assert len(caught.value.problems) == 3
