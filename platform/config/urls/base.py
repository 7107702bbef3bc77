"""`<base>`: landing, verification of a printed document, health."""

from django.urls import include, path

urlpatterns = [
    path("", include("reporting.public_portal.urls")),
    path("", include("core.ui.urls")),
    path("health/", include("core.ops.urls")),
]
