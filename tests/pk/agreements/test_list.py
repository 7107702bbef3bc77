import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from pk.agreements.models import State
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


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
    given.agreement_at(State.SUBMITTED)
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
    given.agreement_at(State.DRAFT)
    for query in ("tahun=x", "status=SALAH", "unit=bukan", "halaman=99", "tahun=1999"):
        assert sign_in(cast.DEWI).get(f"/perjanjian/?{query}").status_code == 200


def test_the_workbook_holds_what_the_list_shows(sign_in):
    given.agreement_at(State.SUBMITTED)
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
    one = queries_of(dewi, "/perjanjian/")
    for person in (cast.RATNA, cast.YUSUF, cast.WULAN):
        given.drafted(person)
    assert queries_of(dewi, "/perjanjian/") == one
    assert queries_of(dewi, "/perjanjian/unduh/") <= one


def test_the_board_asks_the_database_as_often_for_one_as_for_four(sign_in):
    given.ready(preset="massal-sosialisasi")
    given.drafted(cast.SARI)
    ceremony = given.planned_ceremony()
    address = f"/perjanjian/penandatanganan/{ceremony.id}/papan/"
    dewi = sign_in(cast.DEWI)
    dewi.get(address)
    one = queries_of(dewi, address)
    for person in (cast.RATNA, cast.WULAN):
        given.drafted(person)
    given.opened(ceremony)
    assert dewi.get(address).text.count('board-card"') == 3
    assert queries_of(dewi, address) == one
