"""A letter with room for two signatures, printed and archived by the real acts."""

import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.accounts.models import User
from core.documents import archive
from core.documents.models import Document

AT = datetime(2026, 3, 12, 3, 15, tzinfo=UTC)
TEMPLATE = "given/letter.html"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says."""

    heading: str = "Perjanjian Kinerja Tahun 2026"
    text: str = "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya."
    region_name: str = "Kabupaten Malang"
    unit_name: str = "Dinas Kesehatan"
    budget: Decimal = Decimal("125000000")
    signed_on: date = date(2026, 3, 12)


@pytest.fixture
def letters(settings, tmp_path):
    """The template of the letter, and an archive of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


def letter(content: Letter | None = None, *, code_prefix: str = "35.07", kind="letter") -> Document:
    """An archived letter about some account (any row will do as its subject)."""
    subject = User.objects.filter(username="perihal").first() or User.objects.create_user(
        "perihal", name="Perihal", roles=[]
    )
    return archive.freeze(
        kind=kind,
        title="Perjanjian Kinerja 2026 Dinas Kesehatan",
        template=TEMPLATE,
        content=content or Letter(),
        subject=subject,
        at=AT,
        code_prefix=code_prefix,
    )
