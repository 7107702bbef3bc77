"""An installation of its own, for what really commits: schemas, archives, two operators at once."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from tenants.registry import hosts
from tests import cast, cluster, regions
from tests.conftest import STATE


@pytest.fixture
def installation(request, settings, tmp_path, django_db_setup, django_db_blocker):
    """A database of this test alone, with its folders, operator Oki and the steward of Malang."""
    from django.db import connection, connections

    where = request.config.cluster
    source = cluster.template(where, STATE, regions.build)
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = cluster.copy(where, source, suffix=f"_{os.urandom(4).hex()}")
        _point(connections, name)
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.ARCHIVE_ROOT = tmp_path / "archives"
        try:
            with regions.inside("konsol"):
                oki = _account(cast.OKI)
                yield SimpleNamespace(
                    oki=oki, media=tmp_path / "media", archives=tmp_path / "archives"
                )
        finally:
            _point(connections, before)
            with cluster.maintenance(where) as maintenance:
                cluster.drop(maintenance, name)


@pytest.fixture
def lived_in(installation):
    """The same, and Kabupaten Malang has accounts, files and an audit trail."""
    with regions.inside("kab-malang"):
        installation.dewi = _account(cast.DEWI)
    with regions.inside("kab-solok"):
        installation.tomo = _account(cast.TOMO)
    for schema, text in (("r3507", "bukti Malang"), ("r1302", "bukti Solok")):
        file = installation.media / schema / "evidence" / "ab" / "ab12.txt"
        file.parent.mkdir(parents=True)
        file.write_text(text)
    return installation


@pytest.fixture
def console(installation):
    """Oki's browser on the console of this installation."""
    client = Client(headers={"host": "konsol.localhost:8000"})
    client.force_login(installation.oki)
    return client


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its content."""
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def _point(connections, name):
    connections.close_all()
    regions.use({"NAME": name})
    hosts.forget()


def _account(person):
    from core.accounts.models import User

    return User.objects.create(
        username=person.username,
        name=person.name,
        roles=list(person.roles),
        password=make_password(cast.PASSWORD),
    )
