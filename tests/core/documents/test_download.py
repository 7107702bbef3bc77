"""Who gets an archived PDF: whoever the room of its kind lets read it, in its own region."""

import dataclasses

import pytest
from django.test import Client

from core.accounts.models import User
from core.documents import kinds
from tenants.registry.context import in_region
from tests.given.documents import letter

HOST = {"host": "kab-malang.localhost"}


@pytest.fixture
def readable(monkeypatch):
    """Letters are read by whoever is called Dewi."""
    kind = kinds.DocumentKind("letter", "Surat", may_read=lambda user, _: user.username == "dewi")
    monkeypatch.setattr(kinds, "_kinds", {"letter": kind})


def client_of(username: str, **headers: str) -> Client:
    user = User.objects.create_user(username, name=username, roles=["STEWARD"])
    client = Client(headers=headers or HOST)
    client.force_login(user)
    return client


def test_a_reader_gets_the_pdf(malang, letters, readable):
    document = letter()
    response = client_of("dewi").get(f"/dokumen/{document.id}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline;")
    assert document.code in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")


def test_others_do_not_learn_that_it_exists(malang, letters, readable):
    response = client_of("agus").get(f"/dokumen/{letter().id}/")
    assert response.status_code == 404


def test_a_visitor_is_asked_to_sign_in(malang, letters, readable):
    document = letter()
    response = Client(headers=HOST).get(f"/dokumen/{document.id}/")
    assert response.status_code == 302
    assert "masuk" in response["Location"]


def test_a_kind_without_a_room_is_read_by_nobody(malang, letters, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    assert client_of("dewi").get(f"/dokumen/{letter().id}/").status_code == 404


def test_another_region_does_not_have_it(malang, letters, readable):
    document = letter()
    with in_region("13.02"):
        client = client_of("dewi", host="kab-solok.localhost")
        assert client.get(f"/dokumen/{document.id}/").status_code == 404


def test_two_rooms_cannot_answer_for_one_kind(readable):
    kind = kinds._kinds["letter"]
    kinds.register(kind)
    with pytest.raises(RuntimeError):
        kinds.register(dataclasses.replace(kind, title="Lain"))
