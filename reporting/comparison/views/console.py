"""The operators' pages about evaluators: who may compare what."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.accounts.models import Role
from core.errors import DomainError, NotFound
from core.ui.errors import blame
from reporting.comparison.access import Scope, proposed_for
from reporting.comparison.actions.close_evaluator import close_evaluator
from reporting.comparison.actions.open_evaluator import open_evaluator
from reporting.comparison.models import EvaluatorScope
from tenants.registry import addresses, area_codes
from tenants.registry.views.common import operators_only, person, see_other


class EvaluatorForm(forms.Form):
    """Who evaluates, and what."""

    name = forms.CharField(label="Nama", max_length=160)
    username = forms.CharField(label="Nama pengguna", max_length=64)
    province_code = forms.ChoiceField(
        label="Lingkup",
        required=False,
        help_text="Evaluator provinsi membandingkan kabupaten dan kota di provinsinya.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(area.code, area.name) for area in area_codes.provinces()]
        self.fields["province_code"].choices = [("", "Seluruh Indonesia"), *provinces]  # type: ignore[attr-defined]


@never_cache
@operators_only
def evaluators(request: HttpRequest) -> HttpResponse:
    """The accounts, and the form of a new one; its password is shown once, in the answer.

    A province's page leads here with its code: a province is a region, and evaluates its own.
    """
    proposed = proposed_for(request.GET.get("provinsi", ""))
    form, opened, status = EvaluatorForm(request.POST or None, initial=proposed), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                opened = open_evaluator(by=person(request), at=timezone.now(), **form.cleaned_data)
            except DomainError as error:
                blame(form, error)
            else:
                form, status = EvaluatorForm(), 200
    scopes = EvaluatorScope.objects.select_related("user").order_by("province_code", "user__name")
    rows = [(scope.user, Scope(scope.province_code).name) for scope in scopes]
    context = {"form": form, "opened": opened, "rows": rows, "url": addresses.url_of("evaluasi")}
    return render(request, "comparison/evaluators.html", context, status=status)


@require_POST
@operators_only
def close(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Close one account."""
    scope = EvaluatorScope.objects.select_related("user").filter(user_id=user_id).first()
    if scope is None or not set(scope.user.roles) & {Role.EVALUATOR}:
        raise NotFound
    closed = close_evaluator(evaluator=scope.user, by=person(request), at=timezone.now())
    messages.info(request, f"Akun {closed.name} tidak berlaku lagi.")
    return see_other("/evaluator/")


app_name = "evaluators"
urlpatterns = [
    path("", evaluators, name="evaluators"),
    path("<uuid:user_id>/tutup/", close, name="close"),
]
