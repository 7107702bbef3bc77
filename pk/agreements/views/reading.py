"""The list and one agreement."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.accounts.gate import signed_in
from core.audit import trail
from core.documents.models import Document
from core.spreadsheets import writing
from pk.agreements import access, permissions, rules
from pk.agreements.documents import agreement as documents
from pk.agreements.documents import differences, workbook
from pk.agreements.forms import FilterForm
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates, next_acts
from pk.agreements.views import here

PER_PAGE = 50


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Which agreements are in force, and which are not yet."""
    user, day = here.user_of(request), here.today()
    form = FilterForm(request.GET, years=mandates.years() or [day.year], today=day)
    found = form.apply(access.visible_to(user))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "filter": form,
        "page": page,
        "rows": [(a, rules.is_late(a, day)) for a in page],
        "year": form.year,
        "progress": mandates.signing_progress(form.year, on=day)
        if permissions.sees_all(user)
        else None,
        "waiting": mandates.awaiting_signature_of(user, on=day).count(),
        "deciding": mandates.awaiting_decision_of(user, on=day).count(),
        "may_draft_all": permissions.may_amend(user),
        "leads": permissions.leads_anyone(user, day),
        "query": request.GET.urlencode(),
    }
    return render(request, "agreements/index.html", context)


@signed_in
def download(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    day = here.today()
    form = FilterForm(request.GET, years=mandates.years() or [day.year], today=day)
    found = form.apply(access.visible_to(here.user_of(request))).select_related("document")
    response = HttpResponse(
        workbook.workbook(found, year=form.year, today=day), content_type=writing.CONTENT_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="perjanjian-{form.year}.xlsx"'
    return response


@signed_in
def detail(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement: the document, where it stands, and what may be done next."""
    user, day = here.user_of(request), here.today()
    agreement = access.agreement_for(user, agreement_id)
    context = {
        **paper(agreement),
        "acts": next_acts.next_acts(user, agreement, day),
        "is_late": rules.is_late(agreement, day),
        "events": trail.timeline(agreement),
        "companions": agreement.companions.select_related("document").order_by("kind"),
        "last_year": differences.from_last_year(agreement),
        "amended": differences.from_amended(agreement),
        "plan": differences.from_plan(agreement),
        "newer": Agreement.objects.filter(amends=agreement).first(),
    }
    return render(request, "agreements/detail.html", context)


def paper(agreement: Agreement, document: Document | None = None) -> dict[str, Any]:
    """What a page needs to show a document: the frozen content, or the draft as it would print."""
    document = document or agreement.document
    content = document.content if document else documents.content_of(agreement, at=here.now())
    signatures = agreement.signatures.filter(document=document) if document else ()
    return {
        "agreement": agreement,
        "document": document,
        "content": content,
        "on_screen": True,
        "signed": {s.side.lower(): s for s in signatures},
    }
