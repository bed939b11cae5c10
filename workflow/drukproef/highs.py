"""Nothing in, a HiGHS solver that says nothing out."""

from __future__ import annotations

import highspy


class QuietHighs(highspy.Highs):
    """HiGHS without callbacks, and without its licence: its own constructor prints that before any option can be set."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
