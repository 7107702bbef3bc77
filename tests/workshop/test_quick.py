"""What the quick run leaves out is there to be left out."""

import pytest

from tests.architecture import house
from workshop import checks


@pytest.mark.parametrize("path", checks.SLOW)
def test_what_is_left_out_exists(path):
    assert (house.ROOT / path).exists()
