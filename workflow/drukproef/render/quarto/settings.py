"""Study and outline in, the settings of a Quarto book out."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

from drukproef.render.outline import Outline
from drukproef.render.theme import Theme
from drukproef.study.load import Study

OUTPUT = "_book"


def book_settings(study: Study, outline: Outline, theme: Theme, files: dict[str, str]) -> dict[str, Any]:
    """What _quarto.yml says: chapters, appendices, language, numbering and formats."""
    settings = study.settings
    book: dict[str, Any] = {"title": settings.title}
    book |= {"subtitle": settings.subtitle} if settings.subtitle else {}
    book |= {"author": settings.author, "date": settings.published.isoformat(), "output-file": study.id}
    book |= {"page-footer": settings.notice} if settings.notice else {}
    book["chapters"] = [files[part.id] for part in outline.parts if not part.is_appendix]
    appendices = [files[part.id] for part in outline.parts if part.is_appendix]
    book |= {"appendices": appendices} if appendices else {}
    return {
        "project": {"type": "book", "output-dir": OUTPUT},
        "book": book,
        "lang": settings.language,
        "number-sections": True,
        "number-depth": 2,
        "toc": True,
        "execute": {"echo": False},
        "format": {
            "html": {
                "css": "drukproef.css",
                "default-image-extension": "svg",
                "html-math-method": "mathml",  # other methods load a script from elsewhere
            },
            "docx": {
                "reference-doc": "reference.docx",
                "default-image-extension": "png",
                "toc-title": theme.words.contents,
            },
        },
    }


def yaml_text(values: dict[str, Any]) -> str:
    """Settings as YAML, in their own order."""
    writer = YAML()
    writer.default_flow_style = False
    writer.width = 4096
    target = io.StringIO()
    writer.dump(values, target)
    return target.getvalue()
