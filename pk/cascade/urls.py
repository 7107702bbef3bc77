"""Addresses of cascade."""

from django.urls import URLPattern

app_name = "cascade"
urlpatterns: list[URLPattern] = []
