import pytest

from pk.agreements.models import AgreementState, Ceremony
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT

pytestmark = pytest.mark.usefixtures("malang")

ROOT = "/perjanjian/penandatanganan/"


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


def test_a_ceremony_from_plan_to_close(sign_in):
    given.agreement_at(AgreementState.APPROVED, rules=given.ceremony_rules("mass"))
    dewi, sari = sign_in(cast.DEWI), sign_in(cast.SARI)
    entered = {"year": 2026, "title": "Penandatanganan", "held_on": "2026-01-28", "place": "Aula"}
    assert dewi.post(f"{ROOT}baru/", {**entered, "title": ""}).status_code == 422
    assert dewi.post(f"{ROOT}baru/", entered).status_code == 303
    ceremony = Ceremony.objects.get()
    address = f"{ROOT}{ceremony.id}/"
    assert "Menunggu penerima" in sari.get(address).text
    assert "Kehadiran" not in sari.get(address).text

    assert dewi.post(f"{address}buka/").status_code == 303
    seat = ceremony.seats.get()
    assert dewi.post(f"{address}kursi/{seat.id}/", {"present": "1"}).status_code == 303
    assert "Hadir" in dewi.get(address).text
    assert 'every="5"' in dewi.get(f"{address}papan/").text
    assert 'every="5"' in dewi.get(f"{address}layar/").text
    assert "Kartu QR" in dewi.get(f"{address}qr/").text
    assert dewi.post(f"{address}tutup/").status_code == 303
    assert "every=" not in dewi.get(f"{address}papan/").text, "a closed board asks no more"


def test_a_region_that_joins_a_socialisation_finds_it_in_the_agenda(sign_in):
    rules = given.ceremony_rules("mass", with_socialisation=True)
    given.agreement_at(AgreementState.APPROVED, rules=rules)
    dewi = sign_in(cast.DEWI)
    assert "Sosialisasi perjanjian kinerja" in dewi.get(f"{ROOT}baru/").text

    entered = {"year": 2026, "title": "Penandatanganan", "held_on": "2026-01-28", "place": "Aula"}
    dewi.post(f"{ROOT}baru/", {**entered, "agenda": "Pembukaan\nPenandatanganan"})
    assert Ceremony.objects.get().agenda.splitlines() == [
        "Pembukaan",
        "Penandatanganan",
        "Sosialisasi perjanjian kinerja",
    ]


def test_only_the_steward_runs_it_and_only_the_seated_watch(sign_in):
    given.agreement_at(AgreementState.DRAFT, rules=given.ceremony_rules("mass"))
    ceremony = given.planned_ceremony()
    address = f"{ROOT}{ceremony.id}/"
    seat = ceremony.seats.get()
    for person in (cast.SARI, cast.RATNA, cast.AGUS):
        client = sign_in(person)
        assert client.get(address).status_code == 200
        for act in ("buka/", "tutup/", f"kursi/{seat.id}/"):
            assert client.post(address + act).status_code == 404
        assert client.get(f"{address}qr/").status_code == 404
    yusuf, tomo = sign_in(cast.YUSUF), sign_in(cast.TOMO, "kab-solok")
    for client in (yusuf, tomo):
        for part in ("", "papan/", "layar/"):
            assert client.get(address + part).status_code == 404
    assert tomo.post(f"{address}buka/").status_code == 404


def test_on_stage_is_shown_and_everyone_still_has_to_sign(sign_in):
    rules = given.ceremony_rules("representative", representatives=["DINKES-KA"])
    given.agreement_at(AgreementState.DRAFT, rules=rules)
    given.drafted(cast.YUSUF)
    text = sign_in(cast.DEWI).get(f"{ROOT}{given.planned_ceremony().id}/").text
    assert text.count('class="board-stage"') == 1
    assert "Setiap pejabat tetap menandatangani perjanjiannya sendiri" in " ".join(text.split())
