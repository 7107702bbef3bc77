"""Evidence as it may enter: a PDF, a picture, or an office file, known by its bytes and not its name.

What a browser could run (HTML, SVG), what a computer could run, files with macros, and archives
that unpack to more than they admit are refused with a sentence.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic

from core.errors import Invalid

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_MEMBERS = 2000
LONGEST_NAME = 120

SUFFIXES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_HEADS = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
_TAILS = {".pdf": b"%%EOF", ".png": b"IEND", ".jpg": b"\xff\xd9"}
_ALIASES = {".jpg": {".jpg", ".jpeg", ".jfif", ".jpe", ".jif", ".jfi"}}
_OFFICE = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
}
ALLOWED_WORDS = "PDF, JPG, PNG, Word (docx), Excel (xlsx) atau PowerPoint (pptx)"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: a clean name, what it truly is, its bytes."""

    name: str
    suffix: str
    content_type: str
    content: bytes


def accepted(name: str, content: bytes) -> Accepted:
    """The file, if it may be kept. Raises Invalid with a sentence."""
    if not content:
        raise Invalid(f"“{name}” kosong.", field="file")
    if len(content) > LARGEST:
        raise Invalid(f"“{name}” lebih besar dari {LARGEST // 1024 // 1024} MB.", field="file")
    suffix = _suffix_of(name, content)
    return Accepted(clean_name(name, suffix), suffix, SUFFIXES[suffix], content)


def clean_name(name: str, suffix: str) -> str:
    """The last part of `name` in harmless characters, with the suffix that its bytes deserve."""
    base = PurePosixPath(name.replace("\\", "/")).name
    stem = base.rsplit(".", 1)[0] if "." in base else base
    plain = unicodedata.normalize("NFKC", stem)
    plain = re.sub(r"\s+", " ", plain)
    kept = "".join(c for c in plain if c.isalnum() or c in " _-.,()")
    stem = re.sub(r"\.{2,}", ".", re.sub(r"\s+", " ", kept)).strip(" .") or "bukti"
    return stem[:LONGEST_NAME] + suffix


def _suffix_of(name: str, content: bytes) -> str:
    for suffix, head in _HEADS.items():
        if content.startswith(head) and _agrees(content, suffix):
            return suffix
    if content.startswith(b"PK\x03\x04"):
        return _office_suffix(name, content)
    raise Invalid(f"“{name}” bukan {ALLOWED_WORDS}.", field="file")


def _agrees(content: bytes, suffix: str) -> bool:
    """A second opinion, so that borrowed first bytes are not enough; and the end must be there."""
    if _TAILS[suffix] not in content[-2048:]:
        return False
    try:
        found = puremagic.from_string(content[:4096])
    except puremagic.PureError:
        return False
    return found in _ALIASES.get(suffix, {suffix})


def _office_suffix(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Invalid(f"“{name}” rusak dan tidak dapat dibuka.", field="file") from error
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_UNPACKED:
        raise Invalid(f"“{name}” terlalu besar setelah dibuka.", field="file")
    names = {m.filename for m in members}
    if any(n.casefold().endswith("vbaproject.bin") for n in names):
        raise Invalid(f"“{name}” memuat makro; simpan tanpa makro lebih dahulu.", field="file")
    found = [suffix for member, suffix in _OFFICE.items() if member in names]
    if "[Content_Types].xml" not in names or len(found) != 1:
        raise Invalid(f"“{name}” bukan {ALLOWED_WORDS}.", field="file")
    return found[0]
