"""The HTML is valid, for two validators from npm, which `make verify` installs; and no link of a built report is dead.

Without them these tests are skipped, and with no report the sample alone is checked. What differs from html-validate's recommendations: titles may be as long as a
report's title is, headings and figures have a name of their own (without the link to themselves), and a frame that scrolls is a region without a heading, thus no <section>.
"""

import shutil
import subprocess

import pytest

from tests.render.links import broken_links
from tests.render.sample import ROOT

MODULES = ROOT / ".cache" / "verify" / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = MODULES / ".bin" / "html-validate"
BUILT = sorted(path.parent for path in (ROOT / "reports").glob("*/html"))
CONFIG = ROOT / "tests" / "browser" / "htmlvalidate.json"

pytestmark = pytest.mark.browser


def complaints(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip() if done.returncode else ""


needs_vnu = pytest.mark.skipif(
    not VNU.is_file() or shutil.which("java") is None, reason="vnu-jar or Java is not installed"
)
needs_html_validate = pytest.mark.skipif(not HTML_VALIDATE.exists(), reason="html-validate is not installed")


def nu(*paths):
    return complaints("java", "-jar", VNU, "--Werror", "--stdout", *paths)


def html_validate(*paths):
    return complaints(HTML_VALIDATE, "--config", CONFIG, *paths)


def pages(folder):
    return sorted(folder.rglob("*.html"))


@needs_vnu
def test_the_nu_validator_has_no_complaint(site):
    assert nu(*pages(site)) == ""


@needs_html_validate
def test_html_validate_has_no_complaint(site):
    assert html_validate(*pages(site)) == ""


@needs_vnu
@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.name)
def test_the_nu_validator_has_no_complaint_about_a_report_that_was_built(folder):
    """In CI this runs after the build."""
    assert nu(*pages(folder)) == ""


@needs_html_validate
@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.name)
def test_html_validate_has_no_complaint_about_a_report_that_was_built(folder):
    assert html_validate(*pages(folder)) == ""


@pytest.mark.parametrize(
    ("validator", "complaint"),
    [
        pytest.param(nu, "Unclosed element", marks=needs_vnu),
        pytest.param(html_validate, "close-order", marks=needs_html_validate),
    ],
)
def test_the_validators_do_find_what_is_wrong(site, tmp_path, validator, complaint):
    page = (site / "2.html").read_text(encoding="utf-8")
    (tmp_path / "wrong.html").write_text(page.replace("</article>", "<section></article>"), encoding="utf-8")
    assert complaint in validator(tmp_path / "wrong.html")


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.name)
def test_no_link_of_a_report_that_was_built_is_dead(folder):
    """In CI this runs after the build."""
    assert broken_links(folder) == []
