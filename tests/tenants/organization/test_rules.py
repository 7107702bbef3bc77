import pytest

from core.errors import Invalid, NotAllowed
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.add_position import add_position
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.actions.edit_position import edit_position
from tenants.organization.actions.edit_unit import edit_unit
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tests import cast
from tests.given import organization
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture
def given(malang):
    return organization.the_cast_in_office()


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (UnitInput("DINKES", "Dinas lain", "AGENCY"), "code"),
        (UnitInput(" ", "Dinas lain", "AGENCY"), "code"),
        (UnitInput("BARU", "", "AGENCY"), "name"),
        (UnitInput("BARU", "Dinas Baru", "DINAS"), "kind"),
    ],
)
def test_a_wrong_unit_is_refused_at_its_field(given, entered, field):
    with pytest.raises(Invalid) as refused:
        add_unit(entered=entered, by=account(cast.DEWI), at=AT)
    assert refused.value.field == field


def test_a_unit_does_not_stand_below_itself(given):
    dewi = account(cast.DEWI)
    dinkes = given.units["DINKES"]
    below = add_unit(entered=UnitInput("BID", "Bidang", "SECTION", parent=dinkes), by=dewi, at=AT)
    entered = UnitInput("DINKES", "Dinas Kesehatan", "AGENCY", parent=below)
    with pytest.raises(Invalid) as refused:
        edit_unit(unit=dinkes, entered=entered, by=dewi, at=AT)
    assert refused.value.field == "parent"


def test_every_position_but_the_head_of_region_has_a_superior(given):
    entered = PositionInput(given.units["DINKES"], "X", "Sekretaris Dinas", "ADMINISTRATOR")
    with pytest.raises(Invalid) as refused:
        add_position(entered=entered, by=account(cast.DEWI), at=AT)
    assert refused.value.field == "superior"


def test_there_is_one_head_of_region(given):
    entered = PositionInput(given.units["KDH"], "KDH-2", "Bupati", "HEAD_OF_REGION")
    with pytest.raises(Invalid) as refused:
        add_position(entered=entered, by=account(cast.DEWI), at=AT)
    assert refused.value.field == "level"


def test_a_position_is_not_its_own_superior_by_a_detour(given):
    head, field = given.positions["DINKES-KA"], given.positions["DINKES-KABID"]
    entered = PositionInput(head.unit, head.code, head.title, head.level, superior=field)
    with pytest.raises(Invalid) as refused:
        edit_position(position=head, entered=entered, by=account(cast.DEWI), at=AT)
    assert refused.value.field == "superior"


@pytest.mark.parametrize("nip", ["123", "19800101200501100A", "1.98001E+17"])
def test_a_nip_is_eighteen_digits(given, nip):
    with pytest.raises(Invalid) as refused:
        add_official(entered=OfficialInput("Nala", nip), by=account(cast.DEWI), at=AT)
    assert refused.value.field == "nip"


def test_a_nip_belongs_to_one_person(given):
    dewi = account(cast.DEWI)
    nip = "198001012005011001"
    add_official(entered=OfficialInput("Nala", nip), by=dewi, at=AT)
    with pytest.raises(Invalid):
        add_official(entered=OfficialInput("Nuri", nip), by=dewi, at=AT)


def test_the_planner_does_not_keep_the_organisation(given):
    with pytest.raises(NotAllowed):
        add_unit(entered=UnitInput("B", "B", "AGENCY"), by=account(cast.AGUS), at=AT)
