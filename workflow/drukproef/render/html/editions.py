"""A study in, the way from a page to the same page in the report's other languages out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from drukproef.study.load import Study
from drukproef.theme.messages import load_messages


@dataclass(frozen=True)
class Edition:
    """The report in another language. `folder` is that of its pages, seen from the pages of this one."""

    language: str
    name: str  # of the language, in that language
    folder: str


def other_editions(study: Study) -> tuple[Edition, ...]:
    """All other languages of the study, in the order of study.yaml."""
    settings = study.settings
    others = [language for language in settings.languages if language != settings.language]
    return tuple(
        Edition(language, load_messages(study.root, language).language_name, _folder(study, language))
        for language in others
    )


def _folder(study: Study, language: str) -> str:
    """The main language has its pages in html/, another one in <language>/html/."""
    main = study.settings.languages[0]
    here, there = (f"{'' if name == main else name}/html" for name in (study.settings.language, language))
    return posixpath.relpath(f"/{there}", f"/{here}")
