"""Error pages that answer in a sentence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the session; nothing was saved."""
    return render(request, "ui/csrf_failure.html", status=403)
