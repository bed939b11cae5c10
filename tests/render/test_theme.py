"""A wrong brand, font or catalogue is told with its place, before anything is made."""

import re
import shutil

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.glyphs import missing_characters
from drukproef.render.theme import load_theme
from drukproef.theme import Brand, Messages, font_files, load_brand, load_messages

from tests.render.sample import ROOT


@pytest.fixture
def root(tmp_path):
    shutil.copytree(ROOT / "templates" / "theme", tmp_path / "templates" / "theme")
    return tmp_path


def edit(root, name, old, new):
    path = root / "templates" / "theme" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unknown_key_is_told_with_its_line(root):
    edit(root, "brand.yaml", "  muted:", "  mutde:")
    with pytest.raises(DrukproefError, match=r"brand\.yaml, line 6: unknown key 'colours\.mutde'"):
        load_brand(root)


def test_a_changed_font_is_told(root):
    path = root / "templates" / "theme" / "fonts" / "SourceSans3-It.ttf"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(DrukproefError, match=r"fonts/SourceSans3-It\.ttf: SHA-256 is"):
        font_files(root)


def test_a_missing_font_is_told(root):
    (root / "templates" / "theme" / "fonts" / "SourceSans3-Bold.ttf").unlink()
    with pytest.raises(DrukproefError, match=r"SourceSans3-Bold\.ttf: the font file does not exist"):
        font_files(root)


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><rect width="30" height="20"/></svg>'


def _with_logo(root, content):
    edit(root, "brand.yaml", "cover:", "logo: logo.svg\ncover:")
    if content:
        (root / "templates/theme/logo.svg").write_text(content, encoding="utf-8")


def test_a_logo_travels_in_the_style_sheet_with_its_proportions(root):
    assert "--logo" not in load_theme(root, "nl").colour_css(with_dark=True)
    _with_logo(root, LOGO)
    css = load_theme(root, "nl").colour_css(with_dark=True)
    assert '--logo: url("data:image/svg+xml;base64,' in css and "--logo-ratio: 1.5000;" in css


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (None, "the file does not exist"),
        (LOGO[:-6], "the logo can't be drawn"),
        (LOGO.replace("viewBox", "box"), "the logo can't be drawn"),
    ],
)
def test_a_logo_that_is_none_is_told(root, content, found):
    _with_logo(root, content)
    with pytest.raises(DrukproefError, match=rf"templates/theme/logo\.svg: {found}"):
        load_theme(root, "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_catalogues_have_all_words(language):
    assert isinstance(load_messages(ROOT, language), Messages)


def test_a_missing_word_is_told(root):
    edit(root, "messages-nl.yaml", "base: Basis\n", "")
    with pytest.raises(DrukproefError, match="'base' is missing"):
        load_messages(root, "nl")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("role", ["primary", "text", "muted", "higher", "lower"])
def test_text_has_contrast_on_paper_in_boxes_and_on_a_dark_screen(role):
    brand: Brand = load_brand(ROOT)
    for surface in ("#ffffff", brand.colours.surface):
        assert contrast(getattr(brand.colours, role), surface) >= 4.5, (role, surface)
    for surface in (brand.dark.background, brand.dark.surface):
        assert contrast(getattr(brand.dark, role), surface) >= 4.5, (role, surface)
    assert contrast(brand.cover.text, brand.cover.background) >= 4.5


def test_the_style_sheets_name_no_colours_of_their_own():
    """Colours come from brand.yaml; only paper white and ink black are fixed."""
    for path in (ROOT / "templates" / "theme" / "css").glob("*.css"):
        assert set(re.findall(r"#[0-9a-f]{6}\b", path.read_text())) <= {"#ffffff", "#000000"}, path.name


def test_the_font_has_what_dutch_reports_print():
    regular = font_files(ROOT)[0]
    assert missing_characters("Fryslân coördinatie ĳ ‘’“” – … ▲▼ ≤≥ ½ € § \u00a0", regular) == ""
    assert missing_characters("a 漢 b 🙂", regular) == "漢🙂"
