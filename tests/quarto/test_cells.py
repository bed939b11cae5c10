"""What only Quarto can render is refused by the embedded renderer, by name and line."""

from __future__ import annotations

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.quarto.cells import quarto_constructs, refuse_unsupported
from drukproef.study.load import Study

from tests.render import sample


@pytest.mark.parametrize(
    ("markdown", "named", "line"),
    [
        ("Tekst.\n\n```{python}\nprint(1)\n```\n", "python cell", 3),
        ("~~~~ {python echo=false}\nprint(1)\n~~~~\n", "python cell", 1),
        ("```{r}\n1\n```\n", "r cell", 1),
        ("Een\ngetal: `{python} x`.\n", "python expression", 2),
        ("Een\n\n{{< include x.qmd >}}\n", "shortcode 'include'", 3),
    ],
)
def test_it_is_refused_by_name(study: Study, markdown: str, named: str, line: int) -> None:
    chapter = sample.chapter("2", "2", "Titel", sample.Prose(markdown=markdown))
    sample.write_chapter(study, chapter)
    with pytest.raises(DrukproefError) as caught:
        refuse_unsupported(chapter, study.root)
    (problem,) = caught.value.problems
    assert problem.place == f"templates/proef/2.qmd.j2, line {line}"
    assert problem.found.startswith(f"{named}: the embedded renderer does not run code")


def test_each_is_told_with_its_own_line(study: Study) -> None:
    cell = "```{python}\nprint(1)\n```\n\n"
    chapter = sample.chapter("2", "2", "Titel", sample.Prose(markdown=cell * 2))
    sample.write_chapter(study, chapter)
    assert [c.line for c in quarto_constructs(chapter, study.root)] == [1, 5]


@pytest.mark.parametrize(
    "markdown", ["```python\nprint(1)\n```\n", "Een `{x}` is code.", "[84%]{.getal #2-1} `{.r}`"]
)
def test_code_that_is_only_shown_passes(study: Study, markdown: str) -> None:
    refuse_unsupported(sample.chapter("2", "2", "Titel", sample.Prose(markdown=markdown)), study.root)


def test_the_sample_passes(study: Study) -> None:
    for chapter in sample.chapters():
        refuse_unsupported(chapter, study.root)
