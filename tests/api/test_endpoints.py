"""Every endpoint against everyone: the right account, the wrong role, the wrong host, nobody."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.api.models import Token
from pk.agreements.models import Agreement, AgreementState
from pk.measurement import permissions
from pk.measurement.models import Measurement, MeasurementState
from reporting.comparison.models import EvaluatorScope
from reporting.publishing.models import Release
from tests import cast, regions
from tests.given import agreements, measurement
from tests.given.organization import account
from tests.regions import inside

ENDPOINTS = {
    "kab-malang": ("agreements", "measurements", "evaluations"),
    "konsol": ("regions",),
    "evaluasi": ("regions", "figures"),
}
DAY = timedelta(days=1)
EVERY = [(host, name) for host, names in ENDPOINTS.items() for name in names]
RIGHT = {"kab-malang": cast.SARI, "konsol": cast.OKI, "evaluasi": cast.EKA}
WRONG_ROLE = {"konsol": cast.EKA, "evaluasi": cast.OKI}


def addresses(client):
    return client.get("/api/v1/schema/", {"format": "json"}).json()["paths"]


@pytest.mark.parametrize("host", ENDPOINTS)
def test_the_table_above_has_every_endpoint_of_the_host(ask, host):
    paths = addresses(ask(None, host))
    assert set(paths) == {
        path
        for name in ENDPOINTS[host]
        for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{{{_key(host, name)}}}/")
    }
    assert all(set(methods) == {"get"} for methods in paths.values())


@pytest.mark.parametrize(("host", "name"), EVERY)
def test_the_right_account_gets_a_page_of_rows(ask, year, figures, host, name):
    response = ask(RIGHT[host], host).get(f"/api/v1/{name}/")
    assert response.status_code == 200
    body = response.json()
    assert set(body) == {"count", "next", "previous", "results"}
    assert body["count"] >= 1
    row = body["results"][0]
    key = row.get(_key(host, name), row.get("code"))
    if key:
        one = ask(RIGHT[host], host).get(f"/api/v1/{name}/{key}/")
        assert row.items() <= one.json().items()


@pytest.mark.parametrize(("host", "name"), EVERY)
def test_without_an_account_it_is_401(ask, host, name):
    for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{'35.07' if name == 'regions' else _ID}/"):
        response = ask(None, host).get(path)
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"
        assert response.json()["type"] == "client_error"


@pytest.mark.parametrize(("host", "name"), [pair for pair in EVERY if pair[0] in WRONG_ROLE])
def test_with_the_wrong_role_it_is_not_there(ask, figures, host, name):
    """The evaluators' site does not even know operators."""
    response = ask(WRONG_ROLE[host], host).get(f"/api/v1/{name}/")
    status, code = (404, "not_found") if host == "konsol" else (401, "authentication_failed")
    assert response.status_code == status
    assert response.json()["errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("host", "name", "other"),
    [
        (host, name, other)
        for host, name in EVERY
        for other in ("kab-malang", "kab-solok", "konsol")
        if other != host and (host, other) != ("evaluasi", "konsol")
    ],
)
def test_a_token_of_another_host_opens_nothing(ask, host, name, other):
    person = {"kab-malang": cast.DEWI, "kab-solok": cast.TOMO, "konsol": cast.OKI}[other]
    assert ask(person, host).get(f"/api/v1/{name}/").status_code == 401


@pytest.mark.parametrize(("host", "name"), EVERY)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_through_the_api(ask, host, name, method):
    response = getattr(ask(RIGHT[host], host), method)(f"/api/v1/{name}/")
    assert response.status_code in {404, 405}


def test_the_rows_of_one_region_are_not_found_in_another(ask, year):
    agreement, reported = year.agreement.id, Measurement.objects.first().id
    client = ask(cast.TOMO, "kab-solok")
    assert client.get("/api/v1/agreements/").json()["count"] == 0
    assert client.get(f"/api/v1/agreements/{agreement}/").status_code == 404
    assert client.get(f"/api/v1/measurements/{reported}/").status_code == 404


def test_an_endpoint_stands_on_its_own_host_only(ask, figures):
    assert ask(cast.OKI, "konsol").get("/api/v1/agreements/").status_code == 404
    assert ask(cast.OKI, "konsol").get("/api/v1/figures/").status_code == 404
    assert ask(cast.DEWI).get("/api/v1/regions/").status_code == 404


def test_the_evaluators_site_cannot_make_a_key_of_an_operator(people):
    with regions.inside("evaluasi"), pytest.raises(ProgrammingError), transaction.atomic():
        now = timezone.now()
        Token.objects.create(user=people.oki, hash="0" * 64, created_at=now, expires_at=now + DAY)


def test_someone_elses_agreement_is_not_found(ask, year):
    assert ask(cast.YUSUF).get(f"/api/v1/agreements/{year.agreement.id}/").status_code == 404
    assert ask(cast.YUSUF).get("/api/v1/agreements/").json()["count"] == 0
    assert ask(cast.YUSUF).get("/api/v1/measurements/").json()["count"] == 0


@pytest.mark.parametrize("person", cast.MALANG, ids=lambda person: person.username)
def test_measurements_are_read_by_those_who_read_them_on_the_pages(ask, year, person):
    agreement = Agreement.objects.get(id=year.agreement.id)
    may = permissions.may_read(account(person), agreement, timezone.localdate())
    found = ask(person).get("/api/v1/measurements/").json()["count"]
    assert (found > 0) == may


def test_an_agreement_says_what_was_promised_and_who_signed(ask, year):
    row = ask(cast.SARI).get(f"/api/v1/agreements/{year.agreement.id}/").json()
    assert row["state"] == "IN_FORCE"
    assert row["receiver_name"] == "dr. Sari Wijaya"
    assert [s["side"] for s in row["signatures"]] == ["RECEIVER", "GIVER"]
    assert row["commitments"]
    assert row["document_code"].startswith("3507-")
    assert "nip" not in str(row).lower()


def test_figures_are_exact_text_and_missing_is_null(ask, year):
    rows = ask(cast.SARI).get("/api/v1/measurements/").json()["results"]
    assert all(row["value"] is None or isinstance(row["value"], str) for row in rows)


def test_an_evaluator_sees_released_figures_of_the_scope_only(ask, figures):
    client = ask(cast.EKA, "evaluasi")
    rows = client.get("/api/v1/figures/").json()["results"]
    assert {row["region_code"] for row in rows} == {"35.07"}
    assert client.get("/api/v1/figures/", {"region_code": "13.02"}).json()["count"] == 0
    assert client.get("/api/v1/regions/13.02/").status_code == 404
    assert client.get("/api/v1/regions/35.07/").json()["released_years"] == [2025]


def test_an_evaluator_without_a_scope_sees_nothing(ask):
    client = ask(cast.EKA, "evaluasi")
    assert client.get("/api/v1/figures/").status_code == 404
    assert client.get("/api/v1/regions/").status_code == 404


def test_what_was_withdrawn_is_gone(ask, figures):
    with regions.inside("kab-malang"):
        Release.objects.filter(region_code="35.07").update(is_current=False)
    assert ask(cast.EKA, "evaluasi").get("/api/v1/figures/").json()["count"] == 0


def test_pages_are_cut_and_never_longer_than_two_hundred(ask, figures):
    client = ask(cast.EKA, "evaluasi")
    with inside("konsol"):
        EvaluatorScope.objects.update(province_code="")
    body = client.get("/api/v1/regions/", {"limit": 9999}).json()
    assert body["count"] > 500
    assert len(body["results"]) == 200
    first = client.get("/api/v1/regions/", {"limit": 1}).json()
    second = client.get(first["next"].split("localhost", 1)[1]).json()
    assert first["results"] != second["results"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("agreements", {"state": "SALAH"}),
        ("agreements", {"unit": "x"}),
        ("agreements", {"year": "dua"}),
        ("measurements", {"period": "x"}),
        ("measurements", {"state": "x"}),
    ],
)
def test_a_wrong_filter_is_told_at_its_name_in_indonesian(ask, name, query):
    response = ask(cast.DEWI).get(f"/api/v1/{name}/", query)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["attr"] == next(iter(query))
    assert not error["detail"].startswith(("Enter", "Select"))


def test_filters_narrow(ask, year):
    client = ask(cast.DEWI)
    assert client.get("/api/v1/agreements/", {"year": 2026}).json()["count"] == 1
    assert client.get("/api/v1/agreements/", {"year": 2025}).json()["count"] == 0
    assert client.get("/api/v1/agreements/", {"state": "DRAFT"}).json()["count"] == 0
    assert client.get("/api/v1/measurements/", {"year": 2025}).json()["count"] == 0


@pytest.mark.parametrize("name", ["agreements", "measurements"])
def test_more_rows_take_no_more_queries(ask, year, name):
    client = ask(cast.DEWI)
    client.get(f"/api/v1/{name}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/api/v1/{name}/")
    measurement.measured(measurement.in_force(cast.WULAN), MeasurementState.APPROVED)
    agreements.agreement_at(AgreementState.DRAFT, receiver=cast.YUSUF)
    with CaptureQueriesContext(connection) as many:
        client.get(f"/api/v1/{name}/")
    assert len(many) == len(few)


_ID = "01980000-0000-7000-8000-000000000000"


def _key(host: str, name: str) -> str:
    return "code" if name == "regions" else "id"
