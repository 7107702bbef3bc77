"""Export and restore: what comes back is what went out, and nothing else is touched."""

import io
import json
import tarfile
import threading
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from core.accounts.models import User
from core.audit import trail
from core.errors import Invalid, NotNow
from realms import schemas
from realms.owner import as_owner
from tenants.registry.actions import restore as restoring
from tenants.registry.actions.export import export
from tenants.registry.actions.restore import Restoring, restore
from tenants.registry.actions.suspend import suspend
from tenants.registry.archives import cipher, copying, locks, reading
from tenants.registry.context import in_region
from tenants.registry.models import Archive, Region, RegionState
from tenants.registry.queries.operators import as_operator
from tests.tenants.registry.conftest import files_under

NOW = timezone.now()
REASON = "Pemindahan ke server baru"


def exported(it, code="35.07", at=NOW):
    return export(region=Region.objects.get(code=code), by=it.oki, at=at)


def restored(it, archive, *, file="", **how):
    with as_owner():
        return restore(
            restoring=Restoring(file or archive.path, archive.fingerprint, **how),
            by=it.oki,
            at=NOW,
        )


def content(it, archive):
    """The tables of an archive with their checksums, and its files."""
    with reading.opened(it.archives / archive.path) as opened:
        tables = {t.name: (t.rows, t.sha256) for t in opened.manifest.tables}
        return tables, {f.path: f.sha256 for f in opened.manifest.files}


def changed(it, archive, name, change):
    """The archive with one member changed by someone who holds its key; gives the new file's path."""
    target, source = it.archives / "changed.tar", it.archives / archive.path
    key = locks.key_of(reading.lock_of(source))
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            data = old.extractfile(member).read()
            if member.name == name:
                clear = b"".join(cipher.decrypted(key, name, io.BytesIO(data)))
                data = b"".join(cipher.encrypted(key, name, [change(clear)]))
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def nothing_happened(it):
    return (
        Region.objects.count() == 2
        and not schemas.exists("r3507_1")
        and not [p for p in it.media.iterdir() if p.name not in {"r3507", "r1302"}]
    )


def test_an_archive_holds_every_table_every_file_and_a_manifest(lived_in):
    archive = exported(lived_in)
    tables, files = content(lived_in, archive)
    assert tables["accounts_user"][0] == 1
    assert "django_session" not in tables
    assert list(files) == ["media/evidence/ab/ab12.txt"]
    assert archive.tables == len(tables)
    assert (lived_in.archives / archive.path).stat().st_mode & 0o777 == 0o600
    assert not list(lived_in.archives.glob(".*"))
    with reading.opened(lived_in.archives / archive.path) as opened:
        assert b"CREATE TABLE" in opened.content("schema.sql")


def test_both_trails_name_the_archive(lived_in):
    archive = exported(lived_in)
    region = Region.objects.get(code="35.07")
    assert archive.path in trail.timeline(region).get().sentence
    with in_region("35.07"):
        assert trail.timeline(region).get().data["fingerprint"] == archive.fingerprint


def test_a_copy_beside_the_live_region_has_the_same_rows_and_files(lived_in):
    archive = exported(lived_in)
    copy = restored(lived_in, archive, slug="kab-malang-lama", as_copy=True)
    assert (copy.code, copy.schema_name, copy.copy_of) == ("35.07+1", "r3507_1", "35.07")
    assert copy.name.startswith("Kabupaten Malang (salinan ")
    again, files = content(lived_in, exported(lived_in, "35.07+1", NOW + timedelta(seconds=1)))
    before, old_files = content(lived_in, archive)
    assert files == old_files
    told = {
        "audit_event",
        "accounts_user",
    }  # the restore is told there, and passwords are taken away
    assert {n: t for n, t in again.items() if n not in told} == {
        n: t for n, t in before.items() if n not in told
    }
    with in_region("35.07+1"):
        assert User.objects.get().username == "dewi"
        assert trail.first_broken_link() is None


def test_a_second_copy_gets_the_next_number(lived_in):
    archive = exported(lived_in)
    restored(lived_in, archive, slug="malang-satu", as_copy=True)
    assert restored(lived_in, archive, slug="malang-dua", as_copy=True).code == "35.07+2"


def test_restoring_one_region_leaves_the_others_untouched(lived_in):
    archive = exported(lived_in)
    before = content(lived_in, exported(lived_in, "13.02"))
    files = files_under(lived_in.media / "r1302")
    restored(lived_in, archive, slug="kab-malang-lama", as_copy=True)
    after = content(lived_in, exported(lived_in, "13.02", NOW + timedelta(seconds=1)))
    for tables, _ in (before, after):
        tables.pop("audit_event")  # the first export is told there
    assert after == before
    assert files_under(lived_in.media / "r1302") == files


def test_a_live_region_is_never_restored_over(lived_in):
    archive = exported(lived_in)
    for how in ({}, {"replace": True}, {"slug": "lain-alamat"}):
        with pytest.raises(NotNow, match="sedang melayani"):
            restored(lived_in, archive, **how)
        assert nothing_happened(lived_in)


def test_a_suspended_region_is_replaced_only_when_that_is_said(lived_in):
    archive = exported(lived_in)
    region = Region.objects.get(code="35.07")
    suspend(region=region, reason=REASON, by=lived_in.oki, at=NOW)
    with in_region("35.07"):
        User.objects.update(name="Nama yang salah")
    (lived_in.media / "r3507" / "evidence" / "baru.txt").write_text("baru")
    with pytest.raises(NotNow, match="masih terdaftar"):
        restored(lived_in, archive)
    back = restored(lived_in, archive, replace=True)
    assert (back.pk, back.state) == (region.pk, RegionState.ACTIVE)
    with in_region("35.07"):
        assert User.objects.get().name == "Dewi Anggraini"
    assert list(files_under(lived_in.media / "r3507")) == ["evidence/ab/ab12.txt"]


def test_an_archive_from_elsewhere_opens_the_region_here(lived_in):
    archive = exported(lived_in)
    with as_owner():
        schemas.drop("r3507")
    Region.objects.filter(code="35.07").delete()
    Archive.objects.all().delete()
    region = restored(lived_in, archive)
    assert (region.code, region.slug, region.state) == ("35.07", "kab-malang", RegionState.ACTIVE)
    with in_region("35.07"):
        assert User.objects.get().check_password("sandi-contoh-amanah-2026")


TAMPERED = (
    ("tables/accounts_user.copy", lambda b: b.replace(b"dewi", b"tomo")),
    ("media/evidence/ab/ab12.txt", lambda b: b + b"!"),
    ("schema.sql", lambda b: b + b"\n"),
)


def test_a_changed_member_is_found(lived_in):
    archive = exported(lived_in)
    for member, change in TAMPERED:
        file = changed(lived_in, archive, member, change)
        with pytest.raises(Invalid, match=f"{member} berbeda dari catatannya"):
            restored(lived_in, archive, file=file.name, slug="salinan", as_copy=True)
        assert nothing_happened(lived_in)


def test_a_changed_manifest_is_told_by_the_fingerprint(lived_in):
    archive = exported(lived_in)

    def forge(data):
        manifest = json.loads(data)
        manifest["region"]["name"] = "Kabupaten Palsu"
        return json.dumps(manifest).encode()

    archive.path = changed(lived_in, archive, "manifest.json", forge).name
    with pytest.raises(Invalid, match="Sidik jari") as refusal:
        restored(lived_in, archive, slug="salinan", as_copy=True)
    assert refusal.value.field == "fingerprint"
    assert nothing_happened(lived_in)


def forged(it, archive, **changes):
    """An archive whose manifest was changed, with the fingerprint to match."""
    file = changed(
        it, archive, "manifest.json", lambda b: json.dumps(json.loads(b) | changes).encode()
    )
    with reading.opened(file) as opened:
        archive.fingerprint = opened.fingerprint
    archive.path = file.name
    return archive


def test_an_archive_of_another_version_is_refused(lived_in):
    archive = forged(lived_in, exported(lived_in), schema_version="0123456789abcdef")
    with pytest.raises(Invalid, match="versi skemanya 0123456789abcdef"):
        restored(lived_in, archive, slug="salinan", as_copy=True)
    assert nothing_happened(lived_in)


def test_an_archive_of_an_unknown_form_is_refused(lived_in):
    archive = exported(lived_in)
    with pytest.raises(Invalid, match="bentuk arsip 2"):
        forged(lived_in, archive, format=2)


def test_an_archive_without_one_of_its_tables_is_refused(lived_in):
    archive = exported(lived_in)
    with reading.opened(lived_in.archives / archive.path) as opened:
        tables = [t.model_dump() for t in opened.manifest.tables if t.name != "audit_event"]
    archive = forged(lived_in, archive, tables=tables)
    with pytest.raises(Invalid, match="tidak tercatat"):
        restored(lived_in, archive, slug="salinan", as_copy=True)
    assert nothing_happened(lived_in)


def test_an_archive_cut_short_is_refused(lived_in):
    archive = exported(lived_in)
    path = lived_in.archives / archive.path
    data = path.read_bytes()
    for share in (0, 1, 30, 70, 95):
        path.write_bytes(data[: len(data) * share // 100])
        with pytest.raises(Invalid, match="tidak dapat dipakai"):
            restored(lived_in, archive, slug="salinan", as_copy=True)
        assert nothing_happened(lived_in)


def evil_members():
    link = tarfile.TarInfo("media/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    names = ("../../evil", "/etc/evil", "schema.sql", "media/unlisted.txt")
    return [link, *map(tarfile.TarInfo, names)]


def test_a_member_that_does_not_belong_there_is_refused(lived_in):
    archive = exported(lived_in)
    data = (lived_in.archives / archive.path).read_bytes()
    for member in evil_members():
        path = lived_in.archives / "evil.tar"
        path.write_bytes(data)
        with tarfile.open(path, "a") as tar:
            tar.addfile(member)
        with pytest.raises(Invalid, match="tidak dapat dipakai"):
            restored(lived_in, archive, file="evil.tar", slug="salinan", as_copy=True)
        assert nothing_happened(lived_in)


def test_what_is_no_archive_at_all_is_refused(lived_in):
    archive = exported(lived_in)
    (lived_in.archives / archive.path).write_bytes(b"PK\x03\x04 not a tar")
    with pytest.raises(Invalid):
        restored(lived_in, archive, slug="salinan", as_copy=True)
    archive.path = "../../../etc/passwd"
    with pytest.raises(Invalid, match="tidak ada di folder arsip"):
        restored(lived_in, archive, slug="salinan", as_copy=True)


def test_a_full_disk_while_exporting_leaves_nothing_behind(lived_in):
    lived_in.archives.mkdir()
    (lived_in.archives / ".35.07.unfinished").symlink_to("/dev/full")
    with pytest.raises(NotNow, match="penyimpanan server penuh"):
        exported(lived_in)
    assert list(lived_in.archives.iterdir()) == []
    assert Archive.objects.count() == 0
    assert exported(lived_in).rows > 0


def test_a_full_disk_of_the_database_leaves_nothing_behind(lived_in, monkeypatch):
    archive = exported(lived_in)

    def full(*_):
        raise OperationalError from psycopg.errors.DiskFull("could not extend file")

    monkeypatch.setattr(copying, "copy_in", full)
    with pytest.raises(NotNow, match="penyimpanan server penuh"):
        restored(lived_in, archive, slug="salinan", as_copy=True)
    assert nothing_happened(lived_in)


def test_a_full_disk_of_the_files_leaves_nothing_behind(lived_in, monkeypatch):
    archive = exported(lived_in)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(NotNow, match="penyimpanan server penuh"):
        restored(lived_in, archive, slug="salinan", as_copy=True)
    monkeypatch.undo()
    assert nothing_happened(lived_in)


class Killed(BaseException):
    """Like a worker that is gone: nothing catches it."""


@pytest.mark.parametrize("step", ["_copy", "_place"])
def test_killed_before_the_commit_nothing_is_left(lived_in, monkeypatch, step):
    archive = exported(lived_in)

    def die(*_):
        raise Killed

    monkeypatch.setattr(restoring, step, die)
    with pytest.raises(Killed):
        restored(lived_in, archive, slug="salinan", as_copy=True)
    assert nothing_happened(lived_in)


def test_killed_after_the_commit_the_next_run_finishes(lived_in, monkeypatch):
    archive = exported(lived_in)

    def die(*_):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(restoring, "_put_in_place", die)
        restored(lived_in, archive, slug="salinan", as_copy=True)
    assert Region.objects.get(slug="salinan").state == RegionState.OPENING
    region = restored(lived_in, archive, slug="salinan", as_copy=True)
    assert (region.code, region.state) == ("35.07+1", RegionState.ACTIVE)
    assert trail.timeline(region).count() == 1
    assert list(files_under(lived_in.media / "r3507_1")) == ["evidence/ab/ab12.txt"]
    assert Region.objects.count() == 3


def test_what_a_killed_export_left_is_written_over(lived_in):
    lived_in.archives.mkdir()
    (lived_in.archives / ".35.07.unfinished").write_bytes(b"half" * 100_000)
    archive = exported(lived_in)
    with reading.opened(lived_in.archives / archive.path) as opened:
        reading.verify(opened, expected=archive.fingerprint)
    assert [p.name for p in lived_in.archives.iterdir()] == [archive.path]


def test_two_exports_of_one_region_do_not_write_into_each_other(lived_in):
    told, hold, held = [], threading.Event(), threading.Event()

    def first():
        with as_operator(), schemas.alone_with("35.07"):
            held.set()
            hold.wait(20)
        connections.close_all()

    other = threading.Thread(target=first)
    other.start()
    held.wait(20)
    try:
        exported(lived_in)
    except NotNow as error:
        told.append(error.sentence)
    hold.set()
    other.join()
    assert told == ["Kabupaten Malang sedang diekspor. Tunggu sampai selesai."]
    assert exported(lived_in).path != exported(lived_in).path
