"""Headings and ids that would make a report ambiguous are problems."""

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.outline import make_outline

from tests.render import sample


def problems(theme, *chapters) -> list[str]:
    with pytest.raises(DrukproefError) as caught:
        make_outline(chapters, theme.words)
    return [p.found for p in caught.value.problems]


def chapter(markdown: str, name: str = "2"):
    return sample.chapter(name, name, "Titel", sample.Prose(markdown=markdown))


def test_only_second_level_headings_are_numbered(theme):
    outline = make_outline([chapter("## Een\n\n### Twee\n\n## Drie\n\n## Vier {-}\n")], theme.words)
    assert [(h.number, h.text) for h in outline.part("2").headings] == [
        ("2.1", "Een"), ("", "Twee"), ("2.2", "Drie"), ("", "Vier"),
    ]  # fmt: skip


def test_a_skipped_level_and_a_first_level_heading_are_problems(theme):
    assert problems(theme, chapter("# Titel\n\n### Diep\n")) == [
        "a heading of the first level",
        "level 3 follows level 1",
    ]


def test_an_id_that_occurs_in_two_chapters_is_a_problem(theme):
    found = problems(theme, chapter("## A {#sec-a}\n"), chapter("## B {#sec-a}\n", "3"))
    assert found == ["the id 'sec-a' stands here and in chapter 2"]


def test_equal_headings_in_two_chapters_get_different_ids(theme):
    outline = make_outline([chapter("## Gelijk\n"), chapter("## Gelijk\n", "3")], theme.words)
    assert {"sec-2-gelijk", "sec-3-gelijk"} <= set(outline.targets)
