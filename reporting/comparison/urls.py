"""Addresses of the evaluators' site."""

from django.urls import path

from reporting.comparison import views

app_name = "comparison"
urlpatterns = [
    path("", views.compare, name="compare"),
    path("unduh/", views.export, name="export"),
    path("perkembangan/", views.progress, name="progress"),
    path("daerah/<str:code>/", views.region, name="region"),
]
