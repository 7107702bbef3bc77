"""Who is in office on a day, and what stands below a unit, is answered in one place each."""

import re

import pytest

from tests.architecture import house

BY_HAND = {
    r"active_to__|active_from__(lte?|gte?)": "tenants/organization/models.py",
    r"\.active_to (is|==|!=|<|>|<=|>=) ": "tenants/organization/models.py",
    r"parent_id__in|tree_path|while .*\bparent": "tenants/organization/hierarchy.py",
}
"""What asks by hand, and the one file that may: `Appointment.objects.serving`, `hierarchy`."""


@pytest.mark.parametrize("written", BY_HAND)
def test_nobody_asks_by_hand(written):
    asking = {
        house.named(path)
        for path in house.sources()
        if re.search(written, path.read_text(), re.MULTILINE)
    }
    assert asking == {BY_HAND[written]}
