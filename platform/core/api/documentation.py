"""The OpenAPI document of a host and its viewer, both served by ourselves under the strict policy."""

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from core.api import scheme  # noqa: F401  tells the document how a key travels


class Viewer(SpectacularSwaggerSplitView):
    """Swagger UI from our own static files; the page has neither inline script nor inline style."""

    template_name = "api/documentation.html"
    title = "Dokumentasi API Amanah"
    permission_classes = [AllowAny]


def documentation(urlconf: str) -> list[URLPattern]:
    """The addresses of the document and the viewer of the endpoints in `urlconf`."""
    document: Any = SpectacularAPIView.as_view(urlconf=urlconf, permission_classes=[AllowAny])
    viewer: Any = Viewer.as_view(url_name="schema")
    return [
        path("api/v1/schema/", require_safe(document), name="schema"),
        path("api/v1/dokumentasi/", require_safe(viewer), name="api_documentation"),
    ]
