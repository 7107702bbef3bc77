"""Background work: asked for by an act after its commit, run under the same region.

A task is a function `def deliver(*, agreement_id, **_)` decorated with `@task("agreements.deliver")`.
It gets plain values, makes one call, and may run twice.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from celery import Celery, Task, current_app
from django.db import transaction

from core.accounts.models import User
from core.jobs.models import Job
from core.jobs.progress import InOtherHands
from core.ports import Port
from realms.context import EVALUATOR, FRONT, OPERATOR, NoRealm, current_realm, in_realm

LOOK_AGAIN_SECONDS = 10
"""A task whose job is in other hands comes back after so long, in case those hands are gone."""

_PUBLIC = {realm.role: realm for realm in (FRONT, OPERATOR, EVALUATOR)}

enter_region: Port[[str], AbstractContextManager[Any]] = Port(
    "core.jobs: how a block runs inside the region of a code"
)


class RealmTask(Task):
    """A task that carries its realm in a header and refuses to run without one."""

    abstract = True

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, **options: Any
    ) -> Any:
        realm = current_realm()
        headers = {**(options.pop("headers", None) or {})}
        if realm is not None:
            headers.setdefault("amanah_realm", realm.code or realm.role)
        if not headers.get("amanah_realm"):  # the clock names the realm in its table
            raise NoRealm(f"{self.name}: tugas latar dikirim tanpa daerah")
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name = realm_name(self.request)
        if not name:
            raise NoRealm(f"{self.name}: tugas latar diterima tanpa daerah")
        if name in _PUBLIC:
            with in_realm(_PUBLIC[name]):
                return self._run(*args, **kwargs)
        with enter_region(name):
            return self._run(*args, **kwargs)

    def _run(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except InOtherHands:
            if self.request.is_eager:
                raise
            raise self.retry(countdown=LOOK_AGAIN_SECONDS, max_retries=None) from None


def realm_name(request: Any) -> str:
    """The code of the region, or the role, in whose name a task was sent; empty when nobody said."""
    headers = request.headers or {}
    return str(getattr(request, "amanah_realm", None) or headers.get("amanah_realm") or "")


def task(name: str, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Register a function as the task `name`; it runs in the realm of whoever asked for it."""
    from celery import shared_task

    return shared_task(name=name, base=RealmTask, **options)


def after_commit(name: str, **kwargs: Any) -> None:
    """Queue the task `name` once the transaction in force has committed.

    A name that nobody registered is found out here, before anything is committed.
    """
    found = registered(name)
    transaction.on_commit(lambda: found.apply_async(kwargs=kwargs))


def registered(name: str) -> Task:
    """The task of this name. Raises NotRegistered.

    A worker imports the tasks when it starts; a web process or a command does it at the first use,
    in nobody's name, as modules must not remember whose request it was.
    """
    app = _app()
    if name not in app.tasks:
        with in_realm(None):
            app.loader.import_default_modules()
    return app.tasks[name]


def start_job(
    *,
    kind: str,
    title: str,
    task_name: str,
    by: User,
    at: datetime,
    next_url: str = "",
    **kwargs: Any,
) -> Job:
    """A job that a person watches; the task gets `job_id` beside `kwargs`."""
    job = Job.objects.create(
        kind=kind, title=title, requested_by=by.id, requested_at=at, next_url=next_url
    )
    after_commit(task_name, job_id=str(job.id), **kwargs)
    return job


def _app() -> Celery:
    app: Celery = current_app._get_current_object()  # type: ignore[attr-defined]
    return app
