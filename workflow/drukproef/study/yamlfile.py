"""YAML file in, validated model out; every problem with its file, line and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from drukproef.errors import DrukproefError, Problem, fail

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, shown_path: str) -> Any:
    """The content of a YAML file, with line numbers attached; a clear error when it can't be read."""
    if not path.is_file():
        raise fail(
            shown_path,
            "the file does not exist",
            "a YAML file",
            "make it, or mend the name that points to it",
        )
    try:
        content = _parsed(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise fail(
            f"{shown_path}, line {line}", str(error.problem), "valid YAML", "mend this line"
        ) from error
    except UnicodeDecodeError as error:
        raise fail(
            shown_path, f"byte {error.start} is not UTF-8", "a file in UTF-8", "save it as UTF-8"
        ) from error
    if not isinstance(content, CommentedMap):
        raise fail(f"{shown_path}, line 1", "no keys with values", "a mapping, such as 'title: ...'")
    return content


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """The content of a YAML text. A file is read to load it and again to check it; it is parsed once."""
    return YAML(typ="rt").load(text)


def load_model(model: type[Model], path: Path, shown_path: str) -> Model:
    """Read and validate a definition file. All problems come at once."""
    content = read_yaml(path, shown_path)
    try:
        return model.model_validate(_plain(content))
    except ValidationError as error:
        problems = [_problem(model, content, dict(e), shown_path) for e in error.errors()]
        raise DrukproefError(problems) from error


def line_of(content: Any, location: Sequence[str | int]) -> int:
    """The line (from 1) where a value stands, or the line of its nearest parent."""
    line = 1
    for step in location:
        if isinstance(content, CommentedMap) and step in content:
            line = content.lc.key(step)[0] + 1
        elif isinstance(content, CommentedSeq) and isinstance(step, int) and step < len(content):
            line = content.lc.item(step)[0] + 1
        else:
            continue
        content = content[step]
    return line


def _plain(value: Any) -> Any:
    if isinstance(value, CommentedMap):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, CommentedSeq):
        return [_plain(v) for v in value]
    return value


def _problem(model: type[BaseModel], content: Any, error: dict[str, Any], shown_path: str) -> Problem:
    location = [
        step for step in error["loc"] if not (isinstance(step, str) and step in {"AnyOf", "Recode", "Cross"})
    ]
    place = f"{shown_path}, line {line_of(content, location)}"
    key = ".".join(str(s) for s in location)
    if error["type"] == "extra_forbidden":
        known = _known_keys(model, location[:-1])
        close = difflib.get_close_matches(str(location[-1]), known, n=1)
        expected = f"one of: {', '.join(known)}" if known else "no such key"
        return Problem(
            place, f"unknown key '{key}'", expected, f"did you mean '{close[0]}'?" if close else "remove it"
        )
    if error["type"] == "missing":
        return Problem(place, f"'{key}' is missing", "a value for it", "add it")
    if error["type"] == "value_error" and isinstance(error["input"], dict):  # keys that don't fit together
        return Problem(place, str(error["ctx"]["error"]), "keys that fit together", "see docs/authors.md")
    return Problem(place, f"'{key}' is {error['input']!r}", error["msg"])


def _known_keys(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys that are allowed at a place in a model, found by walking its fields' annotations."""
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        field = getattr(current, "model_fields", {}).get(step)
        current = _inner_model(field.annotation) if field is not None else current
    return sorted(getattr(current, "model_fields", {}))


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None
