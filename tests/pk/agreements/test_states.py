"""The whole cross product of state, next state and part."""

import itertools

import pytest

from core.errors import NotAllowed, NotNow
from pk.agreements.models import AgreementState
from pk.agreements.states import AGREEMENT, GIVER, PARTS, RECEIVER, SOLE, SYSTEM

MAY = {
    (AgreementState.DRAFT, AgreementState.SUBMITTED): {RECEIVER, SOLE},
    (AgreementState.RETURNED, AgreementState.SUBMITTED): {RECEIVER, SOLE},
    (AgreementState.SUBMITTED, AgreementState.RETURNED): {GIVER, SOLE},
    (AgreementState.SUBMITTED, AgreementState.APPROVED): {GIVER, SOLE},
    (AgreementState.APPROVED, AgreementState.RECEIVER_SIGNED): {RECEIVER},
    (AgreementState.RECEIVER_SIGNED, AgreementState.IN_FORCE): {GIVER},
    (AgreementState.APPROVED, AgreementState.IN_FORCE): {SOLE},
    (AgreementState.IN_FORCE, AgreementState.SUPERSEDED): {SYSTEM},
}


@pytest.mark.parametrize(
    ("source", "target", "part"),
    list(itertools.product(AgreementState.values, AgreementState.values, PARTS)),
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
    assert AGREEMENT.targets(AgreementState.SUPERSEDED, PARTS) == []
