"""What leaves the installation in an error report."""

import json

import pytest
import sentry_sdk
from sentry_sdk.transport import Transport

from config import reports
from config.env import Environment
from core.ops import scrub
from realms.context import FRONT, Realm, in_realm

NIP = "196501011990031001"
NIK = "3507010101650001"


@pytest.mark.parametrize("number", [NIP, NIK, "19650101 199003 1 001", "3507-0101-0165-0001"])
def test_numbers_of_people_are_taken_out(number):
    assert number not in scrub.clean_text(f"pejabat {number} tidak ditemukan")


@pytest.mark.parametrize("number", ["2026", "1234567890", "350701", "12345678901234567890123"])
def test_other_numbers_stay(number):
    assert scrub.clean_text(f"angka {number}") == f"angka {number}"


def test_a_mail_address_and_the_password_of_a_database_are_taken_out():
    cleaned = scrub.clean_text("ratna@example.go.id di postgresql://amanah:rahasia@db/amanah")
    assert "ratna" not in cleaned
    assert "rahasia" not in cleaned


class Kept(Transport):
    """Keeps what would have been sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict] = []

    def capture_envelope(self, envelope):
        self.sent += [item.payload.json for item in envelope.items if item.payload.json]


@pytest.fixture
def kept():
    """Sentry as the product starts it, with a transport that keeps instead of sending."""
    transport = Kept()
    env = Environment(sentry_dsn="http://key@127.0.0.1/1")
    with sentry_sdk.isolation_scope():
        client = sentry_sdk.Client(
            **reports.options(env) | {"default_integrations": False, "transport": transport}
        )
        with sentry_sdk.new_scope() as scope:
            scope.set_client(client)
            yield transport


def test_a_report_says_how_it_broke_and_never_whose_data_it_was(kept):
    def break_with(passphrase):
        raise ValueError(f"NIP {NIP} ditolak")

    sentry_sdk.add_breadcrumb(message=f"mencari {NIK}", data={"nama": "Ratna Puspita"})
    sentry_sdk.set_user({"id": "7", "email": "ratna@example.go.id", "username": "ratna"})
    with in_realm(Realm("r3507", "r3507", "35.07")):
        try:
            break_with("sandi-contoh")
        except ValueError as error:
            sentry_sdk.capture_exception(error)
    (report,) = kept.sent
    text = json.dumps(report)
    for secret in (NIP, NIK, "Ratna", "ratna", "sandi-contoh"):
        assert secret not in text
    assert report["tags"]["region"] == "35.07"
    assert report["user"] == {"id": "7"}
    assert report["exception"]["values"][0]["type"] == "ValueError"


def test_of_a_form_only_the_names_of_its_fields_are_sent():
    event = {
        "request": {
            "method": "POST",
            "url": f"http://kab-malang.localhost/masuk/?nip={NIP}",
            "query_string": f"nip={NIP}",
            "cookies": {"amanah_sesi": "abc123"},
            "headers": {"Cookie": "amanah_sesi=abc123", "Host": "kab-malang.localhost"},
            "data": {"username": "ratna", "password": "rahasia"},
        }
    }
    with in_realm(FRONT):
        request = scrub.before_send(event, {})["request"]
    assert request == {
        "method": "POST",
        "url": "http://kab-malang.localhost/masuk/",
        "headers": {"Host": "kab-malang.localhost"},
        "data": {"username": scrub.FILTERED, "password": scrub.FILTERED},
    }


def test_sentry_is_off_unless_an_address_is_given():
    assert reports.start(Environment(sentry_dsn="")) is False
    assert not sentry_sdk.get_client().is_active()
