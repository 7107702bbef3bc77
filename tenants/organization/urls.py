"""Addresses of organization."""

from django.urls import path

from tenants.organization import keep_views, load_views, views

app_name = "organization"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("unduh/", views.export, name="export"),
    path("muat/", load_views.upload, name="upload"),
    path("muat/templat/", load_views.template, name="template"),
    path("muat/simpan/", load_views.load, name="load"),
    path("unit/tambah/", keep_views.add_a_unit, name="add_unit"),
    path("unit/<uuid:unit_id>/", views.unit, name="unit"),
    path("unit/<uuid:unit_id>/ubah/", keep_views.edit_a_unit, name="edit_unit"),
    path("jabatan/tambah/", keep_views.add_a_position, name="add_position"),
    path("jabatan/<uuid:position_id>/", views.position, name="position"),
    path("jabatan/<uuid:position_id>/ubah/", keep_views.edit_a_position, name="edit_position"),
    path("jabatan/<uuid:position_id>/tempatkan/", keep_views.appoint_someone, name="appoint"),
    path("penempatan/<uuid:appointment_id>/akhiri/", keep_views.end_an_appointment, name="end"),
    path("pejabat/", views.officials, name="officials"),
    path("pejabat/tambah/", keep_views.add_an_official, name="add_official"),
    path("pejabat/<uuid:official_id>/", views.official, name="official"),
    path("pejabat/<uuid:official_id>/ubah/", keep_views.edit_an_official, name="edit_official"),
    path("pejabat/<uuid:official_id>/akun/", keep_views.give_an_account, name="give_account"),
    path("pejabat/<uuid:official_id>/sandi/", keep_views.renew_a_password, name="renew_password"),
]
