"""Addresses of measurement."""

from django.urls import path

from pk.measurement.views import periods, reports

app_name = "measurement"
REPORT = "<uuid:agreement_id>/<uuid:period_id>/"
PERIOD = "periode/<uuid:period_id>/"
urlpatterns = [
    path("", reports.index, name="index"),
    path("periode/", periods.periods, name="periods"),
    path(PERIOD, periods.period, name="period"),
    path(f"{PERIOD}tutup/", periods.close, name="close"),
    path(f"{PERIOD}buka/", periods.reopen, name="reopen"),
    path("capaian/", periods.achievements, name="achievements"),
    path("capaian/unduh/", periods.download, name="download"),
    path("rapat/<uuid:period_id>/", periods.monthly_review, name="review"),
    path("bukti/<uuid:evidence_id>/", reports.evidence, name="evidence"),
    path("bukti/<uuid:evidence_id>/tarik/", reports.remove_evidence, name="remove_evidence"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}setujui/", reports.approve, name="approve"),
    path(f"{REPORT}kembalikan/", reports.give_back, name="give_back"),
]
