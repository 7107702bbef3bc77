"""Addresses of evaluation."""

from django.urls import path

from pk.evaluation import views, views_followup

app_name = "evaluation"
SHEET = "<uuid:sheet_id>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("buka/", views.open_year, name="open"),
    path("hasil-luar/", views.record, name="record"),
    path("rekomendasi/", views_followup.recommendations, name="recommendations"),
    path(
        "rekomendasi/<uuid:recommendation_id>/",
        views_followup.recommendation,
        name="recommendation",
    ),
    path("klausul/", views_followup.cases, name="cases"),
    path("klausul/periksa/", views_followup.check, name="check"),
    path("klausul/<uuid:case_id>/", views_followup.case, name="case"),
    path(SHEET, views.sheet, name="sheet"),
    path(f"{SHEET}komponen/<str:code>/", views.component, name="component"),
    path(f"{SHEET}status/<str:target>/", views.move, name="move"),
    path(f"{SHEET}terbitkan/", views.issue, name="issue"),
    path(f"{SHEET}rekomendasi/", views.recommend, name="recommend"),
]
