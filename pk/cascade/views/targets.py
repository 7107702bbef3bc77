"""Targets in a grid, ratified dates of budgets, programmes: tables which are filled in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from core.accounts.gate import for_roles
from core.accounts.models import Role
from core.errors import DomainError
from pk.cascade.actions.ratify_budgets import ratify_budgets
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.forms import BudgetForm
from pk.cascade.queries import plans, target_grid
from pk.cascade.views.tree import TreeScope, scope
from tenants.organization.queries import directory as organization
from tenants.policy.queries.versions import policy_on


@for_roles(Role.PLANNER)
def targets(request: HttpRequest) -> HttpResponse:
    """Targets of all indicators of a plan, or of one unit; all that was typed, or nothing."""
    where = scope(request)
    if where.plan is None:
        return render(request, "cascade/targets.html", {"scope": where})
    unit = request.GET.get("unit", "")
    indicators = plans.indicators_in(where.plan, unit)
    columns = _columns(request, where)
    if request.method != "POST":
        return _grid(request, where, target_grid.shown(indicators, columns), unit)
    filled = target_grid.typed(indicators, columns, request.POST)
    if filled.problems:
        return _grid(request, where, filled, unit)
    try:
        count = set_targets(rows=filled.changes, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    except DomainError as error:
        return _grid(request, where, filled, unit, error.sentence)
    said = f"{count} target berubah." if count else "Tidak ada target yang berubah."
    messages.info(request, said)
    return HttpResponseRedirect(request.get_full_path(), status=303)


@for_roles(Role.STEWARD, Role.PLANNER)
def budgets(request: HttpRequest) -> HttpResponse:
    """When each unit's budget document was ratified; deadlines run from it."""
    year = scope(request).year
    units = list(organization.main_units())
    known = plans.ratified_dates(year)
    form = BudgetForm(request.POST or None, units=units, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            done = ratify_budgets(
                year=year,
                dates=form.dates(),
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.info(request, f"Tanggal pengesahan {len(done)} dokumen anggaran tercatat.")
            return HttpResponseRedirect(request.get_full_path(), status=303)
    missing = sum(unit not in known for unit in units)
    context = {"form": form, "year": year, "missing": missing, "units": units}
    status = 422 if form.errors else 200
    return render(request, "cascade/budgets.html", context, status=status)


def _columns(request: HttpRequest, where: TreeScope) -> list[target_grid.GridColumn]:
    assert where.plan is not None  # noqa: S101  said by the caller
    if request.GET.get("rinci") != "1":
        return target_grid.year_columns(where.plan.first_year, where.plan.last_year)
    rules = policy_on(timezone.localdate()).rules
    return target_grid.period_columns(where.year, rules.monitoring.every)


def _grid(
    request: HttpRequest, where: TreeScope, filled: target_grid.Grid, unit: str, sentence: str = ""
) -> HttpResponse:
    context = {
        "scope": where,
        "grid": filled,
        "unit": unit,
        "units": organization.units(active_only=True),
        "detailed": request.GET.get("rinci") == "1",
        "sentence": sentence,
    }
    status = 422 if filled.problems or sentence else 200
    return render(request, "cascade/targets.html", context, status=status)
