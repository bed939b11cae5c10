"""The wrapper around Quarto, with a fake one for each way in which it can end; and for real where it is installed."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.quarto.run import render_with_quarto
from drukproef.study.load import Study

from tests.quarto.conftest import OUTPUTS, Ran, log_line
from tests.render import sample

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole


def failure(ran: Ran, **more: object) -> str:
    """What the error says."""
    with pytest.raises(DrukproefError) as caught:
        ran.render(**more)
    return str(caught.value)


def test_a_good_run_gives_html_and_word(ran: Ran) -> None:
    folder = ran.render()
    assert folder == ran.study.results / "report" / "quarto"
    assert sorted(p.name for p in folder.iterdir()) == sorted(OUTPUTS)
    assert ran.said[0] == f"quarto: Quarto 1.10.18, {ran.quarto.program}"
    assert not (ran.study.results / "quarto").exists()


def test_all_formats_come_from_one_call_with_its_own_log(ran: Ran) -> None:
    ran.render()
    work = str(ran.study.results / "quarto")
    log = str(ran.study.results / "log" / "quarto.jsonl")
    assert ran.quarto.call["argv"] == ["render", work, "--log", log, "--log-format", "json-stream"]
    assert ran.quarto.call["cwd"] == work


def test_cells_run_with_this_python_and_files_have_the_date_of_publication(ran: Ran) -> None:
    ran.render(environment={**ran.quarto.environment, "QUARTO_PYTHON": "/other", "QUARTO_PROFILE": "intern"})
    environment = ran.quarto.call["env"]
    assert environment["QUARTO_PYTHON"] == sys.executable
    assert environment["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert environment["SOURCE_DATE_EPOCH"] == "1727654400"
    assert environment["QUARTO_PROFILE"] == "intern"


def test_it_tells_where_its_numbers_differ(ran: Ran) -> None:
    ran.render()
    assert "quarto: chapter 2 is numbered 1: Quarto counts chapters itself" in ran.said
    assert any("the tables and figures of 'Samenvatting' get other numbers" in line for line in ran.said)


def test_no_quarto_is_an_error_and_never_another_renderer(ran: Ran) -> None:
    assert "it was not found" in failure(ran, environment={"PATH": "/nowhere"})
    assert not (ran.study.results / "report").exists()


@pytest.mark.parametrize("in_log", [True, False])
def test_an_unresolved_reference_is_an_error_with_its_line(ran: Ran, in_log: bool) -> None:
    """Quarto exits with 0. The id is one that the template has, so that its line can be told."""
    words = "(share/filters/main.lua:14000) Unable to resolve crossref @tbl-breed"
    ran.quarto.tell(
        **({"log": [log_line(words, "WARN")]} if in_log else {"said": f"\x1b[33mWARNING {words}\n\x1b[39m"})
    )
    said = failure(ran)
    assert "templates/proef/2.qmd.j2, line 5: Quarto could not resolve the reference '@tbl-breed'" in said
    assert not (ran.study.results / "report" / "quarto").exists()


def test_a_missing_citation_is_an_error_although_the_log_has_it_as_information(ran: Ran) -> None:
    ran.quarto.tell(log=[log_line("[WARNING] Citeproc: citation jansen2020 not found")])
    assert "Quarto could not resolve the citation '@jansen2020'" in failure(ran)


def test_a_missing_file_is_an_error(ran: Ran) -> None:
    ran.quarto.tell(said="[WARNING] Could not fetch resource figures/2/weg.svg")
    assert "could not resolve the file 'figures/2/weg.svg'" in failure(ran)


def test_each_complaint_is_told_once_and_all_together(ran: Ran) -> None:
    words = [f"Unable to resolve crossref @{name}" for name in ("fig-a", "fig-b", "fig-a")]
    ran.quarto.tell(log=[log_line(w, "WARN") for w in words], said="\n".join(f"WARNING {w}" for w in words))
    with pytest.raises(DrukproefError) as caught:
        ran.render()
    assert len(caught.value.problems) == 2


def test_other_warnings_are_passed_on(ran: Ran) -> None:
    ran.quarto.tell(log=[log_line("Duplicate identifier 'x'", "WARN")])
    ran.render()
    assert "quarto warns: Duplicate identifier 'x'" in ran.said


def test_a_crash_tells_exit_code_chapter_and_error(ran: Ran) -> None:
    ran.quarto.tell(
        code=1,
        said="[1/3] index.qmd\n\x1b[32m[2/3] 2.qmd\x1b[39m\nStarting python3 kernel",
        log=[log_line("NameError: name 'x' is not defined", "ERROR")],
    )
    said = failure(ran)
    assert "results/proef/quarto/2.qmd (from templates/proef/2.qmd.j2): Quarto ended with exit code 1" in said
    assert "NameError: name 'x' is not defined" in said
    assert "results/proef/log/quarto.jsonl" in said


def test_a_crash_without_an_error_tells_the_last_words(ran: Ran) -> None:
    ran.quarto.tell(code=70, said="\n".join(f"line {i}" for i in range(40)))
    said = failure(ran)
    assert "exit code 70" in said
    assert "line 39" in said
    assert "line 20" not in said


def test_a_signal_is_told(ran: Ran) -> None:
    ran.quarto.program.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        "if '--version' in sys.argv: print('1.10.18'); sys.exit()\nos.kill(os.getpid(), 9)\n",
        encoding="utf-8",
    )
    assert "Quarto was ended by signal 9" in failure(ran)


@pytest.mark.slow
def test_a_hang_is_ended_with_all_that_it_started(ran: Ran) -> None:
    ran.quarto.tell(hang=True)
    started = time.monotonic()
    said = failure(ran, timeout=1.5)
    assert time.monotonic() - started < 15
    assert "was not ready after 1.5 seconds" in said
    assert "index.qmd" in said
    child = int((ran.quarto.folder / "child.pid").read_text(encoding="utf-8"))
    assert not _runs(child)


def _runs(process: int) -> bool:
    """Whether a process runs; one that has ended but that nobody has asked about does not."""
    for _ in range(20):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize("told", [{"outputs": OUTPUTS[:-1]}, {"empty": ["proef.docx"]}])
def test_a_missing_or_empty_output_is_an_error(ran: Ran, told: dict[str, object]) -> None:
    ran.quarto.tell(**told)
    assert "_book/proef.docx: Quarto ended well, but did not make it" in failure(ran)


def test_a_failure_keeps_the_last_good_result_and_the_files_to_look_at(ran: Ran) -> None:
    made = ran.render() / "index.html"
    good = made.stat().st_ino
    ran.quarto.tell(code=1)
    failure(ran)
    assert made.stat().st_ino == good
    assert (ran.study.results / "quarto" / "_quarto.yml").is_file()


@pytest.mark.quarto
def test_the_real_quarto_makes_the_book(study: Study) -> None:
    if not (os.environ.get("QUARTO_PATH") or shutil.which("quarto")):
        pytest.skip("Quarto is not installed")
    sample.write_chapter(study, sample.chapters()[1].model_copy(update={"number": "1"}))
    folder = render_with_quarto(study, None, lambda _: None)
    page = (folder / "2.html").read_text(encoding="utf-8")
    assert "Tabel" in page
    assert "?@" not in page
    assert (folder / "proef.docx").stat().st_size > 10_000


@pytest.mark.quarto
def test_the_real_quarto_does_not_let_a_broken_reference_pass(study: Study) -> None:
    if not (os.environ.get("QUARTO_PATH") or shutil.which("quarto")):
        pytest.skip("Quarto is not installed")
    name = "drukproef.render.quarto.project.check_references"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name, lambda *_: None)
        blocks = [*sample.chapters()[2].blocks, sample.Prose(markdown="Zie @tbl-niets.")]
        sample.write_chapter(study, sample.chapter("respons", "A", "Respons", *blocks))
        with pytest.raises(DrukproefError, match="@tbl-niets"):
            render_with_quarto(study, None, lambda _: None)
