from datetime import date

import pytest

from core.accounts.models import User
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.appoint import appoint
from tenants.organization.actions.end_appointment import end_appointment
from tenants.organization.inputs import OfficialInput
from tenants.organization.models import Level
from tenants.organization.queries import directory
from tests import cast
from tests.given import organization
from tests.given.organization import AT, IN_OFFICE_SINCE

pytestmark = pytest.mark.usefixtures("malang")
TODAY = date(2026, 1, 5)


def test_sari_holds_the_health_agency():
    organization.the_cast_in_office()
    sari = User.objects.get(username="sari")
    assert directory.official_of(sari).name == cast.SARI.name
    assert [a.position.code for a in directory.appointments_of(sari, TODAY)] == ["DINKES-KA"]


def test_a_steward_without_office_is_no_official():
    organization.the_cast_in_office()
    assert directory.official_of(User.objects.get(username="dewi")) is None


def test_before_her_first_day_nobody_heads_the_region():
    organization.the_cast_in_office()
    assert directory.head_of_region(date(2025, 1, 1)) is None
    assert directory.head_of_region(IN_OFFICE_SINCE).official.name == cast.RATNA.name


def test_the_day_of_leaving_belongs_to_the_successor():
    given = organization.the_cast_in_office()
    dewi = organization.account(cast.DEWI)
    leaving = date(2026, 3, 1)
    end_appointment(appointment=given.appointments["DINKES-KA"], active_to=leaving, by=dewi, at=AT)
    new = add_official(entered=OfficialInput("drg. Nala"), by=dewi, at=AT)
    position = given.positions["DINKES-KA"]
    appoint(position=position, official=new, active_from=leaving, acting="PLT", by=dewi, at=AT)
    assert directory.holder_of(position, date(2026, 2, 28)).official.name == cast.SARI.name
    holder = directory.holder_of(position, leaving)
    assert holder.printed_title == "Plt. Kepala Dinas Kesehatan"


def test_receivers_stand_in_protocol_order():
    organization.the_cast_in_office()
    levels = [Level.DISTRICT_HEAD, Level.UNIT_HEAD, Level.SECRETARY]
    codes = [a.position.code for a in directory.receivers(levels, TODAY)]
    assert codes == ["SEKDA", "INSP-KA", "DINKES-KA", "CAMAT-01"]


def test_a_vacant_position_receives_nothing():
    given = organization.the_cast_in_office()
    dewi = organization.account(cast.DEWI)
    gone = date(2026, 1, 2)
    end_appointment(appointment=given.appointments["CAMAT-01"], active_to=gone, by=dewi, at=AT)
    assert directory.receivers([Level.DISTRICT_HEAD], TODAY) == []
