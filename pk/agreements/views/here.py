"""What every page of this room needs: who asks, what time it is, and how an act is answered."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone

from core.accounts.models import User
from core.days import day_of
from core.errors import DomainError, NotAllowed, NotFound
from core.ui.errors import blame


def user_of(request: HttpRequest) -> User:
    """The account that asks; the pages are behind `signed_in`."""
    return cast(User, request.user)


def now() -> datetime:
    """The moment of the request: the only place in this room where the pages read the clock."""
    return timezone.now()


def today() -> date:
    """The region's day."""
    return day_of(now())


def see_other(address: Any, *args: Any) -> HttpResponse:
    """After an act: another page, by GET."""
    response = HttpResponseRedirect(resolve_url(address, *args))
    response.status_code = 303
    return response


def answer(
    request: HttpRequest, act: Callable[[], Any], *, said: Callable[[Any], str], to: Any
) -> HttpResponse:
    """Do an act that needs no form and go on to `to`: what is now true, or why it was refused."""
    try:
        messages.info(request, said(act()))
    except (NotAllowed, NotFound):
        raise
    except DomainError as error:
        messages.error(request, error.sentence)
    return see_other(to)


def refused(
    request: HttpRequest, template: str, context: dict[str, Any], form: Form, error: DomainError
) -> HttpResponse:
    """The form again with the refusal in its place and nothing lost. Not allowed is not found."""
    if isinstance(error, NotAllowed | NotFound):
        raise error
    blame(form, error)
    return render(request, template, {**context, "form": form}, status=422)
