"""The public pages of `<base>`: what Amanah is, and whether a document is genuine."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.authentication.views import client_address
from core.errors import DomainError
from core.ui.errors import blame
from reporting.public_portal import queries, throttle
from reporting.public_portal.forms import CodeForm, FileForm


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What Amanah is, and the doors to regions, evaluators and operators."""
    context = {
        "regions": queries.open_regions(),
        "evaluation": queries.address_of("evaluasi"),
        "console": queries.address_of("konsol"),
        "code_form": CodeForm(),
    }
    return render(request, "public_portal/landing.html", context)


@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by code (`?code=`), or by sending the file."""
    if request.method == "POST":
        return _verify_file(request)
    code_form = CodeForm(request.GET if "code" in request.GET else None)
    if code_form.is_valid():
        return HttpResponseRedirect(f"/verifikasi/{code_form.cleaned_data['code']}/")
    return _form_page(request, code_form, FileForm(), bad=code_form.is_bound)


@never_cache
@require_safe
def verdict(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR."""
    try:
        throttle.count("code", address=client_address(request))
    except throttle.TooManyQuestions as error:
        return render(request, "ui/refused.html", {"sentence": error.sentence}, status=429)
    answer = queries.verdict_on_code(code)
    return render(request, "public_portal/verdict.html", {"answer": answer, "asked": code})


def _verify_file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            throttle.count("file", address=client_address(request))
        except DomainError as error:
            blame(form, error)
            return _form_page(request, CodeForm(), form, status=429)
        answer = queries.verdict_on_pdf(form.cleaned_data["file"])
        return render(request, "public_portal/verdict.html", {"answer": answer, "is_file": True})
    return _form_page(request, CodeForm(), form, bad=True)


def _form_page(
    request: HttpRequest,
    code_form: CodeForm,
    file_form: FileForm,
    *,
    bad: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "code_form": code_form,
        "file_form": file_form,
        "form": file_form if file_form.is_bound else code_form,
    }
    return render(request, "public_portal/verify.html", context, status=422 if bad else status)
