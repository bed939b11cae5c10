"""The models of the definition files in, their JSON Schemas as files out."""

from __future__ import annotations

import json
from pathlib import Path

from drukproef.files import write_text
from drukproef.study.codebook import Codebook
from drukproef.study.facts import Facts
from drukproef.study.frozen import Frozen
from drukproef.study.plan import ChapterPlan
from drukproef.study.settings import StudySettings
from drukproef.study.translation import Translation

MODELS: dict[str, type[Frozen]] = {
    "study": StudySettings,
    "codebook": Codebook,
    "plan": ChapterPlan,
    "facts": Facts,
    "translation": Translation,
}


def write_schemas(folder: Path) -> list[Path]:
    """Write <name>.schema.json for each kind of definition file; returns the paths."""
    paths = []
    for name, model in MODELS.items():
        path = folder / f"{name}.schema.json"
        write_text(path, json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False) + "\n")
        paths.append(path)
    return paths
