"""Every PDF that the project makes complies, says veraPDF; and it sees a PDF that doesn't."""

from pathlib import Path

import pikepdf
import pytest
from drukproef.render.run import render_chapter

from tests.pdf import verapdf
from tests.render import sample

pytestmark = [
    pytest.mark.verapdf,
    pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing() or "veraPDF is here"),
]
REPORTS = sample.ROOT / "reports"


def test_the_sample_its_proofs_and_its_archive_comply(rendered, tmp_path):
    archive = rendered.folder / "proef-archief.pdf"
    proofs = [("ua1", render_chapter(sample.study(tmp_path), c)[1]) for c in ("samenvatting", "2", "respons")]
    verdict = verapdf.validate(("ua1", rendered.pdf), ("ua1", archive), ("3a", archive), *proofs)
    assert verdict.complies, verdict.report


def test_reports_that_have_been_built_comply():
    """In CI this runs after the build."""
    files = [("ua1", path) for path in _reports()]
    files += [("3a", path) for path in _reports() if path.stem.endswith("-archief")]
    if not files:
        pytest.skip("no report has been built")
    verdict = verapdf.validate(*files)
    assert verdict.complies, verdict.report


def _reports() -> list[Path]:
    return sorted(REPORTS.glob("*/*.pdf")) + sorted(REPORTS.glob("*/proof/*.pdf"))


def test_a_report_without_tags_does_not(rendered, tmp_path):
    with pikepdf.open(rendered.pdf) as document:
        del document.Root.StructTreeRoot
        document.save(tmp_path / "bare.pdf")
    verdict = verapdf.validate(("ua1", tmp_path / "bare.pdf"))
    assert not verdict.complies
    assert "7.1-" in verdict.report
