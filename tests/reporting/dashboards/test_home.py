"""The home page: the right line for the right person, in the right group."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pk.agreements.models import AgreementState
from reporting.dashboards.queries.waiting import Waiting, grouped
from tests import regions
from tests.cast import AGUS, DEWI, RATNA, RINA, SARI, WULAN, YUSUF
from tests.given import agreements as given

pytestmark = pytest.mark.django_db

ON = date(2026, 1, 10)


@pytest.fixture(autouse=True)
def at_the_tenth_of_january():
    with time_machine.travel("2026-01-10T02:00:00Z", tick=False):
        yield


@pytest.fixture
def stand(people):
    def at(state, **kwargs):
        with regions.inside("kab-malang"):
            return given.agreement_at(state, **kwargs)

    return at


def home(sign_in, person) -> str:
    response = sign_in(person).get("/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("state", "person", "line"),
    [
        (AgreementState.DRAFT, SARI, "Periksa dan ajukan rancangan"),
        (AgreementState.RETURNED, SARI, "Perbaiki rancangan yang dikembalikan"),
        (AgreementState.SUBMITTED, RATNA, "Setujui atau kembalikan rancangan"),
        (AgreementState.APPROVED, SARI, "Tanda tangani sebagai penerima amanah"),
        (AgreementState.RECEIVER_SIGNED, RATNA, "Tanda tangani sebagai pemberi amanah"),
    ],
)
def test_the_next_act_waits_for_the_one_whose_turn_it_is_and_nobody_else(
    stand, sign_in, state, person, line
):
    agreement = stand(state)

    assert line in home(sign_in, person)
    assert f"/perjanjian/{agreement.id}/" in home(sign_in, person)
    for other in {SARI, RATNA, YUSUF, WULAN, RINA} - {person}:
        assert line not in home(sign_in, other)


def test_a_returned_draft_says_why(stand, sign_in):
    stand(AgreementState.RETURNED)

    assert "Target terlalu rendah." in home(sign_in, SARI)


def test_nothing_waits_for_whom_nothing_waits(stand, sign_in):
    stand(AgreementState.IN_FORCE)

    assert "Tidak ada yang menunggu Anda." in home(sign_in, YUSUF)


def test_a_line_is_late_after_its_last_day_and_not_on_it(stand, sign_in):
    agreement = stand(AgreementState.APPROVED)
    with time_machine.travel(f"{agreement.due_on}T16:59:00Z", tick=False):  # 23.59 WIB
        text = home(sign_in, SARI)
        assert "Hari ini" in text
        assert "Lewat batas" not in text
    with time_machine.travel(f"{agreement.due_on}T17:01:00Z", tick=False):
        assert "Lewat 1 hari" in home(sign_in, SARI)


def test_the_head_of_region_sees_the_year(stand, sign_in):
    stand(AgreementState.IN_FORCE)

    text = home(sign_in, RATNA)
    assert "Bagaimana keadaan tahun 2026?" in text
    assert "1 dari 1" in text


@pytest.mark.parametrize("person", [SARI, AGUS, WULAN])
def test_others_do_not_see_the_year_of_all(stand, sign_in, person):
    stand(AgreementState.IN_FORCE)

    assert "Bagaimana keadaan tahun" not in home(sign_in, person)


def test_the_steward_of_an_empty_region_is_told_where_to_begin(sign_in):
    text = home(sign_in, DEWI)

    assert "Tetapkan kebijakan daerah" in text
    assert "Muat perangkat daerah, jabatan dan pejabat" in text


def test_the_planner_of_an_empty_region_is_told_where_to_begin(sign_in):
    assert "Susun pohon kinerja" in home(sign_in, AGUS)


def test_the_steward_drafts_for_those_who_have_no_agreement(stand, sign_in):
    stand(AgreementState.DRAFT)

    assert "penerima amanah" in home(sign_in, DEWI)
    assert "Susun rancangan untuk" in home(sign_in, DEWI)


def test_the_page_needs_an_account(sign_in):
    assert sign_in(None).get("/").status_code == 302


def test_lines_are_grouped_by_what_is_left_of_their_time():
    things = [
        Waiting("kemarin", "", "/", date(2026, 1, 9)),
        Waiting("hari ini", "", "/", ON),
        Waiting("seminggu", "", "/", date(2026, 1, 17)),
        Waiting("delapan hari", "", "/", date(2026, 1, 18)),
        Waiting("kapan saja", "", "/"),
    ]

    found = [(g.title, [(line.label, line.state) for line in g.lines]) for g in grouped(things, ON)]

    assert found == [
        ("Lewat batas", [("kemarin", "Lewat 1 hari")]),
        ("Minggu ini", [("hari ini", "Hari ini"), ("seminggu", "7 hari lagi")]),
        ("Nanti", [("delapan hari", "18 Jan 2026"), ("kapan saja", "")]),
    ]


@pytest.mark.parametrize(("person", "number"), [(SARI, 11), (AGUS, 11), (RATNA, 22), (DEWI, 31)])
def test_the_page_asks_the_database_so_often_and_no_more(stand, sign_in, person, number):
    for receiver in (SARI, YUSUF, WULAN):
        stand(AgreementState.IN_FORCE, receiver=receiver)
    client = sign_in(person)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    tables = re.compile(r'^SELECT .* FROM "', re.DOTALL)
    asked = [q["sql"] for q in queries.captured_queries if tables.match(q["sql"])]
    assert len(asked) == number, "\n".join(sql[:160] for sql in asked)
