"""Addresses of evaluation."""

from django.urls import path

from pk.evaluation.views import followup, sheets

app_name = "evaluation"
SHEET = "<uuid:sheet_id>/"
urlpatterns = [
    path("", sheets.index, name="index"),
    path("buka/", sheets.open_year, name="open"),
    path("hasil-luar/", sheets.record, name="record"),
    path("rekomendasi/", followup.recommendations, name="recommendations"),
    path(
        "rekomendasi/<uuid:recommendation_id>/",
        followup.recommendation,
        name="recommendation",
    ),
    path("klausul/", followup.cases, name="cases"),
    path("klausul/periksa/", followup.check, name="check"),
    path("klausul/<uuid:case_id>/", followup.case, name="case"),
    path(SHEET, sheets.sheet, name="sheet"),
    path(f"{SHEET}komponen/<str:code>/", sheets.component, name="component"),
    path(f"{SHEET}status/<str:target>/", sheets.move, name="move"),
    path(f"{SHEET}terbitkan/", sheets.issue, name="issue"),
    path(f"{SHEET}rekomendasi/", sheets.recommend, name="recommend"),
]
