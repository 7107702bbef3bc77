"""Addresses of organization."""

from django.urls import path

from tenants.organization.views import directory, keeping, loading

app_name = "organization"
urlpatterns = [
    path("", directory.overview, name="overview"),
    path("unduh/", directory.export, name="export"),
    path("muat/", loading.upload, name="upload"),
    path("muat/templat/", loading.template, name="template"),
    path("muat/simpan/", loading.load, name="load"),
    path("unit/tambah/", keeping.add_a_unit, name="add_unit"),
    path("unit/<uuid:unit_id>/", directory.unit, name="unit"),
    path("unit/<uuid:unit_id>/ubah/", keeping.edit_a_unit, name="edit_unit"),
    path("jabatan/tambah/", keeping.add_a_position, name="add_position"),
    path("jabatan/<uuid:position_id>/", directory.position, name="position"),
    path("jabatan/<uuid:position_id>/ubah/", keeping.edit_a_position, name="edit_position"),
    path("jabatan/<uuid:position_id>/tempatkan/", keeping.appoint_someone, name="appoint"),
    path("penempatan/<uuid:appointment_id>/akhiri/", keeping.end_an_appointment, name="end"),
    path("pejabat/", directory.officials, name="officials"),
    path("pejabat/tambah/", keeping.add_an_official, name="add_official"),
    path("pejabat/<uuid:official_id>/", directory.official, name="official"),
    path("pejabat/<uuid:official_id>/ubah/", keeping.edit_an_official, name="edit_official"),
    path("pejabat/<uuid:official_id>/akun/", keeping.give_an_account, name="give_account"),
    path("pejabat/<uuid:official_id>/sandi/", keeping.renew_a_password, name="renew_password"),
]
