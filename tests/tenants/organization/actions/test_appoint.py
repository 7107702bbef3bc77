from datetime import date

import pytest

from core.audit.trail import timeline
from core.errors import Invalid, NotAllowed
from tenants.organization.actions.appoint import appoint
from tenants.organization.models import Appointment
from tests import cast
from tests.given import organization
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


def test_only_the_steward_appoints():
    given = organization.the_cast_in_office()
    official = given.appointments["SEKDA"].official
    for person in (cast.RATNA, cast.SARI, cast.AGUS, cast.WULAN):
        with pytest.raises(NotAllowed):
            appoint(
                position=given.positions["KDH"],
                official=official,
                active_from=date(2026, 1, 1),
                by=account(person),
                at=AT,
            )


def test_a_position_has_one_holder_at_a_time():
    given = organization.the_cast_in_office()
    with pytest.raises(Invalid) as refused:
        appoint(
            position=given.positions["DINKES-KA"],
            official=given.appointments["SEKDA"].official,
            active_from=date(2026, 2, 1),
            acting="PLT",
            by=account(cast.DEWI),
            at=AT,
        )
    assert refused.value.field == "active_from"
    assert cast.SARI.name in refused.value.sentence
    assert Appointment.objects.filter(position=given.positions["DINKES-KA"]).count() == 1


def test_the_appointment_is_told_in_the_trail_of_the_official():
    given = organization.the_cast_in_office()
    told = timeline(given.appointments["DINKES-KA"].official).values_list("sentence", flat=True)
    assert "menempatkan dr. Sari Wijaya sebagai Kepala Dinas Kesehatan mulai 02-01-2025" in told
