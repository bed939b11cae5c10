"""A parsed expression in, all that is no comparison of columns with values out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from drukproef.errors import Problem
from drukproef.study.check import unknown

COMPARE = {
    ast.Eq: pc.equal, ast.NotEq: pc.not_equal, ast.Lt: pc.less,
    ast.LtE: pc.less_equal, ast.Gt: pc.greater, ast.GtE: pc.greater_equal,
}  # fmt: skip
EXPECTED = "comparisons of columns with values, in [...], and, or, not: wave == 2024 and region in ['n', 'e']"


def condition_problems(node: ast.expr, schema: Any, place: str) -> Iterator[Problem]:
    if isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from condition_problems(part, schema, place)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from condition_problems(node.operand, schema, place)
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            yield from _comparison_problems(left, operator, right, schema, place)
    elif isinstance(node, ast.Name) and node.id not in schema.names:
        yield unknown("column", node.id, schema.names, place)
    elif not (isinstance(node, ast.Name) and _kind(node, schema) == "yes or no"):
        yield Problem(place, f"'{ast.unparse(node)}' is no condition", EXPECTED)


def _comparison_problems(
    left: ast.expr, operator: ast.cmpop, right: ast.expr, schema: Any, place: str
) -> Iterator[Problem]:
    listed = not isinstance(operator, (*COMPARE, ast.Is, ast.IsNot))
    if isinstance(operator, ast.Is | ast.IsNot):
        yield Problem(place, "'is' between two values", EXPECTED, "write == or !=")
        return
    if listed and not isinstance(right, ast.List | ast.Tuple | ast.Set):
        yield Problem(place, f"'in {ast.unparse(right)}'", "a list of values: in [1, 2]")
        return
    if not listed and isinstance(right, ast.List | ast.Tuple | ast.Set):
        yield Problem(place, f"'{ast.unparse(left)}' compared with a list", "one value", "write in or not in")
        return
    others = right.elts if isinstance(right, ast.List | ast.Tuple | ast.Set) else [right]
    sides = [left, *others]
    if not others or not any(isinstance(side, ast.Name) for side in sides):
        found = f"'{ast.unparse(left)}' and '{ast.unparse(right)}'"
        yield Problem(place, found, "a column on one side, and one value or more on the other")
    for side in sides:
        if isinstance(side, ast.Name) and side.id not in schema.names:
            yield unknown("column", side.id, schema.names, place)
        elif not isinstance(side, ast.Name) and _kind(side, schema) == "":
            yield Problem(place, f"'{ast.unparse(side)}'", "a column, a number or a 'text'")
    if listed and any(isinstance(side, ast.Name) for side in others):
        yield Problem(place, f"a column in the list {ast.unparse(right)}", "numbers or texts")
    kinds = {side: _kind(side, schema) for side in sides}
    wrong = [side for side in others if kinds[side] and kinds[left] and kinds[side] != kinds[left]]
    for side in wrong:
        found = f"'{ast.unparse(left)}' is {kinds[left]}, '{ast.unparse(side)}' is {kinds[side]}"
        yield Problem(place, found, "values of the same kind", "put a text in quotes, a number without")


def _kind(node: ast.expr, schema: Any) -> str:
    """What a column or value holds; empty when that is unknown."""
    if isinstance(node, ast.Name):
        return _column_kind(schema.field(node.id).type) if node.id in schema.names else ""
    value = value_of(node)
    if isinstance(value, bool):
        return "yes or no"
    return "number" if isinstance(value, int | float) else "text" if isinstance(value, str) else ""


def _column_kind(kind: Any) -> str:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_boolean(kind):
        return "yes or no"
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return (
        "number" if number else "text" if pa.types.is_string(kind) or pa.types.is_large_string(kind) else ""
    )


def value_of(node: ast.expr) -> Any:
    """A literal, or None for what is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float | str):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = value_of(node.operand)
        return -value if isinstance(value, int | float) else None
    return None
