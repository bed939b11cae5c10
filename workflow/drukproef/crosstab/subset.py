"""A small expression over columns in, who is in the subset out. Nothing in it is run as code.

Comparisons (== != < <= > >=), `in` and `not in` a list, `and`, `or`, `not`, parentheses; columns by their names,
numbers and 'texts'. A missing answer makes a comparison unknown, as in SQL: neither it nor its `not` holds.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from drukproef.crosstab.subset_checks import COMPARE, EXPECTED, condition_problems, value_of
from drukproef.errors import DrukproefError, Problem

LONGEST = 5000


@dataclass(frozen=True)
class Subset:
    """A checked expression."""

    text: str
    tree: ast.expr

    @property
    def columns(self) -> list[str]:
        """The columns that it reads."""
        return sorted({node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)})


def parse(text: str, schema: Any) -> Subset:
    """The expression, checked against the columns. Raises DrukproefError with all that is wrong in it.

    >>> parse("a > 1 and b in ['x']", pa.schema({"a": pa.int8(), "b": pa.string()})).columns
    ['a', 'b']
    """
    place = f"--subset {text[:80]}"
    try:
        tree = ast.parse(text.strip(), mode="eval").body if len(text) <= LONGEST else None
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        found = f"it can't be read ({error.args[0] if error.args else 'too deep'})"
        raise DrukproefError([Problem(place, found, EXPECTED)]) from error
    if tree is None:
        raise DrukproefError([Problem(place, f"{len(text)} characters", f"at most {LONGEST}")])
    problems = list(condition_problems(tree, schema, place))
    if problems:
        raise DrukproefError(problems)
    return Subset(text, tree)


def holds(subset: Subset | None, rows: Any) -> Any | None:
    """For each row of a table or batch whether it is in the subset, as an Arrow array; None without a subset."""
    if subset is None:
        return None
    return pc.fill_null(_condition(subset.tree, rows), False)


def _condition(node: ast.expr, rows: Any) -> Any:
    if isinstance(node, ast.BoolOp):
        join = pc.and_kleene if isinstance(node.op, ast.And) else pc.or_kleene
        result = _condition(node.values[0], rows)
        for part in node.values[1:]:
            result = join(result, _condition(part, rows))
        return result
    if isinstance(node, ast.UnaryOp):
        return pc.invert(_condition(node.operand, rows))
    if isinstance(node, ast.Name):
        return rows[node.id]
    assert isinstance(node, ast.Compare)  # parse let nothing else through
    sides = [node.left, *node.comparators]
    parts = [_comparison(a, op, b, rows) for a, op, b in zip(sides, node.ops, sides[1:], strict=False)]
    result = parts[0]
    for part in parts[1:]:
        result = pc.and_kleene(result, part)
    return result


def _comparison(left: ast.expr, operator: ast.cmpop, right: ast.expr, rows: Any) -> Any:
    if not isinstance(right, ast.List | ast.Tuple | ast.Set):
        return COMPARE[type(operator)](_side(left, rows), _side(right, rows))
    result = pa.scalar(False)
    for value in right.elts:
        result = pc.or_kleene(result, pc.equal(_side(left, rows), _side(value, rows)))
    return result if isinstance(operator, ast.In) else pc.invert(result)


def _side(node: ast.expr, rows: Any) -> Any:
    return _column(rows, node.id) if isinstance(node, ast.Name) else pa.scalar(value_of(node))


def _column(rows: Any, name: str) -> Any:
    column = rows[name]
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
