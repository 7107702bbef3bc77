"""The Celery application."""

import logging.config
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT / "platform"), str(ROOT)) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from celery import Celery  # noqa: E402
from celery.signals import setup_logging  # noqa: E402
from django_structlog.celery.steps import DjangoStructLogInitStep  # noqa: E402

app = Celery("amanah")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(DjangoStructLogInitStep)  # task and request ids on every line of a task
app.autodiscover_tasks()
app.autodiscover_tasks(["core.ops"])


@setup_logging.connect
def log_like_the_web(**_: Any) -> None:
    """Celery would set up logging of its own; the worker logs as the web does."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
