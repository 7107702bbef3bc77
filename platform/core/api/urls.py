"""Addresses of an account's own keys."""

from django.urls import path

from core.api import views

urlpatterns = [
    path("kunci-api/", views.tokens, name="api_tokens"),
    path("kunci-api/<uuid:token_id>/cabut/", views.revoke, name="api_revoke_token"),
]
