"""A process that is no worker knows the tasks as well: whoever asks for a job must be able to queue it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from celery.exceptions import NotRegistered
from django.db import transaction
from django.utils import timezone

from core.jobs import queue
from core.jobs.models import Job

ROOT = Path(__file__).resolve().parents[3]
NOW = timezone.now()
ASKED = """
import django
django.setup()
from core.jobs import queue
for name in ("registry.export", "agreements.draft_all", "agreements.tell_receiver"):
    print(queue.registered(name).name)
"""


def test_a_fresh_web_process_finds_every_task(tmp_path):
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "AMANAH_STATE": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=env, capture_output=True, text=True, check=False
    )
    found = done.stdout.split()
    assert found == ["registry.export", "agreements.draft_all", "agreements.tell_receiver"], (
        done.stderr
    )


def test_a_job_with_an_unknown_task_is_refused_before_it_is_committed(malang, people):
    with pytest.raises(NotRegistered), transaction.atomic():
        queue.start_job(kind="x", title="x", task_name="tidak.ada", by=people.dewi, at=NOW)
    assert not Job.objects.exists()
