"""What was read is what is kept, under the region's own name."""

from io import BytesIO

import pytest
from django.conf import settings as django_settings
from pypdf import PdfReader

from core.documents import archive, store
from core.documents.models import Document, Rendition
from core.errors import NotFound
from realms.context import FRONT, NoRealm, in_realm
from tenants.registry.context import in_region
from tests.given.documents import Letter, letter


@pytest.fixture
def kept(malang, letters):
    return letter()


def test_freezing_keeps_the_content_its_hash_and_a_first_rendition(kept):
    found = Document.objects.get(code=kept.code)
    assert found.content["budget"] == "125000000"
    assert found.content["signed_on"] == "2026-03-12"
    assert archive.is_intact(found)
    assert archive.latest_rendition(found).number == 0


def test_the_pdf_has_an_empty_field_for_each_signature(kept):
    fields = PdfReader(BytesIO(archive.latest_pdf(kept))).get_fields()
    assert set(fields) == {"giver", "receiver"}


def test_the_hash_depends_on_the_content_alone(malang, letters):
    one, two = letter(), letter()
    other = letter(Letter(text="Lain."))
    assert one.content_hash == two.content_hash != other.content_hash
    assert one.code != two.code


def test_content_changed_in_the_table_is_noticed(kept):
    Document.objects.filter(id=kept.id).update(content={**kept.content, "budget": "1"})
    assert not archive.is_intact(Document.objects.get(id=kept.id))


def test_files_lie_under_the_name_of_the_region(kept):
    path = archive.latest_rendition(kept).path
    assert path.startswith("r3507/")
    assert (django_settings.MEDIA_ROOT / path).is_file()


def test_a_file_changed_behind_our_back_is_not_handed_out(kept):
    path = django_settings.MEDIA_ROOT / archive.latest_rendition(kept).path
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(store.Tampered):
        archive.latest_pdf(kept)


def test_a_file_of_another_region_is_not_found(kept):
    rendition = archive.latest_rendition(kept)
    with in_region("13.02"), pytest.raises(NotFound):
        store.read(rendition.path, expect=rendition.pdf_hash)


@pytest.mark.parametrize(
    "path", ["r3507/../r1302/dokumen/x.pdf", "../r3507/x", "/r3507/dokumen/x.pdf", "r3507", ""]
)
def test_a_path_that_leaves_the_region_is_not_found(malang, path):
    with pytest.raises(NotFound):
        store.read(path, expect="0" * 64)


def test_nothing_is_kept_outside_a_region():
    with in_realm(FRONT), pytest.raises(NoRealm):
        store.save("dokumen", b"x", suffix=".pdf")
    with pytest.raises(NoRealm):
        store.save("dokumen", b"x", suffix=".pdf")


def test_a_number_of_a_rendition_is_given_once(kept):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        archive.add_rendition(kept, b"%PDF-1.7", number=0, at=kept.created_at)
    assert Rendition.objects.filter(document=kept).count() == 1
