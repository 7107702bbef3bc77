"""What an operator may get wrong on the console: a clear sentence, and nothing is changed."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from core.jobs.models import Job
from tenants.registry.actions.export import export
from tenants.registry.context import in_region
from tenants.registry.models import Archive, Batch, Region
from tests.tenants.registry import whole
from tests.tenants.registry.test_story import ANSWERS, watched


@pytest.fixture
def archive(lived_in):
    """An archive of Kabupaten Malang."""
    return export(region=Region.objects.get(code="35.07"), by=lived_in.oki, at=timezone.now())


def restore(console, archive, **answers):
    asked = {"archive": archive.path, "fingerprint": archive.fingerprint, **answers}
    return console.post("/arsip/pulihkan/", asked)


def test_an_archive_that_was_tampered_with(console, installation, archive):
    path = installation.archives / archive.path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    before = whole.state()
    answer = restore(console, archive, way="copy", slug="malang-lama")
    job = watched(console, answer)
    assert job.state == Job.State.FAILED
    assert "tidak dapat dipakai" in job.message or "Sidik jari" in job.message
    assert whole.state() == before
    assert job.message in console.get(answer["Location"]).content.decode()


def test_a_restore_over_a_live_region(console, archive):
    before = whole.state()
    for way in ("new", "replace"):
        job = watched(console, restore(console, archive, way=way))
        assert (job.state, "sedang melayani" in job.message) == (Job.State.FAILED, True)
    assert whole.state() == before


def test_a_list_in_latin_1_with_a_broken_row(console):
    text = 'kode;nama_pengelola\n62.71;José Müller\n62.7x;Rusak\n62.13;"Ani;tidak ditutup\n'
    file = SimpleUploadedFile("daftar.csv", text.encode("latin-1"))
    answer = console.post("/buka/massal/", {"daftar": file, "preset": "standar"})
    assert answer.status_code == 303
    page = console.get(answer["Location"]).content.decode()
    assert "tidak ada dalam daftar" in page
    assert Region.objects.count() == 2
    job = watched(console, console.post(answer["Location"]))
    assert job.state == Job.State.FINISHED
    states = [row["state"] for row in Batch.objects.get().rows]
    assert states[:2] == ["dibuka", "gagal"]
    assert states[2:] == (["dibuka"] if Region.objects.filter(code="62.13").exists() else ["gagal"])
    with in_region("62.71"):
        assert User.objects.get().name == "José Müller"
    assert whole.half_done() == {}


def test_two_operators_who_press_the_button_at_once(console, installation):
    together, answers = threading.Barrier(2), []

    def press(slug):
        browser = Client(headers={"host": "konsol.localhost:8000"})
        browser.cookies = console.cookies
        together.wait(20)
        try:
            order = {**ANSWERS, "slug": slug, "langkah": "buka"}
            answers.append(browser.post("/buka/62.71/", order))
        finally:
            connections.close_all()

    buttons = [threading.Thread(target=press, args=[slug]) for slug in ("raya-satu", "raya-dua")]
    for button in buttons:
        button.start()
    for button in buttons:
        button.join()
    assert Region.objects.filter(code="62.71").count() == 1
    assert whole.half_done() == {}
    jobs = list(Job.objects.values_list("state", flat=True))
    refused = [answer for answer in answers if answer.status_code == 422]
    assert jobs.count(Job.State.FINISHED) == 1
    assert jobs.count(Job.State.FAILED) + len(refused) == 1
    assert Archive.objects.count() == 0
