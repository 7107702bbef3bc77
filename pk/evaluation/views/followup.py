"""Pages of what follows: recommendations, and clauses whose condition is met."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role, User
from core.audit import trail
from core.errors import DomainError, NotFound
from core.ui.errors import blame
from pk.evaluation import access, permissions, states
from pk.evaluation.actions import check_clauses as check_act
from pk.evaluation.actions import close_improvement as close_act
from pk.evaluation.actions import decide_case as decide_act
from pk.evaluation.actions import judge_follow_up as judge_act
from pk.evaluation.actions import report_follow_up as report_act
from pk.evaluation.forms import DecisionForm, FollowUpForm, JudgeForm, OutcomeForm, YearForm
from pk.evaluation.models import ClauseCase, Recommendation
from pk.evaluation.views.sheets import see
from pk.measurement.queries.figures import today
from pk.policies import clauses
from tenants.registry.context import current_region

TONES = {"OPEN": "warn", "REPORTED": "info", "CLOSED": "good", "DECIDED": "good"}


@require_safe
@signed_in
def recommendations(request: HttpRequest) -> HttpResponse:
    """Which recommendations were not followed up?"""
    user, day = cast(User, request.user), today()
    rows = [
        {
            "row": row,
            "tone": TONES[row.state],
            "late": row.state == Recommendation.State.OPEN and row.due_on < day,
        }
        for row in access.recommendations_of(user, day)
    ]
    context = {"rows": rows, "region_name": current_region().name}
    return render(request, "evaluation/recommendations.html", context)


@signed_in
def recommendation(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """What was done about this recommendation? The unit reports, the reviewer judges."""
    user = cast(User, request.user)
    row = access.recommendation_for(user, recommendation_id, today())
    played = permissions.parts(user, row.sheet, today())
    targets = states.RECOMMENDATION.targets(row.state, played)
    posted = request.POST if request.method == "POST" else None
    form: Form = FollowUpForm(posted) if row.state == "OPEN" else JudgeForm(posted)
    if posted is not None and form.is_valid() and _followed(form, row, user, posted):
        messages.info(request, "Tindak lanjut tercatat.")
        return see(reverse("evaluation:recommendation", args=[row.id]))
    context = {"row": row, "form": form, "targets": targets, "tone": TONES[row.state]}
    context |= {"events": trail.timeline(row), "region_name": current_region().name}
    status = 422 if form.errors else 200
    return render(request, "evaluation/recommendation.html", context, status=status)


@require_safe
@signed_in
def cases(request: HttpRequest) -> HttpResponse:
    """Which clauses wait for a decision?"""
    user = cast(User, request.user)
    rows = [_case_row(case) for case in access.cases_of(user)]
    may_check = user.has_role(Role.HEAD_OF_REGION, Role.STEWARD, Role.REVIEWER)
    form = YearForm(initial={"year": today().year - 1})
    context = {"rows": rows, "may_check": may_check, "form": form}
    return render(request, "evaluation/cases.html", context)


@require_POST
@for_roles(Role.HEAD_OF_REGION, Role.STEWARD, Role.REVIEWER)
def check(request: HttpRequest) -> HttpResponse:
    """Look at the clauses of a year."""
    form = YearForm(request.POST)
    if not form.is_valid():
        raise NotFound
    year = form.cleaned_data["year"]
    found = check_act.check_clauses(year=year, by=cast(User, request.user), at=timezone.now())
    messages.info(request, f"Klausul {year} sudah diperiksa; {len(found)} perkara baru terbuka.")
    return see(reverse("evaluation:cases"))


@signed_in
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What do the figures say, and what is decided?"""
    user = cast(User, request.user)
    found = access.case_for(user, case_id)
    decides = user.has_role(Role.HEAD_OF_REGION)
    form = _case_form(request, found) if decides else None
    posted = request.method == "POST" and form is not None
    if posted and form is not None and form.is_valid() and _settled(form, found, user):
        messages.info(request, "Keputusan tercatat.")
        return see(reverse("evaluation:case", args=[found.id]))
    context = _case_row(found) | {"form": form, "events": trail.timeline(found)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "evaluation/case.html", context, status=status)


def _case_row(found: ClauseCase) -> dict[str, Any]:
    improvement = getattr(found, "improvement", None)
    return {
        "case": found,
        "title": clauses.title_of(found.kind),
        "tone": TONES[found.state],
        "improvement": improvement,
        "running": improvement is not None and improvement.closed_at is None,
        "over": improvement is not None and today() >= improvement.ends_on,
    }


def _case_form(request: HttpRequest, found: ClauseCase) -> Form | None:
    posted = request.POST if request.method == "POST" else None
    if found.state == ClauseCase.State.OPEN:
        return DecisionForm(posted, may_improve=found.kind == "improvement")
    improvement = getattr(found, "improvement", None)
    return OutcomeForm(posted) if improvement and improvement.closed_at is None else None


def _settled(form: Form, found: ClauseCase, user: User) -> bool:
    said, now = form.cleaned_data, timezone.now()
    try:
        if isinstance(form, DecisionForm):
            decide_act.decide_case(case=found, **said, by=user, at=now)
        else:
            close_act.close_improvement(improvement=found.improvement, **said, by=user, at=now)
    except DomainError as error:
        blame(form, error)
        return False
    return True


def _followed(form: Form, row: Recommendation, user: User, posted: Any) -> bool:
    said, now = form.cleaned_data, timezone.now()
    try:
        if isinstance(form, FollowUpForm):
            report_act.report_follow_up(recommendation=row, text=said["text"], by=user, at=now)
        else:
            accepted = "accept" in posted
            judge_act.judge_follow_up(
                recommendation=row, accepted=accepted, reason=said["reason"], by=user, at=now
            )
    except DomainError as error:
        blame(form, error)
        return False
    return True
