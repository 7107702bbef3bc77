"""One region is restored while the others work: they are neither disturbed nor kept waiting."""

import threading
import time
from collections import Counter

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from core.accounts.models import Role, User
from realms.owner import as_owner
from reporting.publishing.models import PublishedFigure
from tenants.registry.actions import restore as restoring
from tenants.registry.actions.restore import Restoring, restore
from tenants.registry.context import in_region
from tenants.registry.models import Region, RegionState
from tests import regions
from tests.tenants.registry.test_archives import content, exported

TURNS = 5
"""How many turns everybody else must make while the restore's transaction is open."""
PATIENCE_SECONDS = 60


class Neighbours:
    """Threads that read and write elsewhere, over and over, until it is enough."""

    def __init__(self, **works):
        self.works, self.turns, self.errors = works, Counter(), []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self.loop, args=item) for item in works.items()]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        for thread in self.threads:
            thread.join()

    def loop(self, name, work):
        try:
            while not self.enough.is_set():
                work(self.turns[name])
                self.turns[name] += 1
        except Exception as error:
            self.errors.append((name, error))
        finally:
            connections.close_all()

    def make_turns(self):
        """Come back once each has made so many turns; blocked ones never would."""
        goal = {name: self.turns[name] + TURNS for name in self.works}
        until = time.monotonic() + PATIENCE_SECONDS
        while any(self.turns[name] < turns for name, turns in goal.items()):
            assert self.errors == []
            assert time.monotonic() < until, f"kept waiting: {self.turns}"
            time.sleep(0.01)


@pytest.fixture
def works(lived_in):
    """What goes on elsewhere: Solok writes and reads, evaluators compare, Tomo looks at a page."""
    tomo = signed_in("kab-solok", lived_in.tomo)

    def write(turn):
        with in_region("13.02"):
            User.objects.create(username=f"baru-{turn}", name="Baru", roles=[Role.OFFICIAL])

    def read(turn):
        with in_region("13.02"):
            assert {u.username for u in User.objects.all()} >= {"tomo"}

    def page(turn):
        assert tomo.get("/").status_code == 200

    def compare(turn):
        with regions.inside("evaluasi"):
            assert PublishedFigure.objects.count() == 0
            assert Region.objects.values_list("code", "name").count() == 2

    return {"write": write, "read": read, "page": page, "compare": compare}


def signed_in(host, person):
    client = Client(headers={"host": f"{host}.localhost:8000"})
    with regions.inside(host):
        client.force_login(person)
    return client


def test_everybody_else_goes_on_while_a_region_is_replaced(lived_in, works, monkeypatch):
    archive = exported(lived_in)
    solok = content(lived_in, exported(lived_in, "13.02"))
    Region.objects.filter(code="35.07").update(state=RegionState.SUSPENDED)
    with in_region("35.07"):
        User.objects.update(name="Nama yang salah")
    real = restoring._copy

    def slowly(*args):
        real(*args)
        neighbours.make_turns()

    monkeypatch.setattr(restoring, "_copy", slowly)
    with Neighbours(**works) as neighbours, as_owner():
        wanted = Restoring(archive.path, archive.fingerprint, replace=True)
        restore(restoring=wanted, by=lived_in.oki, at=timezone.now())
    assert neighbours.errors == []
    told = {"audit_event"}  # the export and the restore are told there
    assert without(told, content(lived_in, exported(lived_in))) == without(
        told, content(lived_in, archive)
    )
    written = told | {"accounts_user"}
    assert without(written, content(lived_in, exported(lived_in, "13.02"))) == without(
        written, solok
    )
    with in_region("13.02"):
        names = set(User.objects.values_list("username", flat=True))
    assert names == {"tomo", *(f"baru-{turn}" for turn in range(neighbours.turns["write"]))}


def without(names, archived):
    tables, files = archived
    return {name: found for name, found in tables.items() if name not in names}, files
