"""Addresses of archived documents."""

from django.urls import path

from core.documents import views

app_name = "documents"
urlpatterns = [path("<uuid:document_id>/", views.download, name="download")]
