"""Python cells in the embedded renderer: run through Jupyter, in order, with outputs that a report can hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.quarto import kernel
from drukproef.render.quarto.cells import refuse_unsupported
from drukproef.render.quarto.jupyter import with_cells_run
from drukproef.study.load import Study
from drukproef.write.document import Chapter, Prose

from tests.render import sample

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

needs_jupyter = pytest.mark.skipif(
    not (find_spec("nbclient") and find_spec("ipykernel")), reason="Jupyter is not installed"
)
DISPLAY = "from IPython.display import Markdown\n"
Run = Callable[..., Chapter]


def cell(code: str) -> str:
    return f"```{{python}}\n{code}\n```\n"


@pytest.fixture
def run(study: Study) -> Run:
    """Run a chapter of pieces of prose."""

    def chapter_of(*pieces: str, said: list[str] | None = None) -> Chapter:
        chapter = sample.chapter(
            "2", "2", "Titel", *(Prose(markdown=p) for p in pieces), sample.small_table("tbl-x")
        )
        sample.write_chapter(study, chapter)
        return with_cells_run(chapter, study, (said if said is not None else []).append)

    return chapter_of


def prose(chapter: Chapter) -> list[str]:
    return [b.markdown for b in chapter.blocks if isinstance(b, Prose)]


def failure(run: Run, *pieces: str) -> str:
    with pytest.raises(DrukproefError) as caught:
        run(*pieces)
    return str(caught.value)


def test_a_chapter_without_cells_stays_as_it_is_and_needs_no_jupyter(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nbclient", None)
    assert prose(run("Tekst met `code`.\n")) == ["Tekst met `code`.\n"]


def test_without_jupyter_a_cell_is_an_error_that_says_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nbclient", None)
    said = failure(run, f"Tekst.\n\n{cell('1')}")
    assert "templates/proef/2.qmd.j2, line 3: a python cell needs Jupyter" in said
    assert "pip install nbclient ipykernel" in said


@pytest.mark.parametrize(
    "option", ["echo: true", "fig-cap: Een figuur", "code-fold: true", "output: false", "eval: misschien"]
)
def test_an_option_that_it_does_not_know_is_refused_by_name(run: Run, option: str) -> None:
    assert f"line 1: python cell with '#| {option}', which the embedded renderer can't do" in failure(
        run, cell(f"#| {option}\n1")
    )


@needs_jupyter
def test_outputs_take_the_place_of_their_cells_and_share_a_kernel(run: Run) -> None:
    said: list[str] = []
    first = f"Voor.\n\n{cell(DISPLAY + 'x = 12')}\nTussen.\n"
    second = f"{cell('Markdown(f' + repr('[{x}]{{.vast}} keer') + ')')}\nNa.\n"
    made = run(first, second, said=said)
    assert prose(made) == ["Voor.\n\n\n\nTussen.\n", "[12]{.vast} keer\n\nNa.\n"]
    assert len(made.blocks) == 3
    assert said == ["render: 2 python cells of chapter 2"]


@needs_jupyter
def test_options_decide_what_runs_and_what_is_shown(run: Run) -> None:
    shown = cell('#| output: asis\n#| echo: false\nprint("- een\\n- twee")')
    hidden = cell('#| include: false\nprint("stil")')
    skipped = cell("#| eval: false\nraise SystemError")
    assert prose(run(shown + "\n" + hidden + skipped)) == ["- een\n- twee\n\n\n\n"]


@needs_jupyter
def test_a_cell_runs_in_the_project_with_this_python(run: Run, study: Study) -> None:
    made = run(cell(f"{DISPLAY}import os, sys\nMarkdown(os.getcwd() + ' ' + sys.executable)"))
    assert prose(made) == [f"{study.root} {sys.executable}\n"]


@pytest.mark.slow
@needs_jupyter
@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("print('los')", "it prints 'los' as program output"),
        ("1 + 1", "its output is text/plain"),
        ("import sys; print('fout', file=sys.stderr)", "it complains: fout"),
        (
            "from IPython.display import SVG; SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
            "it shows a picture",
        ),
        ("from IPython.display import HTML; HTML('<b>x</b>')", "its output is text/html, text/plain"),
    ],
)
def test_an_output_that_is_no_markdown_is_refused_by_name(run: Run, code: str, named: str) -> None:
    assert f"templates/proef/2.qmd.j2, line 1: python cell: {named}" in failure(run, cell(code))


@needs_jupyter
def test_an_error_in_a_cell_has_its_line(run: Run) -> None:
    said = failure(run, f"Tekst.\n\n{cell('x = 1')}\n{cell('x / 0')}")
    assert "templates/proef/2.qmd.j2, line 7: python cell: ZeroDivisionError: division by zero" in said


@pytest.mark.slow
@needs_jupyter
def test_a_cell_that_hangs_or_dies_is_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "TIMEOUT", 1)
    assert "python cell: not ready after 1 seconds" in failure(run, cell("import time; time.sleep(60)"))
    monkeypatch.setattr(kernel, "TIMEOUT", 60)
    assert "python cell: its kernel died" in failure(run, cell("import os; os._exit(1)"))


@needs_jupyter
def test_what_a_cell_makes_is_checked_like_any_prose(run: Run, study: Study) -> None:
    made = run(cell("#| output: asis\nprint('```{r}\\n1\\n```')"))
    with pytest.raises(DrukproefError, match="r cell"):
        refuse_unsupported(made, study.root)
