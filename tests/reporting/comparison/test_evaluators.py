"""The operators say who may compare what."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from core.audit import trail
from core.errors import Invalid, NotAllowed, NotNow
from reporting.comparison.access import scope_of
from reporting.comparison.actions.close_evaluator import close_evaluator
from reporting.comparison.actions.open_evaluator import open_evaluator
from tenants.registry.models import Region
from tests import regions
from tests.cast import EKA, OKI

NOW = timezone.now()
ANSWERS = {"name": "Inspektur Provinsi", "username": "jatim", "province_code": "35"}


def opened(by, **changes):
    return open_evaluator(**{**ANSWERS, **changes}, by=by, at=NOW)


def test_the_province_evaluates_its_regencies_and_cities(people, public):
    account = opened(people.oki).evaluator
    scope = scope_of(account)
    assert scope.covers("35.07")
    assert scope.covers("35")
    assert not scope.covers("13.02")
    assert trail.timeline(account).get().sentence.endswith("untuk Provinsi Jawa Timur")


def test_without_a_province_the_whole_country_is_in_scope(people, public):
    assert scope_of(opened(people.oki, province_code="").evaluator).covers("91.01")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "eka"}, "username"),
        ({"username": "a"}, "username"),
        ({"username": "é vil"}, "username"),
        ({"name": " "}, "name"),
        ({"province_code": "35.07"}, "province_code"),
        ({"province_code": "99"}, "province_code"),
    ],
)
def test_a_bad_answer_is_refused_at_its_field(people, public, changes, field):
    with pytest.raises(Invalid) as refusal:
        opened(people.oki, **changes)
    assert refusal.value.field == field


def test_an_evaluator_opens_no_accounts(people, public):
    with pytest.raises(NotAllowed):
        opened(people.eka)


def test_a_closed_account_is_closed_once(people, public):
    account = opened(people.oki).evaluator
    assert not close_evaluator(evaluator=account, by=people.oki, at=NOW).is_active
    with pytest.raises(NotNow):
        close_evaluator(evaluator=account, by=people.oki, at=NOW)


def test_the_password_opens_the_evaluators_site_and_only_that(sign_in):
    answer = sign_in(OKI, "konsol").post("/evaluator/", ANSWERS)
    password = re.search(r'data-state="password"[^>]*>\s*(\S+)\s*<', answer.content.decode())[1]
    for host, status in (("evaluasi", 303), ("konsol", 422), ("kab-malang", 422)):
        client = Client(headers={"host": f"{host}.localhost:8000"})
        typed = {"username": "jatim", "password": password}
        assert client.post("/masuk/", typed).status_code == status, host


def test_a_closed_account_no_longer_opens_anything(sign_in, public):
    console = sign_in(OKI, "konsol")
    answer = console.post("/evaluator/", ANSWERS)
    password = re.search(r'data-state="password"[^>]*>\s*(\S+)\s*<', answer.content.decode())[1]
    assert password not in console.get("/evaluator/").content.decode()
    account = User.objects.get(username="jatim")
    assert console.post(f"/evaluator/{account.id}/tutup/").status_code == 303
    client = Client(headers={"host": "evaluasi.localhost:8000"})
    assert client.post("/masuk/", {"username": "jatim", "password": password}).status_code == 422


def test_the_page_is_the_operators_alone(sign_in):
    assert sign_in(EKA, "evaluasi").get("/evaluator/").status_code == 404
    assert sign_in(None, "konsol").get("/evaluator/").status_code == 302


def test_a_province_that_is_opened_is_one_click_away_from_evaluating(sign_in):
    with regions.inside("konsol"):
        Region.objects.filter(code="35.07").update(code="35", kind="provinsi")
    console = sign_in(OKI, "konsol")
    page = console.get("/daerah/35/").content.decode()
    assert 'href="/evaluator/?provinsi=35"' in page
    form = console.get("/evaluator/?provinsi=35").context["form"]
    proposed = {name: form[name].value() for name in form.fields}
    assert proposed == {
        "name": "Evaluator Provinsi Jawa Timur",
        "username": "evaluator-prov-jawa-timur",
        "province_code": "35",
    }
    answer = console.post("/evaluator/?provinsi=35", proposed)
    assert 'data-state="password"' in answer.content.decode()
    assert "/evaluator/" not in console.get("/daerah/13.02/").content.decode().split("Tindakan")[1]


def run(*arguments):
    out = io.StringIO()
    call_command("evaluator", *arguments, stdout=out)
    return out.getvalue()


def test_the_same_from_the_command_line(people):
    said = run("open", "--province", "35", "--by", "oki")
    password = re.search(r"kata sandi sekali pakai: (\S+)", said)[1]
    client = Client(headers={"host": "evaluasi.localhost:8000"})
    typed = {"username": "evaluator-prov-jawa-timur", "password": password}
    assert client.post("/masuk/", typed).status_code == 303
    assert "evaluator-prov-jawa-timur\tberlaku\tProvinsi Jawa Timur" in run("list")
    assert run("close", typed["username"], "--by", "oki") == "ditutup\n"
    for wrong, sentence in (
        (("open", "--province", "35.07", "--by", "oki"), "Nama pengguna"),
        (("open", "--province", "35", "--by", "oki"), "sudah dipakai"),
        (("open", "--province", "35", "--by", "eka"), "Tidak ada akun operator"),
        (("close", "tidak-ada", "--by", "oki"), "Tidak ada akun evaluator"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(*wrong)
