"""Chapters laid out apart, at the same time or not, make one PDF in which everything finds its place."""

import io
import subprocess

import pikepdf
import pytest
from drukproef.errors import DrukproefError
from drukproef.render.outline import make_outline
from drukproef.render.pdf import report_pdf
from drukproef.render.pdfjoin import destinations, join
from drukproef.render.pdflayout import Sheet, lay_out, lay_out_all
from drukproef.render.pdftext import read_texts, text_of
from drukproef.render.pdftree import read_tree

from tests.render import sample

CSS = """
@page { size: 10cm; margin: 2cm; @bottom-right { content: "0123456789"; font: 9pt "Source Sans 3"; } }
html { font-family: "Source Sans 3"; }
h1 { bookmark-level: 1; }
"""


@pytest.fixture(scope="module")
def sheet(theme):
    """A small document."""
    base = theme.fonts[0].parent.as_uri() + "/"
    html = '<html lang="nl"><title>Titel</title><body>{}</body></html>'
    return lambda body: Sheet(html.format(body), base, theme.font_css(".") + CSS, base, "x.pdf")


@pytest.fixture(scope="module")
def parts(sheet):
    """Two chapters that refer to each other; the first has two pages."""
    one = '<h1 id="een">Eerste</h1><p>Zie <a href="xref:twee">deel 2</a>.</p><p style="break-before: page">Door.</p>'
    two = '<h1 id="twee">Tweede</h1><p>Zie <a href="xref:een">deel 1</a> en <a href="#twee">hier</a>.</p>'
    return [lay_out(sheet(one)), lay_out(sheet(two))]


@pytest.fixture
def joined(parts):
    with pikepdf.open(io.BytesIO(join(parts))) as document:
        yield document


def test_a_part_tells_its_pages_and_places(parts):
    assert [destinations(part) for part in parts] == [(2, {"een": 0}), (1, {"twee": 0})]


def test_all_pages_and_tags_are_there_in_order(joined):
    top, texts = read_tree(joined), read_texts(joined)
    assert len(joined.pages) == 3
    assert [(e.kind, e.page(), text_of(e, texts)) for e in top.elements] == [
        ("H1", 0, "Eerste"), ("P", 0, "Zie deel 2."), ("P", 1, "Door."),
        ("H1", 2, "Tweede"), ("P", 2, "Zie deel 1 en hier."),
    ]  # fmt: skip


def test_links_to_another_part_lead_there(joined):
    top = read_tree(joined)
    assert [a.target for a in top.annotations()] == ["twee", "een", "twee"]
    assert all("/A" not in a.object for a in top.annotations())
    buffer = io.BytesIO()
    joined.save(buffer)
    assert destinations(buffer.getvalue()) == (3, {"een": 0, "twee": 2})


def test_bookmarks_lead_to_the_pages_of_the_whole(joined):
    with joined.open_outline() as outline:
        pages = [joined.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
        assert [item.title for item in outline.root] == ["Eerste", "Tweede"]
    assert pages == [0, 2]


def test_each_page_has_its_own_number_where_the_digits_ended(parts, tmp_path):
    (tmp_path / "joined.pdf").write_bytes(join(parts))
    (tmp_path / "part.pdf").write_bytes(parts[0])
    ends = []
    for name, words in (("part", ["0123456789"]), ("joined", ["1", "2", "3"])):
        command = ["pdftotext", "-bbox", str(tmp_path / f"{name}.pdf"), "-"]
        try:
            text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        except FileNotFoundError:
            pytest.skip("no pdftotext")
        for word in words:
            line = next(line for line in text.splitlines() if f">{word}</word>" in line)
            ends.append(float(line.split('xMax="')[1].split('"')[0]))
    assert ends == pytest.approx([ends[0]] * 4, abs=0.02)


@pytest.mark.slow
def test_the_number_of_processes_changes_no_byte(theme, tmp_path):
    study = sample.study(tmp_path)
    outline = make_outline(sample.chapters(), theme.words)
    assert report_pdf(study, outline, theme, processes=2) == report_pdf(study, outline, theme, processes=1)


@pytest.mark.slow
def test_problems_of_all_parts_come_at_once(sheet):
    broken = [sheet(f'<p>x<img src="{name}.svg" alt="y"></p>') for name in ("een", "twee")]
    for processes in (1, 2):
        with pytest.raises(DrukproefError, match=r"(?s)een\.svg.*twee\.svg"):
            lay_out_all(broken, processes)
