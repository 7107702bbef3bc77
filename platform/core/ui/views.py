"""The brand of a host as a stylesheet (no style attribute passes our policy), and the style page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from core.ui.examples import EXAMPLES, ExampleForm


@cache_control(public=True, max_age=86_400)
def brand_css(request: HttpRequest) -> HttpResponse:
    """The region's colour; the address carries the colour, so it may be kept for a day."""
    return render(request, "ui/merek.css", content_type="text/css; charset=utf-8")


def style_page(request: HttpRequest) -> HttpResponse:
    """Every component once, with the words it is made for."""
    form = ExampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.info(request, "Contoh ini tidak menyimpan apa pun.")
    status = 422 if form.errors else 200
    return render(request, "ui/style_page.html", {"form": form, **EXAMPLES}, status=status)
