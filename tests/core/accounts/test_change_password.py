"""One's own password, by choice or by duty."""

import pytest
from django.test import Client

from core.accounts.models import User
from core.audit.models import Event
from tests import regions
from tests.cast import PASSWORD, SARI

pytestmark = pytest.mark.django_db
NEW = "gunung-semeru-pagi-hari"


@pytest.fixture
def duty(people):
    with regions.inside("kab-malang"):
        User.objects.filter(username="sari").update(must_change_password=True)


def test_who_was_given_a_password_sees_no_page_before_an_own_one(duty, sign_in):
    client = sign_in(SARI)

    for path in ("/perjanjian/", "/", "/gaya/", "/api/v1/agreements/"):
        response = client.get(path)
        if response.status_code == 404:
            continue
        assert (response.status_code, response.headers["Location"]) == (303, "/kata-sandi/"), path
    assert "dibuatkan orang lain" in client.get("/kata-sandi/").content.decode()


def test_changing_it_ends_the_duty_and_the_other_sessions_but_not_this_one(duty, sign_in):
    client, elsewhere = sign_in(SARI), sign_in(SARI)

    response = client.post("/kata-sandi/", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert response.status_code == 303
    assert client.get("/gaya/").status_code == 200
    assert elsewhere.get("/kata-sandi/").status_code == 302
    with regions.inside("kab-malang"):
        user = User.objects.get(username="sari")
        event = Event.objects.get()
    assert user.check_password(NEW)
    assert not user.must_change_password
    assert (event.action, event.actor_name) == ("account.password_changed", SARI.name)
    assert NEW not in str(event.data)
    fresh = Client(headers={"host": "kab-malang.localhost:8000"})
    assert fresh.post("/masuk/", {"username": "sari", "password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"old": "salah", "new": NEW, "again": NEW}, "Kata sandi sekarang tidak cocok."),
        ({"old": PASSWORD, "new": NEW, "again": "lain"}, "Kedua kata sandi baru tidak sama."),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "harus berbeda"),
        ({"old": PASSWORD, "new": "12345678", "again": "12345678"}, "umum"),
        ({"old": PASSWORD, "new": "sari", "again": "sari"}, "terlalu pendek"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_a_reason(sign_in, given, sentence):
    client = sign_in(SARI)

    response = client.post("/kata-sandi/", given)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    with regions.inside("kab-malang"):
        assert User.objects.get(username="sari").check_password(PASSWORD)
