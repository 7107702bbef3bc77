"""An archive is read by those who may, and shows it when it was changed."""

import io
import logging
import re
import tarfile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.documents import archive as documents
from core.documents.models import Document
from core.errors import Invalid
from core.jobs.models import Job
from core.signing import authority, inspection
from core.signing.models import Authority, Certificate, Seal
from realms import schemas
from realms.owner import as_owner
from tenants.registry.actions import restore as restoring
from tenants.registry.actions.export import export
from tenants.registry.actions.restore import Restoring, restore
from tenants.registry.archives import cipher, locks, reading
from tenants.registry.archives.cipher import PIECE, TAG, Damaged
from tenants.registry.context import in_region
from tenants.registry.models import Archive, Region
from tests.given import seals
from tests.given.documents import letter, letters  # noqa: F401 a fixture

KEY = b"k" * 32
PASSPHRASE = "kata rahasia yang cukup panjang"


def there_and_back(data, sizes=(1000,)):
    chunks, start = [], 0
    while start < len(data):
        size = sizes[len(chunks) % len(sizes)]
        chunks.append(data[start : start + size])
        start += size
    sealed = b"".join(cipher.encrypted(KEY, "a", chunks))
    return sealed, b"".join(cipher.decrypted(KEY, "a", io.BytesIO(sealed)))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_what_is_encrypted_comes_back_whatever_its_size(size):
    data = bytes(i % 251 for i in range(size))
    sealed, clear = there_and_back(data, sizes=(7000, 1, PIECE * 2))
    assert clear == data
    assert len(sealed) == size + TAG * max(1, -(-size // PIECE))
    assert not data or data[:64] not in sealed


PIECES = 3
FULL = PIECE + TAG


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b[:-FULL],  # the last piece is gone
        lambda b: b[:-1],
        lambda b: b[:10],
        lambda b: b"",
        lambda b: b[FULL : 2 * FULL] + b[:FULL] + b[2 * FULL :],  # two are swapped
        lambda b: b[:FULL] + b[2 * FULL :],  # one is left out
        lambda b: b[:FULL] + b,  # one comes twice
        lambda b: b + b"\0",
        lambda b: b[:FULL] + bytes([b[FULL] ^ 1]) + b[FULL + 1 :],
    ],
)
def test_pieces_are_neither_changed_nor_moved_nor_cut_off(change):
    sealed, _ = there_and_back(bytes(PIECES * PIECE))
    with pytest.raises(Damaged):
        list(cipher.decrypted(KEY, "a", io.BytesIO(change(sealed))))


def test_a_member_does_not_stand_in_anothers_place():
    sealed, _ = there_and_back(b"isi")
    with pytest.raises(Damaged):
        list(cipher.decrypted(KEY, "b", io.BytesIO(sealed)))


def test_only_the_installation_and_the_passphrase_open_a_lock(settings):
    lock = locks.read_lock(locks.new_lock(PASSPHRASE).encoded())
    key = locks.key_of(lock)
    assert key not in lock.encoded()
    settings.SECRET_KEY = "rahasia instalasi lain"
    assert locks.key_of(lock, f" {PASSPHRASE}\n") == key
    for wrong, field in (("", "passphrase"), (PASSPHRASE + "x", "passphrase")):
        with pytest.raises(Invalid) as refusal:
            locks.key_of(lock, wrong)
        assert refusal.value.field == field
    with pytest.raises(Invalid, match="hanya instalasi itu"):
        locks.key_of(locks.new_lock().model_copy(update={"installation": "A" * 80}), PASSPHRASE)


def test_what_a_job_carries_opens_nothing_elsewhere(settings):
    carried = locks.for_us(KEY)
    assert locks.from_us(carried) == KEY
    settings.SECRET_KEY = "rahasia instalasi lain"
    for other in (carried, "", "bukan base64"):
        with pytest.raises(Invalid):
            locks.from_us(other)


def test_a_short_passphrase_is_refused():
    with pytest.raises(Invalid, match="16 karakter"):
        locks.new_lock("terlalu pendek")


def exported(it, passphrase=""):
    return export(
        region=Region.objects.get(code="35.07"),
        by=it.oki,
        at=timezone.now(),
        lock=locks.new_lock(passphrase),
    )


def restored(it, archive, **how):
    with as_owner():
        return restore(
            restoring=Restoring(archive.path, archive.fingerprint, **how),
            by=it.oki,
            at=timezone.now(),
        )


def moved_away(settings, *, code="35.07"):
    """Another installation, where the region has never been."""
    with as_owner():
        schemas.drop("r" + code.replace(".", ""))
    Region.objects.filter(code=code).delete()
    Archive.objects.all().delete()
    settings.SECRET_KEY = "rahasia instalasi lain"


def test_no_name_hash_or_file_of_the_region_can_be_read_in_the_archive(lived_in):
    data = (lived_in.archives / exported(lived_in).path).read_bytes()
    for clear in (b"Dewi", b"dewi", b"argon2", b"md5$", b"bukti Malang", b"accounts_user\t"):
        assert clear not in data
    assert b"CREATE TABLE" not in data


def test_a_byte_changed_anywhere_is_found_before_anything_is_written(lived_in):
    archive = exported(lived_in)
    path = lived_in.archives / archive.path
    data = path.read_bytes()
    with tarfile.open(path) as tar:
        members = [m for m in tar if m.name != locks.LOCK]
    for member in (members[0], members[len(members) // 2], members[-2], members[-1]):
        at = member.offset_data + member.size // 2
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(Invalid, match="Tidak ada yang diubah"):
            restored(lived_in, archive, slug="salinan", as_copy=True)
        assert not schemas.exists("r3507_1")
        assert not (lived_in.media / "r3507_1").exists()


def test_an_archive_without_a_lock_is_none_of_ours(lived_in):
    path = lived_in.archives / "lama.tar"
    lived_in.archives.mkdir()
    with tarfile.open(path, "w") as tar:
        tar.addfile(tarfile.TarInfo("manifest.json"))
    with pytest.raises(Invalid, match="bukan arsip terenkripsi"):
        reading.lock_of(path)


def test_another_installation_asks_for_the_passphrase(lived_in, settings):
    archive = exported(lived_in, PASSPHRASE)
    moved_away(settings)
    with pytest.raises(Invalid, match="Isi frasa sandi"):
        restored(lived_in, archive)
    with pytest.raises(Invalid, match="tidak cocok"):
        restoring.unlocked(archive.path, "bukan frasa sandi yang benar")
    assert not schemas.exists("r3507")
    key = restoring.unlocked(archive.path, PASSPHRASE)
    assert restored(lived_in, archive, key=key).code == "35.07"


def test_without_a_passphrase_another_installation_is_told_so(lived_in, settings):
    archive = exported(lived_in)
    moved_away(settings)
    with pytest.raises(Invalid, match="hanya instalasi itu"):
        restoring.unlocked(archive.path, PASSPHRASE)


def test_after_moving_house_old_signatures_verify_and_new_ones_are_made(
    lived_in,
    letters,  # noqa: F811
    settings,
):
    with in_region("35.07"):
        old = letter()
        seals.both(old)
        serials = set(Certificate.objects.values_list("serial", flat=True))
    archive = exported(lived_in, PASSPHRASE)
    moved_away(settings)
    restored(lived_in, archive, key=restoring.unlocked(archive.path, PASSPHRASE))
    with in_region("35.07"):
        found = inspection.inspect(documents.latest_pdf(Document.objects.get()), authority.roots())
        assert found.holds
        new = letter()
        seal = seals.seal(new, key="baru")
        assert seal.certificate_serial in serials
        assert inspection.inspect(documents.latest_pdf(new), authority.roots()).holds
        seals.seal(new, signer=service_signer(), field="giver", key="orang baru")
        assert Authority.objects.count() == 1
        assert Certificate.objects.count() == len(serials) + 1
        assert Seal.objects.count() == 4


def service_signer():
    """Someone who had no certificate before: the authority's own key must work, too."""
    from uuid import UUID

    from core.signing.provider import Signer

    return Signer(UUID(int=77), "Orang Baru", "Sekretaris Daerah")


def test_the_page_shows_the_passphrase_once_and_the_job_does_not_know_it(
    lived_in, console, settings, caplog
):
    caplog.set_level(logging.DEBUG)
    answer = console.post("/daerah/35.07/ekspor/", {"way": "elsewhere"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    passphrase = re.search(r'data-state="passphrase">([^<]+)<', answer.content.decode())[1]
    assert Job.objects.get().state == Job.State.FINISHED
    assert passphrase not in str(list(Job.objects.values()))
    assert passphrase not in caplog.text
    archive = Archive.objects.get()
    fields = {"archive": archive.path, "fingerprint": archive.fingerprint, "way": "new"}
    moved_away(settings)
    # Under another secret Oki's session is gone, too.
    console.force_login(lived_in.oki)
    refused = console.post("/arsip/pulihkan/", fields)
    assert refused.status_code == 422
    assert "Isi frasa sandi" in refused.content.decode()
    assert 'type="password"' in refused.content.decode()
    done = console.post("/arsip/pulihkan/", fields | {"passphrase": passphrase})
    assert done.status_code == 303
    assert Region.objects.filter(code="35.07").exists()
    assert passphrase not in caplog.text


def test_an_export_for_this_installation_needs_no_passphrase(lived_in, console):
    assert console.get("/daerah/35.07/ekspor/").status_code == 200
    assert console.post("/daerah/35.07/ekspor/", {"way": "lain"}).status_code == 422
    assert console.post("/daerah/35.07/ekspor/", {"way": "here"}).status_code == 303
    lock = reading.lock_of(lived_in.archives / Archive.objects.get().path)
    assert lock.passphrase is None


def test_the_command_line_takes_the_passphrase_from_the_environment(
    lived_in, settings, monkeypatch
):
    def run(*arguments):
        out = io.StringIO()
        call_command("region", *arguments, "--by", "oki", stdout=out, stderr=io.StringIO())
        return out.getvalue()

    said = run("export", "35.07", "--transfer")
    shown = re.search(r"frasa sandi [^:]*: (\S+)", said)[1]
    name, fingerprint = said.split()[0], re.search(r"sidik jari: (\w{64})", said)[1]
    moved_away(settings)
    again = ("restore", name, "--fingerprint", fingerprint)
    with pytest.raises(CommandError, match="AMANAH_ARCHIVE_PASSPHRASE"):
        run(*again)
    monkeypatch.setenv("AMANAH_ARCHIVE_PASSPHRASE", shown)
    assert "kab-malang" in run(*again)
