"""What is asked in `tests.bench.tenancy`: pages, memory, comparison."""

import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.handlers.base import BaseHandler
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

BATCH, TURNS = 25, 61


def one(request: HttpRequest, count: int) -> HttpResponse:
    """A page with `count` queries."""
    from core.jobs.models import Job

    found = [Job.objects.filter(done=number).first() for number in range(count)]
    return HttpResponse(str(len(found)))


urlpatterns = [path("<int:count>/", one)]


def in_a_process(where: dict[str, Any], schemas: list[str], queries: int) -> dict[str, float]:
    """`measure` in a process of its own: where things come to lie in memory is luck, worth some percent."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench._pages"],
        input=json.dumps([where, schemas, queries]),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def measure(where: dict[str, Any], schemas: list[str], queries: int) -> dict[str, float]:
    """Ratios to plain Django of: ours changing region, ours in one region, django-tenants."""
    few = schemas[: min(len(schemas), 30)]
    random.Random(1).shuffle(few)
    ways = {
        "plain": _plain(where, few[0]),
        "changing": _ours(where, few),
        "same": _ours(where, few[:1]),
        "django-tenants": _tenants(where, few),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways.items())
    for turn in range(TURNS + 1):
        random.shuffle(order)  # whoever comes after a heavy one is at a disadvantage
        for name, way in order:
            with way as ask:
                ask(queries)
                started = time.perf_counter()
                for _ in range(BATCH):
                    ask(queries)
                if turn:
                    seconds[name].append(time.perf_counter() - started)
    for way in ways.values():
        way.wrapper.close()
    return {
        name: statistics.median(a / b for a, b in zip(taken, seconds["plain"], strict=True))
        for name, taken in seconds.items()
    }


class Way:
    """One way to serve: a connection, a middleware, and the hosts that take turns."""

    def __init__(self, wrapper: Any, middleware: list[str], hosts: list[str]) -> None:
        self.wrapper, self.hosts = wrapper, itertools.cycle(hosts)
        self.handler = BaseHandler()
        self.settings = override_settings(
            ROOT_URLCONF="tests.bench._pages",
            PUBLIC_SCHEMA_URLCONF="tests.bench._pages",
            SHOW_PUBLIC_IF_NO_TENANT_FOUND=False,
        )
        with override_settings(MIDDLEWARE=middleware):
            self.handler.load_middleware()
        self.factory = RequestFactory()

    def __enter__(self) -> Callable[[int], None]:
        self.before = connections["default"]
        connections["default"] = self.wrapper
        self.settings.enable()
        return self.ask

    def __exit__(self, *error: object) -> None:
        self.settings.disable()
        connections["default"] = self.before

    def ask(self, queries: int) -> None:
        request = self.factory.get(f"/{queries}/", headers={"host": next(self.hosts)})
        answer = self.handler.get_response(request)
        assert answer.status_code == 200, answer.status_code


def _settings(where: dict[str, Any], **options: Any) -> dict[str, Any]:
    return {**connections.settings["default"], **where, "REALMS": {}, **options}


def _plain(where: dict[str, Any], schema: str) -> Way:
    from django.db.backends.postgresql.base import DatabaseWrapper

    options = {"options": f"-c search_path={schema}"}
    wrapper = DatabaseWrapper(_settings(where, OPTIONS=options), alias="default")
    return Way(wrapper, [], [f"{schema}.localhost"])


def _ours(where: dict[str, Any], schemas: list[str]) -> Way:
    return Way(
        _app(where),
        ["tenants.registry.middleware.HostMiddleware"],
        [f"{schema}.localhost" for schema in schemas],
    )


def _app(where: dict[str, Any], cap: int = 40) -> Any:
    from realms.backend.base import DatabaseWrapper

    settings = _settings(
        where, USER="amanah_app", OPTIONS={"server_side_binding": True}, REALMS={"cap": cap}
    )
    return DatabaseWrapper(settings, alias="default")


def _tenants(where: dict[str, Any], schemas: list[str]) -> Way:
    from django_tenants.postgresql_backend.base import DatabaseWrapper

    wrapper = DatabaseWrapper(_settings(where, OPTIONS={}), alias="default")
    middleware = ["django_tenants.middleware.main.TenantMainMiddleware"]
    return Way(wrapper, middleware, [f"{schema}.localhost" for schema in schemas])


@contextmanager
def _standing(wrapper: Any) -> Iterator[Any]:
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield wrapper
    finally:
        connections["default"] = before
        wrapper.close()


def memory(where: dict[str, Any], schemas: list[str], cap: int = 40) -> int:
    """The most private memory of any server process, over pages of regions in random order."""
    from django.apps import apps
    from django.conf import settings

    from realms.context import in_realm, region_realm

    models = [
        model for model in apps.get_models() if model._meta.app_config.name in settings.TENANT_APPS
    ]
    most = 0
    order = schemas * 2
    random.Random(2).shuffle(order)
    with _standing(_app(where, cap)) as wrapper:
        for schema in order:
            with in_realm(region_realm(f"{schema[1:3]}.{schema[3:]}")):
                for model in models:
                    model._default_manager.first()
            most = max(most, _private(wrapper.connection.info.backend_pid))
    return most


def _private(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def _publish(code: str, version: int, *, audited: bool, bare: bool) -> float:
    """Seconds to publish 100 figures of one region."""
    from django.utils import timezone

    from core.audit import trail
    from reporting.publishing.models import PublishedFigure, Release

    started = time.perf_counter()
    with transaction.atomic():
        release = Release.objects.create(
            region_code=code,
            year=2026,
            version=version,
            released_at=timezone.now(),
            released_by_name="Pengukur",
            content_hash="0" * 64,
            is_current=not bare and version == 1,
        )
        PublishedFigure.objects.bulk_create(
            PublishedFigure(
                release=release,
                region_code=code,
                year=2026,
                measure="capaian",
                subject=str(number),
                value=number,
            )
            for number in range(100)
        )
        if audited:
            trail.record("bench", None, by=None, at=timezone.now(), sentence="merilis")
    return time.perf_counter() - started


def comparing(where: dict[str, Any], schemas: list[str]) -> dict[str, float]:
    """Publishing, and asking for one figure of all regions in both ways."""
    from core.jobs.models import Job
    from realms.context import EVALUATOR, in_realm, region_realm
    from realms.owner import as_owner
    from reporting.publishing.models import PublishedFigure

    ratios = []
    with _standing(_app(where)):
        for schema in schemas:
            code = f"{schema[1:3]}.{schema[3:]}"
            with in_realm(region_realm(code)):
                ours = _publish(code, 1, audited=True, bare=False)
            if len(ratios) < 15:
                with as_owner():
                    _publish(code, 2, audited=False, bare=True)
                    ratios.append(ours / _publish(code, 3, audited=False, bare=True))

        def published() -> None:
            with in_realm(EVALUATOR):
                rows = PublishedFigure.objects.filter(
                    measure="capaian", year=2026, subject="7", release__is_current=True
                )
                assert len(rows.values_list("region_code", "value")) == len(schemas)

        def looping() -> None:
            for schema in schemas:
                with in_realm(region_realm(f"{schema[1:3]}.{schema[3:]}")):
                    Job.objects.first()

        with as_owner() as owner:
            owner.script("ANALYZE")  # as autovacuum does within a minute
        published()
        looping()
        fast, slow = [], []
        for _ in range(5):
            for _ in range(3):
                published()  # after the loop the connection is a fresh one: evaluators keep theirs
            started = time.perf_counter()
            published()
            middle = time.perf_counter()
            looping()
            fast.append(middle - started)
            slow.append(time.perf_counter() - middle)
    return {
        "ratio": statistics.median(b / a for a, b in zip(fast, slow, strict=True)),
        "published": statistics.median(fast),
        "publish": statistics.median(ratios),
    }


def main() -> None:
    """The other side of `in_a_process`."""
    import django

    django.setup()
    print(json.dumps(measure(*json.load(sys.stdin))))  # noqa: T201


if __name__ == "__main__":
    main()
