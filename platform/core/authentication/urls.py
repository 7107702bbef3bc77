"""Addresses of the pages to sign in, the same on every host that has accounts."""

from django.urls import path

from core.authentication import views

urlpatterns = [
    path("masuk/", views.sign_in, name="login"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("kata-sandi/", views.change_password, name="change_password"),
]
