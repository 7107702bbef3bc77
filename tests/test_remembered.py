"""What is put back is what the acts made; and where anything differs, the acts are walked again."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.audit.models import Event
from core.documents import archive
from core.documents.models import Document
from core.signing import verification
from pk.agreements.models import Agreement, AgreementState
from pk.cascade.models import CascadeNode
from tenants.organization.models import OrgUnit
from tests import cast, remembered
from tests.given import agreements, cascade, measurement, organization

pytestmark = [
    pytest.mark.usefixtures("malang"),
    pytest.mark.skipif(remembered.ALWAYS_WALK, reason="AMANAH_WALK"),
]


def once(build):
    """What `build` answers, from an untouched region that is untouched again afterwards."""
    before = transaction.savepoint()
    answer = build()
    transaction.savepoint_rollback(before)
    assert not OrgUnit.objects.exists()
    return answer


def test_the_second_time_the_same_rows_are_there():
    first = once(cascade.ready_for_agreements)
    again = cascade.ready_for_agreements()

    assert again.nodes == first.nodes
    assert again.nodes is not first.nodes
    assert set(CascadeNode.objects.all()) == set(first.nodes.values())
    assert Event.objects.count() > 20


def test_files_come_back_and_the_signatures_on_them_hold():
    first = once(lambda: agreements.agreement_at(AgreementState.IN_FORCE))
    agreement = agreements.agreement_at(AgreementState.IN_FORCE)

    assert agreement == first
    pdf = archive.latest_pdf(Document.objects.get(id=agreement.document_id))
    verdict = verification.verify_pdf(pdf)
    assert verdict.finding == verification.DocumentStatus.VALID
    assert [s.name for s in verdict.signers] == [cast.SARI.name, cast.RATNA.name]


def test_one_call_after_another_is_remembered_from_there():
    def both():
        return [measurement.in_force(p).agreement for p in (cast.SARI, cast.YUSUF)]

    first = once(both)

    assert both() == first
    assert set(Agreement.objects.all()) == set(first)


def test_what_was_frozen_stays_frozen():
    once(organization.the_cast_in_office)
    organization.the_cast_in_office()

    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(sentence="lain")


def test_a_region_that_something_happened_in_is_walked():
    first = once(organization.the_cast_in_office)
    OrgUnit.objects.create(code="LAIN", name="Lain", kind="AGENCY")

    assert organization.the_cast_in_office().units["KDH"] != first.units["KDH"]


def test_an_account_that_is_not_as_it_was_is_no_place_to_return_to():
    first = once(organization.the_cast_in_office)
    dewi = organization.account(cast.DEWI)
    dewi.name = "Dewi yang lain"
    dewi.save()

    assert organization.the_cast_in_office().units["KDH"] != first.units["KDH"]


@pytest.mark.parametrize("change", ["setting", "function", "clock"])
def test_where_a_test_changes_what_the_acts_find_they_are_walked(
    settings, monkeypatch, time_machine, change
):
    first = once(organization.the_cast_in_office)
    if change == "setting":
        settings.LANGUAGE_CODE = "en"
    elif change == "function":
        monkeypatch.setattr(timezone, "localdate", timezone.localdate)
    else:
        time_machine.move_to("2031-01-05T02:00:00Z")

    assert organization.the_cast_in_office().units["KDH"] != first.units["KDH"]
