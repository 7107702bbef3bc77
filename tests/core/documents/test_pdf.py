"""A printed document is archival, tagged, Indonesian and the same every time."""

from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from pypdf import PdfReader

from core.documents import archive, pdf
from core.documents.qr import qr_data_uri
from tests.given.documents import TEMPLATE, Letter

VERIFICATION = {"code": "3507-A", "address": "http://x/", "qr": qr_data_uri("http://x/")}


def printed(letter: Letter | None = None) -> pdf.Printed:
    context = {"content": letter or Letter(), "verification": VERIFICATION}
    return pdf.render(TEMPLATE, context)


def test_the_same_content_prints_the_same_bytes(letters):
    assert printed().pdf == printed().pdf


def test_other_content_prints_other_bytes(letters):
    assert printed().pdf != printed(Letter(text="Lain.")).pdf


def test_a_document_says_its_language_and_is_tagged(letters):
    root = PdfReader(BytesIO(printed().pdf)).trailer["/Root"]
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert "/OutputIntents" in root


def test_every_page_says_which_page_of_how_many_it_is(letters):
    pages = PdfReader(BytesIO(printed(Letter(text="kata " * 900)).pdf)).pages
    assert len(pages) > 1
    assert f"Halaman 1 dari {len(pages)}" in pages[0].extract_text()


def test_the_places_of_signatures_are_found_where_the_template_left_room(letters):
    giver, receiver = sorted(printed().places, key=lambda place: place.left)
    assert (giver.field, receiver.field) == ("giver", "receiver")
    assert giver.right < receiver.left
    assert giver.top - giver.bottom == pytest.approx(20 / 25.4 * 72)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/gambar.png",
        "https://contoh.id/gambar.png",
        "file:///etc/passwd",
        "https://dokumen.invalid/etc/passwd",
        "https://dokumen.invalid/static/../../../etc/passwd",
        "https://dokumen.invalid/static/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_a_document_fetches_nothing_but_our_own_files(address):
    with pytest.raises((ValueError, SuspiciousFileOperation)):
        pdf.OwnFiles().fetch(address)


def test_a_document_fetches_its_own_stylesheet():
    response = pdf.OwnFiles().fetch(pdf.BASE_URL + "static/documents/print.css")
    assert response.content_type == "text/css"


def test_the_code_is_in_the_metadata(letters):
    assert PdfReader(BytesIO(printed().pdf)).metadata["/kode"] == "3507-A"


def test_sample_data_is_marked_on_every_page(letters):
    context = {"content": Letter(text="kata " * 900), "is_sample": True}
    pages = PdfReader(BytesIO(pdf.render_pdf(TEMPLATE, context))).pages
    assert len(pages) > 1
    assert all("Data contoh" in page.extract_text() for page in pages)


def test_codes_start_with_the_region_and_never_repeat():
    codes = {archive.new_code("35.07") for _ in range(1000)}
    assert len(codes) == 1000
    assert all(code.startswith("3507-") and len(code) == 19 for code in codes)


def fonts_of(content: bytes) -> set[str]:
    """The fonts of a PDF by their names, without the mark of a subset."""
    found = set()
    for page in PdfReader(BytesIO(content)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(font.get_object()["/BaseFont"].partition("+")[2])
    return found


@pytest.mark.parametrize("text", ["Angka kematian ibu", "≤ 5 ‰, ≥ 90 % — Łukasz Đức ₂", "✓ ▲ ●"])
def test_a_document_uses_the_fonts_that_the_product_brings(letters, text):
    assert fonts_of(printed(Letter(text=text)).pdf) <= {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_a_text_that_is_not_justified_is_not_hyphenated(letters):
    words = "kasus kegagalan pertanggungjawaban ketidakmerataan " * 12
    page = PdfReader(BytesIO(printed(Letter(text=words)).pdf)).pages[0].extract_text()
    assert "pertanggungjawaban" in page
    assert "\N{HYPHEN}" not in page  # what WeasyPrint sets at a break


@pytest.mark.parametrize("before", range(0, 60, 3))
def test_a_code_is_never_broken_at_the_end_of_a_line(letters, before):
    code = "3507-ZMH6-HWC0-K56S"
    address = f"http://localhost:8000/verifikasi/{code}/"
    verification = {"code": code, "address": f"{'x' * before}{address}", "qr": qr_data_uri(address)}
    context = {"content": Letter(), "verification": verification}
    page = PdfReader(BytesIO(pdf.render(TEMPLATE, context).pdf)).pages[0].extract_text()
    assert page.count(code) == 2
