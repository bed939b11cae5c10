"""The sample report, shared with the tests of the stage."""

from tests.render.conftest import rendered, theme  # noqa: F401
