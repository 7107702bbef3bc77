"""The home page: what waits for me, and for those who lead the cycle how the year stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.accounts.gate import signed_in
from core.accounts.models import Role
from reporting.dashboards.queries import overview, year
from tenants.organization.queries import directory as organization

SEE_THE_YEAR = (Role.HEAD_OF_REGION, Role.STEWARD)


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """One page per person."""
    user, today = request.user, timezone.localdate()
    leads = user.has_role(*SEE_THE_YEAR)  # type: ignore[union-attr]
    context = {
        "today": today,
        "groups": year.waiting_for(user, today),  # type: ignore[arg-type]
        "appointments": organization.appointments_of(user, today),  # type: ignore[arg-type]
        "overview": overview.overview(today.year, today) if leads else None,
    }
    return render(request, "dashboards/home.html", context)
