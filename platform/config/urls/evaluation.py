"""`evaluasi.<base>`: evaluators."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.ui.urls")),
    path("", include("reporting.comparison.urls")),
    path("", include("core.authentication.urls")),
    path("", include("core.api.urls")),
    path("", include("config.api.evaluation")),
]
