"""A page with one form for one act: show it, do the act and go on, or say why not at the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from core.accounts.models import User
from core.errors import DomainError
from core.ui.errors import blame

Do = Callable[[User, datetime], tuple[str, str]]


def answer(
    request: HttpRequest, template: str, form: forms.Form, words: Mapping[str, Any], do: Do
) -> HttpResponse:
    """The page of an act. Nothing that was typed is lost when the act is refused.

    `do` gets the actor and the moment; it returns the address to go to and the sentence to say.
    """
    if request.method == "POST" and form.is_valid():
        try:
            address, sentence = do(request.user, timezone.now())  # type: ignore[arg-type]
        except DomainError as error:
            blame(form, error)
        else:
            messages.info(request, sentence)
            return HttpResponseRedirect(address, status=303)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **words}, status=status)
