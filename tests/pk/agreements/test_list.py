import io

import pytest
from python_calamine import CalamineWorkbook

from pk.agreements.models import AgreementState
from tests import cast
from tests.counting import questions
from tests.given import agreements as given
from tests.given.organization import AT

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


def test_each_sees_what_is_his(sign_in):
    given.ready()
    for person in (cast.RATNA, cast.SARI, cast.YUSUF, cast.WULAN):
        given.drafted(person)
    shown = {
        person.name: sign_in(person).get("/perjanjian/").text
        for person in (cast.DEWI, cast.RATNA, cast.SARI, cast.YUSUF, cast.RINA)
    }
    titles = ("Bupati", "Kepala Dinas Kesehatan", "Camat Satu", "Inspektur")
    seen = {name: [t for t in titles if f">{t}</a>" in text] for name, text in shown.items()}
    assert seen == {
        cast.DEWI.name: list(titles),
        cast.RATNA.name: list(titles),
        cast.SARI.name: ["Kepala Dinas Kesehatan"],
        cast.YUSUF.name: ["Camat Satu"],
        cast.RINA.name: [],
    }


def test_the_list_is_filtered_by_state_unit_and_lateness(sign_in, time_machine):
    given.agreement_at(AgreementState.SUBMITTED)
    given.drafted(cast.YUSUF)
    dewi = sign_in(cast.DEWI)
    unit = given.appointment_of(cast.YUSUF).position.unit_id
    assert "Camat Satu</a>" not in dewi.get("/perjanjian/?status=SUBMITTED").text
    assert "Kepala Dinas Kesehatan</a>" not in dewi.get(f"/perjanjian/?unit={unit}").text
    assert "Tidak ada perjanjian yang cocok" in dewi.get("/perjanjian/?terlambat=on").text
    time_machine.move_to("2026-02-03T02:00:00Z")
    dewi = sign_in(cast.DEWI)
    assert dewi.get("/perjanjian/?terlambat=on").text.count('data-state="LATE"') == 2


def test_nonsense_in_the_address_is_no_error(sign_in):
    given.agreement_at(AgreementState.DRAFT)
    for query in ("tahun=x", "status=SALAH", "unit=bukan", "halaman=99", "tahun=1999"):
        assert sign_in(cast.DEWI).get(f"/perjanjian/?{query}").status_code == 200


def test_the_workbook_holds_what_the_list_shows(sign_in):
    given.agreement_at(AgreementState.SUBMITTED)
    given.drafted(cast.YUSUF)
    response = sign_in(cast.DEWI).get("/perjanjian/unduh/?status=DRAFT")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][2] == "Jabatan"
    assert [row[2] for row in rows[1:]] == ["Camat Satu"]


def test_the_list_asks_the_database_as_often_for_one_as_for_four(sign_in):
    given.ready()
    given.drafted(cast.SARI)
    dewi = sign_in(cast.DEWI)
    dewi.get("/perjanjian/")
    one = questions(dewi, "/perjanjian/")
    for person in (cast.RATNA, cast.YUSUF, cast.WULAN):
        given.drafted(person)
    assert questions(dewi, "/perjanjian/") == one
    assert questions(dewi, "/perjanjian/unduh/") <= one


def test_the_board_asks_the_database_as_often_for_one_as_for_four(sign_in):
    given.ready(preset="massal-sosialisasi")
    given.drafted(cast.SARI)
    ceremony = given.planned_ceremony()
    address = f"/perjanjian/penandatanganan/{ceremony.id}/papan/"
    dewi = sign_in(cast.DEWI)
    dewi.get(address)
    one = questions(dewi, address)
    for person in (cast.RATNA, cast.WULAN):
        given.drafted(person)
    given.opened(ceremony)
    assert dewi.get(address).text.count('board-card"') == 3
    assert questions(dewi, address) == one


PINNED = {
    (cast.DEWI, "/perjanjian/"): 13,
    (cast.SARI, "/perjanjian/{signed}/"): 16,
    (cast.YUSUF, "/perjanjian/{approved}/periksa/"): 9,
    (cast.YUSUF, "/perjanjian/{approved}/tanda-tangan/"): 10,
    (cast.SARI, "/perjanjian/bawahan/"): 8,
    (cast.DEWI, "/perjanjian/penandatanganan/{ceremony}/"): 5,
    (cast.DEWI, "/perjanjian/penandatanganan/{ceremony}/papan/"): 4,
}
"""How often each page may ask the database; a higher number is a question asked in a loop."""


def test_no_page_asks_more_than_it_may(sign_in):
    signed = given.agreement_at(AgreementState.IN_FORCE, preset="serentak-pakta-integritas")
    approved = given.agreement_at(AgreementState.APPROVED, receiver=cast.YUSUF)
    ceremony = given.planned_ceremony()
    names = {"signed": signed.id, "approved": approved.id, "ceremony": ceremony.id}
    asked = {}
    for person, address in PINNED:
        client = sign_in(person)
        client.get(address.format(**names))
        asked[person, address] = questions(client, address.format(**names))
    assert {key: n for key, n in asked.items() if n > PINNED[key]} == {}


def test_the_page_before_drafting_asks_no_more_for_every_receiver(sign_in):
    given.ready()
    dewi = sign_in(cast.DEWI)
    four_waiting = questions(dewi, "/perjanjian/susun/")
    for person in (cast.RATNA, cast.SARI, cast.YUSUF):
        given.drafted(person)
    assert four_waiting == questions(dewi, "/perjanjian/susun/") == 12
