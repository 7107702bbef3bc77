"""Pages of the evaluation: units by components, one sheet, one component of it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role, User
from core.audit import trail
from core.errors import DomainError, NotFound
from core.ui.errors import blame
from pk.evaluation import access, permissions, rules, states
from pk.evaluation.actions import assess as assess_act
from pk.evaluation.actions import finalise as finalise_act
from pk.evaluation.actions import issue_report as issue_act
from pk.evaluation.actions import move_sheet as move_act
from pk.evaluation.actions import open_sheets as open_act
from pk.evaluation.actions import recommend as recommend_act
from pk.evaluation.actions import record_result as record_act
from pk.evaluation.actions import review as review_act
from pk.evaluation.forms import PartsForm, ReasonForm, RecommendationForm, ResultForm, YearForm
from pk.evaluation.models import ScoreSheet, SheetState
from pk.evaluation.queries import results, tables
from pk.measurement.queries.figures import rules_for, today
from tenants.registry.context import current_region


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """How well is performance managed, unit by unit?"""
    user = cast(User, request.user)
    year = tables.chosen_year(request.GET.get("tahun", ""))
    region = current_region().name
    table = tables.rows(access.sheets_of(user, year, today()), region)
    wanted = rules_for(year, on=today()).targets.grade or ""
    context = {
        "year": year,
        "years": tables.years_to_choose(year),
        "table": table,
        "components": results.template_of(table[0].sheet).components if table else (),
        "chart": tables.units_chart(table, year),
        "ladder": tables.ladder(region, results.grades_over_years(None), wanted),
        "wanted": wanted,
        "may_open": user.has_role(*permissions.RUNS),
        "may_record": user.has_role(Role.STEWARD),
        "form": YearForm(initial={"year": year}),
        "sees_cases": user.has_role(*permissions.SEES_ALL),
    }
    return render(request, "evaluation/index.html", context)


@require_POST
@for_roles(*permissions.RUNS)
def open_year(request: HttpRequest) -> HttpResponse:
    """Open the sheets of a year."""
    form = YearForm(request.POST)
    if not form.is_valid():
        raise NotFound
    year = form.cleaned_data["year"]
    made = open_act.open_sheets(year=year, by=cast(User, request.user), at=timezone.now())
    messages.info(request, f"{len(made)} lembar evaluasi {year} terbuka.")
    return see(f"{reverse('evaluation:index')}?tahun={year}")


@for_roles(Role.STEWARD)
def record(request: HttpRequest) -> HttpResponse:
    """Which result of the region did somebody else publish?"""
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_act.record_result(
                **form.cleaned_data, by=cast(User, request.user), at=timezone.now()
            )
        except DomainError as error:
            blame(form, error)
        else:
            year = form.cleaned_data["year"]
            messages.info(request, f"Predikat SAKIP {year} tercatat.")
            return see(f"{reverse('evaluation:index')}?tahun={year}")
    status = 422 if form.errors else 200
    return render(request, "evaluation/record.html", {"form": form}, status=status)


@require_safe
@signed_in
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What did this unit answer, and what was decided?"""
    return _sheet_page(request, sheet_id)


@signed_in
def component(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """The parts of one component: assessed by the unit, then scored by the reviewer."""
    user = cast(User, request.user)
    found = access.sheet_for(user, sheet_id, today())
    template = results.template_of(found)
    part, side = template.component(code), _side_of(user, found)
    if not side:
        return see(reverse("evaluation:sheet", args=[sheet_id]))
    given, by_criterion = results.answers(found), found.scoring_level == "criterion"
    form = PartsForm(part, given, side, request.POST or None, by_criterion=by_criterion)
    if request.method == "POST" and form.is_valid() and _answered(form, found, user):
        messages.info(request, f"Komponen {part.code} {part.name} tersimpan.")
        following = next((c.code for c in template.components if c.code > code), None)
        if following and "next" in request.POST:
            return see(reverse("evaluation:component", args=[sheet_id, following]))
        return see(reverse("evaluation:sheet", args=[sheet_id]))
    context = {"sheet": found, "component": part, "form": form, "side": side, "given": given}
    context |= {"steps": [c.name for c in template.components], "current": int(code)}
    status = 422 if form.errors else 200
    return render(request, "evaluation/component.html", context, status=status)


@require_POST
@signed_in
def move(request: HttpRequest, sheet_id: UUID, target: str) -> HttpResponse:
    """One step on or back; what is refused is said on the sheet's own page."""
    user = cast(User, request.user)
    found = access.sheet_for(user, sheet_id, today())
    form, now = ReasonForm(request.POST or {"reason": ""}), timezone.now()
    try:
        if target == SheetState.FINAL:
            finalise_act.finalise(sheet=found, by=user, at=now)
        else:
            reason = request.POST.get("reason", "")
            move_act.move_sheet(sheet=found, target=target, reason=reason, by=user, at=now)
    except DomainError as error:
        form.is_valid()
        form.errors.clear()
        blame(form, error)
        return _sheet_page(request, sheet_id, form)
    messages.info(request, f"Status lembar: {SheetState(target).label}.")
    return see(reverse("evaluation:sheet", args=[sheet_id]))


@require_POST
@signed_in
def issue(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Print and archive the report of a final sheet."""
    user = cast(User, request.user)
    found = access.sheet_for(user, sheet_id, today())
    issue_act.issue_report(sheet=found, by=user, at=timezone.now())
    messages.info(request, "Laporan hasil evaluasi terbit.")
    return see(reverse("evaluation:sheet", args=[sheet_id]))


@for_roles(Role.REVIEWER)
def recommend(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What shall this unit do next?"""
    user = cast(User, request.user)
    found = access.sheet_for(user, sheet_id, today())
    form = RecommendationForm(results.template_of(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recommend_act.recommend(sheet=found, **form.cleaned_data, by=user, at=timezone.now())
        except DomainError as error:
            blame(form, error)
        else:
            messages.info(request, "Rekomendasi tercatat.")
            return see(reverse("evaluation:sheet", args=[sheet_id]))
    context, status = {"sheet": found, "form": form}, 422 if form.errors else 200
    return render(request, "evaluation/recommend.html", context, status=status)


def see(address: str) -> HttpResponseRedirect:
    """A redirect after what was done (303)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _side_of(user: User, found: ScoreSheet) -> str:
    """Whose answers this account fills in now: the unit's, the reviewer's, or none."""
    played = permissions.parts(user, found, today())
    if found.state == SheetState.SELF_ASSESSMENT and states.UNIT in played:
        return rules.PROPOSED
    if found.state == SheetState.SUBMITTED and states.REVIEWER in played:
        return rules.DECIDED
    return ""


def _answered(form: PartsForm, found: ScoreSheet, user: User) -> bool:
    keep = assess_act.assess if form.side == rules.PROPOSED else review_act.review
    try:
        keep(sheet=found, answers=form.given(), by=user, at=timezone.now())
    except DomainError as error:
        blame(form, error)
        return False
    return True


def _sheet_page(request: HttpRequest, sheet_id: UUID, form: Form | None = None) -> HttpResponse:
    user = cast(User, request.user)
    found = access.sheet_for(user, sheet_id, today())
    played = permissions.parts(user, found, today())
    context: dict[str, Any] = {
        "sheet": found,
        "name": found.unit.name if found.unit else current_region().name,
        "state_tone": tables.STATE_TONES[SheetState(found.state)],
        "rows": tables.parts(found),
        "proposed": results.result(found, rules.PROPOSED),
        "decided": results.result(found),
        "side": _side_of(user, found),
        "targets": states.SHEET.targets(found.state, played),
        "is_reviewer": states.REVIEWER in played,
        "recommendations": results.recommendations().filter(sheet=found),
        "form": form or ReasonForm(),
        "events": trail.timeline(found)[:15],
    }
    return render(request, "evaluation/sheet.html", context, status=422 if form else 200)
