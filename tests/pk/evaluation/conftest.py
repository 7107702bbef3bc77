import pytest

from tests.given.paper import blank_paper  # noqa: F401


@pytest.fixture(autouse=True)
def no_paper(blank_paper):  # noqa: F811
    """Evaluations are not about paper."""
