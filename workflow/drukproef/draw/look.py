"""The brand in, what figures take from it out: colours by role, fonts, and how wide a text is in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from drukproef.errors import fail
from drukproef.theme import font_files, load_brand
from drukproef.theme.brand import THEME, Colours

REGULAR, SEMIBOLD = 400, 600
CM_PER_POINT = 2.54 / 72
TINTS = (0.8, 0.62, 0.44, 0.16, 0.0)
"""How much white the shades of a colour have; none lies where neither dark nor white text can be read."""


@dataclass(frozen=True)
class Font:
    """One face: its file, and how wide a text is in it."""

    path: Path
    weight: int

    @cached_property
    def _advances(self) -> tuple[dict[int, int], int]:
        with TTFont(self.path, lazy=True) as font:
            widths = font["hmtx"].metrics
            advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
            return advances, font["head"].unitsPerEm

    def has(self, character: str) -> bool:
        """Whether the face can draw a character."""
        return ord(character) in self._advances[0]

    def width(self, text: str, size: float) -> float:
        """The width in cm of a text of `size` points, without kerning."""
        advances, units = self._advances
        return sum(advances.get(ord(c), units) for c in text) / units * size * CM_PER_POINT


@dataclass(frozen=True)
class Look:
    """Colours and fonts of all figures of a build."""

    colours: Colours
    family: str
    fonts: dict[int, Font]  # by weight

    def width(self, text: str, size: float, weight: int = REGULAR) -> float:
        """The width of a text in cm."""
        return self.fonts[weight].width(text, size)

    def wrap(self, text: str, width: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
        """The text in lines of at most `width` cm; a word that is wider is cut."""
        lines = [""]
        for word in (part for w in text.split() for part in self._cut(w, width, size, weight)):
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(line for line in lines if line)

    def edge_of(self, colour: str) -> str:
        """White, which keeps neighbours apart; the lightest shapes get a line, to stand out from the paper."""
        return self.colours.rule if colour == self.colours.dont_know else "#ffffff"

    def _cut(self, word: str, width: float, size: float, weight: int) -> list[str]:
        parts = [""]
        for character in word:
            if parts[-1] and self.width(parts[-1] + character, size, weight) > width:
                parts.append("")
            parts[-1] += character
        return parts


def load_look(root: Path) -> Look:
    """The look of the project at `root`; DrukproefError when a weight that figures use is missing."""
    brand = load_brand(root)
    faces = zip(brand.fonts.faces, font_files(root), strict=True)
    fonts = {face.weight: Font(path, face.weight) for face, path in faces if face.style == "normal"}
    for weight in (REGULAR, SEMIBOLD):
        if weight not in fonts:
            raise fail(f"{THEME}/brand.yaml, fonts", f"no face of weight {weight}", "weights 400 and 600")
    return Look(brand.colours, brand.fonts.family, fonts)


def scale_colours(look: Look, kind: str, count: int, leading_first: bool) -> tuple[str, ...]:
    """Colours of `count` answers in the order of the scale; what the item is about gets blue or dark.

    A Likert scale runs from orange to blue over neutral grey; other scales from light to dark; answers
    without an order have the colours of series.
    """
    if kind == "nominal":
        return tuple(look.colours.series[i % len(look.colours.series)] for i in range(count))
    ends = look.colours.likert if kind == "likert" else _shades(look.colours.primary)
    picked = tuple(ends[i] for i in _spread(count, len(ends), kind == "likert"))
    return picked[::-1] if leading_first else picked


def shades(look: Look, count: int, colour: str | None = None) -> tuple[str, ...]:
    """Colours of `count` waves: the last one in the colour itself (the brand's), earlier ones lighter."""
    available = _shades(colour or look.colours.primary)
    visible = available if count >= len(available) else available[1:]  # the lightest is faint on paper
    return tuple(visible[i] for i in _spread(count, len(visible), False))


def text_on(background: str, look: Look) -> str:
    """White or dark text, whichever has more contrast with the background."""
    on_white, on_dark = contrast(background, "#ffffff"), contrast(background, look.colours.text)
    return "#ffffff" if on_white >= on_dark else look.colours.text


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG defines it, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _shades(colour: str) -> tuple[str, ...]:
    """From a light tint to the colour itself."""
    return tuple(_mixed(colour, white) for white in TINTS)


def _mixed(colour: str, white: float) -> str:
    return "#" + "".join(f"{round(c + (255 - c) * white):02x}" for c in bytes.fromhex(colour[1:]))


def _spread(count: int, available: int, symmetric: bool) -> list[int]:
    """Which of the available colours `count` answers get: both ends, and what lies between them evenly."""
    if symmetric and count % 2 == 0 and count < available:  # no answer in the middle, so no grey
        half = count // 2
        return [*range(half), *range(available - half, available)]
    if count == 1:
        return [available - 1]
    return [round(i * (available - 1) / (count - 1)) for i in range(count)]


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = (c / 255 for c in bytes.fromhex(colour[1:]))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
