"""No digit reaches the reader without something that vouches for it."""

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.digits import Declared, orphan_digits
from drukproef.render.run import render

from tests.render import sample

DECLARED = Declared(frozenset({"2022", "2024"}), frozenset({"18 tot 35 jaar"}))


def orphans(body: str) -> list[str]:
    return orphan_digits(f"<html><body><nav>1</nav><main>{body}</main></body></html>", DECLARED)


@pytest.mark.parametrize(
    "body",
    [
        '<p><span class="getal" data-cel="x">84%</span> is <span class="bewering">1 op de 8</span></p>',
        '<p>In <span class="vast">artikel 15</span> en <a class="reference" href="#x">tabel 2.1</a></p>',
        '<h2><span class="number">2.1</span> Titel</h2>',
        '<p class="caption">Vrijheid in 2022 en 2024</p>',
        "<table><tr><th>2024</th><th>18 tot 35 jaar</th></tr></table>",
    ],
)
def test_what_is_bound_structural_or_declared_passes(body):
    assert orphans(body) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Van hen is 84% vrij.</p>", "Van hen is 84% vrij."),
        ('<p><span class="getal">84%</span> van 1.082</p>', "van 1.082"),
        ("<p>Dat was in 2022 zo.</p>", "Dat was in 2022 zo."),
        ('<p class="caption">Vrijheid in 2023</p>', "Vrijheid in 2023"),
        ('<p class="remark">Niet: 18 tot 35 jaar</p>', "Niet: 18 tot 35 jaar"),
        ("<table><tr><td>12%</td></tr></table>", "12%"),
        ("<h2>De 3 thema's</h2>", "De 3 thema's"),
    ],
)
def test_anything_else_is_an_orphan(body, found):
    assert found in orphans(body)


def test_an_orphan_stops_the_build_and_is_named(study_with):
    study = study_with(
        "Dit zijn 3 dingen.\n\n## Bron {#sec-bron}\n", sample.likert_figure(),
        sample.trend_figure(), sample.spanning_table(), sample.wide_table(),
    )  # fmt: skip
    with pytest.raises(DrukproefError, match=r"orphan digit: 'Dit zijn 3 dingen\.'"):
        render(study, lambda _: None)
    assert not (study.results / "report" / "html").exists()
