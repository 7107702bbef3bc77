"""The Celery application."""

import logging.config
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT / "platform"), str(ROOT)) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import structlog  # noqa: E402
from celery import Celery  # noqa: E402
from celery.signals import setup_logging  # noqa: E402
from django.dispatch import receiver  # noqa: E402
from django_structlog.celery.signals import bind_extra_task_metadata  # noqa: E402
from django_structlog.celery.steps import DjangoStructLogInitStep  # noqa: E402

app = Celery("amanah")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(DjangoStructLogInitStep)  # task and request ids on every line of a task
app.autodiscover_tasks()
app.autodiscover_tasks(["core.ops"])


@receiver(bind_extra_task_metadata)
def say_whose(task: Any, **_: Any) -> None:
    """The lines around a task are written outside its realm; they name the region all the same."""
    from core.jobs.queue import realm_name

    structlog.contextvars.bind_contextvars(region=realm_name(task.request) or "-")


@setup_logging.connect
def log_like_the_web(**_: Any) -> None:
    """Celery would set up logging of its own; the worker logs as the web does."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
