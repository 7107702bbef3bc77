"""Addresses of the evaluators' site."""

from django.urls import path

from reporting.comparison.views import comparison

app_name = "comparison"
urlpatterns = [
    path("", comparison.compare, name="compare"),
    path("unduh/", comparison.export, name="export"),
    path("perkembangan/", comparison.progress, name="progress"),
    path("daerah/<str:code>/", comparison.region, name="region"),
]
