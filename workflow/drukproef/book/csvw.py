"""A study in, the description of cube.csv as CSV on the Web metadata out."""

from __future__ import annotations

import json
from typing import Any, get_args

from drukproef.book.cells import BookCell
from drukproef.book.cube_csv import KEY
from drukproef.book.texts import column_text
from drukproef.book.words import Words
from drukproef.study import Study
from drukproef.study.statistics import Kind
from drukproef.tabulate.cell import Status

ID = {"base": "string", "format": "[a-z][a-z0-9_]*"}
COUNT = {"base": "integer", "minimum": 0}
AMOUNT = {"base": "double", "minimum": 0}
MARK = {"base": "string", "format": "higher|lower"}
DATATYPES: dict[str, Any] = {
    "population": "string",
    "wave": "integer",
    "item": ID,
    "category": ID,
    "is_net": "boolean",
    "statistic": {"base": "string", "format": "|".join(get_args(Kind))},
    "banner": ID,
    "level": ID,
    "status": {"base": "string"},  # with those that the study has
    "n": COUNT,
    "n_category": COUNT,
    "n_weighted": AMOUNT,
    "estimate": AMOUNT,
    "se": AMOUNT,
    "ci_low": "double",
    "ci_high": "double",
    "deff": AMOUNT,
    "n_eff": AMOUNT,
    "rest_mark": MARK,
    "previous_wave": "integer",
    "previous_mark": MARK,
}
REQUIRED = {*KEY, "is_net", "statistic", "status"}


def csvw_text(study: Study, csv_name: str, words: Words) -> str:
    """The metadata as JSON; https://www.w3.org/TR/tabular-metadata/."""
    return json.dumps(_description(study, csv_name, words), ensure_ascii=False, indent=2) + "\n"


def _description(study: Study, csv_name: str, words: Words) -> dict[str, Any]:
    settings = study.settings
    notice = f" {words.notice}: {settings.notice}" if settings.notice else ""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": settings.language}],
        "url": csv_name,
        "dc:title": words.cube_title.format(title=settings.title),
        "dc:description": words.cube_description + notice,
        "dc:creator": settings.author,
        "dc:publisher": settings.client,
        "dc:issued": {"@value": settings.published.isoformat(), "@type": "xsd:date"},
        "dc:language": settings.language,
        "dc:rights": settings.licence,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [_column(study, name, words) for name in BookCell._fields],
            "primaryKey": list(KEY),
        },
    }


def _column(study: Study, name: str, words: Words) -> dict[str, Any]:
    """A column; the first title is the header of the file, by which validators match it."""
    text = column_text(study, name, words)
    return {
        "name": name,
        "titles": list(dict.fromkeys((name, text))),
        "datatype": DATATYPES[name] if name != "status" else DATATYPES[name] | {"format": _statuses(words)},
        "required": name in REQUIRED,
    }


def _statuses(words: Words) -> str:
    """All that a row can have."""
    hidden = (status for status in words.statuses if status is not Status.NOT_ASKED)
    return "|".join((Status.SHOWN, *hidden))
