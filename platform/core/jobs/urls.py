"""Addresses of jobs."""

from django.urls import path

from core.jobs import views

urlpatterns = [path("<uuid:job_id>/", views.job_page, name="job")]
