"""Addresses of agreements and of the ceremonies where they are signed."""

from django.urls import path

from pk.agreements.views import ceremonies, deciding, drafting, reading, signing

app_name = "agreements"
urlpatterns = [
    path("", reading.index, name="index"),
    path("unduh/", reading.download, name="download"),
    path("susun/", drafting.draft_all, name="draft_all"),
    path("bawahan/", drafting.subordinates, name="subordinates"),
    path("bawahan/<uuid:appointment_id>/susun/", drafting.draft, name="draft"),
    path("penandatanganan/", ceremonies.index, name="ceremonies"),
    path("penandatanganan/baru/", ceremonies.plan, name="plan_ceremony"),
    path("penandatanganan/<uuid:ceremony_id>/", ceremonies.ceremony, name="ceremony"),
    path("penandatanganan/<uuid:ceremony_id>/papan/", ceremonies.live, name="board"),
    path("penandatanganan/<uuid:ceremony_id>/layar/", ceremonies.screen, name="screen"),
    path("penandatanganan/<uuid:ceremony_id>/qr/", ceremonies.codes, name="codes"),
    path("penandatanganan/<uuid:ceremony_id>/buka/", ceremonies.open_, name="open_ceremony"),
    path("penandatanganan/<uuid:ceremony_id>/tutup/", ceremonies.close, name="close_ceremony"),
    path(
        "penandatanganan/<uuid:ceremony_id>/kursi/<uuid:seat_id>/",
        ceremonies.attend,
        name="attend",
    ),
    path("menunggu/", signing.sign_waiting, name="sign_waiting"),
    path("<uuid:agreement_id>/", reading.detail, name="detail"),
    path("<uuid:agreement_id>/ajukan/", deciding.submit, name="submit"),
    path("<uuid:agreement_id>/perbarui/", deciding.refresh, name="refresh"),
    path("<uuid:agreement_id>/setujui/", deciding.approve, name="approve"),
    path("<uuid:agreement_id>/kembalikan/", deciding.give_back, name="give_back"),
    path("<uuid:agreement_id>/perubahan/", deciding.amend, name="amend"),
    path("<uuid:agreement_id>/periksa/", signing.check, name="check"),
    path("<uuid:agreement_id>/tanda-tangan/", signing.sign, name="sign"),
]
