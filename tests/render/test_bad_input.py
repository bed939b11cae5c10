"""What is wrong with the theme, a figure or a plan stops the report with its place and the next step; the last one stays."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from drukproef.render.publish import publish

from tests.conftest import Project

THEME = "templates/theme"
FIGURE = "results/tiny/figures/1/fig-stellingen.svg"
CSS = f"{THEME}/css/print.css"
FONT = f"{THEME}/fonts/SourceSans3-It.ttf"
PLAN = "data/tiny/plan/2.yaml"


@pytest.fixture(scope="module")
def _rendered_once(_tabulated_once: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("rendered") / "project"
    shutil.copytree(_tabulated_once.root, root)
    made = Project(root)
    for chapter in ("1", "2"):
        assert made.run("write", "tiny", chapter)[0] == 0
    assert made.run("render", "tiny")[0] == 0
    publish(made.study())
    return made


@pytest.fixture
def project(_rendered_once: Project, tmp_path: Path) -> Project:
    """The tiny study with a report, in a folder of its own."""
    root = tmp_path / "project"
    shutil.copytree(_rendered_once.root, root)
    return Project(root)


def sums(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


CASES = {
    "a font that is gone": (FONT, None, None, [f"{FONT}: the font file does not exist", "restore the file"]),
    "a style sheet that is gone": (CSS, None, None, [f"{CSS}: the file does not exist", "restore it"]),
    "a figure that is no drawing": (FIGURE, "</svg>", "", [f"{FIGURE}: the image of fig-stellingen can't be drawn",
                                                           "next: run: drukproef draw tiny 1"]),
    "a figure that is something else": (FIGURE, None, "<html/>", [f"{FIGURE}: the image of fig-stellingen can't be drawn: its root is 'html'"]),
    "a template of the theme that does not parse": (f"{THEME}/chapter.html.j2", "{% endset %}", "",
                                                    [f"{THEME}/chapter.html.j2, line ", "a template that Jinja can fill"]),
    "a template of the theme with an unknown word": (f"{THEME}/table.html.j2", "{{ words.n }}", "{{ words.nn }}",
                                                     [f"{THEME}/table.html.j2, line ", "no attribute 'nn'"]),
    "a brand with an unknown key": (f"{THEME}/brand.yaml", "  muted:", "  mutde:", [f"{THEME}/brand.yaml, line 6: unknown key", "did you mean 'muted'?"]),
    "a chapter without a title": (PLAN, "title: Griffiers\n", "", [f"{PLAN}, line 1: 'title' is missing", "next: add it"]),
    "a chapter with an empty title": (PLAN, "title: Griffiers", 'title: ""', [f"{PLAN}, line 3: 'title' is ''", "at least 1 character"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_with_its_place_and_the_report_stays(project, case):
    file, old, new, messages = CASES[case]
    before = sums(project.path("results/tiny/report")), sums(project.path("reports"))
    if old is not None:
        project.replace(file, old, new)
    elif new is None:
        project.path(file).unlink()
    else:
        project.path(file).write_text(new, encoding="utf-8")
    code, said = project.run("render", "tiny")
    assert code == 1 and "expected:" in said
    assert all(message in said for message in messages), said
    assert (sums(project.path("results/tiny/report")), sums(project.path("reports"))) == before


def test_a_table_too_wide_for_the_page(project):
    template = "templates/tiny/02-griffiers.qmd.j2"
    headers = [f"Groep {chr(97 + i)}" for i in range(25)]
    grid = f'{{{{ grid("tbl-breed", title="Breed", columns={headers}, rows=[["Griffiers", {", ".join(["tevreden | n"] * 25)}]]) }}}}'
    path = project.path(template)
    path.write_text(f"{path.read_text(encoding='utf-8')}\nZie @tbl-breed.\n\n{grid}\n", encoding="utf-8")
    assert project.run("write", "tiny", "2")[0] == 0
    before = sums(project.path("reports"))
    code, said = project.run("render", "tiny")
    assert code == 1
    assert f"{template}, tbl-breed: the table is too wide for the page: 25 columns" in said
    assert "next: in the plan, show fewer levels" in said
    assert sums(project.path("reports")) == before
