"""Who is to sign is told by mail, in the name of the region and with its address."""

import pytest
from django.core import mail as outbox
from django.core.mail.backends.dummy import EmailBackend

from config import mail as configured
from core.accounts.models import User
from core.jobs.models import Job
from core.notifications import mail
from pk.agreements.actions import approve
from pk.agreements.models import Agreement, AgreementState
from realms.context import OPERATOR, NoRealm, in_realm
from tenants.registry.context import in_region
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, account
from tests.given.paper import blank_paper  # noqa: F401 a fixture

pytestmark = pytest.mark.usefixtures("blank_paper", "people")
ADDRESS = "sari@malangkab.example"


def approved(email=ADDRESS):
    """Approved here and now: a world that is put back from memory sends no mail."""
    agreement = given.agreement_at(AgreementState.SUBMITTED, receiver=cast.SARI)
    User.objects.filter(username=cast.SARI.username).update(email=email)
    return approve.approve(agreement=agreement, by=account(cast.RATNA), at=AT)


def test_the_receiver_is_told_with_the_regions_own_address(malang):
    agreement = approved()
    (letter,) = outbox.outbox
    assert letter.to == [ADDRESS]
    assert letter.subject == "Perjanjian kinerja 2026 menunggu tanda tangan Anda"
    assert f"http://kab-malang.localhost:8000/perjanjian/{agreement.id}/" in letter.body
    assert "dr. Sari Wijaya" in letter.body
    assert "Pemerintah Kabupaten Malang" in letter.body
    assert "&" not in letter.body


def test_the_same_mail_in_another_region_carries_its_address(malang):
    agreement = approved()
    outbox.outbox.clear()
    with in_region("13.02"):
        tomo = User.objects.get(username=cast.TOMO.username)
        tomo.email = "tomo@solokkab.example"
        mail.send(
            to=tomo,
            subject="Perihal",
            template="agreements/mail_waiting.txt",
            path="/perjanjian/",
            agreement=agreement,
        )
    (letter,) = outbox.outbox
    assert "http://kab-solok.localhost:8000/perjanjian/" in letter.body
    assert "malang" not in letter.body.replace(agreement.receiver_title, "").lower()


def test_outside_of_a_region_no_mail_is_sent(malang):
    agreement = approved()
    outbox.outbox.clear()
    words = {
        "to": User(email=ADDRESS, name="Sari"),
        "subject": "Perihal",
        "template": "agreements/mail_waiting.txt",
        "path": "/",
        "agreement": agreement,
    }
    for realm in (None, OPERATOR):
        with in_realm(realm), pytest.raises(NoRealm):
            mail.send(**words)
    assert outbox.outbox == []


def test_without_an_address_or_a_mail_server_nothing_is_queued(malang, settings, monkeypatch):
    queued = []
    monkeypatch.setattr(
        "pk.agreements.actions.approve.after_commit", lambda name, **_: queued.append(name)
    )
    approved(email="")
    assert queued == []
    settings.EMAIL_BACKEND = f"{EmailBackend.__module__}.EmailBackend"
    assert not mail.may_be_sent_to(User(email=ADDRESS))
    assert Agreement.objects.get().state == AgreementState.APPROVED


def test_the_queue_and_the_log_know_no_address(malang, monkeypatch, caplog):
    caplog.set_level("DEBUG")
    queued = []
    monkeypatch.setattr(
        "pk.agreements.actions.approve.after_commit",
        lambda name, **words: queued.append((name, words)),
    )
    agreement = approved()
    assert queued == [("agreements.tell_receiver", {"agreement_id": str(agreement.id)})]
    assert ADDRESS not in caplog.text
    assert ADDRESS not in str(list(Job.objects.values()))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", {"EMAIL_BACKEND": "dummy"}),
        ("console:", {"EMAIL_BACKEND": "console"}),
        ("file:///tmp/surel", {"EMAIL_BACKEND": "filebased"}),
        ("smtp://a:r%40hasia@surel.example", {"EMAIL_PORT": 587, "EMAIL_USE_TLS": True}),
        ("smtps://surel.example", {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True}),
    ],
)
def test_where_mail_goes_is_one_variable(url, expected):
    found = configured.settings(url)
    for name, value in expected.items():
        assert found[name] == (
            f"django.core.mail.backends.{value}.EmailBackend" if name == "EMAIL_BACKEND" else value
        )
    if "r%40" in url:
        assert found["EMAIL_HOST_PASSWORD"] == "r@hasia"


def test_a_wrong_variable_is_named_without_its_password():
    with pytest.raises(ValueError) as refusal:
        configured.settings("imap://a:rahasia@surel.example")
    assert "rahasia" not in str(refusal.value)
