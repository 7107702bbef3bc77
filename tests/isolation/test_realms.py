"""A statement runs in the realm in force, whatever happened on its connection before."""

import threading
from contextlib import suppress

import pytest
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signals import request_started
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FilteredRelation
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context

from core.accounts.models import Role, User
from core.audit import trail
from core.jobs.models import Job
from realms import owner
from realms.context import EVALUATOR, FRONT, OPERATOR, NoRealm, WrongRealm, in_realm
from reporting.publishing.models import PublishedFigure, Release
from tenants.registry.context import current_region, each_region, in_region
from tenants.registry.models import Region
from tests.isolation.conftest import SECRET

NAMES = {"35.07": "Orang Malang", "13.02": SECRET}
pytestmark = pytest.mark.usefixtures("app_login")


def name():
    return User.objects.values_list("name", flat=True).get()


def test_without_a_realm_nothing_runs():
    with pytest.raises(NoRealm):
        User.objects.count()


def test_each_region_finds_its_own():
    assert {facts.code: name() for facts in each_region()} == NAMES


def test_django_tenants_own_words_work():
    with schema_context("r1302"):
        assert (name(), current_region().name) == (SECRET, "Kabupaten Solok")
    with pytest.raises(NoRealm):
        User.objects.count()


def test_a_queryset_made_in_one_region_does_not_run_in_another():
    with in_region("35.07"):
        accounts = User.objects.all()
    with in_region("13.02"), pytest.raises(WrongRealm):
        list(accounts)


SELECT = "SELECT id, name FROM accounts_user"


@pytest.mark.parametrize("evaluate", [list, len, lambda rows: rows.columns, lambda rows: rows[0]])
def test_a_raw_query_made_in_one_region_does_not_run_in_another(evaluate):
    with in_region("35.07"):
        accounts = User.objects.raw(SELECT)
        assert evaluate(User.objects.raw(SELECT))
    with in_region("13.02"):
        for rows in (accounts, accounts.using("default"), accounts.iterator()):
            with pytest.raises(WrongRealm):
                list(rows) if rows is not accounts else evaluate(rows)


APPLIED = MigrationRecorder.Migration.objects
"""Rows of which every region has dozens, so that some are still to be fetched."""
STREAMS = {
    "models": lambda: APPLIED.order_by("id").iterator(chunk_size=2),
    "values": lambda: APPLIED.values("name").iterator(chunk_size=2),
    "flat": lambda: APPLIED.values_list("name", flat=True).iterator(chunk_size=2),
    "raw": lambda: APPLIED.raw("SELECT id, name FROM django_migrations").iterator(),
}


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("taken", [0, 1, 2])
def test_rows_that_arrive_piece_by_piece_stop_where_the_region_changes(stream, taken):
    with in_region("35.07"):
        assert len(list(stream())) > 4
        rows = stream()
        for _ in range(taken):
            next(rows)
    with in_region("13.02"), pytest.raises(WrongRealm):
        next(rows)


@pytest.mark.parametrize("block", [1, 2], ids=["transaction", "savepoint"])
def test_a_rollback_does_not_bring_the_other_region_back(block):
    with in_region("13.02"):
        assert name() == SECRET
    with in_region("35.07"), suppress(ZeroDivisionError), transaction.atomic():
        if block == 1:
            assert name() == "Orang Malang"
            1 / 0  # noqa: B018
        with suppress(ZeroDivisionError), transaction.atomic(), in_region("13.02"):
            assert name() == SECRET
            1 / 0  # noqa: B018
        assert name() == "Orang Malang"
    for code, expected in NAMES.items():
        with in_region(code):
            assert name() == expected


def test_a_failed_statement_leaves_the_region_as_it_was():
    with in_region("35.07"):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        assert name() == "Orang Malang"


def test_a_set_by_hand_does_not_outlive_its_statement():
    with in_region("35.07"):
        with connection.cursor() as cursor:
            cursor.execute("SET search_path TO public")
        assert name() == "Orang Malang"


def test_a_cursor_kept_from_one_region_asks_in_the_next():
    with in_region("35.07"), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_user")
        with in_region("13.02"):
            cursor.execute("SELECT current_user, current_schema()")
            assert cursor.fetchone() == ("r1302", "r1302")


def kill_our_back_end():
    pid = connection.connection.info.backend_pid
    with owner.connect() as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    return pid


def test_a_killed_back_end_is_replaced_and_stands_where_it_should():
    with in_region("13.02"):
        assert name() == SECRET
    kill_our_back_end()
    with in_region("35.07"):
        with pytest.raises(DatabaseError):
            name()
        connection.close_if_unusable_or_obsolete()
        assert name() == "Orang Malang"


def test_a_page_after_its_back_end_was_killed_is_simply_right():
    client = Client(headers={"host": "kab-malang.localhost:8000"})
    assert client.get("/masuk/").status_code == 200
    pid = kill_our_back_end()
    request_started.send(sender=None)
    with in_region("35.07"):
        assert name() == "Orang Malang"
    assert connection.connection.info.backend_pid != pid


def test_a_connection_on_which_a_notice_waits_is_kept():
    with in_region("35.07"):
        assert name() == "Orang Malang"
    pid = connection.connection.info.backend_pid
    with owner.connect() as admin:
        admin.execute("SELECT pg_reload_conf()")
    request_started.send(sender=None)
    with in_region("13.02"):
        assert name() == SECRET
    assert connection.connection.info.backend_pid == pid


def test_a_process_that_has_seen_its_share_of_regions_is_retired():
    connection.close()
    connection.settings_dict["REALMS"] = {"cap": 1}
    with in_region("35.07"):
        assert name() == "Orang Malang"
        first = connection.connection.info.backend_pid
    with in_region("13.02"):
        assert name() == SECRET
        assert connection.connection.info.backend_pid != first


def test_threads_do_not_share_a_region():
    wrong = []

    def ask(code):
        try:
            for _ in range(50):
                with in_region(code):
                    if name() != NAMES[code]:
                        wrong.append(code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[code]) for code in (*NAMES, *NAMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_thread_of_its_own_starts_in_nobodys_name():
    caught = []

    def ask():
        try:
            User.objects.count()
        except NoRealm as error:
            caught.append(error)

    with in_region("35.07"):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert caught


def test_what_is_missing_in_a_region_is_not_found_in_public_either():
    with in_region("35.07"), connection.cursor() as cursor:
        for table in ("django_content_type", "jobs_job", "registry_batch", "db_schemaversion"):
            with suppress(DatabaseError):
                cursor.execute(f"SELECT * FROM public.{table}")
                assert cursor.fetchall() is None, f"{table} can be read"


def test_a_region_writes_and_reads_only_its_own_releases():
    from django.utils import timezone

    values = {
        "year": 2026,
        "version": 1,
        "released_at": timezone.now(),
        "released_by_name": "Saksi",
        "content_hash": "0" * 64,
    }
    with in_region("13.02"):
        Release.objects.get_or_create(region_code="13.02", year=2026, version=1, defaults=values)
    with in_region("35.07"):
        assert not Release.objects.filter(region_code="13.02").exists()
        assert Release.objects.filter(region_code="13.02").update(year=1999) == 0
        with pytest.raises(DatabaseError, match="row-level security"):
            Release.objects.create(region_code="13.02", **(values | {"version": 2}))
    with in_realm(EVALUATOR):
        assert Release.objects.get(region_code="13.02").year == 2026
        with pytest.raises(DatabaseError, match="permission denied"):
            Release.objects.update(year=1999)
    with in_realm(OPERATOR), pytest.raises(DatabaseError, match="permission denied"):
        Release.objects.count()


@pytest.mark.parametrize("realm", [FRONT, OPERATOR, EVALUATOR])
def test_nobody_in_public_reads_a_regions_rows(realm):
    with (
        in_realm(realm),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute("SELECT name FROM r1302.accounts_user")


def test_on_the_evaluators_site_operators_do_not_exist():
    with in_realm(OPERATOR):
        User.objects.get_or_create(
            username="operator", defaults={"name": "Operator", "roles": [Role.OPERATOR]}
        )
        assert Region.objects.count() == 2
    with in_realm(EVALUATOR):
        assert not User.objects.filter(username="operator").exists()


@pytest.mark.parametrize("code", ["35.07", ""])
def test_the_audit_trail_can_only_grow(code):
    from django.utils import timezone

    with in_region(code) if code else in_realm(OPERATOR):
        trail.record("tests.seen", None, by=None, at=timezone.now(), sentence="melihat")
    schema = "r3507" if code else "public"
    for statement in (
        f"UPDATE {schema}.audit_event SET sentence = ''",
        f"DELETE FROM {schema}.audit_event",
        f"TRUNCATE {schema}.audit_event",
    ):
        with (
            in_region(code) if code else in_realm(OPERATOR),
            pytest.raises(DatabaseError),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        with owner.as_owner() as admin, pytest.raises(DatabaseError, match="append-only"):
            admin.script(statement)


def test_a_cache_key_is_the_realms_own():
    with in_region("13.02"):
        cache.set("key", SECRET)
    with in_region("35.07"):
        assert cache.get("key") is None
    with pytest.raises(NoRealm):
        cache.get("key")


def test_a_file_of_another_region_is_refused():
    with in_region("13.02"):
        default_storage.save("r1302/rahasia.txt", ContentFile(b"x"))
    for path in ("r1302/rahasia.txt", "r3507/../r1302/rahasia.txt"):
        with in_region("35.07"), pytest.raises(SuspiciousFileOperation):
            default_storage.open(path)


def test_a_session_of_one_host_is_worth_nothing_on_another():
    client = Client(headers={"host": "kab-malang.localhost:8000"})
    with in_region("35.07"):
        client.force_login(User.objects.get())
    assert client.get("/").wsgi_request.user.is_authenticated
    for host in ("kab-solok.localhost:8000", "konsol.localhost:8000", "evaluasi.localhost:8000"):
        answer = client.get("/", headers={"host": host})
        assert not answer.wsgi_request.user.is_authenticated, host


def test_an_unknown_host_is_not_found_without_a_query(django_assert_num_queries):
    with in_region("35.07"):
        assert name()
    with django_assert_num_queries(0):
        answer = Client(headers={"host": "tidak-ada.localhost:8000"}).get("/")
    assert answer.status_code == 404


def test_more_rows_than_one_statement_can_carry_values_are_written():
    with in_region("35.07"), transaction.atomic():
        Job.objects.bulk_create(
            Job(kind="banyak", title=str(number), requested_at=timezone.now())
            for number in range(6_000)
        )
        assert Job.objects.filter(kind="banyak").count() == 6_000
        transaction.set_rollback(True)


def test_a_name_with_a_dollar_sign_never_becomes_part_of_a_statement():
    """Django's own guard for PostgreSQL, which our compilers inherit."""
    with in_region("35.07"), pytest.raises(ValueError, match="Dollar sign"):
        figures = PublishedFigure.objects.annotate(**{"a$b": FilteredRelation("release")})
        list(figures.values("a$b__year"))
