"""Pages of the policy: what holds, how it changed, the form with its preview, and the guide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role
from core.errors import DomainError
from core.ui.errors import blame
from tenants.organization.queries import directory as organization
from tenants.policy import access, inputs, ports
from tenants.policy.actions.adopt import adopt
from tenants.policy.forms import PolicyForm
from tenants.policy.permissions import may_adopt
from tenants.policy.presets import PRESETS
from tenants.policy.queries import differences, guide, versions
from tenants.policy.schema import RegionPolicy


@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """What holds today, and every version there has been."""
    version = versions.version_on(timezone.localdate())
    rules = RegionPolicy.model_validate(version.values) if version else None
    context = {
        "version": version,
        "groups": differences.groups(rules) if rules else [],
        "versions": versions.versions(),
        "may_adopt": may_adopt(request.user),  # type: ignore[arg-type]
        "presets": PRESETS.values(),
    }
    return render(request, "policy/overview.html", context)


@signed_in
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version: what it says, and what it says otherwise than the one before."""
    shown = access.version_numbered(number)
    before = access.version_before(shown)
    rules = RegionPolicy.model_validate(shown.values)
    context = {
        "version": shown,
        "before": before,
        "groups": differences.groups(rules),
        "differences": differences.differences(RegionPolicy.model_validate(before.values), rules)
        if before
        else [],
    }
    return render(request, "policy/version.html", context)


@signed_in
def guide_page(request: HttpRequest) -> HttpResponse:
    """What every field means, made from the model itself."""
    return render(request, "policy/guide.html", {"chapters": guide.chapters()})


@for_roles(Role.STEWARD)
def edit(request: HttpRequest) -> HttpResponse:
    """The form; its answers come back to be checked, and then adopted."""
    if request.method != "POST":
        return _form(request, _starting_form(request))
    form = PolicyForm(request.POST, positions=_positions())
    step, _, where = request.POST.get("langkah", "").partition(":")
    if step in {"tambah", "buang", "ubah"}:
        return _form(request, _reshaped(form, step, where))
    if not form.is_valid() or form.rules is None:
        return _form(request, form)
    if step != "tetapkan":
        return _preview(request, form)
    try:
        made = adopt(
            rules=form.rules,
            effective_from=form.cleaned_data["effective_from"],
            note=form.cleaned_data["note"],
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except DomainError as error:
        blame(form, error)
        return _form(request, form)
    messages.info(request, f"{made}.")
    return HttpResponseRedirect(reverse("policy:version", args=[made.number]), status=303)


def _form(request: HttpRequest, form: PolicyForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "policy/edit.html", {"form": form}, status=status)


def _starting_form(request: HttpRequest) -> PolicyForm:
    preset = PRESETS.get(request.GET.get("pola", ""))
    today = timezone.localdate()
    version = versions.version_on(today)
    rules = (
        preset.rules if preset else RegionPolicy.model_validate(version.values if version else {})
    )
    note = f"Berpangkal dari pola “{preset.title}”." if preset else ""
    values = rules.model_dump(mode="json")
    return PolicyForm(values=values, positions=_positions(), effective_from=today, note=note)


def _reshaped(form: PolicyForm, step: str, where: str) -> PolicyForm:
    values = form.values
    if step == "tambah":
        path, _, kind = where.partition(":")
        values = inputs.add(values, path, kind)
    elif step == "buang":
        values = inputs.remove(values, where)
    return PolicyForm(
        values=values,
        positions=form.positions,
        effective_from=form.data.get("effective_from"),
        note=form.data.get("note", ""),
        touched=where,
    )


def _preview(request: HttpRequest, form: PolicyForm) -> HttpResponse:
    day = form.cleaned_data["effective_from"]
    before = versions.version_on(day)
    was = RegionPolicy.model_validate(before.values) if before else None
    hidden = [(k, v) for k, vs in request.POST.lists() for v in vs if k not in _OWN]
    context: dict[str, Any] = {
        "form": form,
        "day": day,
        "before": before,
        "differences": differences.differences(was, form.rules) if was and form.rules else [],
        "groups": [] if was else differences.groups(form.rules or RegionPolicy()),
        "effects": ports.effects_of(form.rules or RegionPolicy(), day),
        "hidden": hidden,
    }
    return render(request, "policy/preview.html", context)


_OWN = {"csrfmiddlewaretoken", "langkah"}


def _positions() -> list[tuple[str, str]]:
    return [(p.code, p.title) for p in organization.leading_positions()]
