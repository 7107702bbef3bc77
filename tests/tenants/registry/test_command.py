"""`manage.py region …`: the acts in the name of an operator, refusals as sentences."""

import io
import re
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from core.audit import trail
from core.errors import DomainError
from realms import schemas
from realms.owner import as_owner
from tenants.registry.actions.open import Opening, open_region
from tenants.registry.models import Archive, Region, RegionState
from tenants.registry.queries import regions
from tenants.registry.queries.operators import as_operator


def run(*arguments):
    out = io.StringIO()
    call_command("region", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_region_lives_its_life_from_the_command_line(installation):
    said = run("open", "35.73", "--by", "oki", "--steward", "putri", "--steward-name", "Putri Ayu")
    assert "http://kota-malang.localhost:8000/" in said
    password = re.search(r"kata sandi sekali pakai: (\S+)", said)[1]
    client = Client(headers={"host": "kota-malang.localhost:8000"})
    assert client.post("/masuk/", {"username": "putri", "password": password}).status_code == 303

    run("suspend", "35.73", "--by", "oki", "--reason", "Pemeliharaan berkala server")
    assert "35.73\tSUSPENDED\tkota-malang\tKota Malang" in run("list")
    run("reopen", "35.73", "--by", "oki", "--reason", "Pemeliharaan sudah selesai")
    run("rename", "35.73", "malang-kota", "--by", "oki")
    run("add-domain", "35.73", "sakip.malangkota.go.id", "--by", "oki")
    run("remove-domain", "35.73", "sakip.malangkota.go.id", "--by", "oki")
    run("describe", "35.73", "--brand", "#123456", "--sample", "--by", "oki")
    run("preset", "35.73", "massal-sosialisasi", "--from", "2026-02-01", "--by", "oki")
    region = Region.objects.get(code="35.73")
    assert (region.slug, region.brand, region.is_sample) == ("malang-kota", "#123456", True)

    said = run("export", "35.73", "--by", "oki")
    name, fingerprint = said.split()[0], re.search(r"sidik jari: (\w{64})", said)[1]
    assert name in run("archives")
    same = ("restore", name, "--fingerprint", fingerprint, "--by", "oki")
    assert "malang-lama" in run(*same, "--slug", "malang-lama", "--as-copy")

    run(
        "close", "35.73", "--by", "oki", "--reason", "Pindah ke instalasi lain", "--keep-days", "30"
    )
    with pytest.raises(CommandError, match="Masa simpan"):
        run("destroy", "35.73", "--by", "oki")
    Region.objects.filter(code="35.73").update(keep_until=timezone.now().date())
    assert run("destroy", "35.73", "--by", "oki").startswith("BAP-35.73-")
    assert not schemas.exists("r3573")
    assert [e.actor_name for e in trail.timeline(region)] == ["Oki Saputra"] * 12


def test_what_is_replaced_is_exported_first(lived_in):
    said = run("export", "35.07", "--by", "oki")
    name, fingerprint = said.split()[0], re.search(r"sidik jari: (\w{64})", said)[1]
    run("suspend", "35.07", "--by", "oki", "--reason", "Data rusak, akan dipulihkan")
    run("restore", name, "--fingerprint", fingerprint, "--replace", "--by", "oki")
    assert Archive.objects.filter(reason=Archive.Reason.REPLACING).count() == 1
    assert Region.objects.get(code="35.07").state == RegionState.ACTIVE


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("open", "31.71", "--by", "oki"), "wilayah administrasi"),
        (("open", "35.07", "--by", "oki"), "sudah dibuka"),
        (("open", "35.73", "--slug", "konsol", "--by", "oki"), "dipakai oleh platform"),
        (("open", "35.73", "--by", "dewi"), "Tidak ada akun operator"),
        (("suspend", "99.99", "--by", "oki", "--reason", "tidak ada daerahnya"), "tidak terdaftar"),
        (("rename", "35.07", "kab solok", "--by", "oki"), "huruf kecil"),
        (("export", "35.73", "--by", "oki"), "tidak terdaftar"),
        (("restore", "tak-ada.tar", "--fingerprint", "0", "--by", "oki"), "tidak ada di folder"),
        (("open-many", "--by", "oki"), "--csv atau --province"),
        (("open-many", "--csv", "/tidak/ada.csv", "--by", "oki"), "tidak dapat dibaca"),
        (("describe", "35.07", "--brand", "#ffffff", "--by", "oki"), "terlalu terang"),
    ],
)
def test_a_refusal_is_a_sentence(public, people, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)


def test_a_list_is_opened_with_a_line_per_row(installation, tmp_path):
    file = tmp_path / "daftar.csv"
    file.write_bytes("kode;nama_pengelola\n35.73;José\n35.7x;rusak\n".encode("latin-1"))
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 dari 2 baris"):
        call_command("region", "open-many", "--csv", str(file), "--by", "oki", stdout=out)
    assert "2\t35.73\tdibuka" in out.getvalue()
    assert "3\t35.7x\tgagal" in out.getvalue()


def test_measuring_reports_every_region_and_reads_no_rows_as_operator(lived_in):
    run("measure")
    status = {r.code: r.status for r in regions.regions()}
    assert status["35.07"].accounts == status["13.02"].accounts == 1
    assert status["35.07"].media_bytes == len("bukti Malang")
    assert status["35.07"].database_bytes > 100_000


def test_of_two_operators_at_once_one_opens_and_the_other_is_told(installation):
    start, told, opened = threading.Barrier(2), [], []

    def attempt(slug):
        try:
            start.wait()
            with as_operator(), as_owner():
                region = open_region(
                    opening=Opening("35.73", slug, "pengelola", "Putri Ayu"),
                    by=installation.oki,
                    at=timezone.now(),
                )
            opened.append(region.slug)
        except DomainError as error:
            told.append(error.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=[s]) for s in ("malang-satu", "malang-dua")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 1
    assert len(told) == 1
    region = Region.objects.get(code="35.73")
    day = timezone.localtime(region.opened_at)
    assert f"sudah dibuka sejak {day:%d-%m-%Y} di alamat {opened[0]}" in told[0]
