"""Addresses of releasing, under `/rilis/`."""

from django.urls import path

from reporting.publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/tarik/", views.withdraw, name="withdraw"),
]
