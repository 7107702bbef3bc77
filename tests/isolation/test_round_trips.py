"""A change of region travels with the next statement, and whatever fails on the way leaves no role behind."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from core.accounts.models import User
from core.api.models import Token
from realms.backend import messages
from realms.context import Realm, in_realm
from reporting.publishing.models import Release
from tenants.registry.context import in_region
from tests.isolation.conftest import SECRET
from tests.isolation.test_realms import NAMES, name

pytestmark = pytest.mark.usefixtures("app_login")


class Sent(list):
    """Messages, and how many there should be for each change of region."""

    expected = 0


@pytest.fixture(params=["with its statement", "before it"])
def sent(request, monkeypatch):
    """What is sent on its own; once as PostgreSQL 18 allows, once as for servers that report no path."""
    if request.param == "before it":
        monkeypatch.setattr(messages, "role", lambda realm: None)
    send, seen = connection._send, Sent()
    monkeypatch.setattr(connection, "_send", lambda message: (seen.append(message), send(message)))
    with in_region("13.02"):
        assert name() == SECRET
    seen.clear()
    seen.expected = 0 if request.param == "with its statement" else 1
    return seen


def test_a_change_of_region_costs_no_round_trip_of_its_own(sent):
    for code, expected in NAMES.items():
        with in_region(code):
            assert (name(), name()) == (expected, expected)
    assert len(sent) == 2 * sent.expected


def test_a_statement_that_fails_while_entering_leaves_nothing_behind(sent):
    with in_region("35.07"), pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    with in_region("13.02"):
        assert name() == SECRET
    with in_region("35.07"), transaction.atomic():
        assert name() == "Orang Malang"
        with in_region("13.02"), pytest.raises(DatabaseError), transaction.atomic():
            Release.objects.create(
                region_code="35.07", released_at=timezone.now(), year=1, version=1
            )
        assert name() == "Orang Malang"


def test_what_is_refused_only_at_the_end_of_the_transaction_is_refused(sent):
    nobody = uuid.uuid4()
    with in_region("35.07"), pytest.raises(IntegrityError, match="foreign key"):
        Token(
            user_id=nobody,
            name="Kunci",
            hash="0" * 64,
            created_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        ).save(force_insert=True)
    with in_region("13.02"):
        assert name() == SECRET
    with in_region("35.07"):
        assert not Token.objects.filter(user_id=nobody).exists()


def test_a_value_that_cannot_be_sent_leaves_no_role_on_its_cursor(sent):
    with in_region("35.07"), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="cannot adapt"):
            cursor.execute("SELECT %s", [object()])
        with in_region("13.02"):
            assert name() == SECRET
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("r1302",)


def test_a_role_that_is_gone_is_told_and_nothing_runs(sent):
    with in_realm(Realm("r9999", "r9999")), pytest.raises(DatabaseError, match="r9999"):
        User.objects.count()
    with in_region("35.07"):
        assert name() == "Orang Malang"


def test_what_is_said_behind_a_comment_is_not_trusted(sent):
    with in_region("35.07"):
        with connection.cursor() as cursor:
            cursor.execute("/* x */ SET ROLE r1302")
        assert name() == "Orang Malang"
