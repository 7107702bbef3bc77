import pytest
from rest_framework.test import APIRequestFactory, force_authenticate

from pk.agreements.api import AgreementViewSet
from pk.agreements.models import AgreementState
from tests import cast
from tests.given import agreements as given
from tests.given.organization import account

pytestmark = pytest.mark.usefixtures("malang")


def asked(person, *, agreement=None, query=""):
    request = APIRequestFactory().get(f"/api/v1/agreements/{query}")
    force_authenticate(request, account(person))
    if agreement is None:
        return AgreementViewSet.as_view({"get": "list"})(request)
    return AgreementViewSet.as_view({"get": "retrieve"})(request, pk=str(agreement.id))


def rows(response):
    data = response.data
    return data["results"] if isinstance(data, dict) else data


def test_an_agreement_comes_with_commitments_and_signatures():
    agreement = given.agreement_at(AgreementState.IN_FORCE)
    data = asked(cast.SARI, agreement=agreement).data
    assert [(c["indicator_name"], c["target"]) for c in data["commitments"]] == [
        ("Indeks kepuasan masyarakat", "85 indeks"),
        ("Angka kematian ibu", "90 per 100.000 kelahiran hidup"),
    ]
    assert {s["side"] for s in data["signatures"]} == {"RECEIVER", "GIVER"}
    assert data["document_code"] == agreement.document.code
    assert data["budget_lines"][0]["ceiling_rupiah"] == "120000000000"


def test_each_gets_what_the_pages_show():
    given.ready()
    mine = given.drafted(cast.SARI)
    given.drafted(cast.YUSUF)
    assert [r["receiver_name"] for r in rows(asked(cast.SARI))] == [cast.SARI.name]
    assert len(rows(asked(cast.DEWI))) == 2
    assert rows(asked(cast.RINA)) == []
    assert asked(cast.YUSUF, agreement=mine).status_code == 404
    assert len(rows(asked(cast.DEWI, query="?state=IN_FORCE"))) == 0
    assert len(rows(asked(cast.DEWI, query="?year=2026&state=DRAFT"))) == 2


def test_it_is_only_to_read():
    agreement = given.agreement_at(AgreementState.DRAFT)
    request = APIRequestFactory().post("/api/v1/agreements/", {"year": 2026})
    force_authenticate(request, account(cast.DEWI))
    view = AgreementViewSet.as_view({"get": "list"})
    assert view(request).status_code == 405
    assert agreement.version == 1
