"""Addresses of cascade."""

from django.urls import path

from pk.cascade.views import plans, programmes, targets, tree

app_name = "cascade"
urlpatterns = [
    path("", tree.overview, name="overview"),
    path("gambar/", tree.drawing, name="drawing"),
    path("poster/<slug:size>.pdf", tree.poster, name="poster"),
    path("target/", targets.targets, name="targets"),
    path("anggaran/", targets.budgets, name="budgets"),
    path("program/", programmes.programmes, name="programmes"),
    path("program/muat/", programmes.upload, name="upload_programmes"),
    path("program/muat/templat/", programmes.template, name="programme_template"),
    path("rencana/tambah/", plans.add_a_plan, name="add_plan"),
    path("simpul/tambah/", plans.add_a_node, name="add_node"),
    path("simpul/<uuid:node_id>/", tree.node, name="node"),
    path("simpul/<uuid:node_id>/ubah/", plans.edit_a_node, name="edit_node"),
    path("simpul/<uuid:node_id>/pindah/", plans.move_a_node, name="move_node"),
    path("simpul/<uuid:node_id>/dukungan/", plans.link_a_node, name="link_node"),
    path("simpul/<uuid:node_id>/keluarkan/", plans.retire_a_node, name="retire_node"),
    path("simpul/<uuid:node_id>/tugaskan/", plans.assign_an_owner, name="assign"),
    path(
        "simpul/<uuid:node_id>/lepas/<uuid:position_id>/<int:year>/",
        plans.remove_an_owner,
        name="release",
    ),
    path("simpul/<uuid:node_id>/indikator/", plans.add_an_indicator, name="add_indicator"),
    path("indikator/<uuid:indicator_id>/", tree.indicator, name="indicator"),
    path("indikator/<uuid:indicator_id>/ubah/", plans.edit_an_indicator, name="edit_indicator"),
    path(
        "indikator/<uuid:indicator_id>/keluarkan/",
        plans.retire_an_indicator,
        name="retire_indicator",
    ),
]
