"""python -m tests.pdf.verapdf FLAVOUR FILE [FLAVOUR FILE ...]: exit code 1 when a file does not comply."""

import sys
from pathlib import Path

from tests.pdf import verapdf

if reason := verapdf.missing():
    sys.exit(f"veraPDF can't run here: {reason}")
verdict = verapdf.validate(*zip(sys.argv[1::2], map(Path, sys.argv[2::2]), strict=True))
print(verdict.report, end="")
sys.exit(not verdict.complies)
