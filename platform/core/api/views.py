"""An account's own keys to the API."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.accounts.gate import signed_in
from core.accounts.models import User
from core.api.actions.create_token import NewToken, create_token
from core.api.actions.revoke_token import revoke_token
from core.api.forms import TokenForm
from core.api.models import Token
from core.errors import DomainError
from core.ui.errors import blame


@never_cache
@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """Which keys does my account have? A new one is shown in the answer to its making, once."""
    form = TokenForm(request.POST or None)
    user = cast(User, request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_token(**form.cleaned_data, by=user, at=timezone.now())
        except DomainError as error:
            blame(form, error)
        else:
            return _page(request, TokenForm(), made=made)
    return _page(request, form, status=422 if form.errors else 200)


@require_POST
@signed_in
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Takes one key back."""
    user = cast(User, request.user)
    token = revoke_token(token_id=token_id, by=user, at=timezone.now())
    messages.info(request, f"Kunci {token.name} tidak berlaku lagi.")
    response = HttpResponseRedirect(reverse("api_tokens"))
    response.status_code = 303
    return response


def _page(
    request: HttpRequest, form: TokenForm, *, made: NewToken | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    rows = Token.objects.filter(user=cast(User, request.user)).order_by("-created_at")
    context = {
        "form": form,
        "made": made,
        "tokens": [(token, token.serves_on(now)) for token in rows],
    }
    return render(request, "api/tokens.html", context, status=status)
