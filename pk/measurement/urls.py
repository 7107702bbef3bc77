"""Addresses of measurement."""

from django.urls import URLPattern

app_name = "measurement"
urlpatterns: list[URLPattern] = []
