"""The proof of a chapter in seconds: only when nothing but its own text changed, and then the same as the workflow's."""

import hashlib
import os
import subprocess
import sys
import time

import pytest
from drukproef.errors import DrukproefError
from drukproef.preview.quick import quick_proof
from drukproef.render.run import render_chapter

TEMPLATE = "templates/tiny/01-ambtsdragers.qmd.j2"


@pytest.fixture
def proofed(tabulated):
    """The tiny study with a proof of chapter 1, older than now and younger than all else."""
    for chapter in ("1", "2"):
        assert tabulated.run("write", "tiny", chapter)[0] == 0
    render_chapter(tabulated.study(), "1")
    age(tabulated)
    return tabulated


def age(project):
    """Put all files in the past, the proof a little later than the rest."""
    then = time.time() - 1000
    for path in project.root.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))
    for path in project.path("reports/tiny/proof").rglob("*.*"):
        os.utime(path, (then + 10, then + 10))


def proof(project):
    told = []
    return quick_proof("tiny", project.root, "1", progress=told.append), told


def digests(project):
    folder = project.path("reports/tiny/proof")
    return {
        p.relative_to(folder): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.fixture
def old_code(monkeypatch, tmp_path):
    """This program counts as unchanged: tests run right after an edit of it."""
    monkeypatch.setattr("drukproef.preview.quick.CODE", tmp_path / "nothing")


@pytest.mark.slow
@pytest.mark.usefixtures("old_code")
def test_a_changed_sentence_gives_the_proof_that_the_workflow_gives(proofed):
    proofed.replace(TEMPLATE, "Mannen voelen zich", "De mannen voelen zich")
    made, told = proof(proofed)
    assert made and told == ["made reports/tiny/proof/1.html and .pdf"]
    quick = digests(proofed)
    assert "De mannen voelen zich" in proofed.path("reports/tiny/proof/1.html").read_text(encoding="utf-8")
    render_chapter(proofed.study(), "1")
    assert digests(proofed) == quick


@pytest.mark.usefixtures("old_code")
def test_nothing_is_done_when_nothing_changed(proofed):
    before = digests(proofed)
    assert proof(proofed) == (True, ["nothing to do: reports/tiny/proof/1.html and .pdf are up to date"])
    assert digests(proofed) == before


@pytest.mark.slow
@pytest.mark.usefixtures("old_code")
@pytest.mark.parametrize(
    "name",
    [
        "data/tiny/plan/1.yaml", "data/tiny/study.yaml", "data/tiny/facts.yaml", "data/tiny/codebook/griffiers.yaml",
        "data/tiny/answers/ambtsdragers-2024.csv", "templates/theme/brand.yaml", "templates/tiny/02-griffiers.qmd.j2",
        "results/tiny/cube/ambtsdragers.parquet", "results/tiny/chapters/2.json", "Snakefile",
    ],
)  # fmt: skip
def test_any_other_change_is_left_to_the_workflow(proofed, name):
    os.utime(proofed.path(name))
    assert proof(proofed) == (False, [])


def test_a_change_of_the_program_is_left_to_the_workflow(proofed, monkeypatch):
    code = proofed.path("code")
    code.mkdir()
    (code / "run.py").write_text("")
    monkeypatch.setattr("drukproef.preview.quick.CODE", code)
    assert proof(proofed) == (False, [])


@pytest.mark.usefixtures("old_code")
def test_a_first_proof_is_left_to_the_workflow(proofed):
    proofed.path("reports/tiny/proof/1.pdf").unlink()
    assert proof(proofed) == (False, [])


@pytest.mark.slow
@pytest.mark.usefixtures("old_code")
def test_a_broken_claim_is_told_and_the_last_proof_stays(proofed):
    before = digests(proofed)
    proofed.replace(TEMPLATE, "man > v.geslacht.vrouw", "man < v.geslacht.vrouw")
    with pytest.raises(DrukproefError, match="the data do not support 'vaker vrij'"):
        proof(proofed)
    assert digests(proofed) == before


def test_writing_a_chapter_loads_no_pandas(tabulated):
    """It takes a quarter of a second, and laying out waits for it."""
    program = (
        "import sys; from pathlib import Path; from drukproef.study import load_study; "
        "from drukproef.write.run import compose; "
        "compose(load_study('tiny', Path.cwd()), '1').write_chapter(); "
        "sys.exit('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tabulated.root, check=False)
    assert done.returncode == 0
