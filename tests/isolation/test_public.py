"""The tables of `public` are shared by operators, evaluators, the front page and all regions; the rows are not."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, transaction

from core.accounts.models import Role, User
from realms.context import EVALUATOR, FRONT, OPERATOR, Realm, in_realm
from tenants.registry import hosts
from tenants.registry.context import in_region
from tenants.registry.models import Region

pytestmark = pytest.mark.usefixtures("app_login")

REGION_FACTS = {*hosts.KNOWN, "id"}
HOSTS = {"registry_region", "registry_domain", "db_registryversion"}
MAY_READ = {
    "amanah_front": HOSTS | {"db_schemaversion"},
    "amanah_region": HOSTS | {"publishing_release", "publishing_publishedfigure"},
    "amanah_evaluator": HOSTS
    | {
        "publishing_release",
        "publishing_publishedfigure",
        "accounts_user",
        "django_session",
        "api_token",
        "comparison_evaluatorscope",
        "audit_event",
    },
}
MAY_WRITE = {
    "amanah_front": set(),
    "amanah_region": {"publishing_release", "publishing_publishedfigure"},
    "amanah_evaluator": {"accounts_user", "django_session", "api_token", "audit_event"},
}


def asked(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def columns(role, table, privilege):
    found = asked(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0"
        " AND NOT attisdropped AND has_column_privilege(%s, attrelid, attnum, %s)",
        f"public.{table}",
        role,
        privilege,
    )
    return {name for (name,) in found}


@pytest.mark.parametrize("role", MAY_READ)
@pytest.mark.parametrize(
    ("privileges", "expected"), [(("SELECT",), MAY_READ), (("INSERT", "UPDATE"), MAY_WRITE)]
)
def test_a_role_has_its_tables_of_public_and_no_other(role, privileges, expected):
    with in_realm(FRONT):
        found = asked(
            "SELECT DISTINCT c.relname FROM pg_class c, unnest(%s::text[]) p"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p')"
            " AND has_any_column_privilege(%s, c.oid, p)",
            list(privileges),
            role,
        )
    assert {name for (name,) in found} == expected[role]


@pytest.mark.parametrize("role", MAY_READ)
def test_why_a_region_is_suspended_is_told_to_operators_only(role):
    with in_realm(FRONT):
        assert columns(role, "registry_region", "SELECT") == REGION_FACTS
    with in_realm(FRONT), pytest.raises(DatabaseError, match="permission denied"):
        list(Region.objects.values_list("suspension_reason"))
    with in_realm(OPERATOR):
        assert list(Region.objects.values_list("suspension_reason"))


def session(realm: Realm, words: str) -> str:
    with in_realm(realm):
        store = SessionStore()
        store["words"] = words
        store.create()
        return str(store.session_key)


@pytest.mark.parametrize(("mine", "theirs"), [(EVALUATOR, OPERATOR), (OPERATOR, EVALUATOR)])
def test_operators_and_evaluators_do_not_find_each_others_sessions(mine, theirs):
    key = session(theirs, "milik yang lain")
    own = session(mine, "milik sendiri")
    with in_realm(mine):
        seen = {key for (key,) in asked("SELECT session_key FROM public.django_session")}
        assert own in seen
        assert key not in seen
        assert SessionStore(own)["words"] == "milik sendiri"
        assert SessionStore(key).load() == {}
        for statement in ("DELETE FROM", "UPDATE"):
            rest = " SET session_data = ''" if statement == "UPDATE" else ""
            with connection.cursor() as cursor:
                cursor.execute(
                    f"{statement} public.django_session{rest} WHERE session_key = %s", [key]
                )
                assert cursor.rowcount == 0
        with pytest.raises(DatabaseError, match="row-level security"):
            asked("UPDATE public.django_session SET realm = %s RETURNING 1", theirs.role)
    with in_realm(theirs):
        assert SessionStore(key)["words"] == "milik yang lain"


def test_an_evaluator_does_not_make_itself_an_operator():
    with in_realm(OPERATOR):
        User.objects.get_or_create(
            username="eka", defaults={"name": "Eka", "roles": [Role.EVALUATOR]}
        )
    with in_realm(EVALUATOR):
        eka = User.objects.get(username="eka")
        eka.set_password("sandi yang baru sekali")
        eka.save(update_fields=["password"])
        for change in ({"roles": [Role.EVALUATOR, Role.OPERATOR]}, {"username": "oki"}):
            with transaction.atomic(), pytest.raises(DatabaseError, match="permission denied"):
                User.objects.filter(pk=eka.pk).update(**change)
            connection.close()
        with pytest.raises(DatabaseError, match="permission denied"):
            User.objects.create(username="baru", name="Baru", roles=[Role.EVALUATOR])


def test_the_front_page_reads_no_account_session_or_figure():
    for table in ("accounts_user", "django_session", "publishing_release", "audit_event"):
        with in_realm(FRONT), pytest.raises(DatabaseError, match="permission denied"):
            asked(f"SELECT * FROM public.{table}")


def test_a_region_reads_no_account_or_session_of_public():
    for table in ("accounts_user", "django_session", "registry_archive", "registry_regionstatus"):
        with in_region("35.07"), pytest.raises(DatabaseError, match="permission denied"):
            asked(f"SELECT * FROM public.{table}")
