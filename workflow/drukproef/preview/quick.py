"""A chapter in, its proof up to date out, without Snakemake: when nothing but the chapter's own text has changed.

Whatever else changed since the last proof, a plan, the theme, data, this program, is for the workflow to work out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from drukproef.preview.helper import helper
from drukproef.preview.stamps import files_below, newest
from drukproef.study import Study, load_study

CODE = Path(__file__).parents[1]
PARTS = ("figures", "chapters")
"""What the workflow made from the cube before the proof."""


def quick_proof(
    study_id: str,
    root: Path,
    chapter_id: str,
    language: str = "",
    progress: Callable[[str], None] = print,
) -> bool:
    """Bring reports/<study>/proof/<chapter>.{html,pdf} up to date; False when that takes the whole workflow.

    `language` is that of a translated edition, and empty for the main one.

    DrukproefError lists all that is wrong with the text; the last proof then stays as it was.
    """
    proof = root / "reports" / study_id / language / "proof" / chapter_id
    shown = proof.relative_to(root).as_posix()
    made = newest([proof.with_suffix(".pdf")])
    if not made or not proof.with_suffix(".html").is_file():
        return False
    changed = {path for path in _inputs(root, study_id, language) if newest([path]) > made}
    if not changed:
        progress(f"nothing to do: {shown}.html and .pdf are up to date")
        return True
    if not all(_may_be_text(path, root, study_id) for path in changed):
        return False
    with helper() as other:
        study = load_study(study_id, root, language or None)
        if changed - _own_text(study, chapter_id):
            return False
        other.get_ready(study, chapter_id)
        from drukproef.preview.proof import make_proof  # when the other process has started

        make_proof(study, chapter_id, other)
    progress(f"made {shown}.html and .pdf")
    return True


def _inputs(root: Path, study_id: str, language: str) -> Iterator[Path]:
    results = root / "results" / study_id
    made = [results / "cube", results / "comparisons", *(results / language / part for part in PARTS)]
    yield from files_below(root / "data" / study_id, root / "templates", *made)
    yield from CODE.rglob("*.py")
    yield from (root / "config.yaml", root / "Snakefile")


def _may_be_text(path: Path, root: Path, study_id: str) -> bool:
    """Whether a file is the text of some chapter; which one it is of, its plan tells."""
    folders = (root / "templates" / study_id, root / "data" / study_id / "answers")
    return path.suffix in {".j2", ".yaml"} and any(path.is_relative_to(folder) for folder in folders)


def _own_text(study: Study, chapter_id: str) -> set[Path]:
    """The files that no other chapter reads."""
    return {study.text_templates / study.plan(chapter_id).template, study.answers_of(chapter_id)}
