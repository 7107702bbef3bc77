"""Log lines: JSON, with region, request and task."""

import io
import json
import logging
from types import SimpleNamespace

import pytest
import structlog
from django.test import Client
from django_structlog.celery.signals import bind_extra_task_metadata

from config.logging import config
from realms.context import Realm, in_realm


@pytest.fixture
def lines():
    """What was logged since, as objects, written as the product's own handler writes it."""
    parts = config(level="INFO", as_json=True)["formatters"]["structured"]
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=parts["processors"], foreign_pre_chain=parts["foreign_pre_chain"]
    )
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter)
    before = logging.root.level
    logging.root.addHandler(handler)
    logging.root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in handler.stream.getvalue().splitlines()]
    logging.root.removeHandler(handler)
    logging.root.setLevel(before)


def test_a_line_is_one_json_object_that_names_the_region(lines):
    with in_realm(Realm("r3507", "r3507", "35.07")):
        logging.getLogger("tests").info("disimpan")
        structlog.get_logger("tests").info("terkirim", jumlah=3)
    first, second = lines()
    assert (first["event"], first["region"], first["level"]) == ("disimpan", "35.07", "info")
    assert (second["event"], second["region"], second["jumlah"]) == ("terkirim", "35.07", 3)


def test_a_request_leaves_its_id_and_its_region(lines, db):
    Client(headers={"host": "kab-malang.localhost:8000"}).get("/tidak-ada/")
    said = {line["event"]: line for line in lines() if "request_id" in line}
    started, finished = said["request_started"], said["request_finished"]
    assert started["request_id"] == finished["request_id"]
    assert (finished["region"], finished["code"]) == ("35.07", 404)
    assert {"user_id", "ip"} <= finished.keys()


def test_the_lines_around_a_task_name_its_region(lines):
    task = SimpleNamespace(request=SimpleNamespace(headers={"amanah_realm": "35.07"}))
    with structlog.contextvars.bound_contextvars():
        bind_extra_task_metadata.send(sender=None, task=task, logger=None)
        structlog.get_logger("tests").info("task_started")
        with in_realm(Realm("r1302", "r1302", "13.02")):
            structlog.get_logger("tests").info("di daerah lain")
    structlog.contextvars.unbind_contextvars("region")
    assert [line["region"] for line in lines()] == ["35.07", "13.02"]


def test_a_failure_keeps_its_traceback_on_one_line(lines):
    try:
        raise ValueError("rusak")
    except ValueError:
        logging.getLogger("tests").exception("gagal")
    (line,) = lines()
    assert "ValueError: rusak" in line["exception"]
