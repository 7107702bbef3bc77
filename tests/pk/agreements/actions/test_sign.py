"""One test per step of the act, then everyone who may not."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core.audit.trail import timeline
from core.documents import archive
from core.errors import Invalid, NotAllowed, NotNow
from core.signing.models import Seal
from pk.agreements.actions import sign as acts
from pk.agreements.actions.sign import sign
from pk.agreements.models import AgreementState, PartySide, Signature
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


def test_the_giver_cannot_sign_before_the_receiver():  # 1
    agreement = given.agreement_at(AgreementState.APPROVED)
    with pytest.raises(NotNow, match="menandatangani lebih dahulu"):
        given.signed(agreement, account(cast.RATNA))
    assert not Seal.objects.exists()


def test_the_head_of_region_signs_alone():  # 1
    agreement = given.agreement_at(AgreementState.RECEIVER_SIGNED, receiver=cast.RATNA)
    assert agreement.state == AgreementState.IN_FORCE
    assert agreement.signatures.get().side == PartySide.RECEIVER


def test_a_wrong_password_seals_nothing():  # 2
    agreement = given.agreement_at(AgreementState.APPROVED)
    with pytest.raises(Invalid) as refused:
        sign(agreement=agreement, credential="salah", by=account(cast.SARI), at=AT)
    assert refused.value.field == "credential"
    assert not Seal.objects.exists()


def test_passwords_cannot_be_tried_without_end():  # 2
    agreement = given.agreement_at(AgreementState.APPROVED)
    for _ in range(5):
        with pytest.raises(Invalid):
            sign(agreement=agreement, credential="salah", by=account(cast.SARI), at=AT)
    with pytest.raises(NotNow, match="Terlalu banyak percobaan"):
        sign(agreement=agreement, credential=cast.PASSWORD, by=account(cast.SARI), at=AT)


def test_the_pact_is_signed_with_the_agreement():  # 3
    agreement = given.agreement_at(AgreementState.IN_FORCE, preset="serentak-pakta-integritas")
    assert agreement.signatures.count() == 4
    assert agreement.companions.get().document.kind == "integrity_pact"


def test_the_archived_pdf_carries_both_signatures():  # 4
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    assert archive.latest_rendition(agreement.document).number == 2
    pdf = archive.latest_pdf(agreement.document)
    assert pdf.count(b"/ByteRange") == 2


def test_a_crash_between_seal_and_record_is_mended_by_signing_again(monkeypatch):  # 4
    agreement = given.agreement_at(AgreementState.APPROVED)
    sari = account(cast.SARI)

    def dies(**_):
        raise RuntimeError("the worker was killed")

    with monkeypatch.context() as broken:
        broken.setattr(acts, "_enter", dies)
        with pytest.raises(RuntimeError):
            given.signed(agreement, sari)
    assert Seal.objects.count() == 1
    assert not Signature.objects.exists()

    agreement = given.signed(agreement, sari, AT + timedelta(minutes=5))
    assert agreement.state == AgreementState.RECEIVER_SIGNED
    assert Seal.objects.count() == 1
    assert agreement.signatures.get().signed_at == AT


def test_signing_twice_changes_nothing():  # 5
    agreement = given.agreement_at(AgreementState.APPROVED)
    sari = account(cast.SARI)
    given.signed(agreement, sari)
    again = given.signed(agreement, sari)
    assert again.state in (AgreementState.APPROVED, AgreementState.RECEIVER_SIGNED)
    assert agreement.signatures.count() == 1
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.RECEIVER_SIGNED


def test_with_the_last_signature_it_is_in_force():  # 5, 6
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    assert agreement.in_force_at == AT
    assert {s.signer_title for s in agreement.signatures.all()} == {
        "Bupati",
        "Kepala Dinas Kesehatan",
    }


def test_the_deadline_of_the_subordinates_starts():  # 7
    agreement = given.agreement_at(AgreementState.IN_FORCE, preset="serentak-pakta-integritas")
    assert agreement.cascade_due_on == date(2026, 1, 12)


def test_no_deadline_for_subordinates_where_the_region_has_none():  # 7
    assert given.agreement_at(AgreementState.IN_FORCE).cascade_due_on is None


def test_each_signature_leaves_a_sentence():  # 8
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    said = [(e.actor_name, e.sentence) for e in timeline(agreement)[:2]]
    assert said == [
        (
            "Ratna Puspita",
            "menandatangani perjanjian kinerja 2026 Kepala Dinas Kesehatan sebagai Pihak Kedua",
        ),
        (
            "dr. Sari Wijaya",
            "menandatangani perjanjian kinerja 2026 Kepala Dinas Kesehatan sebagai Pihak Pertama",
        ),
    ]


def test_a_signature_is_never_changed_or_deleted():
    signature = given.agreement_at(AgreementState.IN_FORCE).signatures.first()
    mine = Signature.objects.filter(id=signature.id)
    for change in (lambda: mine.update(signer_name="Orang lain"), mine.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "state", [AgreementState.APPROVED, AgreementState.RECEIVER_SIGNED, AgreementState.IN_FORCE]
)
def test_nobody_else_signs(state):
    agreement = given.agreement_at(state)
    before = Seal.objects.count()
    for person in (cast.YUSUF, cast.WULAN, cast.DEWI, cast.AGUS, cast.RINA, cast.BIMA):
        with pytest.raises(NotAllowed):
            given.signed(agreement, account(person))
    assert Seal.objects.count() == before


@pytest.mark.parametrize(
    "state", [AgreementState.DRAFT, AgreementState.SUBMITTED, AgreementState.RETURNED]
)
def test_nobody_signs_what_was_not_approved(state):
    agreement = given.agreement_at(state)
    for person in (cast.SARI, cast.RATNA):
        with pytest.raises(NotNow):
            given.signed(agreement, account(person))


def test_an_official_who_left_the_position_does_not_sign():
    agreement = given.agreement_at(AgreementState.APPROVED)
    agreement.receiver.active_to = date(2026, 1, 4)
    agreement.receiver.save()
    agreement.refresh_from_db()
    with pytest.raises(NotAllowed):
        given.signed(agreement, account(cast.SARI))
