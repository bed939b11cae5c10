"""Same input, same bytes; a failure leaves the last report as it was; a proof has the whole's numbers."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from drukproef.errors import DrukproefError
from drukproef.render.publish import publish
from drukproef.render.run import render, render_chapter

from tests.render import sample


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_the_same_bytes_in_another_folder(rendered, tmp_path):
    study = sample.study(tmp_path / "a folder with a longer name")
    render(study, lambda _: None)
    assert sums(study.results / "report") == sums(rendered.folder)


@pytest.mark.slow
def test_the_same_bytes_in_another_process_at_another_time_zone(rendered, tmp_path):
    program = (
        "import sys; from pathlib import Path; from tests.render import sample;"
        "from drukproef.render.run import render; render(sample.study(Path(sys.argv[1])), print)"
    )
    settings = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, str(tmp_path)]
    subprocess.run(command, check=True, cwd=sample.ROOT, env=environment, capture_output=True)
    assert sums(tmp_path / "results" / "proef" / "report") == sums(rendered.folder)


def test_no_file_knows_where_it_was_made(rendered):
    root = str(rendered.study.root).encode()
    with pikepdf.open(rendered.pdf) as document:
        streams = [o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream)]
    assert not any(root in stream for stream in streams)
    for path in rendered.folder.rglob("*"):
        assert not path.is_file() or root not in path.read_bytes(), path


def test_a_failure_leaves_the_last_report_as_it_was(tmp_path):
    study = sample.study(tmp_path)
    render(study, lambda _: None)
    publish(study)
    before = sums(study.results / "report"), sums(study.reports)
    (study.results / "figures" / "2" / "fig-trend.svg").unlink()
    with pytest.raises(DrukproefError, match="the image of fig-trend does not exist"):
        render(study, lambda _: None)
    assert (sums(study.results / "report"), sums(study.reports)) == before


@pytest.mark.slow
def test_a_failure_halfway_leaves_nothing_behind(tmp_path, monkeypatch):
    study = sample.study(tmp_path)
    render(study, lambda _: None)
    before = sums(study.results)
    monkeypatch.setattr("drukproef.render.run.report_pdf", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        render(study, lambda _: None)
    assert sums(study.results) == before


@pytest.mark.slow
def test_a_second_report_replaces_the_first_whole(tmp_path):
    study = sample.study(tmp_path)
    render(study, lambda _: None)
    publish(study)
    (study.reports / "html" / "old.html").write_text("old")
    publish(study)
    published, made = sums(study.reports), sums(study.results / "report")
    assert published.pop("html/index.html") != made.pop("html/index.html")  # it lists the files
    assert published == made


def test_publishing_nothing_says_what_to_do(tmp_path):
    with pytest.raises(DrukproefError, match="drukproef render proef"):
        publish(sample.study(tmp_path))


def test_a_missing_chapter_is_named(tmp_path):
    study = sample.study(tmp_path)
    (study.results / "chapters" / "respons.json").unlink()
    with pytest.raises(
        DrukproefError, match=r"results/proef/chapters/respons\.json: the file does not exist"
    ):
        render(study, lambda _: None)


def test_a_proof_has_the_numbers_of_the_whole_and_links_to_it(tmp_path):
    study = sample.study(tmp_path)
    page, pdf = render_chapter(study, "respons")
    assert (page.name, pdf.name) == ("respons.html", "respons.pdf")
    assert "Tabel&nbsp;A.1" in page.read_text() or "Tabel\u00a0A.1" in page.read_text()
    assert 'href="../html/2.html"' in page.read_text()
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Bijlage A Respons en weging"]


def test_a_proof_does_not_link_to_chapters_that_it_lacks(tmp_path):
    study = sample.study(tmp_path)
    _, path = render_chapter(study, "samenvatting")
    with pikepdf.open(path) as document:
        links = [a for page in document.pages for a in page.obj.get("/Annots", [])]
    assert len(links) == 1  # @tbl-kern
