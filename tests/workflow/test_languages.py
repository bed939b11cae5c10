"""Both editions of the tiny study, built by Snakemake: each in its folder, and only what depends is made again."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Project, new_project
from tests.english import TRANSLATION, add_english
from tests.render.links import broken_links

pytestmark = pytest.mark.slow
MADE = (
    "html/1.html",
    "html/2.html",
    "html/index.html",
    "tiny.pdf",
    "tiny.docx",
    "tabellenboek.html",
    "tabellenboek.xlsx",
)


def _hashes(folder: Path) -> dict[str, str]:
    """What people see of the Dutch edition. The hash of study.yaml is in the ledger, so that one is left out, and so
    are the links to the other language and to files (whose list says how large that ledger is)."""
    return {name: hashlib.sha256(_alone((folder / name).read_bytes())).hexdigest() for name in MADE}


def _alone(content: bytes) -> bytes:
    apart = (
        rb'<link rel="alternate".*?>\n|<nav class="languages".*?</nav>\n|<section class="files".*?</section>'
    )
    return re.sub(apart, b"", content, flags=re.DOTALL)


def _times(root: Path) -> dict[str, int]:
    files = [p for f in ("results", "reports") for p in (root / f).rglob("*") if p.is_file()]
    return {p.relative_to(root).as_posix(): p.stat().st_mtime_ns for p in files if "log" not in p.parts}


@pytest.fixture(scope="module")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, str]]:
    """The study built in Dutch, then again with an English edition; and what the first build gave."""
    project = new_project(tmp_path_factory.mktemp("built") / "project")
    done = project.build()
    assert done.returncode == 0, done.stderr + done.stdout
    before = _hashes(project.path("reports/tiny"))
    done = add_english(project).build()
    assert done.returncode == 0, done.stderr + done.stdout
    return project, before


@pytest.fixture
def built(_built_once: tuple[Project, dict[str, str]], tmp_path: Path) -> Project:
    """A copy of both editions."""
    root = tmp_path / "project"
    shutil.copytree(_built_once[0].root, root)
    return Project(root)


def test_the_english_report_is_beside_the_dutch_one(_built_once):
    project, _ = _built_once
    assert all(project.path(f"reports/tiny/en/{name}").is_file() for name in MADE)
    assert project.path("results/tiny/en/qmd/_quarto.yml").is_file()
    page = project.path("reports/tiny/en/html/1.html").read_text(encoding="utf-8")
    for text in (
        'lang="en"',
        "Table 1.1",
        "55 per cent",
        "2,500",
        "I feel free",
        "significantly higher",
        "Please note",
    ):
        assert text in page
    for text in ("Tabel ", "Figuur ", "procent", "Ik voel me", "Basis:", "Let op"):
        assert text not in page


def test_no_link_of_either_report_is_dead(_built_once):
    project, _ = _built_once
    assert broken_links(project.path("reports/tiny")) == []
    links = project.path("reports/tiny/html/index.html").read_text(encoding="utf-8")
    assert "../en/html/index.html" in links and "../tiny.docx" in links and "../open-data/cube.csv" in links


def test_there_is_one_cube_for_both(_built_once):
    project, _ = _built_once
    assert not [
        p for p in project.path("results/tiny/en").iterdir() if p.name in {"cube", "weights", "responses"}
    ]


def test_the_dutch_report_has_the_bytes_that_it_had_alone(_built_once):
    project, before = _built_once
    assert _hashes(project.path("reports/tiny")) == before


def test_nothing_to_do_does_nothing(built):
    before = _times(built.root)
    done = built.build()
    assert "Nothing to be done" in done.stdout + done.stderr
    assert _times(built.root) == before


def test_a_changed_translation_makes_only_that_edition_again(built):
    before = _times(built.root)
    built.replace(TRANSLATION, "title: Clerks", "title: Clerks of councils")
    done = built.build()
    assert done.returncode == 0, done.stderr + done.stdout
    made_again = {name for name, time in _times(built.root).items() if before.get(name) != time}
    assert {"results/tiny/en/chapters/2.json", "reports/tiny/en/tiny.pdf"} <= made_again
    assert all(name.startswith(("results/tiny/en/", "reports/tiny/en/")) for name in made_again)


def test_a_missing_translation_stops_the_build_and_one_language_can_be_built_alone(built):
    built.replace(TRANSLATION, "    title: Clerks\n", "")
    done = built.build()
    assert done.returncode == 1
    assert "chapters.2.title has no translation: 'Griffiers'" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    done = built.build("--config", "language=nl")
    assert done.returncode == 0, done.stderr + done.stdout


def test_the_proof_of_a_chapter_in_one_language(built):
    done = built.build("--config", "chapter=2", "language=en", "--", "chapter")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "table 2.1" in built.path("reports/tiny/en/proof/2.html").read_text(encoding="utf-8")
    assert not built.path("reports/tiny/proof/2.html").exists()
