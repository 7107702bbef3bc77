"""Whose agreements does the head of a unit read? Those of the unit she heads on the day."""

from datetime import date

import pytest

from pk.agreements.models import AgreementState
from tests import cast
from tests.given import agreements as given
from tests.given import successions
from tests.given.organization import AT, account
from tests.given.successions import NALA

pytestmark = pytest.mark.usefixtures("malang")
TODAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


@pytest.fixture
def of_rina():
    """Rina's agreement, which dr. Sari gave; whoever reads it after her reads it by the unit."""
    rules = given.ceremony_rules("individual")
    return given.agreement_at(AgreementState.DRAFT, receiver=cast.RINA, rules=rules)


def reads(sign_in, person, agreement) -> bool:
    """Whether the page of the agreement and the list show it to `person`."""
    browser = sign_in(person)
    page = browser.get(f"/perjanjian/{agreement.id}/").status_code == 200
    listed = str(agreement.id) in browser.get("/perjanjian/").text
    assert page == listed
    return page


@pytest.fixture
def enter(sign_in, people):
    """`sign_in`, for a newcomer too."""

    def at(person):
        setattr(people, person.username, account(person))
        return sign_in(person)

    return at


def test_the_successor_reads_what_her_unit_promised(enter, of_rina):
    successions.leaves("DINKES-KA", TODAY)
    successions.newcomer(NALA, "DINKES-KA", TODAY)
    assert reads(enter, NALA, of_rina)


def test_a_head_whose_last_day_lies_ahead_reads_on_until_that_day(enter, of_rina, time_machine):
    successions.leaves("DINKES-KA", TODAY)
    term = successions.newcomer(NALA, "DINKES-KA", TODAY)
    ending = {"active_to": "2026-03-01"}
    done = enter(cast.DEWI).post(f"/organisasi/penempatan/{term.id}/akhiri/", ending)
    assert done.status_code == 303

    assert reads(enter, NALA, of_rina)
    time_machine.move_to("2026-02-28T16:30:00Z")  # half past eleven in the evening in Malang
    assert reads(enter, NALA, of_rina)
    time_machine.move_to("2026-02-28T17:30:00Z")
    assert enter(NALA).get(f"/perjanjian/{of_rina.id}/").status_code != 200


def test_who_will_head_the_unit_next_month_reads_nothing_yet(enter, of_rina):
    successions.leaves("DINKES-KA", date(2026, 2, 1))
    successions.newcomer(NALA, "DINKES-KA", date(2026, 2, 1))
    assert enter(NALA).get(f"/perjanjian/{of_rina.id}/").status_code != 200


@pytest.mark.parametrize("acting", ["PLT", "PLH", "PJ"])
def test_whoever_acts_for_the_head_reads_like_a_head(enter, of_rina, acting):
    successions.leaves("DINKES-KA", TODAY)
    successions.newcomer(NALA, "DINKES-KA", TODAY, acting=acting)
    assert reads(enter, NALA, of_rina)


def test_a_second_post_gives_the_sight_of_a_second_unit(enter, of_rina):
    successions.leaves("DINKES-KA", TODAY)
    yusuf = account(cast.YUSUF)
    assert not reads(enter, cast.YUSUF, of_rina)
    successions.also_holds(yusuf, "DINKES-KA", TODAY)
    assert reads(enter, cast.YUSUF, of_rina)


def test_a_post_that_heads_nothing_gives_no_sight_of_its_unit(enter, of_rina):
    """Yusuf heads a district; standing in for a head of field he reads that field's, not the unit's."""
    of_sari = given.drafted(cast.SARI)
    successions.leaves("DINKES-KABID", TODAY)
    successions.also_holds(account(cast.YUSUF), "DINKES-KABID", TODAY)
    assert reads(enter, cast.YUSUF, of_rina)
    assert not reads(enter, cast.YUSUF, of_sari)
