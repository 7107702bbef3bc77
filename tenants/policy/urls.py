"""Addresses of policy."""

from django.urls import path

from tenants.policy import views

app_name = "policy"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("ubah/", views.edit, name="edit"),
    path("panduan/", views.guide_page, name="guide"),
    path("versi/<int:number>/", views.version, name="version"),
]
