"""The data of a figure: every number of its picture enters the ledger, and every row is named in full."""

from __future__ import annotations

from types import SimpleNamespace

from drukproef.draw.drawn import DrawnCell, DrawnFigure, DrawnRow, Number
from drukproef.study.statistics import statistic_of
from drukproef.tabulate.cell import CellKey
from drukproef.write import figures
from drukproef.write.figures import FigureMaker
from drukproef.write.ledger import Ledger

KEYS = {level: CellKey("leden", 2024, "een", "eens", "geslacht", level) for level in ("man", "vrouw")}


class TwoCells:
    """Men 48% of 674, women 30% of 333."""

    def get(self, key):
        share, n = {"man": (0.48, 674), "vrouw": (0.3, 333)}[key.level]
        statistic = statistic_of(key.category)
        return SimpleNamespace(key=key, estimate=share, n=n, n_weighted=float(n), statistic=statistic)


def number(level: str, statistic: str, text: str) -> Number:
    return Number(key=KEYS[level], statistic=statistic, text=text)


def figure_of(*rows: DrawnRow) -> DrawnFigure:
    shown = [n for row in rows for c in row.cells for n in (c.number, c.n, row.n) if n]
    return DrawnFigure(
        id="fig-x", title="Titel", population="leden", kind="bars", svg="x.svg", alt_template="Geen.", alt_numbers=(),
        base="", columns=("eens",), series=rows, numbers=tuple(shown), notes=(),
    )  # fmt: skip


def test_every_number_of_the_picture_enters_the_ledger(monkeypatch):
    monkeypatch.setattr(figures, "filter_words", lambda study, key: "")
    own, shared = number("man", "share", "48%"), number("vrouw", "share", "30%")
    drawn = figure_of(
        DrawnRow(label="2022", cells=(DrawnCell(label="eens", number=own, n=number("man", "n", "674")),)),
        DrawnRow(
            label="2024", n=number("vrouw", "n", "333"), cells=(DrawnCell(label="eens", number=shared),)
        ),
    )
    ledger = Ledger("2")
    FigureMaker(None, {"leden": TwoCells()}, ledger).figure(drawn)
    entered = {(row.cell, row.text) for row in ledger.rows}
    assert entered == {(n.key.path, n.text) for n in drawn.numbers}
    assert len(entered) == 4


def test_a_row_of_the_data_is_named_by_panel_group_and_label():
    hidden = (DrawnCell(label="eens", reason="te weinig respondenten"),)
    drawn = figure_of(
        DrawnRow(panel="gemeenten", group="Stelling", label="2024", cells=hidden),
        DrawnRow(panel="provincies", label="Stelling", cells=hidden),
        DrawnRow(panel="Stelling", label="Stelling", cells=hidden),
    )
    table = FigureMaker(None, {}, Ledger("2")).figure(drawn).data
    assert [row.header for row in table.rows] == [
        "gemeenten: Stelling: 2024",
        "provincies: Stelling",
        "Stelling",
    ]
    assert table.rows[0].cells[0].reason == "te weinig respondenten"
