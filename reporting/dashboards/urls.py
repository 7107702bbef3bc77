"""Addresses of dashboards."""

from django.urls import path

from reporting.dashboards import views

app_name = "dashboards"
urlpatterns = [path("", views.home, name="home")]
