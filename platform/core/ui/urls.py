"""Addresses of the interface kit: the brand's stylesheet and the style page."""

from django.urls import path

from core.ui import views

urlpatterns = [
    path("merek.css", views.brand_css, name="brand_css"),
    path("gaya/", views.style_page, name="style_page"),
]
