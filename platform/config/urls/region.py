"""`<slug>.<base>`: one region."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.ui.urls")),
    path("", include("reporting.dashboards.urls")),
    path("", include("core.authentication.urls")),
    path("pekerjaan/", include("core.jobs.urls")),
    path("dokumen/", include("core.documents.urls")),
    path("organisasi/", include("tenants.organization.urls")),
    path("kebijakan/", include("tenants.policy.urls")),
    path("pohon-kinerja/", include("pk.cascade.urls")),
    path("perjanjian/", include("pk.agreements.urls")),
    path("pengukuran/", include("pk.measurement.urls")),
    path("evaluasi/", include("pk.evaluation.urls")),
    path("rilis/", include("reporting.publishing.urls")),
    path("", include("core.api.urls")),
    path("", include("config.api.region")),
]
