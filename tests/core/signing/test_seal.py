"""A seal is a real PAdES signature: it holds, it is made once, and it shows what came after."""

from io import BytesIO

import pytest
from cryptography.exceptions import InvalidTag
from django.db import transaction
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from core.documents import archive
from core.errors import Invalid, NotNow
from core.signing import authority, certificates, inspection, key_encryption, service
from core.signing.adapters.local import LocalProvider
from core.signing.models import Authority, Certificate, Seal
from tenants.registry.context import in_region
from tests.given import seals
from tests.given.documents import AT, letter


@pytest.fixture
def document(malang, letters):
    return letter()


def inspected(pdf: bytes) -> inspection.Inspection:
    return inspection.inspect(pdf, authority.roots())


def test_the_seal_holds_and_names_its_signer(document):
    seal = seals.seal(document)
    found = inspected(archive.latest_pdf(document))
    assert found.holds
    (signature,) = found.signatures
    assert signature.signer == "dr. Sari Wijaya"
    assert signature.serial == seal.certificate_serial
    assert signature.signed_at.startswith("2026-03-12T")
    assert found.code == document.code


def test_the_first_seal_still_holds_after_the_second(document):
    seals.both(document)
    found = inspected(archive.latest_pdf(document))
    assert found.holds
    assert [s.field for s in found.signatures] == ["receiver", "giver"]


def test_each_seal_adds_a_rendition_and_changes_none(document):
    before = archive.latest_pdf(document)
    seals.both(document)
    first, second, third = (archive.pdf_of(r) for r in document.renditions.order_by("number"))
    assert first == before
    assert second.startswith(first)
    assert third.startswith(second)


def test_the_first_signature_certifies_so_that_only_signatures_may_follow(document):
    seals.seal(document)
    reader = PdfFileReader(BytesIO(archive.latest_pdf(document)))
    assert reader.root["/Perms"]["/DocMDP"] is not None
    (signature,) = reader.embedded_regular_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.docmdp_level.value == 2


def test_the_same_key_finds_the_same_seal(document):
    first = seals.seal(document, key="sama")
    again = seals.seal(document, key="sama")
    assert first == again
    assert document.renditions.count() == 2


def test_a_field_is_sealed_once(document):
    seals.seal(document)
    with pytest.raises(NotNow):
        seals.seal(document, key="lain")
    assert Seal.objects.count() == 1


def test_a_field_that_is_not_there_is_refused(document):
    with pytest.raises(Invalid):
        seals.seal(document, "saksi", signer=seals.RATNA)
    assert not Seal.objects.exists()


def test_a_seal_is_never_made_inside_a_transaction(document, monkeypatch):
    def signs(*_):
        raise AssertionError("sealed inside a transaction")

    monkeypatch.setattr(LocalProvider, "sign", signs)
    with transaction.atomic(), pytest.raises(RuntimeError):
        seals.seal(document)


def test_a_retry_after_a_crash_before_the_record_makes_one_seal(document, monkeypatch):
    def crashes(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(service.SigningService, "_record", crashes)
        with pytest.raises(KeyboardInterrupt):
            seals.seal(document)
    seals.seal(document)
    assert Seal.objects.count() == 1
    assert inspected(archive.latest_pdf(document)).holds


def test_two_who_sign_at_once_both_end_up_in_the_newest_pdf(document, monkeypatch):
    record = service.SigningService._record
    meanwhile = iter([True, False, False])

    def others_are_faster(self, *args, **kwargs):
        if next(meanwhile):
            seals.seal(document, "giver")
        return record(self, *args, **kwargs)

    monkeypatch.setattr(service.SigningService, "_record", others_are_faster)
    seals.seal(document, "receiver")
    found = inspected(archive.latest_pdf(document))
    assert found.holds
    assert {s.field for s in found.signatures} == {"receiver", "giver"}
    assert document.renditions.count() == 3


def test_a_changed_byte_breaks_the_seal(document):
    seals.seal(document)
    pdf = archive.latest_pdf(document)
    at = pdf.index(b"/MediaBox")
    changed = pdf[:at] + pdf[at:].replace(b"595", b"596", 1)
    assert changed != pdf
    (signature,) = inspected(changed).signatures
    assert not signature.intact


def test_something_added_afterwards_breaks_the_seal(document):
    seals.both(document)
    writer = IncrementalPdfFileWriter(BytesIO(archive.latest_pdf(document)))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    found = inspected(output.getvalue())
    assert len(found.signatures) == 2
    assert all(s.intact and not s.untouched for s in found.signatures)


def test_a_seal_of_another_region_is_not_trusted(document):
    seals.seal(document)
    pdf = archive.latest_pdf(document)
    with in_region("13.02"):
        authority.authority_on(AT)
        found = inspected(pdf)
    assert found.signatures[0].intact
    assert not found.signatures[0].trusted


def test_a_signer_keeps_one_certificate_and_another_title_gets_another(document):
    def certificate(title):
        return authority.certificate_for(
            holder_id=seals.SARI.id, name="dr. Sari Wijaya", title=title, at=AT
        )

    assert certificate("Kepala Dinas") == certificate("Kepala Dinas")
    assert certificate("Kepala Dinas") != certificate("Plt. Kepala Dinas")
    assert Authority.objects.count() == 1


def test_a_revoked_certificate_is_not_used_again(document):
    seals.seal(document)
    Certificate.objects.update(revoked_at=AT)
    seals.seal(letter(), key="lain")
    assert Certificate.objects.count() == 2


def test_a_past_year_gets_an_authority_that_was_valid_then(document):
    seals.seal(document)
    past = AT.replace(year=2018)
    old = authority.authority_on(past)
    assert old != authority.authority_on(AT)
    assert certificates.AUTHORITY_LIFE.days > 365 * 10


def test_a_key_opens_only_in_its_region_and_under_its_label(malang):
    key = certificates.new_key()
    locked = key_encryption.lock(key, label="A")
    assert key_encryption.unlock(locked, label="A").private_numbers() == key.private_numbers()
    with pytest.raises(InvalidTag):
        key_encryption.unlock(locked, label="B")
    with in_region("13.02"), pytest.raises(InvalidTag):
        key_encryption.unlock(locked, label="A")


def test_no_key_lies_in_the_table_in_the_clear(document):
    seals.seal(document)
    for row in (*Authority.objects.all(), *Certificate.objects.all()):
        assert b"\x30\x81\x87\x02\x01" not in bytes(row.encrypted_key)
        assert b"PRIVATE" not in bytes(row.encrypted_key)
