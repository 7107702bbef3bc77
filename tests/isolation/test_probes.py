"""Nothing typed into one region's page reads or changes another region's rows."""

import psycopg
import pytest
from django.db import DatabaseError, transaction

from core.accounts.models import User
from realms import hardening
from realms.context import region_realm
from realms.direct import connect_as
from tenants.registry.context import in_region
from tests.isolation import probes
from tests.isolation.conftest import SECRET, secret_is_untouched


def careless(connection, value):
    """What a careless view would do: paste the value into the statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM accounts_user WHERE username = '{value}'")
        return cursor.fetchall()


def test_there_are_twenty_one_probes():
    assert len(probes.VALUES) == 21


@pytest.mark.parametrize("inside", [False, True], ids=["outside a block", "inside a block"])
@pytest.mark.parametrize("name", probes.VALUES)
def test_a_value_reaches_no_other_region(app_login, name, inside):
    found = []
    with in_region("35.07"):
        try:
            if inside:
                with transaction.atomic():
                    found = careless(app_login, probes.VALUES[name])
            else:
                found = careless(app_login, probes.VALUES[name])
        except DatabaseError:
            pass
        assert SECRET not in repr(found)
        assert list(User.objects.values_list("name", flat=True)) == ["Orang Malang"]
    assert secret_is_untouched()


@pytest.mark.parametrize("name", probes.STATEMENTS)
def test_on_its_own_login_not_even_a_whole_statement_does(app_login, name):
    found = []
    with connect_as(region_realm("35.07")) as connection:
        for statement in probes.STATEMENTS[name].split("; "):
            try:
                cursor = connection.execute(statement)
                found += cursor.fetchall() if cursor.description else []
            except psycopg.Error:
                pass
    assert SECRET not in repr(found)
    assert secret_is_untouched()


def test_the_same_probes_do_leak_when_nothing_guards(app_login, world):
    """The probes work: a superuser's connection gives the secret away."""
    where = {key.lower(): value for key, value in world.items() if value and key != "NAME"}
    with psycopg.connect(**where, dbname=world["NAME"], autocommit=True) as connection:
        connection.execute("SET search_path TO r3507")
        value = probes.VALUES["a qualified name"]
        rows = connection.execute(
            f"SELECT name FROM accounts_user WHERE username = '{value}'"
        ).fetchall()
    assert SECRET in repr(rows)


def test_a_message_carries_one_statement(app_login):
    with (
        in_region("35.07"),
        app_login.cursor() as cursor,
        pytest.raises(DatabaseError, match="multiple commands"),
    ):
        cursor.execute("SELECT 1; SELECT 2")


def test_the_login_of_the_app_can_read_nothing_by_itself(app_login):
    with in_region("35.07"), app_login.cursor() as cursor:
        cursor.execute("RESET ROLE")
        with app_login.bare(), pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute("SELECT name FROM r3507.accounts_user")


def test_the_server_is_isolated_as_demanded(app_login):
    app_login.ensure_connection()
    assert hardening.isolation(app_login.connection, one_statement=True) == hardening.Isolation(
        7, ()
    )


@pytest.mark.parametrize(
    ("opening", "level", "sentence"),
    [
        ("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC", 6, "plpgsql"),
        ("GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC", 3, "set_config"),
    ],
)
def test_a_server_that_is_too_open_is_not_served_from(
    app_login, settings, opening, level, sentence
):
    from realms.owner import connect

    app_login.ensure_connection()
    with connect() as owner:
        owner.execute(opening)
    try:
        found = hardening.isolation(app_login.connection, one_statement=True)
        assert found.level == level
        app_login.close()
        hardening._checked.clear()
        with in_region("35.07"), pytest.raises(hardening.TooOpen, match=sentence):
            User.objects.count()
    finally:
        with connect() as owner:
            assert hardening.harden(owner) == []
