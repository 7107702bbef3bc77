"""A copy beside its region shows how things stood. It changes, signs and releases nothing."""

import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from core.api.models import Token
from core.audit import trail
from core.documents.models import Document
from core.errors import Invalid, NotNow
from core.signing.models import Authority, Certificate
from realms import roles, schemas
from realms.context import EVALUATOR, code_of_schema, in_realm, is_copy, region_realm
from realms.owner import as_owner
from reporting.publishing.actions.release import release
from reporting.publishing.models import Release
from tenants.registry.actions.export import export
from tenants.registry.actions.restore import Restoring, restore
from tenants.registry.actions.suspend import suspend
from tenants.registry.context import in_region
from tenants.registry.models import Region
from tests import cast, regions
from tests.given import seals
from tests.given.documents import letter, letters  # noqa: F401 a fixture
from tests.given.paper import blank_paper  # noqa: F401 a fixture
from tests.isolation import addresses
from tests.tenants.registry.conftest import _account

COPY = "35.07+1"
NOW = timezone.now()


@pytest.fixture
def year(installation, blank_paper):  # noqa: F811
    """Kabupaten Malang with everyone and a year in progress; gives the ids of what is there."""
    with regions.inside("kab-malang"):
        for person in cast.MALANG:
            _account(person)
        return addresses.a_year_in_progress()


def copied(it, slug="kab-malang-lama"):
    with regions.inside("konsol"):
        Region.objects.filter(code="35.07").update(steward_username="dewi")
        archive = export(region=Region.objects.get(code="35.07"), by=it.oki, at=NOW)
        with as_owner():
            return restore(
                restoring=Restoring(archive.path, archive.fingerprint, slug=slug, as_copy=True),
                by=it.oki,
                at=NOW,
            )


def browser(slug, username=""):
    client = Client(headers={"host": f"{slug}.localhost:8000"}, raise_request_exception=False)
    if username:
        with in_region(COPY if slug.endswith("lama") else "35.07"):
            client.force_login(User.objects.get(username=username))
    return client


def test_a_name_tells_a_copy_from_a_region():
    assert code_of_schema("r3507_1") == COPY
    assert region_realm(COPY).schema == "r3507_1"
    assert is_copy("r35_12")
    assert not any(map(is_copy, ("r3507", "r35", "public", "spare_12ab34cd56ef")))


def test_every_page_of_a_copy_answers_as_the_regions_own_did(installation, year):
    copied(installation)
    there, here = browser("kab-malang-lama", "dewi"), browser("kab-malang", "dewi")
    for found in addresses.every("kab-malang"):
        if found.name == "sign_out":
            continue
        path = found.path(year)
        answer = there.get(path)
        assert (path, answer.status_code) == (path, here.get(path).status_code)
        if (
            answer.status_code == 200
            and b"<h1>" in answer.content
            and b"letterhead" in answer.content
        ):
            assert "Hanya dapat dibaca" in answer.content.decode(), path


def test_a_copy_does_not_say_that_its_region_has_released_nothing(installation, year):
    copied(installation)
    page = browser("kab-malang-lama", "dewi").get("/rilis/").content.decode()
    assert "Tidak ikut disalin" in page
    assert "Belum dirilis" not in page


def test_nothing_is_posted_to_a_copy(installation, year):
    copied(installation)
    there = browser("kab-malang-lama", "dewi")
    with in_region(COPY):
        before = Document.objects.count()
    for found in addresses.every("kab-malang"):
        if found.name in {"sign_out", "login"}:
            continue
        answer = there.post(found.path(year), {})
        assert answer.status_code == 403, found.pattern
        assert "hanya dapat dibaca" in answer.content.decode()
    said = there.post("/api/v1/perjanjian/")
    assert said.status_code == 403
    assert said.json()["errors"][0]["code"] == "permission_denied"
    with in_region(COPY):
        assert Document.objects.count() == before


WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")


def test_the_role_of_a_copy_may_write_next_to_nothing(lived_in):
    copied(lived_in)
    with in_region(COPY), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p FROM pg_class c, unnest(%s::text[]) p"
            " WHERE c.relnamespace = 'r3507_1'::regnamespace AND c.relkind = 'r'"
            " AND has_table_privilege('r3507_1', c.oid, p)",
            [list(WRITES)],
        )
        allowed = set(cursor.fetchall())
    sessions = {("django_session", p) for p in ("INSERT", "UPDATE", "DELETE")}
    assert allowed == sessions | {("audit_event", "INSERT")}
    with in_region(COPY), pytest.raises(DatabaseError, match="permission denied"):
        User.objects.update(name="Nama yang lain")


def test_a_copy_made_from_a_spare_schema_is_no_different(lived_in):
    with as_owner():
        assert schemas.stock(1) == 1
    copied(lived_in)
    with in_region(COPY), pytest.raises(DatabaseError, match="permission denied"):
        User.objects.update(name="Nama yang lain")


def test_a_copy_never_touches_what_its_region_has_published(lived_in):
    values = {
        "version": 1,
        "released_at": NOW,
        "released_by_name": "Dewi",
        "content_hash": "0" * 64,
    }
    with in_region("35.07"):
        Release.objects.create(region_code="35.07", year=2025, **values)
    copied(lived_in)
    with in_region(COPY):
        assert not Release.objects.exists()
        assert Release.objects.update(released_by_name="Salinan") == 0
        assert Release.objects.all().delete()[0] == 0
        for code in ("35.07", "13.02", "3507"):
            with pytest.raises(DatabaseError, match="row-level security"):
                Release.objects.create(region_code=code, year=2026, **values)
        with pytest.raises(DatabaseError, match="too long"):
            Release.objects.create(region_code=COPY, year=2026, **values)
        with pytest.raises(NotNow, match="tidak dapat merilis"):
            release(year=2025, by=User.objects.get(username="dewi"), at=NOW)
    with in_realm(EVALUATOR):
        assert Release.objects.get().released_by_name == "Dewi"


def test_a_copy_holds_no_signing_key_and_knows_what_was_signed(lived_in, letters):  # noqa: F811
    with in_region("35.07"):
        seals.seal(letter())
    copied(lived_in)
    with in_region(COPY):
        for row in (*Authority.objects.all(), *Certificate.objects.all()):
            assert bytes(row.encrypted_key) == b""
        with pytest.raises(ValueError, match="Nonce"):
            seals.seal(Document.objects.get(), "giver")
        assert Document.objects.get().renditions.count() == 2


def test_nobody_enters_a_copy_by_a_password_or_key_of_back_then(lived_in):
    with in_region("35.07"):
        Token.objects.create(
            user=User.objects.get(username="dewi"),
            name="laporan",
            hash="0" * 64,
            hint="abcd",
            created_at=NOW,
            expires_at=NOW + timezone.timedelta(days=1),
        )
    copied(lived_in)
    entered = browser("kab-malang-lama").post(
        "/masuk/", {"username": "dewi", "password": cast.PASSWORD}
    )
    assert entered.status_code == 422
    with in_region(COPY):
        assert not Token.objects.exists()


def test_an_operator_gives_the_password_with_which_a_copy_is_looked_at(lived_in, console):
    copied(lived_in)
    for _ in range(2):
        answer = console.post("/daerah/35.07+1/kata-sandi/")
        password = re.search(r'data-state="password">([^<]+)<', answer.content.decode())[1]
    there = browser("kab-malang-lama")
    entered = there.post("/masuk/", {"username": "dewi", "password": password})
    assert entered.status_code == 303, entered.content.decode()
    home = there.get("/")
    assert home.status_code == 200
    assert "Salinan." in home.content.decode()
    assert there.post("/keluar/").status_code == 303


def test_a_copy_is_not_on_the_front_page(lived_in):
    copied(lived_in)
    assert "salinan" not in Client(headers={"host": "localhost:8000"}).get("/").content.decode()


def test_an_archive_of_a_copy_does_not_become_the_region(lived_in):
    copied(lived_in)
    archive = export(region=Region.objects.get(code=COPY), by=lived_in.oki, at=NOW)
    suspend(region=Region.objects.get(code="35.07"), reason="Akan diganti", by=lived_in.oki, at=NOW)
    wanted = Restoring(archive.path, archive.fingerprint, slug="kab-malang", replace=True)
    with as_owner(), pytest.raises(Invalid, match="arsip sebuah salinan"):
        restore(restoring=wanted, by=lived_in.oki, at=NOW)


def test_operators_still_act_on_a_copy(lived_in, console):
    copy = copied(lived_in)
    suspend(region=copy, reason="Perbandingan selesai", by=lived_in.oki, at=NOW)
    with in_region(COPY):
        assert trail.timeline(copy).count() == 2
    assert console.get("/daerah/35.07+1/").status_code == 200
    assert browser("kab-malang-lama").get("/").status_code == 503


def test_a_data_migration_may_write_in_a_copy_and_only_then(lived_in):
    copied(lived_in)
    with as_owner() as owner:
        owner.script(roles.writable("r3507_1", "r3507_1"))
    with in_region(COPY):
        assert User.objects.update(name="Oleh migrasi") == 1
    with as_owner() as owner:
        owner.script(roles.region_exceptions("r3507_1", "r3507_1"))
    with in_region(COPY), pytest.raises(DatabaseError, match="permission denied"):
        User.objects.update(name="Sesudahnya")
