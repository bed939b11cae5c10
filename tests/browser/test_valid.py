"""The HTML is valid, for two validators from npm: `npm install --no-save vnu-jar html-validate` in the project's root.

Without them these tests are skipped. What differs from html-validate's recommendations: titles may be as long as a
report's title is, and a frame that scrolls is a region without a heading, thus no <section>.
"""

import shutil
import subprocess

import pytest

from tests.render.links import broken_links
from tests.render.sample import ROOT

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = ROOT / "node_modules" / ".bin" / "html-validate"
BUILT = sorted(path.parent for path in (ROOT / "reports").glob("*/html"))
CONFIG = ROOT / "tests" / "browser" / "htmlvalidate.json"

pytestmark = pytest.mark.browser


def complaints(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip() if done.returncode else ""


@pytest.mark.skipif(not VNU.is_file() or shutil.which("java") is None, reason="vnu-jar is not installed")
def test_the_nu_validator_has_no_complaint(site):
    assert complaints("java", "-jar", VNU, "--stdout", *sorted(site.glob("*.html"))) == ""


@pytest.mark.skipif(not HTML_VALIDATE.exists(), reason="html-validate is not installed")
def test_html_validate_has_no_complaint(site):
    assert complaints(HTML_VALIDATE, "--config", CONFIG, *sorted(site.glob("*.html"))) == ""


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.name)
def test_no_link_of_a_report_that_was_built_is_dead(folder):
    """In CI this runs after the build."""
    assert broken_links(folder) == []
