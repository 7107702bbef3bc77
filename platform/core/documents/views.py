"""Handing out archived PDFs."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from core.accounts.gate import signed_in
from core.accounts.models import User
from core.documents import archive
from core.documents.access import document_for


@signed_in
def download(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The newest PDF of a document; `?unduh=1` saves it instead of showing it."""
    document = document_for(cast(User, request.user), document_id)
    response = HttpResponse(archive.latest_pdf(document), content_type="application/pdf")
    disposition = "attachment" if request.GET.get("unduh") else "inline"
    name = f"{slugify(document.title)[:80] or 'dokumen'}-{document.code}.pdf"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
