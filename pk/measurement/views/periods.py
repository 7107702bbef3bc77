"""Pages of who runs the cycle: periods, who has not reported, capaian by unit, the monthly review."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.accounts.gate import for_roles
from core.accounts.models import Role, User
from core.audit import trail
from core.errors import DomainError
from core.ui.errors import blame
from pk.measurement import access, permissions, rules
from pk.measurement.actions import close_period as close_act
from pk.measurement.actions import make_periods as make_act
from pk.measurement.actions import record_review as review_act
from pk.measurement.actions import reopen_period as reopen_act
from pk.measurement.documents import workbook
from pk.measurement.forms import ReasonForm, ReviewForm, YearForm
from pk.measurement.models import MonthlyReview, Period
from pk.measurement.queries import figures, tables
from pk.measurement.queries import monthly_review as review

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_roles(*permissions.SEES_ALL)
def periods(request: HttpRequest) -> HttpResponse:
    """Which periods are there, and who is late? The steward makes those of a year."""
    user = cast(User, request.user)
    year = tables.chosen_year(request.GET.get("tahun", ""))
    form = YearForm(request.POST or None, initial={"year": year})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _made(form, user):
            messages.info(request, f"Periode tahun {form.cleaned_data['year']} siap.")
            return _see("measurement:periods", query=f"?tahun={form.cleaned_data['year']}")
    context = {"year": year, "rows": figures.progress(year), "form": form}
    context |= {"years": tables.years_to_choose(year), "runs": user.has_role(Role.STEWARD)}
    return render(request, "measurement/periods.html", context, status=status)


@for_roles(*permissions.SEES_ALL)
def period(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Who has not reported this period?"""
    return _period_page(request, access.period_for(period_id), ReasonForm())


@require_POST
@for_roles(Role.STEWARD)
def close(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """The steward closes the period."""
    found = access.period_for(period_id)
    close_act.close_period(period=found, by=cast(User, request.user), at=timezone.now())
    messages.info(request, f"{found} ditutup.")
    return _see("measurement:period", period_id)


@require_POST
@for_roles(Role.STEWARD)
def reopen(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """The steward opens it again, with a reason."""
    found, form = access.period_for(period_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _period_page(request, found, form, status=422)
    reason = form.cleaned_data["reason"]
    reopen_act.reopen_period(
        period=found, reason=reason, by=cast(User, request.user), at=timezone.now()
    )
    messages.info(request, f"{found} terbuka kembali.")
    return _see("measurement:period", period_id)


@require_safe
@for_roles(*permissions.SEES_ALL)
def achievements(request: HttpRequest) -> HttpResponse:
    """Which units are below target?"""
    year, upto = _span(request)
    rows = figures.by_unit(year, period=upto)
    context = {
        "year": year,
        "years": tables.years_to_choose(year),
        "periods": figures.periods(year),
        "upto": upto,
        "rows": rows,
        "chart": tables.units_chart(rows, year) if rows else "",
        "region_counts": figures.region_counts(year, on=figures.today()),
        "all": figures.counts(year, on=figures.today(), period=upto),
        "absorption": figures.absorption(year, period=upto),
    }
    return render(request, "measurement/achievements.html", context)


@require_safe
@for_roles(*permissions.SEES_ALL)
def download(request: HttpRequest) -> HttpResponse:
    """Every indicator of a year as a workbook."""
    year, upto = _span(request)
    response = HttpResponse(workbook.workbook(year, upto), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="capaian-{year}.xlsx"'
    return response


@for_roles(*permissions.SEES_ALL)
def monthly_review(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """What has to be discussed about this period, and what was decided?"""
    user, found = cast(User, request.user), access.period_for(period_id)
    held = MonthlyReview.objects.filter(period=found).first()
    initial = (
        {"held_on": held.held_on, "strategy": held.strategy, "decisions": held.decisions}
        if held
        else {"held_on": figures.today()}
    )
    form = ReviewForm(request.POST or None, initial=initial)
    may_record = user.has_role(*permissions.LEADS)
    posted = request.method == "POST" and may_record
    if posted and form.is_valid() and _recorded(form, found, user):
        messages.info(request, f"Hasil rapat {found} tercatat.")
        return _see("measurement:review", period_id)
    context: dict[str, Any] = {
        "period": found,
        "held": held,
        "form": form,
        "may_record": may_record,
    }
    context |= {"agenda": review.agenda(found), "events": trail.timeline(found)}
    return render(request, "measurement/review.html", context, status=422 if form.errors else 200)


def _period_page(
    request: HttpRequest, found: Period, form: Form, *, status: int = 200
) -> HttpResponse:
    user, day = cast(User, request.user), figures.today()
    context: dict[str, Any] = {
        "period": found,
        "missing": figures.not_reported(found) if day >= found.opens_on else [],
        "not_yet": day < found.opens_on,
        "is_open": rules.is_open(found, day),
        "runs": user.has_role(Role.STEWARD),
        "form": form,
        "events": trail.timeline(found),
    }
    return render(request, "measurement/period.html", context, status=status)


def _made(form: YearForm, user: User) -> bool:
    try:
        make_act.make_periods(year=form.cleaned_data["year"], by=user, at=timezone.now())
    except DomainError as error:
        blame(form, error)
        return False
    return True


def _recorded(form: ReviewForm, found: Period, user: User) -> bool:
    said: dict[str, Any] = form.cleaned_data
    held_on: date = said["held_on"]
    texts = {"strategy": said["strategy"], "decisions": said["decisions"]}
    try:
        review_act.record_review(period=found, held_on=held_on, **texts, by=user, at=timezone.now())
    except DomainError as error:
        blame(form, error)
        return False
    return True


def _span(request: HttpRequest) -> tuple[int, Period | None]:
    year = tables.chosen_year(request.GET.get("tahun", ""))
    number = request.GET.get("periode", "")
    found = figures.periods(year).filter(number=int(number)) if number.isdecimal() else None
    return year, found.first() if found is not None else None


def _see(name: str, *args: UUID, query: str = "") -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse(name, args=args) + query)
    response.status_code = 303
    return response
