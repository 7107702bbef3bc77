"""Errors of the domain as pages: a sentence, the right status, nothing lost."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.errors import DomainError, NotAllowed, NotFound


class DomainErrorMiddleware:
    """A DomainError that no view handled: not found and not allowed are both 404, the rest 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a domain error; anything else is Django's."""
        if not isinstance(error, DomainError):
            return None
        if isinstance(error, NotFound | NotAllowed):
            return render(request, "404.html", status=404)
        return render(request, "ui/refused.html", {"sentence": error.sentence}, status=409)


def blame(form: BaseForm, error: DomainError) -> None:
    """Put each refusal where the person can mend it: at the field it names, or on top of the form."""
    for refusal in error:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the session; nothing was saved."""
    return render(request, "ui/csrf_failure.html", status=403)
