"""Addresses of the public pages of `<base>`."""

from django.urls import path

from reporting.public_portal import views

app_name = "public_portal"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("verifikasi/", views.verify, name="verify"),
    path("verifikasi/<str:code>/", views.verdict, name="verdict"),
]
