"""Valid, changed or unknown: what the archive says about a code or a file."""

import pytest
from django.conf import settings as django_settings
from pypdf import PdfReader, PdfWriter

from core.documents import archive, kinds
from core.documents.models import Document
from core.signing import verification
from core.signing.models import Certificate, Seal
from core.signing.verification import DocumentStatus
from tenants.registry.context import in_region
from tests.given import seals
from tests.given.documents import AT, letter

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def sealed(malang, letters):
    document = letter()
    seals.both(document)
    return document


def test_a_sealed_document_is_valid_and_names_who_signed(sealed):
    verdict = verification.verify_code(sealed.code)
    assert verdict.finding == DocumentStatus.VALID
    assert verdict.sentence == (
        "Dokumen ini asli dan ditandatangani secara elektronik "
        "oleh dr. Sari Wijaya dan Ratna Puspita."
    )
    assert [signer.name for signer in verdict.signers] == ["dr. Sari Wijaya", "Ratna Puspita"]
    assert verdict.standing == ""


def test_an_unsigned_document_says_so(malang):
    verdict = verification.verify_code(letter().code)
    assert verdict.finding == DocumentStatus.VALID
    assert "belum ditandatangani" in verdict.sentence


def test_what_the_eye_misreads_is_put_right(sealed):
    typed = f" {sealed.code.lower().replace('0', 'o').replace('1', 'l')} "
    assert verification.verify_code(typed).finding == DocumentStatus.VALID


@pytest.mark.parametrize("code", ["", "x", "3507-0000-0000-0000", "3507-UUUU-0000-0000", "'; --"])
def test_a_code_that_nobody_gave_is_unknown(malang, code):
    assert verification.verify_code(code).finding == DocumentStatus.UNKNOWN


def test_the_archived_file_is_valid(sealed):
    assert verification.verify_pdf(archive.latest_pdf(sealed)).finding == DocumentStatus.VALID


def test_an_earlier_copy_is_valid_and_says_that_there_is_a_newer_one(sealed):
    once = archive.pdf_of(sealed.renditions.get(number=1))
    verdict = verification.verify_pdf(once)
    assert verdict.finding == DocumentStatus.VALID
    assert [signer.name for signer in verdict.signers] == ["dr. Sari Wijaya"]
    assert "lebih baru" in verdict.standing


def test_one_byte_more_is_a_change(sealed):
    verdict = verification.verify_pdf(archive.latest_pdf(sealed) + b"\n")
    assert verdict.finding == DocumentStatus.CHANGED
    assert sealed.code in verdict.sentence
    assert verdict.signers == ()


def test_a_file_saved_anew_without_its_signatures_is_a_change(sealed, tmp_path):
    writer = PdfWriter(clone_from=PdfReader(_written(sealed, tmp_path)))
    with (tmp_path / "lain.pdf").open("wb") as file:
        writer.write(file)
    verdict = verification.verify_pdf((tmp_path / "lain.pdf").read_bytes())
    assert verdict.finding == DocumentStatus.CHANGED


def test_a_truncated_file_is_a_change_as_long_as_it_says_its_code(sealed):
    pdf = archive.latest_pdf(sealed)
    assert verification.verify_pdf(pdf[: len(pdf) - 2000]).finding == DocumentStatus.CHANGED


def test_a_foreign_pdf_is_unknown(malang, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    with (tmp_path / "asing.pdf").open("wb") as file:
        writer.write(file)
    verdict = verification.verify_pdf((tmp_path / "asing.pdf").read_bytes())
    assert (verdict.finding, verdict.sentence) == (DocumentStatus.UNKNOWN, verification.UNLISTED)


def test_a_locked_pdf_says_that_it_is_locked(sealed, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("rahasia", algorithm="AES-256")
    with (tmp_path / "kunci.pdf").open("wb") as file:
        writer.write(file)
    verdict = verification.verify_pdf((tmp_path / "kunci.pdf").read_bytes())
    assert verdict.finding == DocumentStatus.UNKNOWN
    assert "kata sandi" in verdict.sentence


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "bukan PDF"),
        (b"<html></html>", "bukan PDF"),
        (b"%PDF-1.7\n" + b"\x00" * 4096, "rusak"),
        (b"%PDF-1.7\n" + b"[" * 100_000, "rusak"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_says_why(malang, content, word):
    verdict = verification.verify_pdf(content)
    assert verdict.finding == DocumentStatus.UNKNOWN
    assert word in verdict.sentence


def test_a_content_changed_in_the_table_is_a_change(sealed):
    Document.objects.filter(id=sealed.id).update(content={**sealed.content, "text": "Lain"})
    assert verification.verify_code(sealed.code).finding == DocumentStatus.CHANGED


def test_a_file_changed_in_the_archive_is_a_change(sealed):
    path = django_settings.MEDIA_ROOT / archive.latest_rendition(sealed).path
    path.write_bytes(path.read_bytes() + b"\n")
    assert verification.verify_code(sealed.code).finding == DocumentStatus.CHANGED
    path.unlink()
    assert verification.verify_code(sealed.code).finding == DocumentStatus.CHANGED


def test_a_seal_that_was_invented_in_the_table_is_a_change(malang):
    document = letter()
    seals.seal(document)
    seal = Seal.objects.get()
    seal.id, seal.key, seal.field_name = document.id, "palsu", "giver"
    seal.save(force_insert=True)
    assert verification.verify_code(document.code).finding == DocumentStatus.CHANGED


def test_a_certificate_revoked_before_the_signature_is_a_change(sealed):
    Certificate.objects.update(revoked_at=AT)
    assert verification.verify_code(sealed.code).finding == DocumentStatus.CHANGED


def test_a_certificate_revoked_later_changes_nothing(sealed):
    Certificate.objects.update(revoked_at=AT.replace(year=2027))
    assert verification.verify_code(sealed.code).finding == DocumentStatus.VALID


def test_a_replaced_document_is_valid_and_says_what_became_of_it(sealed, monkeypatch):
    kind = kinds.DocumentKind("letter", "Surat", lambda *_: False, lambda _: "Telah digantikan.")
    monkeypatch.setattr(kinds, "_kinds", {"letter": kind})
    verdict = verification.verify_code(sealed.code)
    assert (verdict.finding, verdict.standing) == (DocumentStatus.VALID, "Telah digantikan.")


def test_another_region_knows_neither_the_code_nor_the_file(sealed):
    pdf = archive.latest_pdf(sealed)
    with in_region("13.02"):
        assert verification.verify_code(sealed.code).finding == DocumentStatus.UNKNOWN
        assert verification.verify_pdf(pdf).finding == DocumentStatus.UNKNOWN


def _written(document, folder):
    path = folder / "asli.pdf"
    path.write_bytes(archive.latest_pdf(document))
    return path


@pytest.mark.parametrize("hyphen", ["", " ", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", " - "])
def test_a_code_is_known_however_its_groups_are_parted(sealed, hyphen):
    assert (
        verification.verify_code(sealed.code.replace("-", hyphen)).finding == DocumentStatus.VALID
    )


@pytest.mark.parametrize("code", ["", "-", "3507", "3507-7KQ2-M4XD", "99999-7KQ2-M4XD-9TRB"])
def test_what_is_no_code_stays_none(code):
    assert verification.normal_code(code) == ""
