"""The fixtures themselves: who is where, and what happens after a commit."""

from contextlib import suppress

import pytest
from django.db import transaction

from core.accounts.models import User
from core.jobs import queue
from pk.agreements.models import Agreement
from realms.context import NoRealm, current_realm
from tests.cast import OKI, SARI, TOMO

seen: list[str] = []


@queue.task("tests.note")
def note(**_):
    seen.append(current_realm().code)


def test_a_region_has_its_tables(malang):
    assert malang.slug == "kab-malang"
    assert Agreement.objects.count() == 0


def test_tomo_has_no_account_in_malang(malang, people):
    assert not User.objects.filter(username="tomo").exists()


def test_tomo_has_his_account_in_solok(solok, people):
    assert User.objects.get() == people.tomo


@pytest.mark.parametrize(
    ("person", "host"), [(SARI, "kab-malang"), (TOMO, "kab-solok"), (OKI, "konsol")]
)
def test_signing_in_gives_a_browser_on_the_right_host(sign_in, person, host):
    client = sign_in(person, host)
    assert client.get("/").wsgi_request.user.username == person.username


def test_a_task_asked_for_after_a_commit_runs_in_the_region_of_whoever_asked(malang):
    seen.clear()
    with transaction.atomic():
        queue.after_commit("tests.note")
        assert seen == []
    assert seen == ["35.07"]


def test_a_task_asked_for_in_a_block_that_fails_never_runs(malang):
    seen.clear()
    with suppress(ZeroDivisionError), transaction.atomic():
        queue.after_commit("tests.note")
        1 / 0  # noqa: B018
    with transaction.atomic():
        pass
    assert seen == []


def test_a_task_without_a_realm_is_refused():
    with pytest.raises(NoRealm):
        note.delay()
