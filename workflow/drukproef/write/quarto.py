"""Where the command line finds `write_quarto`; the work is done in `render/quarto/project.py`, which needs the outline."""

from __future__ import annotations

from drukproef.study.load import Study


def write_quarto(study: Study) -> None:
    """Write results/<study>/qmd/: a Quarto book project with one .qmd per chapter."""
    from drukproef.render.quarto.project import write_quarto as write  # a later stage: not at import

    write(study)
