"""Pages of who reports and who approves: the list, the report of one period, its evidence."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.accounts.gate import signed_in
from core.accounts.models import User
from core.audit import trail
from core.documents import store
from core.errors import DomainError
from core.ui.errors import blame
from pk.agreements.models import Agreement
from pk.measurement import access, permissions, rules, states
from pk.measurement.actions import approve as approve_act
from pk.measurement.actions import give_back as give_back_act
from pk.measurement.actions import remove_evidence as remove_act
from pk.measurement.actions.report_period import report_period
from pk.measurement.forms import ReasonForm, ReportForm
from pk.measurement.models import MeasurementState, Period
from pk.measurement.queries import figures, report_sheet, tables
from tenants.policy.schema import RegionPolicy


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Which reports wait for this person?"""
    user = cast(User, request.user)
    year = tables.chosen_year(request.GET.get("tahun", ""))
    context = {
        "year": year,
        "years": tables.years_to_choose(year),
        "table": tables.report_table(user, year),
        "runs": user.has_role(*permissions.SEES_ALL),
    }
    return render(request, "measurement/index.html", context)


@signed_in
def report(request: HttpRequest, agreement_id: UUID, period_id: UUID) -> HttpResponse:
    """What was reached in this period? The receiver fills it in, the superior reads it."""
    user = cast(User, request.user)
    page = _page(user, agreement_id, period_id)
    if request.method != "POST" or not page["may_edit"]:
        return render(request, "measurement/report.html", page)
    form = ReportForm(page["sheet"], request.POST, request.FILES)
    page["form"] = form
    if form.is_valid():
        try:
            _keep(form, user, submitted="submit" in request.POST)
        except DomainError as error:
            blame(form, error)
    if form.errors:
        return render(request, "measurement/report.html", page, status=422)
    said = "diajukan" if "submit" in request.POST else "tersimpan sebagai draf"
    messages.info(request, f"Realisasi {page['sheet'].period} {said}.")
    return _back(agreement_id, period_id)


@require_POST
@signed_in
def approve(request: HttpRequest, agreement_id: UUID, period_id: UUID) -> HttpResponse:
    """The superior or the steward approves."""
    user = cast(User, request.user)
    where = _where(user, agreement_id, period_id)
    approve_act.approve(**where, by=user, at=timezone.now())
    messages.info(request, f"Realisasi {where['period']} disetujui.")
    return _back(agreement_id, period_id)


@require_POST
@signed_in
def give_back(request: HttpRequest, agreement_id: UUID, period_id: UUID) -> HttpResponse:
    """The superior or the steward returns it with a reason."""
    user = cast(User, request.user)
    form = ReasonForm(request.POST)
    if form.is_valid():
        where = _where(user, agreement_id, period_id)
        reason = form.cleaned_data["reason"]
        give_back_act.give_back(**where, reason=reason, by=user, at=timezone.now())
        messages.info(request, f"Realisasi {where['period']} dikembalikan.")
        return _back(agreement_id, period_id)
    page = _page(user, agreement_id, period_id) | {"reason_form": form, "form": form}
    return render(request, "measurement/report.html", page, status=422)


@require_safe
@signed_in
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """The file as it was kept; always saved, never shown in the page."""
    file = access.evidence_for(cast(User, request.user), evidence_id, figures.today())
    content = store.read(file.path, expect=file.sha256)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    response = HttpResponse(content, content_type=file.content_type, headers=headers)
    ascii_name = file.name.encode("ascii", "ignore").decode() or "bukti"
    response["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
    return response


@require_POST
@signed_in
def remove_evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """The receiver takes a file back."""
    user = cast(User, request.user)
    file = access.evidence_for(user, evidence_id, figures.today())
    agreement_id = file.measurement.commitment.agreement_id
    period_id = file.measurement.period_id
    remove_act.remove_evidence(evidence=file, by=user, at=timezone.now())
    messages.info(request, f"Bukti dukung “{file.name}” ditarik.")
    return _back(agreement_id, period_id)


def _where(user: User, agreement_id: UUID, period_id: UUID) -> dict[str, Any]:
    return {
        "agreement": access.mandate_for(user, agreement_id, figures.today()),
        "period": access.period_for(period_id),
    }


def _page(user: User, agreement_id: UUID, period_id: UUID) -> dict[str, Any]:
    day = figures.today()
    where = _where(user, agreement_id, period_id)
    agreement: Agreement = where["agreement"]
    period: Period = where["period"]
    include = RegionPolicy.model_validate(agreement.policy.values).monitoring.include
    page = report_sheet.sheet_of(
        agreement, period, with_money="absorption" in include and not agreement.is_sole
    )
    played = permissions.parts(user, agreement, day)
    is_open = rules.is_open(period, day)
    may_edit = is_open and states.RECEIVER in played and page.state in states.CHANGEABLE
    targets = states.MEASUREMENT.targets(page.state, played) if is_open else []
    return {
        "sheet": page,
        "form": ReportForm(page) if may_edit else None,
        "may_edit": may_edit,
        "may_approve": MeasurementState.APPROVED in targets,
        "may_return": MeasurementState.RETURNED in targets,
        "reason_form": ReasonForm(),
        "is_open": is_open,
        "is_late": page.state in states.CHANGEABLE and day > period.due_on,
        "events": trail.timeline(agreement).filter(action__startswith="measurement.")[:12],
    }


def _keep(form: ReportForm, user: User, *, submitted: bool) -> None:
    report_period(
        agreement=form.sheet.agreement,
        period=form.sheet.period,
        entries=[entry for entry in form.entries if entry is not None],
        spendings=[row for row in form.spent if row is not None],
        submitted=submitted,
        by=user,
        at=timezone.now(),
    )


def _back(agreement_id: UUID, period_id: UUID) -> HttpResponseRedirect:
    address = reverse("measurement:report", args=[agreement_id, period_id])
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
