"""Keys to the API: shown once, kept as a hash, good on one host, taken back at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from core.api.actions.create_token import MOST_TOKENS, create_token
from core.api.models import Token
from core.audit.models import Event
from core.errors import NotNow
from tests import cast, regions
from tests.api.conftest import account

pytestmark = pytest.mark.django_db
PATH = "/api/v1/agreements/"


def test_a_key_is_shown_once_and_kept_as_a_hash(sign_in):
    client = sign_in(cast.DEWI)
    page = client.post("/kunci-api/", {"name": "Dasbor", "days": "90"}).content.decode()
    key = page.split("<code>")[1].split("</code>")[0]
    assert key.startswith("amanah_")
    assert key not in client.get("/kunci-api/").content.decode()
    with regions.inside("kab-malang"):
        assert key not in str(Token.objects.values())
        assert Event.objects.filter(action="api.token_created").count() == 1
        assert key not in str(list(Event.objects.values()))
    program = Client(headers={"host": "kab-malang.localhost", "authorization": f"Bearer {key}"})
    assert program.get(PATH).status_code == 200


def test_a_key_that_was_taken_back_opens_nothing(sign_in, ask):
    program = ask(cast.DEWI)
    assert program.get(PATH).status_code == 200
    with regions.inside("kab-malang"):
        token = Token.objects.get(user__username="dewi")
    response = sign_in(cast.DEWI).post(f"/kunci-api/{token.id}/cabut/")
    assert response.status_code == 303
    assert program.get(PATH).status_code == 401


def test_nobody_takes_back_anothers_key(sign_in, ask):
    program = ask(cast.DEWI)
    with regions.inside("kab-malang"):
        token = Token.objects.get(user__username="dewi")
    assert sign_in(cast.AGUS).post(f"/kunci-api/{token.id}/cabut/").status_code == 404
    assert program.get(PATH).status_code == 200


def test_the_page_needs_an_account(sign_in):
    assert sign_in(None).get("/kunci-api/").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"revoked_at": timezone.now()},
    ],
    ids=["expired", "revoked"],
)
def test_a_token_that_has_ended_is_refused(ask, change):
    program = ask(cast.DEWI)
    with regions.inside("kab-malang"):
        Token.objects.update(created_at=timezone.now() - timedelta(days=60), **change)
    response = program.get(PATH)
    assert response.status_code == 401
    assert response.json()["errors"][0]["detail"] == "Kunci API ini tidak berlaku."


@pytest.mark.parametrize("change", [{"is_active": False}, {"must_change_password": True}])
def test_a_token_is_worth_what_its_account_is_worth(ask, change):
    program = ask(cast.DEWI)
    with regions.inside("kab-malang"):
        User.objects.filter(username="dewi").update(**change)
    assert program.get(PATH).status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x y", "Bearer amanah_salah", "Bearer \xff", "bearer "]
)
def test_a_malformed_header_is_refused(db, header):
    client = Client(headers={"host": "kab-malang.localhost"})
    assert client.get(PATH, HTTP_AUTHORIZATION=header).status_code == 401


def test_the_session_of_a_browser_opens_the_api_too(sign_in):
    assert sign_in(cast.DEWI).get(PATH).status_code == 200


def test_an_account_has_so_many_keys(malang):
    dewi = account(cast.DEWI)
    for number in range(MOST_TOKENS):
        create_token(name=f"{number}", days=1, by=dewi, at=timezone.now())
    with pytest.raises(NotNow):
        create_token(name="satu lagi", days=1, by=dewi, at=timezone.now())


def test_questions_are_counted(ask, monkeypatch):
    from core.api.throttling import AccountThrottle

    monkeypatch.setattr(AccountThrottle, "rate", "2/min")
    program = ask(cast.DEWI)
    assert [program.get(PATH).status_code for _ in range(3)] == [200, 200, 429]
