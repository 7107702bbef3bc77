"""`<base>`: landing, verification of a printed document, health."""

from django.urls import include, path

urlpatterns = [
    path("health/", include("core.ops.urls")),
    path("gaya/", include("core.ui.urls")),
]
