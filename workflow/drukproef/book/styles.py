"""The brand in, cell formats out: one per combination of properties, made once."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from drukproef.theme import Brand
from drukproef.wording.forms import Form

COUNT = "#,##0"
TEXT = "@"


class Styles:
    """Cell formats of one workbook."""

    def __init__(self, workbook: Workbook, brand: Brand) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.colours = brand.colours

    def of(self, **properties: Any) -> Format:
        """The format with these properties, as xlsxwriter names them."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            everywhere = {"font_name": "Calibri", "font_color": self.colours.text, "valign": "top"}
            self._made[key] = self._workbook.add_format({**everywhere, **properties})
        return self._made[key]

    def number(self, form: Form) -> str:
        """The number format of estimates, as spreadsheets write it."""
        decimals = f".{'0' * form.decimals}" if form.decimals else ""
        return f"0{decimals}%" if form.is_share else f"#,##0{decimals}"

    def title(self) -> Format:
        """The first line of a sheet."""
        return self.of(bold=True, font_size=15, font_color=self.colours.primary)

    def heading(self) -> Format:
        """The heading of a part of a sheet."""
        return self.of(bold=True, font_size=12, font_color=self.colours.primary)

    def plain(self) -> Format:
        """Running text."""
        return self.of(num_format=TEXT)

    def wrapped(self) -> Format:
        """Running text over several lines."""
        return self.of(num_format=TEXT, text_wrap=True)

    def muted(self) -> Format:
        """Bases and notes."""
        return self.of(num_format=TEXT, font_color=self.colours.muted)

    def link(self) -> Format:
        """A link to another sheet."""
        return self.of(num_format=TEXT, font_color=self.colours.primary, underline=1)

    def notice(self) -> Format:
        """What must not be missed."""
        return self.of(num_format=TEXT, text_wrap=True, bold=True, font_color=self.colours.higher)

    def head(self, **properties: Any) -> Format:
        """A column header."""
        surface: dict[str, Any] = {
            "bg_color": self.colours.surface,
            "bold": True,
            "text_wrap": True,
            "num_format": TEXT,
        }
        surface["font_size"] = 10
        return self.of(**{**surface, "valign": "bottom", **properties})

    def marked(self, mark: str, **properties: Any) -> Format:
        """A number or sign, in the colour of its mark."""
        if mark:
            properties |= {"bold": True, "font_color": getattr(self.colours, mark)}
        return self.of(align="right", **properties)
