"""What holds for every page of somebody who is signed in."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

ALWAYS_OPEN = {"change_password", "sign_out", "brand_css"}


class NotKeptMiddleware:
    """What is shown to somebody who is signed in is kept by no browser and no proxy on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            response.setdefault("Cache-Control", "private, no-store")
        return response


class MustChangePasswordMiddleware:
    """Someone who was given a password must choose an own one before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Redirect when the duty is open and the page is not one of those it needs."""
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        match = request.resolver_match
        if match is not None and match.url_name in ALWAYS_OPEN:
            return None
        response = HttpResponseRedirect(reverse("change_password"))
        response.status_code = 303
        return response
