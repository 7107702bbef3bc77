"""A process of its own in which a request, a task and a command break; run by `test_reports`.

It starts as the product does, with an address in SENTRY_DSN, and prints what would have been sent.
"""

import json
import os
import sys

from sentry_sdk.transport import Transport

import config.reports

NIP, NIK = "196501011990031001", "3507010101650001"
PASSWORD = "sandi-yang-rahasia"


class Printed(Transport):
    """Prints instead of sending."""

    def capture_envelope(self, envelope):
        for item in envelope.items:
            sys.stdout.write(json.dumps(item.payload.json) + "\n")
            sys.stdout.flush()


real = config.reports.options
config.reports.options = lambda env: {**real(env), "transport": Printed}

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django  # noqa: E402

django.setup()

from celery import shared_task  # noqa: E402
from django.conf import settings  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

from config.celery import app  # noqa: E402
from core.jobs.queue import RealmTask  # noqa: E402
from realms.context import region_realm  # noqa: E402
from tenants.registry import hosts  # noqa: E402
from tenants.registry.context import in_region  # noqa: E402
from tenants.registry.tenant import Tenant  # noqa: E402

MALANG = Tenant(
    code="35.07",
    name="Kabupaten Malang",
    slug="kab-malang",
    kind="kabupaten",
    province_code="35",
    schema="r3507",
    state="ACTIVE",
    time_zone="Asia/Jakarta",
    brand="#0b5d3b",
    is_sample=False,
    head_title="Bupati",
    copy_of="",
    realm=region_realm("35.07"),
)
hosts._current = lambda: hosts._Registry(  # the registry, as it would be read; no database is asked
    None, {"kab-malang.localhost": hosts.Host(MALANG, False)}, {"35.07": MALANG}
)


def view(request: HttpRequest) -> HttpResponse:
    """Breaks, with what a person typed in its hands."""
    secret = request.POST["password"]
    raise ValueError(f"NIP {NIP} tidak cocok dengan {NIK}", len(secret))


urlpatterns = [path("rusak/", view)]


@shared_task(name="tests.break", base=RealmTask)
def broken_task(*, nip: str) -> None:
    """Breaks."""
    raise LookupError(f"NIP {nip} tidak ditemukan")


if __name__ == "__main__":
    settings.ROOT_URLCONF = "breaking"
    sys.modules["breaking"] = sys.modules["__main__"]
    browser = Client(headers={"host": "kab-malang.localhost:8000"}, raise_request_exception=False)
    browser.post("/rusak/", {"nip": NIP, "password": PASSWORD})
    app.conf.task_always_eager = True
    with in_region(MALANG):
        broken_task.apply_async(kwargs={"nip": NIP}, task_id="tugas-7")
    with in_region(MALANG):  # a command
        raise RuntimeError(f"perintah untuk {NIK} gagal, sandi={PASSWORD}")
