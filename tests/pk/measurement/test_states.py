"""The full cross product of state, next state and part."""

import itertools

import pytest

from core.errors import NotAllowed, NotNow
from pk.measurement import states
from pk.measurement.models import MeasurementState

ALLOWED = {
    ("DRAFT", "SUBMITTED"): {"RECEIVER"},
    ("RETURNED", "SUBMITTED"): {"RECEIVER"},
    ("SUBMITTED", "RETURNED"): {"SUPERIOR", "STEWARD"},
    ("SUBMITTED", "APPROVED"): {"SUPERIOR", "STEWARD"},
    ("APPROVED", "RETURNED"): {"STEWARD"},
}
EVERYTHING = list(itertools.product(MeasurementState.values, MeasurementState.values, states.PARTS))


@pytest.mark.parametrize(("source", "target", "part"), EVERYTHING)
def test_every_step_is_allowed_or_refused_as_written(source, target, part):
    who = ALLOWED.get((source, target))
    if who is None:
        with pytest.raises(NotNow):
            states.MEASUREMENT.check(source, target, {part})
    elif part not in who:
        with pytest.raises(NotAllowed):
            states.MEASUREMENT.check(source, target, {part})
    else:
        assert states.MEASUREMENT.check(source, target, {part}).sentence


def test_a_state_counts_or_may_be_changed_and_never_both():
    assert set(states.COUNTED) | set(states.CHANGEABLE) == set(MeasurementState)
    assert not set(states.COUNTED) & set(states.CHANGEABLE)
