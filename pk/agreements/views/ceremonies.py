"""Ceremonies: plan, seats in protocol order, attendance, the live board, the screen of the hall."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role
from core.audit import trail
from core.documents.qr import qr_data_uri
from core.errors import DomainError
from pk.agreements import access, permissions
from pk.agreements.actions import close_ceremony as close_act
from pk.agreements.actions import mark_attendance as attendance_act
from pk.agreements.actions import open_ceremony as open_act
from pk.agreements.actions.plan_ceremony import plan_ceremony
from pk.agreements.forms import AttendanceForm, CeremonyForm
from pk.agreements.queries import board
from pk.agreements.views import here
from pk.policies import ceremonies
from tenants.policy.queries import versions as policies


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Which ceremonies there are."""
    user = here.user_of(request)
    context = {
        "ceremonies": access.ceremonies_of(user),
        "may_plan": permissions.may_run_ceremony(user),
    }
    return render(request, "agreements/ceremonies.html", context)


@for_roles(Role.STEWARD)
def plan(request: HttpRequest) -> HttpResponse:
    """A new ceremony, in the mode of the policy."""
    day = here.today()
    signing = policies.policy_on(day).rules.signing
    mode = ceremonies.ceremony(signing.ceremony)
    first = {
        "year": day.year,
        "title": f"Penandatanganan Perjanjian Kinerja {day.year}",
        "agenda": ceremonies.agenda("", signing.with_socialisation),
    }
    form = CeremonyForm(request.POST or None, initial=first)
    template, context = "agreements/plan_ceremony.html", {"form": form, "mode": mode}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    try:
        ceremony = plan_ceremony(entered=form.entered(), by=here.user_of(request), at=here.now())
    except DomainError as error:
        return here.refused(request, template, context, form, error)
    messages.info(request, f"{ceremony.title} direncanakan.")
    return here.see_other(ceremony)


@signed_in
def ceremony(request: HttpRequest, ceremony_id: UUID) -> HttpResponse:
    """The board, and for the steward attendance and the acts."""
    context = _context(request, ceremony_id)
    return render(request, "agreements/ceremony.html", context)


@signed_in
def live(request: HttpRequest, ceremony_id: UUID) -> HttpResponse:
    """The board alone, asked for every five seconds while the ceremony may still change."""
    return render(request, "agreements/_board.html", _context(request, ceremony_id))


@signed_in
def screen(request: HttpRequest, ceremony_id: UUID) -> HttpResponse:
    """The board for the big screen of the hall."""
    return render(request, "agreements/screen.html", _context(request, ceremony_id))


@for_roles(Role.STEWARD)
def codes(request: HttpRequest, ceremony_id: UUID) -> HttpResponse:
    """A QR per official, to be printed: it opens the person's own agreement on the phone."""
    context = _context(request, ceremony_id)
    cards = [
        (
            card,
            qr_data_uri(
                request.build_absolute_uri(reverse("agreements:detail", args=[card.agreement_id]))
            ),
        )
        for card in context["board"].cards
    ]
    return render(request, "agreements/codes.html", {**context, "codes": cards})


@for_roles(Role.STEWARD)
@require_POST
def open_(request: HttpRequest, ceremony_id: UUID) -> HttpResponse:
    """From now on the rules of the mode count."""
    user = here.user_of(request)
    found = access.ceremony_for(user, ceremony_id)
    return here.answer(
        request,
        partial(open_act.open_ceremony, ceremony=found, by=user, at=here.now()),
        said=lambda c: f"{c.title} berlangsung.",
        to=found,
    )


@for_roles(Role.STEWARD)
@require_POST
def close(request: HttpRequest, ceremony_id: UUID) -> HttpResponse:
    """The event is over; who has not signed still must."""
    user = here.user_of(request)
    found = access.ceremony_for(user, ceremony_id)
    return here.answer(
        request,
        partial(close_act.close_ceremony, ceremony=found, by=user, at=here.now()),
        said=lambda c: f"{c.title} selesai.",
        to=found,
    )


@for_roles(Role.STEWARD)
@require_POST
def attend(request: HttpRequest, ceremony_id: UUID, seat_id: UUID) -> HttpResponse:
    """Present, or absent with a reason."""
    user = here.user_of(request)
    seat = access.seat_for(user, ceremony_id, seat_id)
    form = AttendanceForm(request.POST)
    form.is_valid()
    return here.answer(
        request,
        partial(
            attendance_act.mark_attendance,
            seat=seat,
            present=form.cleaned_data.get("present", False),
            absence_reason=form.cleaned_data.get("absence_reason", ""),
            by=user,
            at=here.now(),
        ),
        said=lambda s: f"{s.agreement.receiver_name} {'hadir' if s.present_at else 'tidak hadir'}.",
        to=reverse("agreements:ceremony", args=[ceremony_id]) + f"#kursi-{seat.id}",
    )


def _context(request: HttpRequest, ceremony_id: UUID) -> dict[str, Any]:
    user = here.user_of(request)
    found = access.ceremony_for(user, ceremony_id)
    return {
        "ceremony": found,
        "mode": ceremonies.ceremony(found.mode),
        "board": board.board_of(found),
        "may_run": permissions.may_run_ceremony(user),
        "events": trail.timeline(found)[:50],
    }
