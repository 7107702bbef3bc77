"""Signing in: whose host it is, how often one may try, where one lands."""

import pytest
from django.test import Client

from core.accounts import throttle
from tests.cast import DEWI, EKA, OKI, PASSWORD, SARI, TOMO

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(people):
    def at(host: str = "kab-malang", **kwargs) -> Client:
        return Client(headers={"host": f"{host}.localhost:8000"}, **kwargs)

    return at


def enter(client: Client, username: str, password: str = PASSWORD, **data):
    return client.post("/masuk/", {"username": username, "password": password, **data})


def test_the_right_password_leads_to_the_page_that_was_asked_for(browser):
    client = browser()

    response = enter(client, SARI.username, next="/kata-sandi/")

    assert (response.status_code, response.headers["Location"]) == (303, "/kata-sandi/")
    assert client.get("/kata-sandi/").status_code == 200


def test_a_page_that_needs_an_account_leads_to_the_sign_in_page_and_back(browser):
    response = browser().get("/kata-sandi/?a=1")

    assert response.status_code == 302
    assert response.headers["Location"] == "/masuk/?next=%2Fkata-sandi%2F%3Fa%3D1"


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "http:///jahat.example",
        "javascript:alert(1)",
        "\\\\jahat",
    ],
)
def test_nobody_is_led_to_a_foreign_host(browser, target):
    assert enter(browser(), SARI.username, next=target).headers["Location"] == "/"


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(browser):
    wrong_password = enter(browser(), SARI.username, "bukan-sandinya")
    wrong_name = enter(browser(), "tidak-ada", "bukan-sandinya")

    sentence = "Nama pengguna atau kata sandi tidak cocok."
    for response in (wrong_password, wrong_name):
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert "bukan-sandinya" not in response.content.decode()


@pytest.mark.parametrize(
    ("person", "host"),
    [
        (TOMO, "kab-malang"),
        (SARI, "kab-solok"),
        (SARI, "konsol"),
        (OKI, "kab-malang"),
        (OKI, "evaluasi"),
        (EKA, "konsol"),
    ],
)
def test_nobody_signs_in_on_a_host_that_is_not_theirs(browser, person, host):
    client = browser(host)

    assert enter(client, person.username).status_code == 422
    assert client.get("/kata-sandi/").status_code == 302


@pytest.mark.parametrize(
    ("person", "host"), [(TOMO, "kab-solok"), (OKI, "konsol"), (EKA, "evaluasi")]
)
def test_everybody_signs_in_on_their_own_host(browser, person, host):
    client = browser(host)

    assert enter(client, person.username).status_code == 303
    assert client.get("/kata-sandi/").status_code == 200


@pytest.mark.parametrize(
    ("person", "host", "others"),
    [
        (SARI, "kab-malang", ["kab-solok", "konsol", "evaluasi"]),
        (OKI, "konsol", ["evaluasi", "kab-malang"]),
        (EKA, "evaluasi", ["konsol"]),
    ],
)
def test_a_session_is_worth_nothing_on_another_host(browser, person, host, others):
    client = browser(host)
    enter(client, person.username)
    for other in others:
        thief = browser(other)
        thief.cookies["amanah_sesi"] = client.cookies["amanah_sesi"].value
        assert thief.get("/kata-sandi/").status_code == 302


def test_a_session_copied_into_another_region_is_still_worth_nothing(browser, people):
    """The row of the session and the account itself are both there, as after a careless restore."""
    from django.contrib.sessions.models import Session

    from core.accounts.models import User
    from tests import regions

    client = browser()
    enter(client, SARI.username)
    with regions.inside("kab-malang"):
        session = Session.objects.get()
    with regions.inside("kab-solok"):
        Session.objects.create(
            session_key=session.session_key,
            session_data=session.session_data,
            expire_date=session.expire_date,
        )
        User.objects.create(
            id=people.sari.id,
            username="sari",
            name="x",
            roles=["OFFICIAL"],
            password=people.sari.password,
        )
    thief = browser("kab-solok")
    thief.cookies["amanah_sesi"] = client.cookies["amanah_sesi"].value

    assert thief.get("/kata-sandi/").status_code == 302


def test_the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(browser):
    cookie = enter(browser(), SARI.username).cookies["amanah_sesi"]

    assert cookie["domain"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_after_too_many_tries_even_the_right_password_has_to_wait(browser):
    client = browser()
    for _ in range(throttle.TRIES_PER_ACCOUNT):
        assert enter(client, SARI.username, "salah").status_code == 422

    response = enter(client, SARI.username)

    assert response.status_code == 429
    assert "Tunggu 15 menit" in response.content.decode()
    assert enter(browser(), DEWI.username).status_code == 303, "others are not locked out"


def test_the_limit_of_one_region_does_not_touch_the_same_name_in_another(browser, people):
    for _ in range(throttle.TRIES_PER_ACCOUNT + 1):
        enter(browser(), TOMO.username, "salah")

    assert enter(browser("kab-solok"), TOMO.username).status_code == 303


def test_one_address_may_not_try_every_name(browser, monkeypatch):
    monkeypatch.setattr(throttle, "TRIES_PER_ADDRESS", 3)
    for number in range(3):
        enter(browser(REMOTE_ADDR="10.0.0.9"), f"nama{number}", "salah")

    assert enter(browser(REMOTE_ADDR="10.0.0.9"), SARI.username).status_code == 429
    assert enter(browser(REMOTE_ADDR="10.0.0.8"), SARI.username).status_code == 303


def test_a_forwarded_address_is_believed_only_behind_our_own_proxy(browser, monkeypatch):
    monkeypatch.setattr(throttle, "TRIES_PER_ADDRESS", 1)
    enter(browser(), "a", "salah")
    response = browser().post(
        "/masuk/", {"username": "b", "password": "x"}, headers={"X-Forwarded-For": "1.2.3.4"}
    )

    assert response.status_code == 429


def test_a_success_forgets_the_tries_before_it(browser):
    for _ in range(throttle.TRIES_PER_ACCOUNT - 1):
        enter(browser(), SARI.username, "salah")
    assert enter(browser(), SARI.username).status_code == 303
    assert enter(browser(), SARI.username, "salah").status_code == 422


def test_an_account_that_was_closed_is_out_at_once(browser, people):
    from tests import regions

    client = browser()
    enter(client, SARI.username)
    with regions.inside("kab-malang"):
        people.sari.is_active = False
        people.sari.save()

    assert client.get("/kata-sandi/").status_code == 302


def test_signing_out_takes_a_post(sign_in):
    client = sign_in(SARI)

    assert client.get("/keluar/").status_code == 200
    assert client.get("/kata-sandi/").status_code == 200
    assert client.post("/keluar/").status_code == 303
    assert client.get("/kata-sandi/").status_code == 302


def test_passwords_are_kept_as_argon2():
    from config import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_what_is_shown_after_signing_in_is_kept_by_no_browser(sign_in):
    assert sign_in(SARI).get("/gaya/").headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in sign_in(None).get("/gaya/").headers
