from datetime import timedelta

import pytest

from core.days import day_of
from core.errors import Invalid, NotAllowed, NotNow
from pk.agreements.actions.amend import amend
from pk.agreements.actions.approve import approve
from pk.agreements.actions.submit import submit
from pk.agreements.models import AgreementState, AmendmentKind
from pk.agreements.queries import mandates
from pk.cascade.models import Target
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, YEAR, account

pytestmark = pytest.mark.usefixtures("malang")

LATER = AT + timedelta(days=240)


def amended(agreement, *, by=cast.DEWI, kind=AmendmentKind.STRATEGY, reason="APBD Perubahan."):
    return amend(agreement=agreement, kind=kind, reason=reason, by=account(by), at=LATER)


def in_force_again(agreement):
    submit(agreement=agreement, by=account(cast.SARI), at=LATER)
    approve(agreement=agreement, by=account(cast.RATNA), at=LATER)
    agreement.refresh_from_db()
    for person in (cast.SARI, cast.RATNA):
        given.signed(agreement, account(person), LATER)
        agreement.refresh_from_db()
    return agreement


def test_the_new_version_is_drafted_from_the_cascade_as_it_stands():
    old = given.agreement_at(AgreementState.IN_FORCE)
    Target.objects.filter(indicator__code="DINKES-01").update(low=88)
    new = amended(old)
    assert (new.version, new.state, new.amends) == (2, AgreementState.DRAFT, old)
    assert new.commitments.order_by("order").first().target_low == 88
    assert old.commitments.order_by("order").first().target_low == 85


def test_the_old_version_holds_until_the_new_one_is_signed():
    old = given.agreement_at(AgreementState.IN_FORCE)
    new = amended(old)
    assert mandates.in_force(day_of(LATER), year=YEAR).get() == old
    in_force_again(new)
    old.refresh_from_db()
    assert (old.state, old.superseded_at) == (AgreementState.SUPERSEDED, LATER)
    assert mandates.in_force(day_of(LATER), year=YEAR).get() == new
    assert mandates.in_force(day_of(AT), year=YEAR).get() == old


def test_the_printed_amendment_says_why():
    new = in_force_again(amended(given.agreement_at(AgreementState.IN_FORCE)))
    assert new.document.content["title"] == "Perjanjian Kinerja Perubahan"
    assert "APBD Perubahan." in new.document.content["amendment"]


def test_an_agreement_is_amended_once_at_a_time():
    old = given.agreement_at(AgreementState.IN_FORCE)
    amended(old)
    with pytest.raises(NotNow, match="sudah dibuka"):
        amended(old)


@pytest.mark.parametrize(
    "state",
    [
        AgreementState.DRAFT,
        AgreementState.SUBMITTED,
        AgreementState.RETURNED,
        AgreementState.APPROVED,
    ],
)
def test_only_an_agreement_in_force_is_amended(state):
    agreement = given.agreement_at(state)
    with pytest.raises(NotNow):
        amended(agreement)


def test_only_the_steward_opens_an_amendment_and_says_why():
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    for person in (cast.SARI, cast.RATNA, cast.AGUS, cast.WULAN):
        with pytest.raises(NotAllowed):
            amended(agreement, by=person)
    for kind, reason in (("", "APBD"), ("WHIM", "APBD"), ("STRATEGY", " ")):
        with pytest.raises(Invalid):
            amended(agreement, kind=kind, reason=reason)


def test_an_amendment_is_no_second_mandate():
    in_force_again(amended(given.agreement_at(AgreementState.IN_FORCE)))
    progress = mandates.signing_progress(YEAR, on=day_of(LATER))
    assert (progress.total, progress.signed, progress.on_time, progress.late) == (1, 1, 1, 0)
