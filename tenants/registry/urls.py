"""Addresses of the console."""

from django.urls import path

from tenants.registry.views import archives, batches, life, opening, regions

app_name = "registry"
urlpatterns = [
    path("", regions.regions, name="regions"),
    path("buka/", opening.choose, name="open"),
    path("buka/massal/", batches.upload, name="batch_upload"),
    path("buka/massal/<uuid:batch_id>/", batches.batch, name="batch"),
    path("buka/<str:code>/", opening.answer, name="open_answer"),
    path("arsip/", archives.archives, name="archives"),
    path("arsip/pulihkan/", archives.restore, name="restore"),
    path("berita-acara/<str:number>/", archives.certificate, name="certificate"),
    path("daerah/<str:code>/", regions.region, name="region"),
    path("daerah/<str:code>/kata-sandi/", regions.password, name="password"),
    path("daerah/<str:code>/tangguhkan/", life.suspend_page, name="suspend"),
    path("daerah/<str:code>/buka-kembali/", life.reopen_page, name="reopen"),
    path("daerah/<str:code>/alamat/", life.rename_page, name="rename"),
    path("daerah/<str:code>/domain/", life.domain_page, name="domain"),
    path("daerah/<str:code>/domain/lepas/", life.domain_remove, name="domain_remove"),
    path("daerah/<str:code>/keterangan/", life.describe_page, name="describe"),
    path("daerah/<str:code>/kebijakan/", life.preset_page, name="preset"),
    path("daerah/<str:code>/ekspor/", archives.export, name="export"),
    path("daerah/<str:code>/tutup/", archives.close, name="close"),
    path("daerah/<str:code>/musnahkan/", archives.destroy, name="destroy"),
]
