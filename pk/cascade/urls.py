"""Addresses of cascade."""

from django.urls import path

from pk.cascade import grid_views, plan_views, programme_views, views

app_name = "cascade"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("gambar/", views.drawing, name="drawing"),
    path("poster/<slug:size>.pdf", views.poster, name="poster"),
    path("target/", grid_views.targets, name="targets"),
    path("anggaran/", grid_views.budgets, name="budgets"),
    path("program/", programme_views.programmes, name="programmes"),
    path("program/muat/", programme_views.upload, name="upload_programmes"),
    path("program/muat/templat/", programme_views.template, name="programme_template"),
    path("rencana/tambah/", plan_views.add_a_plan, name="add_plan"),
    path("simpul/tambah/", plan_views.add_a_node, name="add_node"),
    path("simpul/<uuid:node_id>/", views.node, name="node"),
    path("simpul/<uuid:node_id>/ubah/", plan_views.edit_a_node, name="edit_node"),
    path("simpul/<uuid:node_id>/pindah/", plan_views.move_a_node, name="move_node"),
    path("simpul/<uuid:node_id>/dukungan/", plan_views.link_a_node, name="link_node"),
    path("simpul/<uuid:node_id>/keluarkan/", plan_views.retire_a_node, name="retire_node"),
    path("simpul/<uuid:node_id>/tugaskan/", plan_views.assign_an_owner, name="assign"),
    path(
        "simpul/<uuid:node_id>/lepas/<uuid:position_id>/<int:year>/",
        plan_views.remove_an_owner,
        name="release",
    ),
    path("simpul/<uuid:node_id>/indikator/", plan_views.add_an_indicator, name="add_indicator"),
    path("indikator/<uuid:indicator_id>/", views.indicator, name="indicator"),
    path(
        "indikator/<uuid:indicator_id>/ubah/", plan_views.edit_an_indicator, name="edit_indicator"
    ),
    path(
        "indikator/<uuid:indicator_id>/keluarkan/",
        plan_views.retire_an_indicator,
        name="retire_indicator",
    ),
]
