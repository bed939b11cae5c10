"""The template language on the tiny study: what it prints, and what it refuses.

Weighted by hand (weights: gemeente 10, provincie 5): 55 of 100 are free to speak; men 40 of 50, women 10 of 45.
"""

from __future__ import annotations

import json

import pandas as pd
import pytest

TEMPLATE = "templates/tiny/01-ambtsdragers.qmd.j2"
VRIJ = "{{ v | percent }} zich vrij"


def _write(project, text):
    """Write chapter 1 with this as its text; returns exit code, messages and the markdown."""
    head = "{% set v = vrij.eens %}\n"
    project.path(TEMPLATE).write_text(head + text, encoding="utf-8")
    code, errors = project.run("write", "tiny", "1")
    path = project.path("results/tiny/chapters/1.json")
    blocks = json.loads(path.read_text())["blocks"] if path.is_file() else []
    return code, errors, "\n".join(b.get("markdown", b.get("id", "")) for b in blocks)


PRINTED = {
    "{{ v | pct }}": "55%",
    "{{ v | percent }}": "55 procent",
    "{{ v | n }}": "12",
    "{{ vrij | n }}": "12",
    "{{ open.eens | n }}": "11",
    "{{ v | spelled }}": "twaalf",
    "{{ count(laag.gemeente) | spelled }}": "acht",
    "{{ fact('uitgenodigd') | spelled }}": "2.500",
    "{{ v.geslacht.man | pct }}": "80%",
    "{{ v.geslacht.vrouw | pct }}": "22%",  # 10 of 45
    "{{ v[2022] | pct }}": "15%",
    "{{ (v - v[2022]) | points }}": "40 procentpunten",
    "{{ count(laag.gemeente) | n }}": "8",
    "{{ ratio(count(laag.gemeente), fact('uitgenodigd')) | pct }}": "0%",
    "{{ fact('uitgenodigd') | n }}": "2.500",
    "{{ v | words }}": "ruim de helft",
    "{{ v | words('Een kleine meerderheid') }}": "Een kleine meerderheid",
    "{{ claim(v > v[2022]) | says('gestegen') }}": "gestegen",
    "{{ claim(v.geslacht.vrouw < v.geslacht.man) | adverb }}": "minder",
    "{{ claim(v.geslacht.vrouw > v.geslacht.man) | adverb('vaker', 'minder vaak') }}": "minder vaak",
    "{{ claim(v == open.eens) | says('gelijk') }}": "gelijk",
    "{{ lit('artikel 15', source='Gemeentewet') }}": "artikel 15",
    "{{ edition }}": "2024",
    "{{ claim(v <= open.eens) | says('niet hoger') }}": "niet hoger",
    "{{ claim(v >= v[2022]) | says('niet gedaald') }}": "niet gedaald",
    "{{ most(v.geslacht.man) | says('het vaakst') }}": "het vaakst",
    "{{ alike(open.eens.geslacht) | says('gelijk') }}": "gelijk",
    "{{ (count(laag.gemeente) + count(laag.provincie)) | n }}": "12",
    "{{ base(open) | n }}": "11",
    "{{ rule('alpha') | pct }}": "20%",
    "{{ ratio(count(laag.gemeente), base(laag)) | words('twee derde') }}": "twee derde",
}


@pytest.mark.parametrize("expression", PRINTED)
def test_an_expression_prints(tabulated, expression):
    code, errors, markdown = _write(tabulated, f"Tekst {expression} tekst.")
    assert (code, errors) == (0, "")
    assert f"Tekst [{PRINTED[expression]}]{{." in markdown


REFUSED = {
    "Dat is 55 procent.": ["the digits '55' stand in the text itself"],
    "{{ 55 }}": ["digits that nothing computes"],
    "{{ vrj.eens | pct }}": ["unknown item or name 'vrj'", "did you mean 'vrij'?"],
    "{{ vrij.een | pct }}": ["unknown category or net of 'vrij' 'een'", "did you mean 'eens'?"],
    "{{ v.geslagt.man | pct }}": ["unknown banner 'geslagt'", "did you mean 'geslacht'?"],
    "{{ v.geslacht.mannen | pct }}": ["unknown level of 'geslacht' 'mannen'"],
    "{{ v[2023] | pct }}": ["unknown wave '2023'"],
    "{{ open.eens[2022] | pct }}": ["the question was not asked"],
    "{{ v | words('Negen op de tien') }}": [
        "'Negen op de tien' does not fit 55 percent",
        "fits: 'ruim de helft'",
    ],
    "{{ v | words('een heleboel') }}": ["has no rule"],
    "{{ claim(v < v[2022]) | says('gedaald') }}": [
        "claimed lower, found higher: 55,0% (n = 12",
        "15,0% (n = 12",
        "p = 0.0",
    ],
    "{{ claim(v == v[2022]) | says('gelijk') }}": ["found higher", "expected: no significant difference"],
    "{{ claim(v > v[2022]) | says('gedaald') }}": [
        "the words 'gedaald' say lower, the comparison says higher"
    ],
    "{{ claim(v > v[2022], v < open.eens) | says('x') }}": ["a claim that mixes directions"],
    "{{ claim(v) | says('meer') }}": ["a claim without comparisons"],
    "{{ claim(v > tevreden) | says('meer') }}": ["unknown item or name 'tevreden'"],
    "{{ claim(v.geslacht.man > open.eens) | says('meer') }}": ["not tested"],
    "{{ lit('artikel 15') }}": ["has no source"],
    "{{ fact('uitgenodigde') | n }}": ["unknown fact 'uitgenodigde'", "did you mean 'uitgenodigd'?"],
    "{{ wave(2023) }}": ["unknown wave '2023'"],
    "{{ table('tbl-geslagt') }}": ["unknown table 'tbl-geslagt'", "did you mean 'tbl-geslacht'?"],
    "{{ table('tbl-trend') }}{{ table('tbl-trend') }}": ["stands in the text twice"],
    "{{ v | pct": ["the template does not parse"],
    "{{ v | percentage }}": ["the template does not parse: No filter named 'percentage'"],
    "{{ v.geslacht | pct }}": ["is not a cell"],
    "{{ claim(v > v[2022]) | adverb('minder vaak', 'vaker') }}": [
        "the words 'minder vaak' say lower, the comparison says higher"
    ],
    "{{ (v - open.eens) | points }}": ["a difference in points that is no difference", "significant at 0.2"],
    "{{ alike(v.geslacht) | says('gelijk') }}": ["claimed same, found higher"],
    "{{ claim(v <= v[2022]) | says('niet hoger') }}": ["expected: no significant rise"],
    "{{ most(v.geslacht.vrouw) | says('het vaakst') }}": ["claimed higher, found lower"],
    "{{ rule('alfa') | pct }}": ["unknown rule 'alfa'", "did you mean 'alpha'?"],
    "{{ plain('84 procent') }}": ["plain words with digits"],
    "{{ ratio(count(laag.gemeente), 3) | pct }}": ["a ratio of things without a value"],
}


@pytest.mark.parametrize("expression", REFUSED)
def test_an_expression_is_refused_with_place_and_next_step(tabulated, expression):
    code, errors, _ = _write(tabulated, f"\nTekst {expression} tekst.")
    assert code == 1
    assert f"{TEMPLATE}, line 3" in errors
    for text in REFUSED[expression]:
        assert text in errors
    assert "Traceback" not in errors


def test_all_broken_claims_of_a_chapter_come_at_once(tabulated):
    text = "{{ claim(v < v[2022]) | says('gedaald') }}\n\n{{ vrj.eens | pct }}\n\n{{ v | words('de helft') }}"
    code, errors, _ = _write(tabulated, text)
    assert code == 1
    assert "3 problems" in errors
    assert all(f"{TEMPLATE}, line {n}" in errors for n in (2, 4, 6))


def test_the_last_written_chapter_stays_when_a_claim_breaks(tabulated):
    assert tabulated.run("write", "tiny", "1")[0] == 0
    before = tabulated.path("results/tiny/chapters/1.json").read_bytes()
    assert _write(tabulated, "{{ claim(v < v[2022]) | says('gedaald') }}")[0] == 1
    assert tabulated.path("results/tiny/chapters/1.json").read_bytes() == before


def test_each_printed_number_has_its_row_in_the_ledger(tabulated):
    tabulated.run("write", "tiny", "1")
    ledger = pd.read_parquet(tabulated.path("results/tiny/ledger/1.parquet")).set_index("id")
    text = tabulated.path("results/tiny/chapters/1.json").read_text()
    assert all(row in text for row in ledger.index[ledger["kind"].isin(["share", "base"])][:6])
    first = ledger.iloc[0]
    assert (first["text"], first["value"], first["base"]) == ("55 procent", 0.55, 12)
    assert first["cell"] == "ambtsdragers/2024/vrij/eens"
    assert "data/tiny/answers/ambtsdragers-2024.csv=" in first["inputs_sha256"]


def test_words_outside_a_claim_are_listed(tabulated):
    code, errors, _ = _write(tabulated, "Mannen zijn vaker vrij, ruim de helft. {{ v | pct }}")
    assert code == 0
    assert "2 words of comparison or quantity stand outside a claim" in errors
    listed = pd.read_csv(tabulated.path("results/tiny/write/1-unbound.csv"))
    assert listed["text"].tolist() == ["vaker", "helft"]


def test_labels_from_the_data_are_text_and_never_markup(tabulated):
    _, _, markdown = _write(tabulated, "{{ open | label }}")
    assert r"open & \<eerlijk\>" in markdown


def test_a_small_base_is_never_printed(tabulated):
    """With a minimum of 5, the 4 of the provinces are hidden, and so are the others: the total would tell."""
    tabulated.replace("data/tiny/study.yaml", "minimum_base: 2", "minimum_base: 5")
    assert tabulated.run("tabulate", "tiny", "ambtsdragers")[0] == 0
    code, errors, _ = _write(tabulated, "{{ v.laag.provincie | pct }}\n{{ v.laag.gemeente | pct }}")
    assert code == 1
    assert "its base is below the minimum (n = 4)" in errors
    assert "it would give away a small group" in errors


def test_what_is_too_imprecise_is_neither_printed_nor_claimed(tabulated):
    """An effective base of 5: the 4 of the provinces are too few. They are no secret, so the others are shown."""
    rules = "minimum_base: 2, publication: {effective_base: 5}"
    tabulated.replace("data/tiny/study.yaml", "minimum_base: 2", rules)
    tabulated.replace("data/tiny/plan/1.yaml", "banner: geslacht", "banner: laag")
    assert tabulated.run("tabulate", "tiny", "ambtsdragers")[0] == 0
    provinces = "v.laag.provincie"
    code, errors, _ = _write(tabulated, f"{{{{ {provinces} | pct }}}}")
    assert code == 1 and "it is too imprecise (study.yaml, rules, publication) (n = 4)" in errors
    code, errors, _ = _write(tabulated, f"{{{{ claim({provinces} < v.laag.gemeente) | says('minder') }}}}")
    assert (
        code == 1 and "not tested (ambtsdragers/2024/vrij/eens/laag=provincie is imprecise, n = 4)" in errors
    )
    shown = f"{{{{ v.laag.gemeente | pct }}}} {{{{ {provinces} | n }}}} {{{{ rule('effective_base') | n }}}}"
    code, errors, markdown = _write(tabulated, shown + "{{ table('tbl-geslacht') }}")
    assert (code, errors) == (0, "")
    assert [text in markdown for text in ("[50%]", "[4]", "[5]")] == [True] * 3
    blocks = json.loads(tabulated.path("results/tiny/chapters/1.json").read_text())["blocks"]
    cells = next(b for b in blocks if b.get("id") == "tbl-geslacht")["rows"][0]["cells"]
    assert [c["reason"] for c in cells] == ["", "", "te onnauwkeurig"] and cells[2]["text"] == "–"


def test_a_claim_over_a_trend_break_needs_its_caveat(tabulated):
    breaks = (
        "trend_breaks: [{items: [vrij], from_wave: 2024, caveat: In 2024 is de vraag veranderd.}]\nchapters"
    )
    tabulated.replace("data/tiny/study.yaml", "chapters", breaks)
    claim = "{{ claim(v > v[2022]) | says('gestegen') }}"
    code, errors, _ = _write(tabulated, claim)
    assert code == 1 and "'vrij' is compared over a trend break" in errors
    code, errors, markdown = _write(tabulated, claim + "{{ caveat(vrij) }}")
    assert (code, errors) == (0, "")
    assert "^[In [2024]{.vast} is de vraag veranderd.]" in markdown


def test_all_levels_of_a_banner_in_one_go(tabulated):
    code, errors, markdown = _write(tabulated, "{{ v.geslacht | pcts }}")
    assert (code, errors) == (0, "")
    assert markdown.count("{.getal") == 2 and "} en [22%]" in markdown


def test_a_claim_of_several_comparisons_links_them_all(tabulated):
    _, _, markdown = _write(
        tabulated, "{{ claim(v > v[2022], v.geslacht.man > v.geslacht.vrouw) | says('hoger') }}"
    )
    assert 'data-cel="1-0001 1-0002"' in markdown


def test_plain_words_are_not_listed(tabulated):
    code, errors, markdown = _write(tabulated, "Dat gebeurt {{ plain('elk jaar of vaker') }}. {{ v | pct }}")
    assert (code, errors) == (0, "")
    assert "elk jaar of vaker" in markdown


def test_marks_compare_only_with_waves_that_the_table_shows(tabulated):
    """With 2022 left out of the table, a mark against 2022 would say nothing."""
    tabulated.replace("data/tiny/plan/1.yaml", "waves: [2022, 2024]\n    marks", "waves: [2024]\n    marks")
    assert tabulated.run("write", "tiny", "1")[0] == 0
    blocks = json.loads(tabulated.path("results/tiny/chapters/1.json").read_text())["blocks"]
    trend = next(b for b in blocks if b.get("id") == "tbl-trend")
    assert [c["mark"] for r in trend["rows"] for c in r["cells"]] == ["", ""]


def test_a_column_with_several_bases_can_not_show_one(tabulated):
    tabulated.replace(
        "data/tiny/plan/1.yaml", "total: true\n    marks: rest", "total: true\n    n: column\n    marks: rest"
    )
    code, errors = tabulated.run("write", "tiny", "1")
    assert code == 1
    assert "the bases of totaal differ by row, from 11 to 12" in errors


def test_a_difference_below_the_minimum_is_neither_marked_nor_claimed(tabulated):
    """Men and women differ by 58 points: with a minimum of 60 that is not worth a word."""
    tabulated.replace("data/tiny/study.yaml", "minimum_base: 2", "minimum_difference: 0.6, minimum_base: 2")
    assert tabulated.run("tabulate", "tiny", "ambtsdragers")[0] == 0
    code, errors, _ = _write(
        tabulated,
        "{{ claim(v.geslacht.man > v.geslacht.vrouw) | says('vaker') }}\n{{ table('tbl-geslacht') }}",
    )
    assert code == 1 and "found no significant difference" in errors
    code, errors, _ = _write(
        tabulated,
        "{{ claim(v.geslacht.man == v.geslacht.vrouw) | says('even vaak') }}\n{{ table('tbl-geslacht') }}",
    )
    assert (code, errors) == (0, "")
    blocks = json.loads(tabulated.path("results/tiny/chapters/1.json").read_text())["blocks"]
    table = next(b for b in blocks if b.get("id") == "tbl-geslacht")
    assert [c["mark"] for c in table["rows"][0]["cells"]] == ["", "", ""]
