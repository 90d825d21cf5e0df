"""The features, run through the real container over the in-process sandbox."""

import pytest

# Steps are no test modules: only so do their assertions say what differs.
pytest.register_assert_rewrite("tests.scenarios.steps")
