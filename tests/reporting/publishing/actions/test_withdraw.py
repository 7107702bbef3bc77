"""Withdraw a release: with a reason, by the steward, and only what is released."""

import pytest

from core.audit.models import Event
from core.errors import Invalid, NotAllowed, NotNow
from reporting.publishing.actions.withdraw import withdraw
from tests import cast
from tests.given.organization import AT, account
from tests.given.releases import released


@pytest.fixture
def dewi(malang, people):
    """The steward of a region that has released 2025."""
    released("35.07", 2025, "65", "B")
    return account(cast.DEWI)


def test_a_withdrawn_year_is_no_longer_current(dewi):
    assert not withdraw(year=2025, reason="Angka diperbaiki", by=dewi, at=AT).is_current
    assert "Angka diperbaiki" in Event.objects.get(action="results.withdrawn").sentence


def test_a_withdrawal_needs_a_reason(dewi):
    with pytest.raises(Invalid):
        withdraw(year=2025, reason="  ", by=dewi, at=AT)


def test_what_is_not_released_cannot_be_withdrawn(dewi):
    with pytest.raises(NotNow):
        withdraw(year=2024, reason="Salah", by=dewi, at=AT)


def test_nobody_but_the_steward_withdraws(dewi):
    with pytest.raises(NotAllowed):
        withdraw(year=2025, reason="Salah", by=account(cast.RATNA), at=AT)
