"""Error reports of a real process: whose request, task or command broke, and nothing about people."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SECRETS = ("196501011990031001", "3507010101650001", "sandi-yang-rahasia")
"""What `breaking` has in its hands when it breaks."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """What a request, a task and a command would have sent."""
    env = {
        **os.environ,
        "SENTRY_DSN": "http://key@127.0.0.1:9/1",
        "AMANAH_STATE": str(tmp_path_factory.mktemp("state")),
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "breaking.py")],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    sent = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    found = {r["exception"]["values"][-1]["type"]: r for r in sent if "exception" in r}
    assert set(found) == {"ValueError", "LookupError", "RuntimeError"}, done.stdout + done.stderr
    return found


@pytest.mark.parametrize("kind", ["ValueError", "LookupError", "RuntimeError"])
def test_a_report_names_the_region_and_the_role(reports, kind):
    tags = reports[kind]["tags"]
    assert (tags["region"], tags["role"]) == ("35.07", "r3507")


def test_only_a_task_has_the_number_of_a_task(reports):
    assert reports["LookupError"]["tags"]["task_id"] == "tugas-7"
    assert "task_id" not in reports["ValueError"]["tags"]


@pytest.mark.parametrize("kind", ["ValueError", "LookupError", "RuntimeError"])
def test_no_number_of_a_person_and_no_password_leaves(reports, kind):
    text = json.dumps(reports[kind])
    for secret in SECRETS:
        assert secret not in text
