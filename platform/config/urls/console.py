"""`konsol.<base>`: operators."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.ui.urls")),
    path("", include("tenants.registry.urls")),
    path("evaluator/", include("reporting.comparison.views.console")),
    path("", include("core.authentication.urls")),
    path("pekerjaan/", include("core.jobs.urls")),
    path("", include("core.api.urls")),
    path("", include("config.api.console")),
]
