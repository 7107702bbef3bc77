"""Printing made cheap for tests that are not about paper: one blank page instead of the document."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from core.documents import pdf


def blank() -> bytes:
    """A PDF of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.fixture
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every document prints as one blank page with a place for each signature."""
    places = tuple(pdf.Place(field, 0, 50, 50, 250, 120) for field in ("receiver", "giver"))
    monkeypatch.setattr(pdf, "render", lambda *_: pdf.Printed(blank(), places))
