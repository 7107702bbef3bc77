"""The whole cross product of state, next state and part."""

import itertools

import pytest

from core.errors import NotAllowed, NotNow
from pk.agreements.models import State
from pk.agreements.states import AGREEMENT, GIVER, PARTS, RECEIVER, SOLE, SYSTEM

MAY = {
    (State.DRAFT, State.SUBMITTED): {RECEIVER, SOLE},
    (State.RETURNED, State.SUBMITTED): {RECEIVER, SOLE},
    (State.SUBMITTED, State.RETURNED): {GIVER, SOLE},
    (State.SUBMITTED, State.APPROVED): {GIVER, SOLE},
    (State.APPROVED, State.RECEIVER_SIGNED): {RECEIVER},
    (State.RECEIVER_SIGNED, State.IN_FORCE): {GIVER},
    (State.APPROVED, State.IN_FORCE): {SOLE},
    (State.IN_FORCE, State.SUPERSEDED): {SYSTEM},
}


@pytest.mark.parametrize(
    ("source", "target", "part"), list(itertools.product(State.values, State.values, PARTS))
)
def test_who_may_take_an_agreement_where(source, target, part):
    allowed = MAY.get((source, target))
    if allowed is None:
        with pytest.raises(NotNow):
            AGREEMENT.check(source, target, {part})
    elif part not in allowed:
        with pytest.raises(NotAllowed):
            AGREEMENT.check(source, target, {part})
    else:
        assert AGREEMENT.check(source, target, {part}).target == target


def test_nobody_leaves_a_superseded_agreement():
    assert AGREEMENT.targets(State.SUPERSEDED, PARTS) == []
