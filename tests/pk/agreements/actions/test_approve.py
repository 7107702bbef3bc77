import pytest
from django.db import IntegrityError, transaction

from core.documents import archive
from core.errors import NotAllowed, NotNow
from pk.agreements.actions.approve import approve
from pk.agreements.actions.refresh import refresh
from pk.agreements.models import ActionTarget, Agreement, AgreementState
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


def test_approval_freezes_the_document():
    agreement = given.agreement_at(AgreementState.APPROVED)
    document = agreement.document
    assert agreement.approved_at == AT
    assert document.code.startswith("3507-")
    assert document.content["receiver"]["name"] == "dr. Sari Wijaya"
    assert archive.latest_pdf(document).startswith(b"%PDF")
    assert archive.is_intact(document)


def test_the_pact_is_frozen_as_its_own_document():
    agreement = given.agreement_at(AgreementState.APPROVED, preset="serentak-pakta-integritas")
    companion = agreement.companions.get()
    assert companion.document.kind == "integrity_pact"
    assert companion.document_id != agreement.document_id


def test_the_head_of_region_approves_his_own():
    assert given.agreement_at(AgreementState.APPROVED, receiver=cast.RATNA).document is not None


def test_nobody_but_the_giver_approves():
    agreement = given.agreement_at(AgreementState.SUBMITTED)
    for person in (cast.SARI, cast.DEWI, cast.WULAN, cast.AGUS):
        with pytest.raises(NotAllowed):
            approve(agreement=agreement, by=account(person), at=AT)
    agreement.refresh_from_db()
    assert agreement.document is None


def test_what_is_approved_is_not_refreshed():
    agreement = given.agreement_at(AgreementState.APPROVED)
    with pytest.raises(NotNow):
        refresh(agreement=agreement, by=account(cast.DEWI), at=AT)


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_refuses_to_change_what_was_approved():
    agreement = given.agreement_at(AgreementState.APPROVED, preset="simbolis-klausul-mundur")
    commitment = agreement.commitments.first()
    mine = Agreement.objects.filter(id=agreement.id)
    refused(lambda: mine.update(receiver_name="Orang lain"))
    refused(lambda: mine.update(document=None, approved_at=None, state=AgreementState.DRAFT))
    refused(lambda: agreement.commitments.update(target_low=1))
    refused(lambda: agreement.commitments.all().delete())
    refused(lambda: agreement.budget_lines.update(ceiling_rupiah=1))
    refused(lambda: agreement.clauses.update(text="Tidak ada."))
    refused(lambda: ActionTarget.objects.create(commitment=commitment, period=1, low=1))
    refused(mine.delete)
