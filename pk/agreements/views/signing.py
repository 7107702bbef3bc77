"""Signing: check the numbers, read the document, sign; and for a giver, everything that waits."""

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.accounts.gate import signed_in
from core.accounts.models import User
from core.errors import DomainError
from pk.agreements import access, permissions
from pk.agreements.actions.sign import sign as sign_act
from pk.agreements.actions.sign_all import sign_all as sign_all_act
from pk.agreements.documents import differences
from pk.agreements.forms import SignForm
from pk.agreements.models import Agreement, AgreementState, PartySide
from pk.agreements.queries import mandates, signatures
from pk.agreements.views import here
from pk.agreements.views.reading import paper

STEPS = ["Periksa angka", "Baca dan tanda tangani"]
SECONDS_PER_GO = 15.0
"""How long one request may keep signing; the rest waits for the next go."""


@signed_in
def check(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The numbers, before the document."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    pen = permissions.check_may_sign(user, agreement, here.today())
    context = {
        **paper(agreement),
        "steps": STEPS,
        "side": PartySide(pen.side).label,
        "documents": signatures.documents_of(agreement),
        "last_year": differences.from_last_year(agreement),
    }
    return render(request, "agreements/check.html", context)


@signed_in
def sign(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The document and the act. Signing what one has signed already changes nothing."""
    user = here.user_of(request)
    agreement = access.agreement_for(user, agreement_id)
    if signatures.has_signed(user, agreement):
        return here.see_other(agreement)
    pen = permissions.check_may_sign(user, agreement, here.today())
    form = SignForm(request.POST or None)
    template = "agreements/sign.html"
    context = {
        **_papers(agreement),
        "steps": STEPS,
        "form": form,
        "side": PartySide(pen.side).label,
    }
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    credential = form.cleaned_data["credential"]
    try:
        signed = sign_act(agreement=agreement, credential=credential, by=user, at=here.now())
    except DomainError as error:
        return here.refused(request, template, context, form, error)
    messages.info(request, _now_true(signed))
    return here.see_other(signed)


@signed_in
def sign_waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this person: one's own to be read first, as giver one by one."""
    user = here.user_of(request)
    both = mandates.awaiting_signature_of(user, on=here.today()).select_related(
        "giver__official", "document"
    )
    waiting = both.filter(state=AgreementState.RECEIVER_SIGNED)
    form = SignForm(request.POST or None)
    template = "agreements/sign_waiting.html"
    context = {"waiting": waiting, "own": both.filter(state=AgreementState.APPROVED), "form": form}
    if not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    try:
        _sign_for_a_while(request, user, waiting, form.cleaned_data["credential"])
    except DomainError as error:
        return here.refused(request, template, context, form, error)
    return here.see_other("agreements:sign_waiting")


def _sign_for_a_while(request: HttpRequest, user: User, waiting: Any, credential: str) -> None:
    end = time.monotonic() + SECONDS_PER_GO
    outcome = sign_all_act(
        agreements=waiting,
        credential=credential,
        may_go_on=lambda: time.monotonic() < end,
        by=user,
        at=here.now(),
    )
    if outcome.signed:
        messages.info(request, f"{len(outcome.signed)} perjanjian berlaku.")
    for sentence in outcome.refused:
        messages.error(request, sentence)
    if outcome.left:
        messages.warning(request, f"{outcome.left} perjanjian masih menunggu; lanjutkan di bawah.")


def _papers(agreement: Agreement) -> dict[str, Any]:
    first, *others = signatures.documents_of(agreement)
    return {**paper(agreement, first), "others": [paper(agreement, other) for other in others]}


def _now_true(agreement: Agreement) -> str:
    if agreement.state == AgreementState.IN_FORCE:
        return f"Perjanjian {agreement.receiver_title} berlaku."
    return f"Tanda tangan Anda tercatat; perjanjian menunggu {agreement.giver_title}."
