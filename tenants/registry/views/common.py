"""What every page of the console shares: who may see it, and how a form becomes an act."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.accounts.gate import for_roles
from core.accounts.models import Role, User
from core.errors import DomainError
from core.ui.errors import blame
from tenants.registry.actions.start import start

operators_only = for_roles(Role.OPERATOR)


def person(request: HttpRequest) -> User:
    """The operator who asks."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- `operators_only` stands before every view
    return user


def see_other(url: str) -> HttpResponse:
    """After a successful form: go there by GET."""
    return HttpResponseRedirect(url, status=303)


def act_page(
    request: HttpRequest,
    form: Form,
    do: Callable[[dict[str, Any]], tuple[str, str]],
    context: dict[str, Any],
    *,
    template: str = "registry/act.html",
) -> HttpResponse:
    """A page with one form. `do` gets the answers, acts, and gives what is now true and where to go."""
    if request.method == "POST" and form.is_valid():
        try:
            said, url = do(form.cleaned_data)
        except DomainError as error:
            blame(form, error)
        else:
            if said:
                messages.info(request, said)
            return see_other(url)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def start_and_watch(
    request: HttpRequest, *, task: str, title: str, next_url: str, **details: Any
) -> str:
    """Start a job; gives the address of its page."""
    by = person(request)
    job = start(
        task=task, title=title, next_url=next_url, details=details, by=by, at=timezone.now()
    )
    return job_url(job.id)


def job_url(job_id: UUID) -> str:
    """The page of a job on this host."""
    return reverse("job", args=[job_id])
