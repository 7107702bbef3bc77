"""Evidence is known by its bytes."""

import io
import zipfile

import pytest

from core.documents import uploads
from core.errors import Invalid

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def office(*members, content=b"<x/>"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, content)
    return buffer.getvalue()


XLSX = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (PDF, ".pdf"),
        (PNG, ".png"),
        (JPG, ".jpg"),
        (XLSX, ".xlsx"),
        (office("[Content_Types].xml", "word/document.xml"), ".docx"),
        (office("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
    ],
)
def test_a_document_is_accepted_by_what_it_is(content, suffix):
    got = uploads.accepted("bukti.exe", content)
    assert (got.name, got.suffix) == (f"bukti{suffix}", suffix)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<!doctype html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        b'<?xml version="1.0"?><svg/>',
        b"MZ\x90\x00\x03" + b"\x00" * 64,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 64,
        b"#!/bin/sh\nrm -rf /\n",
        b"GIF89a" + b"\x00" * 32,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
        b"PK\x03\x04 rusak",
        b"\xff\xd8\xff\xe0",
        b" %PDF-1.7 not first",
        office("a.txt"),
        office("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        office("[Content_Types].xml", "xl/workbook.xml", "word/document.xml"),
        b"",
    ],
)
def test_what_could_run_or_is_not_what_it_says_is_refused(content):
    with pytest.raises(Invalid):
        uploads.accepted("laporan.pdf", content)


def test_a_file_above_the_limit_is_refused():
    with pytest.raises(Invalid, match="lebih besar dari 10 MB"):
        uploads.accepted("besar.pdf", PDF + b"0" * uploads.LARGEST)


def test_an_archive_that_unpacks_to_too_much_is_refused():
    bomb = office("[Content_Types].xml", "xl/workbook.xml", content=b"0" * (60 * 1024 * 1024))
    assert len(bomb) < uploads.LARGEST
    with pytest.raises(Invalid, match="setelah dibuka"):
        uploads.accepted("bom.xlsx", bomb)


def test_an_archive_of_very_many_members_is_refused():
    crowd = office("[Content_Types].xml", "xl/workbook.xml", *(f"x/{n}" for n in range(2000)))
    with pytest.raises(Invalid, match="setelah dibuka"):
        uploads.accepted("ramai.xlsx", crowd)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\laporan.doc", "laporan.pdf"),
        ("laporan\r\nX-Header: 1.pdf", "laporan X-Header 1.pdf"),
        ('a"b;c<d>.pdf', "abcd.pdf"),
        ("Realisasi (final) – 2.pdf", "Realisasi (final) 2.pdf"),
        ("...", "bukti.pdf"),
        (".pdf", "bukti.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert uploads.accepted(given, PDF).name == kept


def test_a_long_name_is_cut_but_keeps_its_suffix():
    name = uploads.accepted("a" * 500 + ".pdf", PDF).name
    assert len(name) == uploads.LONGEST_NAME + 4
    assert name.endswith(".pdf")
