"""Addresses of measurement."""

from django.urls import path

from pk.measurement import views, views_leaders

app_name = "measurement"
REPORT = "<uuid:agreement_id>/<uuid:period_id>/"
PERIOD = "periode/<uuid:period_id>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("periode/", views_leaders.periods, name="periods"),
    path(PERIOD, views_leaders.period, name="period"),
    path(f"{PERIOD}tutup/", views_leaders.close, name="close"),
    path(f"{PERIOD}buka/", views_leaders.reopen, name="reopen"),
    path("capaian/", views_leaders.achievements, name="achievements"),
    path("capaian/unduh/", views_leaders.download, name="download"),
    path("rapat/<uuid:period_id>/", views_leaders.monthly_review, name="review"),
    path("bukti/<uuid:evidence_id>/", views.evidence, name="evidence"),
    path("bukti/<uuid:evidence_id>/tarik/", views.remove_evidence, name="remove_evidence"),
    path(REPORT, views.report, name="report"),
    path(f"{REPORT}setujui/", views.approve, name="approve"),
    path(f"{REPORT}kembalikan/", views.give_back, name="give_back"),
]
