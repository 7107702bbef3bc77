"""From draft to approval: bring up to date, submit, give back, approve, amend."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from core.accounts.gate import for_roles, signed_in
from core.accounts.models import Role
from core.errors import DomainError
from pk.agreements import access, permissions
from pk.agreements.actions import amend as amend_act
from pk.agreements.actions import approve as approve_act
from pk.agreements.actions import give_back as give_back_act
from pk.agreements.actions import refresh as refresh_act
from pk.agreements.actions import submit as submit_act
from pk.agreements.forms import AmendForm, ReturnForm
from pk.agreements.models import Agreement, AgreementState
from pk.agreements.views import here


@signed_in
@require_POST
def submit(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The receiver's word that the draft is right."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    return here.answer(
        request,
        partial(submit_act.submit, agreement=agreement, by=user, at=here.now()),
        said=lambda a: f"Perjanjian {a.receiver_title} menunggu persetujuan.",
        to=agreement,
    )


@signed_in
@require_POST
def refresh(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The draft again, from the cascade as it stands."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    return here.answer(
        request,
        partial(refresh_act.refresh, agreement=agreement, by=user, at=here.now()),
        said=lambda a: f"Rancangan {a.receiver_title} sama dengan pohon kinerja.",
        to=agreement,
    )


@signed_in
@require_POST
def approve(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The giver's approval, which freezes the document."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    return here.answer(
        request,
        partial(approve_act.approve, agreement=agreement, by=user, at=here.now()),
        said=lambda a: f"Perjanjian {a.receiver_title} disetujui dan siap ditandatangani.",
        to=agreement,
    )


@signed_in
def give_back(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Back to the receiver, with a reason."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    permissions.check_may_move(user, agreement, AgreementState.RETURNED, here.today())
    form = ReturnForm(request.POST or None)
    template, context = "agreements/give_back.html", {"agreement": agreement, "form": form}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    reason = form.cleaned_data["reason"]
    try:
        give_back_act.give_back(agreement=agreement, reason=reason, by=user, at=here.now())
    except DomainError as error:
        return here.refused(request, template, context, form, error)
    messages.info(request, f"Perjanjian {agreement.receiver_title} kembali pada penerima amanah.")
    return here.see_other(agreement)


@for_roles(Role.STEWARD)
def amend(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A new version of an agreement in force."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    form = AmendForm(request.POST or None)
    template, context = "agreements/amend.html", {"agreement": agreement, "form": form}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    try:
        new: Agreement = amend_act.amend(
            agreement=agreement, **form.cleaned_data, by=user, at=here.now()
        )
    except DomainError as error:
        return here.refused(request, template, context, form, error)
    messages.info(request, f"Perjanjian perubahan {new.receiver_title} tersusun sebagai rancangan.")
    return here.see_other(new)
