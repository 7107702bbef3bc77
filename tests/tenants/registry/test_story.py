"""A region's whole life on the console, from the code list to the certificate, and back."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from core.accounts.models import Role, User
from core.errors import NotNow
from core.jobs.models import Job
from realms import schemas
from realms.owner import as_owner
from tenants.registry.actions import destroy as destroying
from tenants.registry.actions.destroy import destroy
from tenants.registry.context import in_region
from tenants.registry.models import Archive, Destruction, Domain, Region, RegionState
from tests.tenants.registry.conftest import files_under

REASON = "Daerah dipindahkan ke instalasi provinsi"
ANSWERS = {
    "slug": "kota-malang",
    "steward_name": "Putri Ayu",
    "steward_username": "putri",
    "preset": "massal-sosialisasi",
}


def at_host(slug):
    return Client(headers={"host": f"{slug}.localhost:8000"})


def watched(console, answer):
    """Follow a started job to its page; gives the job, which ran at once."""
    assert answer.status_code == 303, answer.content.decode()[:2000]
    page = console.get(answer["Location"])
    assert page.status_code == 200
    return Job.objects.get(id=answer["Location"].split("/")[2])


def opened(console, code="35.73", **answers):
    checked = console.post(f"/buka/{code}/", {**ANSWERS, **answers, "langkah": "periksa"})
    assert "Benarkah jawaban ini?" in checked.content.decode()
    job = watched(
        console, console.post(f"/buka/{code}/", {**ANSWERS, **answers, "langkah": "buka"})
    )
    assert job.state == Job.State.FINISHED, job.message
    return job


def test_from_the_code_list_to_the_first_sign_in(console):
    job = opened(console)
    assert job.message == "Kota Malang sudah dibuka."
    page = console.get(job.next_url).content.decode()
    assert "membuka Kota Malang (35.73) di alamat kota-malang" in page
    answer = console.post("/daerah/35.73/kata-sandi/")
    assert "no-store" in answer["Cache-Control"]
    password = re.search(r'data-state="password">([^<]+)<', answer.content.decode())[1]
    steward = at_host("kota-malang")
    entered = steward.post("/masuk/", {"username": "putri", "password": password})
    assert entered.status_code == 303
    assert "/kata-sandi/" in steward.get("/", follow=True).redirect_chain[-1][0]


def test_the_password_is_stored_nowhere(console):
    opened(console)
    answer = console.post("/daerah/35.73/kata-sandi/")
    password = re.search(r'data-state="password">([^<]+)<', answer.content.decode())[1]
    assert password not in str(list(Job.objects.values()))
    assert password not in console.get("/daerah/35.73/").content.decode()


def test_changing_the_answers_loses_nothing(console):
    answer = console.post("/buka/35.73/", {**ANSWERS, "langkah": "ubah"})
    assert 'value="Putri Ayu"' in answer.content.decode()
    assert not Region.objects.filter(code="35.73").exists()


def test_a_second_operator_is_told_in_one_sentence(console):
    opened(console)
    answer = console.post("/buka/35.73/", {**ANSWERS, "slug": "malang-kota", "langkah": "buka"})
    assert answer.status_code == 422
    assert "Kota Malang sudah dibuka sejak" in answer.content.decode()


def test_the_list_shows_what_was_measured_without_reading_rows(console):
    opened(console)
    item = next(i for i in console.get("/").context["page"] if i.code == "35.73")
    assert item.status.accounts == 1
    assert item.status.database_bytes > 100_000
    assert item.status.last_activity_at is not None
    assert item.status.schema_version


def test_a_region_is_closed_destroyed_certified_and_restored(console, installation):
    opened(console)
    file = installation.media / "r3573" / "evidence" / "a.txt"
    file.parent.mkdir(parents=True)
    file.write_text("bukti")
    job = watched(
        console, console.post("/daerah/35.73/tutup/", {"reason": REASON, "keep_days": 30})
    )
    assert job.state == Job.State.FINISHED, job.message
    assert at_host("kota-malang").get("/").status_code == 503
    archive = Archive.objects.get(reason=Archive.Reason.CLOSING)

    Region.objects.filter(code="35.73").update(keep_until=timezone.now().date())
    job = watched(console, console.post("/daerah/35.73/musnahkan/", {"code": "35.73"}))
    assert job.state == Job.State.FINISHED, job.message
    assert not schemas.exists("r3573")
    assert not (installation.media / "r3573").exists()
    assert not Domain.objects.filter(domain="kota-malang.localhost").exists()
    assert at_host("kota-malang").get("/").status_code == 404
    certificate = Destruction.objects.get()
    page = console.get(f"/berita-acara/{certificate.number}/").content.decode()
    for named in ("accounts_user", "media/evidence/a.txt", "kota-malang.localhost", "r3573"):
        assert named in page
    assert archive.fingerprint in page

    answers = {"archive": archive.path, "fingerprint": archive.fingerprint, "way": "new"}
    job = watched(console, console.post("/arsip/pulihkan/", answers))
    assert job.state == Job.State.FINISHED, job.message
    assert file.read_text() == "bukti"
    with in_region("35.73"):
        assert User.objects.get().roles == [Role.STEWARD]
    assert at_host("kota-malang").get("/masuk/").status_code == 200


def test_a_destroyed_region_can_be_opened_anew(console):
    opened(console)
    Region.objects.filter(code="35.73").update(state=RegionState.DESTROYED)
    with as_owner():
        schemas.drop("r3573")
    Domain.objects.filter(domain="kota-malang.localhost").delete()
    Region.objects.filter(code="35.73").update(slug="kota-malang-lama")
    opened(console)
    assert Region.objects.get(code="35.73").state == RegionState.ACTIVE


def closed(console):
    opened(console)
    watched(console, console.post("/daerah/35.73/tutup/", {"reason": REASON, "keep_days": 30}))
    Region.objects.filter(code="35.73").update(keep_until=timezone.now().date())
    return Region.objects.get(code="35.73")


def destroyed(region, by):
    with as_owner():
        return destroy(region=region, by=by, at=timezone.now())


def test_closing_again_makes_only_the_archive_that_is_missing(console):
    region = closed(console)
    Archive.objects.all().delete()
    for _ in range(2):
        watched(console, console.post("/daerah/35.73/tutup/", {"reason": REASON, "keep_days": 30}))
    assert Archive.objects.count() == 1
    assert Region.objects.get(code="35.73").closed_at == region.closed_at


def test_without_an_intact_archive_nothing_is_destroyed(console, installation):
    region = closed(console)
    archive = Archive.objects.get()
    path = installation.archives / archive.path
    data = path.read_bytes()
    path.write_bytes(data[:20_000] + bytes([data[20_000] ^ 1]) + data[20_001:])
    with pytest.raises(Exception, match="telah diubah atau terpotong"):
        destroyed(region, installation.oki)
    path.unlink()
    with pytest.raises(Exception, match="tidak ada di folder arsip"):
        destroyed(region, installation.oki)
    Archive.objects.all().delete()
    with pytest.raises(NotNow, match="belum dibuat"):
        destroyed(region, installation.oki)
    assert schemas.exists("r3573")


class Killed(BaseException):
    """Like a worker that is gone."""


def test_a_destruction_killed_halfway_is_finished_by_the_next_run(
    console, installation, monkeypatch
):
    region = closed(console)
    file = installation.media / "r3573" / "a.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("bukti")

    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(destroying.shutil, "rmtree", die)
        destroyed(region, installation.oki)
    assert Destruction.objects.get().finished_at is None
    certificate = destroyed(Region.objects.get(code="35.73"), installation.oki)
    assert certificate.finished_at is not None
    assert Destruction.objects.count() == 1
    assert not file.exists()


def test_a_closed_region_comes_back_during_its_retention(console):
    closed(console)
    console.post("/daerah/35.73/buka-kembali/", {"reason": REASON})
    assert at_host("kota-malang").get("/masuk/").status_code == 200


def test_many_regions_are_opened_from_a_file_with_a_report_per_row(console, tmp_path):
    file = tmp_path / "daftar.csv"
    file.write_text("kode;nama_pengelola\n35.73;José\n31.71;x\n35.78;Ani\n", encoding="latin-1")
    with file.open("rb") as upload:
        answer = console.post("/buka/massal/", {"daftar": upload, "preset": "standar"})
    assert answer.status_code == 303
    page = console.get(answer["Location"])
    assert (page.context["ready"], page.context["gagal"]) == (2, 1)
    assert not Region.objects.filter(code="35.73").exists()
    job = watched(console, console.post(answer["Location"]))
    assert job.message == "2 dari 3 daerah dibuka."
    report = console.get(answer["Location"])
    assert (report.context["dibuka"], report.context["gagal"]) == (2, 1)
    assert "wilayah administrasi" in report.content.decode()
    assert at_host("kota-surabaya").get("/masuk/").status_code == 200
    with in_region("35.73"):
        assert User.objects.get().name == "José"


def test_neighbours_do_not_notice(console, installation):
    before = files_under(installation.media)
    opened(console)
    assert files_under(installation.media) == before
    assert at_host("kab-malang").get("/masuk/").status_code == 200
