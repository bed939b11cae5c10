"""A chapter whose text changed in, its page and PDF proof out, on two processors."""

from __future__ import annotations

from drukproef.errors import DrukproefError
from drukproef.files import write_bytes, write_text
from drukproef.preview.helper import Helper, read_outline
from drukproef.study import Study
from drukproef.write.run import compose


def make_proof(study: Study, chapter_id: str, other: Helper) -> None:
    """Write the chapter, and replace its proof in reports/<study>/proof/ when all went well."""
    composed = compose(study, chapter_id)
    composed.write_chapter()
    laid_out = other.lay_out(study, chapter_id)
    composed.write_evidence()
    # Not above: the other process would wait for it.
    from drukproef.render.html.files import write_element_files, write_style
    from drukproef.render.site import chapter_pages

    theme, outline = read_outline(study)
    part = outline.part(chapter_id)
    (page,) = chapter_pages(study, outline, theme, (part,), site="../html/")
    pdf, problems = laid_out.result()
    if problems:
        raise DrukproefError(problems)
    folder = study.text_reports / "proof"
    write_style(theme, folder)
    write_element_files(study, part, theme, folder)
    write_text(folder / part.file, page)
    write_bytes(folder / f"{part.id}.pdf", pdf)
