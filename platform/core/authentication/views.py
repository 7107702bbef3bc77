"""Signing in, signing out, changing the password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.accounts import credentials
from core.accounts.actions import change_password as changing
from core.accounts.gate import signed_in
from core.accounts.throttle import TooManyTries
from core.authentication.forms import ChangePasswordForm, SignInForm
from core.errors import Invalid
from core.ui.errors import blame


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page of name and password; leads on to `next` when that lies on this host."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request), status=303)
    form, status = SignInForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = credentials.check(
                    request=request, address=client_address(request), **form.cleaned_data
                )
            except (Invalid, TooManyTries) as error:
                blame(form, error)
                status = 429 if isinstance(error, TooManyTries) else 422
            else:
                login(request, user)
                return HttpResponseRedirect(_next(request), status=303)
    return render(
        request, "accounts/sign_in.html", {"form": form, "next": _next(request)}, status=status
    )


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session on POST; a link only asks."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    logout(request)
    return HttpResponseRedirect("/masuk/", status=303)


@sensitive_post_parameters("old", "new", "again")
@never_cache
@signed_in
def change_password(request: HttpRequest) -> HttpResponse:
    """One's own password; the session at hand stays, the others end."""
    form = ChangePasswordForm(request.user, request.POST or None)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        user = changing.change_password(
            new_password=form.cleaned_data["new"],
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
        update_session_auth_hash(request, user)
        messages.info(request, "Kata sandi Anda sudah baru.")
        return HttpResponseRedirect("/", status=303)
    status = 422 if form.errors else 200
    return render(request, "accounts/change_password.html", {"form": form}, status=status)


def client_address(request: HttpRequest) -> str:
    """Where the request comes from: the peer, or what our own proxy in front of us wrote last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    same_host = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if same_host and target.startswith("/") else "/"
