"""Who may open a page at all. Not signed in: the sign-in page. Wrong role: the page does not exist."""

import functools
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.accounts.models import User
from core.errors import NotFound

View = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    """Who asks; only behind `signed_in` or `for_roles`."""
    return cast(User, request.user)


def signed_in(view: View) -> View:
    """The page needs an account of this host."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('login')}?{query}")
        return view(request, *args, **kwargs)

    return guarded


def for_roles(*roles: str) -> Callable[[View], View]:
    """The page needs an account with one of `roles`; for others it looks like a page that is not there."""

    def decorate(view: View) -> View:
        @signed_in
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_role(*roles):  # type: ignore[union-attr]
                raise NotFound
            return view(request, *args, **kwargs)

        return guarded

    return decorate
