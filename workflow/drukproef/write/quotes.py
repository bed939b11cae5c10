"""answers/<chapter>.yaml in, lists of quotations as markdown out; what respondents wrote is text, never markup."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from drukproef.study.frozen import Frozen
from drukproef.study.yamlfile import load_model
from drukproef.write.bindings import Bindings
from drukproef.write.page import Markdown
from drukproef.write.printing import escaped


class Theme(Frozen):
    """Quotations on one theme. `source` says who wrote them; `anonymous` that somebody checked them."""

    source: Literal["open question", "interview", "invented"]
    anonymous: bool
    quotes: tuple[str, ...]


class Answers(Frozen):
    """All quotations of a chapter, by theme."""

    themes: dict[str, Theme]


@lru_cache(maxsize=4)
def _answers(path: Path, shown: str, changed: int) -> Answers:
    """The file as it is since it `changed`: a chapter asks for one theme after another."""
    return load_model(Answers, path, shown)


def quotes(bindings: Bindings, theme: str) -> Markdown:
    """A list of the quotations on a theme."""
    page = bindings.page
    path = page.study.answers_of(page.plan.id)
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    themes = _answers(path, path.relative_to(page.study.root).as_posix(), changed).themes
    if theme not in themes:
        page.unknown("theme", theme, themes)
        return Markdown()
    if not themes[theme].anonymous:
        page.problem(
            f"the quotations on '{theme}' have not been checked", "anonymous: true", "check them first"
        )
        return Markdown()
    lines = "\n".join(f"- “{escaped(' '.join(q.split()))}”" for q in themes[theme].quotes)
    return Markdown(f"\n\n::: {{.citaten}}\n{lines}\n:::\n\n")
