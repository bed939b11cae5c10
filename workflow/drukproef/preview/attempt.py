"""A step in, what is wrong with it out: in a preview nothing that an author writes may stop the program."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import TemplateError

from drukproef.errors import DrukproefError, Problem
from drukproef.theme.brand import THEME


def problems_of(step: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems of a step; nothing when it succeeds."""
    try:
        step()
    except DrukproefError as error:
        return error.problems
    except TemplateError as error:
        place = f"{THEME}/{getattr(error, 'name', None) or '*.html.j2'}"
        line = f", line {error.lineno}" if hasattr(error, "lineno") else ""
        return (Problem(place + line, str(error.message), "a template that Jinja can fill", "mend it"),)
    except OSError as error:  # a file that an editor or another build has just moved
        return (Problem(str(error.filename), str(error.strerror), "a file that stays", "save it again"),)
    return ()
