"""Drafting: for all receivers of the region, and below the head of a unit for each subordinate."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role
from core.errors import DomainError, NotFound
from pk.agreements import access, permissions
from pk.agreements.actions import draft as draft_act
from pk.agreements.actions.draft_all import draft_all as draft_all_act
from pk.agreements.forms import DraftAllForm
from pk.agreements.queries import mandates, material
from pk.agreements.views import here
from tenants.policy.queries import versions as policies


@for_roles(Role.STEWARD)
def draft_all(request: HttpRequest) -> HttpResponse:
    """Who gets a draft, what is missing for whom, and the job."""
    day = here.today()
    form = DraftAllForm(request.POST or None, initial={"year": request.GET.get("tahun", day.year)})
    chosen = DraftAllForm({"year": request.GET.get("tahun", day.year)})
    year = chosen.cleaned_data["year"] if chosen.is_valid() else day.year
    template = "agreements/draft_all.html"
    context = {"form": form, "year": year, "preview": material.preview(year, day)}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    year = form.cleaned_data["year"]
    back = f"{reverse('agreements:index')}?tahun={year}"
    try:
        job = draft_all_act(year=year, next_url=back, by=here.user_of(request), at=here.now())
    except DomainError as error:
        return here.refused(request, template, context, form, error)
    return here.see_other("job", job.id)


@signed_in
def subordinates(request: HttpRequest) -> HttpResponse:
    """Whose mandates this person gives, and who has none yet."""
    user, day = here.user_of(request), here.today()
    if not permissions.leads_anyone(user, day):
        raise NotFound
    rules = policies.policy_on(day).rules
    rows = [
        (appointment, agreement, permissions.may_draft(user, appointment, rules, day))
        for appointment, agreement in mandates.subordinates_of(user, day, year=day.year)
    ]
    context = {"rows": rows, "year": day.year, "deadline": mandates.cascade_deadline_of(user, day)}
    return render(request, "agreements/subordinates.html", context)


@signed_in
@require_POST
def draft(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """One draft, for this year."""
    user, day = here.user_of(request), here.today()
    receiver = access.appointment_for_draft(appointment_id, day)
    return here.answer(
        request,
        partial(draft_act.draft, receiver=receiver, year=day.year, by=user, at=here.now()),
        said=lambda a: f"Rancangan perjanjian {a.receiver_title} tersusun.",
        to="agreements:subordinates",
    )
