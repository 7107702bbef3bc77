"""`/health/live` and `/health/ready` on `<base>`."""

import time

import pytest
from django.db import OperationalError
from django.test import Client
from redis.exceptions import ConnectionError as NoValkey

from core.ops import health, tasks

BASE = Client(headers={"host": "localhost:8000"})


@pytest.fixture
def beating(db):
    """A heartbeat arrived just now and waited half a second."""
    health.note_heartbeat(sent_at=time.time() - 0.5, arrived_at=time.time())


def test_a_process_that_answers_is_alive(db):
    answer = BASE.get("/health/live")
    assert answer.status_code == 200
    assert answer.json() == {"live": True}
    assert "no-store" in answer["Cache-Control"]


def test_alive_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        BASE.get("/health/live")


def test_ready_when_everything_answers(beating):
    answer = BASE.get("/health/ready")
    assert answer.status_code == 200, answer.json()
    assert all(check["ok"] for check in answer.json()["checks"].values())


def test_not_ready_before_the_first_heartbeat(db):
    answer = BASE.get("/health/ready")
    assert answer.status_code == 503
    assert not answer.json()["checks"]["worker"]["ok"]


def test_not_ready_when_the_database_is_silent(beating, monkeypatch):
    class Silent:
        def cursor(self):
            raise OperationalError("connection refused")

    monkeypatch.setattr(health, "connection", Silent())
    assert health.database() == health.HealthCheck("database", False, "Database tidak menjawab.")


def test_not_ready_while_a_region_is_behind(beating):
    from realms.models import SchemaVersion
    from realms.owner import as_owner

    assert health.schemas().ok
    with as_owner():
        SchemaVersion.objects.filter(schema="r3507").update(plan="lama")
    assert health.schemas().says == "1 daerah belum pada versi terbaru."
    assert BASE.get("/health/ready").status_code == 503


def test_not_ready_when_valkey_is_silent(beating, monkeypatch):
    def silent(key):
        raise NoValkey("connection refused")

    monkeypatch.setattr(health.cache, "get", silent)
    answer = BASE.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["queue"]["says"] == "Antrean dan cache tidak menjawab."


def test_a_worker_that_fell_silent_is_named(beating):
    assert health.worker(now=time.time() + 60).ok
    gone = health.worker(now=time.time() + 200)
    assert not gone.ok
    assert "diam sejak" in gone.says


def test_work_that_piles_up_is_named(db):
    health.note_heartbeat(sent_at=time.time() - 90, arrived_at=time.time())
    assert not health.worker().ok
    assert "menunggu 90 detik" in health.worker().says


def test_the_heartbeat_goes_through_the_queue_without_a_region(db):
    tasks.heartbeat.apply_async()
    assert health.worker().ok


def test_health_is_not_offered_on_a_regions_host(db):
    assert (
        Client(headers={"host": "kab-malang.localhost:8000"}).get("/health/live").status_code == 404
    )
