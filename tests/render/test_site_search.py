"""The index of the search holds what a chapter says, once, with the place where it says so."""

import json
import re

import pytest
from drukproef.render.html.search import indexed

PAGE = """<body><nav>weg</nav><article><h1 id="sec-2">2 Vrij <a class="permalink" href="#sec-2">#</a></h1>
<p>Van de <em>ambts</em>dragers<sup class="noteref"><button>1</button></sup><span class="notepop">weg</span> is 84% vrij.</p>
<h2 id="sec-b">Bron</h2><ul><li>een</li><li>twee</li></ul>
<div class="table wide" id="tbl-a"><p class="caption">Tabel 2.1 Vrij</p><table><tr><th></th><th>Man</th><td>12%</td></tr><tr><th>Vrij</th></tr></table></div>
<p>Daarna.</p>
<figure id="fig-a"><figcaption>Figuur 2.1 Trend<br>Basis: allen</figcaption><img alt="Staafdiagram: hoger."><p class="downloads">weg</p></figure>
<section class="notes"><h2 id="notes-title">Noten</h2><ol><li id="note-2-1">Zie de wet. <a class="back">weg</a></li></ol></section>
</article></body>"""


@pytest.fixture
def index(rendered):
    text = (rendered.folder / "html" / "search-index.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("window.searchIndex = ").removesuffix(";\n"))


def test_a_page_is_split_at_headings_tables_figures_and_notes():
    entries = [(e.id, e.title, e.text) for e in indexed("2.html", "2 Vrij", PAGE).entries]
    assert entries == [
        ("sec-2", "2 Vrij", "Van de ambtsdragers is 84% vrij."),
        ("sec-b", "Bron", "een twee Daarna."),
        ("tbl-a", "Tabel 2.1 Vrij", "Man · Vrij"),
        ("fig-a", "Figuur 2.1 Trend Basis: allen", "Staafdiagram: hoger."),
        ("note-2-1", "", "Zie de wet."),
    ]


def test_every_entry_leads_to_a_place_on_its_page(rendered, index):
    assert [page["file"] for page in index] == ["samenvatting.html", "2.html", "respons.html"]
    for page in index:
        ids = rendered.page(page["file"].removesuffix(".html")).xpath("//@id")
        assert {entry[0] for entry in page["entries"]} <= set(ids)


def test_every_sentence_can_be_found(rendered, index):
    said = " ".join(" ".join(entry[1:]) for page in index for entry in page["entries"])
    for name in ("samenvatting", "2", "respons"):
        for paragraph in rendered.page(name).xpath("//article/p"):
            for hidden in paragraph.xpath('.//*[@class="noteref" or @class="notepop"]'):
                hidden.drop_tree()
            assert " ".join(paragraph.text_content().split()) in said
    assert "Gemeentewet" in said  # in a note
    assert "Staafdiagram" in said  # what a figure shows


def test_a_text_that_looks_like_markup_is_only_text(index):
    said = json.dumps(index, ensure_ascii=False)
    assert "<script>alert('x')</script> & anders" in said


def test_the_script_knows_each_element_that_it_asks_for(rendered):
    script = (rendered.folder / "html" / "search.js").read_text(encoding="utf-8")
    ids = rendered.page("2").xpath("//@id")
    asked = set(re.findall(r'getElementById\("([\w-]+)"\)', script)) - {"search-index"}
    assert asked and asked <= set(ids)
