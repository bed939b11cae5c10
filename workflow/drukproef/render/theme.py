"""The brand and the templates of templates/theme, as style sheets and a template environment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from drukproef.theme import Brand, Messages, font_files, load_brand, load_messages
from drukproef.theme.brand import THEME


@dataclass(frozen=True)
class Theme:
    """The look and words of one report."""

    root: Path  # of the project
    brand: Brand
    words: Messages
    fonts: tuple[Path, ...]

    @cached_property
    def environment(self) -> Environment:
        """Templates; whatever they print is escaped unless it is Markup."""
        return Environment(
            loader=FileSystemLoader(self.root / THEME),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def css(self, name: str) -> str:
        """A style sheet of the theme."""
        return (self.root / THEME / "css" / name).read_text(encoding="utf-8")

    def font_css(self, folder: str) -> str:
        """@font-face rules for font files in a folder beside the page."""
        return "".join(
            f'@font-face {{ font-family: "{self.brand.fonts.family}"; font-weight: {face.weight}; '
            f'font-style: {face.style}; src: url("{folder}/{face.file}") format("truetype"); }}\n'
            for face in self.brand.fonts.faces
        )

    def colour_css(self, with_dark: bool) -> str:
        """The colours as custom properties: '--primary' and so on."""
        light = self.brand.colours.model_dump(exclude={"likert", "dont_know", "series"})
        light |= {"background": "#ffffff"}
        light |= {f"cover-{k}": v for k, v in self.brand.cover.model_dump().items()}
        rules = f":root {{ {_properties(light)} }}\n"
        if with_dark:
            dark = _properties(self.brand.dark.model_dump())
            rules += f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        return rules


def load_theme(root: Path, language: str) -> Theme:
    """The checked theme; DrukproefError when the brand, a font or a catalogue is wrong."""
    return Theme(root, load_brand(root), load_messages(root, language), font_files(root))


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())
