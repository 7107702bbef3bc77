"""Whatever the Host header says, it leads to a region that has it, or nowhere."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from core.errors import NotFound
from tenants.registry import addresses, hosts
from tenants.registry.actions.add_domain import add_domain
from tenants.registry.actions.rename import rename
from tenants.registry.context import in_region
from tenants.registry.models import Region
from tests import cast, regions

OWN = "sakip.malangkab.go.id"
NOW = timezone.now()


@pytest.fixture
def own_domain(people):
    """Kabupaten Malang also answers at a domain of its own."""
    with regions.inside("konsol"):
        malang = Region.objects.get(code="35.07")
        add_domain(region=malang, domain=OWN, redirects=False, by=people.oki, at=NOW)
    return OWN


def at(host, **options):
    return Client(headers={"host": host}, **options)


UNKNOWN = [
    "tidak-ada.localhost",
    "contoh.go.id",
    "localhost.contoh.go.id",
    "konsollocalhost",
    "evaluasilocalhost:8000",
    "kab-malanglocalhost",
    "x.konsol.localhost",
    "127.0.0.1",
    "[::1]:8000",
    "kab-malang.localhost.",
    ".localhost",
    "..localhost",
    "amanah",
]


@pytest.mark.parametrize("host", UNKNOWN)
def test_a_host_that_nobody_has_is_a_plain_404(db, host):
    answer = at(host).get("/")
    assert answer.status_code == 404
    assert "Tidak ada daerah di alamat ini" in answer.content.decode()
    assert "Set-Cookie" not in answer.headers


ODD = [
    "kab-malang.localhost:abc",
    "kab-malang.localhost:80:80",
    "kab-malang.localhost/../konsol",
    "kab_malang.localhost",
    "kab-malang.localhost@contoh.go.id",
    "kab malang.localhost",
    "<script>.localhost",
    "kab-malang.localhost\x00",
    "k\xe4b-malang.localhost",
    "kab-malang.localhost, konsol.localhost",
    "kab-malang.localhost:8000\\.contoh.go.id",
    "a" * 70_000,
    "localhost:",
]


@pytest.mark.parametrize("host", ODD, ids=range(len(ODD)))
def test_odd_characters_are_refused_without_opening_anything(db, host):
    answer = at(host).get("/masuk/")
    assert answer.status_code in {400, 404}
    assert "password" not in answer.content.decode()


@pytest.mark.parametrize("host", ["KAB-Malang.LOCALHOST:8000", "kab-malang.localhost:9"])
def test_case_and_port_do_not_matter(db, host):
    assert at(host).get("/masuk/").status_code == 200


def test_the_steward_signs_in_at_the_regions_own_domain(own_domain):
    browser = at(own_domain, enforce_csrf_checks=True)
    page = browser.get("/masuk/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    fields = {"username": "dewi", "password": cast.PASSWORD, "csrfmiddlewaretoken": token}
    entered = browser.post("/masuk/", fields, headers={"origin": f"http://{own_domain}"})
    assert entered.status_code == 303
    assert browser.get("/").status_code == 200
    for cookie in browser.cookies.values():
        assert cookie["domain"] == ""  # the browser gives it back to this host only


def test_a_form_from_another_address_is_refused_there(own_domain):
    browser = at(own_domain, enforce_csrf_checks=True)
    page = browser.get("/masuk/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    fields = {"username": "dewi", "password": cast.PASSWORD, "csrfmiddlewaretoken": token}
    for origin in ("http://contoh.go.id", "http://kab-malang.localhost", "null"):
        assert browser.post("/masuk/", fields, headers={"origin": origin}).status_code == 403


def test_a_session_of_the_own_domain_is_worth_nothing_in_another_region(own_domain, people):
    browser = at(own_domain)
    with in_region("35.07"):
        browser.force_login(people.dewi)
    assert browser.get("/").wsgi_request.user.is_authenticated
    for host in ("kab-solok.localhost", "konsol.localhost", "evaluasi.localhost"):
        answer = browser.get("/masuk/", headers={"host": host})
        assert not answer.wsgi_request.user.is_authenticated


def test_an_old_address_leads_to_the_new_one_and_an_own_domain_stays(own_domain, people):
    with regions.inside("konsol"):
        rename(region=Region.objects.get(code="35.07"), slug="malang-raya", by=people.oki, at=NOW)
    answer = at("kab-malang.localhost").get("/masuk/?next=/perjanjian/")
    assert answer.status_code == 308
    assert answer["Location"] == "http://malang-raya.localhost:8000/masuk/?next=/perjanjian/"
    assert at(own_domain).get("/masuk/").status_code == 200


def test_an_own_domain_may_lead_to_the_address(people):
    with regions.inside("konsol"):
        malang = Region.objects.get(code="35.07")
        add_domain(region=malang, domain=OWN, redirects=True, by=people.oki, at=NOW)
    assert at(OWN).get("/")["Location"] == "http://kab-malang.localhost:8000/"


def test_a_link_leads_to_the_region_in_force(malang):
    assert addresses.link("/perjanjian/") == "http://kab-malang.localhost:8000/perjanjian/"
    with in_region("13.02"):
        assert addresses.link() == "http://kab-solok.localhost:8000/"


def test_there_is_no_link_outside_of_a_region(public):
    with pytest.raises(NotFound):
        addresses.link("/")


def test_the_check_stands_before_everything_that_asks_for_the_host():
    layers = settings.MIDDLEWARE
    host = layers.index("tenants.registry.middleware.HostMiddleware")
    before = {name.rsplit(".", 1)[1] for name in layers[:host]}
    assert before == {
        "SecurityMiddleware",
        "WhiteNoiseMiddleware",
        "CSPMiddleware",
        "PermissionsPolicyMiddleware",
    }
    assert not settings.SECURE_SSL_REDIRECT  # the one thing among them that would ask


def test_a_region_that_is_opened_while_hosts_are_read_stops_nobody(people, monkeypatch):
    """Regions and hosts are two questions; between them another region may come or go."""
    real = hosts.Region.objects.only

    def before_it_was_there(*fields):
        return real(*fields).exclude(code="13.02")

    hosts.forget()
    monkeypatch.setattr(hosts.Region.objects, "only", before_it_was_there)
    assert at("kab-malang.localhost:8000").get("/masuk/").status_code == 200
    assert at("kab-solok.localhost:8000").get("/masuk/").status_code == 404
