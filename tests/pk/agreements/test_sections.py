"""Who reads an agreement and what is reported on it, when units stand below units and people leave.

Tika heads a section of Dinas Kesehatan under Rina, so dr. Sari is no side of Tika's agreement: she
reads it as the head of the unit above.
"""

from datetime import date
from decimal import Decimal

import pytest

from core.days import day_of
from core.errors import NotFound
from pk.agreements import access
from pk.agreements.actions import approve, draft, sign, submit
from pk.agreements.models import AgreementState
from pk.cascade.actions.add_indicator import add_indicator
from pk.cascade.actions.add_node import add_node
from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.inputs import IndicatorInput, NodeInput, TargetInput
from pk.cascade.models import CascadeNode, NodeKind
from pk.measurement import access as measurement_access
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.add_position import add_position
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.actions.appoint import appoint
from tenants.organization.actions.end_appointment import end_appointment
from tenants.organization.actions.link_account import link_account
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tenants.organization.models import Level, UnitKind
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, IN_OFFICE_SINCE, YEAR, account
from tests.given.paper import blank_paper  # noqa: F401
from tests.remembered import remembered

TIKA = cast.Person("tika", "Tika Rahayu", ("HEAD_OF_UNIT",), "DINKES-KASI")
pytestmark = pytest.mark.usefixtures("malang", "blank_paper")


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


@remembered
def tikas_agreement():
    """Tika's agreement in force: given by Rina, in a section below Dinas Kesehatan."""
    standard = given.ceremony_rules("individual").model_dump()
    standard["cascade"]["deepest_level"] = "SUPERVISOR"
    given.ready(RegionPolicy.model_validate(standard))
    by, at_above = {"by": account(cast.DEWI), "at": AT}, given.appointment_of(cast.RINA)
    section = UnitInput(
        "DINKES-SEK",
        "Seksi Gizi",
        UnitKind.SECTION,
        parent=at_above.position.unit,
        protocol_order=9,
    )
    post = PositionInput(
        add_unit(entered=section, **by), TIKA.position, "Kepala Seksi Gizi", Level.SUPERVISOR,
        at_above.position, protocol_order=9,
    )  # fmt: skip
    position = add_position(entered=post, **by)
    official = add_official(entered=OfficialInput(TIKA.name), **by)
    link_account(official=official, user=account(TIKA), **by)
    receiver = appoint(position=position, official=official, active_from=IN_OFFICE_SINCE, **by)
    _promise(position)
    rina, tika = account(cast.RINA), account(TIKA)
    agreement = draft.draft(receiver=receiver, year=YEAR, by=rina, at=AT)
    agreement = submit.submit(agreement=agreement, by=tika, at=AT)
    agreement = approve.approve(agreement=agreement, by=rina, at=AT)
    for person in (tika, rina):
        agreement = sign.sign(agreement=agreement, credential=cast.PASSWORD, by=person, at=AT)
    return agreement


def _promise(position):
    by, above = {"by": account(cast.AGUS), "at": AT}, CascadeNode.objects.get(kind="OUTCOME")
    entered = NodeInput(NodeKind.OUTPUT, "Meningkatnya cakupan gizi", above, position.unit)
    node = add_node(plan=above.plan, entered=entered, **by)
    assign_owner(node=node, position=position, year=YEAR, **by)
    indicator = add_indicator(node=node, entered=IndicatorInput("GIZI-01", "Cakupan", "%"), **by)
    set_targets(rows=[TargetInput(indicator, YEAR, low=Decimal(80))], **by)


def reads(person, agreement):
    """Whether a person finds the agreement, and its measurement."""
    found = []
    user = account(person)
    for door in (
        lambda: access.agreement_for(user, agreement.id),
        lambda: measurement_access.mandate_for(user, agreement.id, day_of(AT)),
    ):
        try:
            found.append(door() == agreement)
        except NotFound:
            found.append(False)
    return found


BOTH, NEITHER = [True, True], [False, False]


def test_the_head_of_a_unit_reads_what_the_sections_below_it_promised():
    agreement = tikas_agreement()
    assert reads(cast.SARI, agreement) == BOTH
    assert reads(cast.RINA, agreement) == BOTH
    assert reads(TIKA, agreement) == BOTH
    assert reads(cast.YUSUF, agreement) == NEITHER
    assert agreement in access.visible_to(account(cast.SARI))
    rows = measurement_access.mandates_of(account(cast.SARI), YEAR, day_of(AT))
    assert agreement in rows


def test_the_head_of_a_section_does_not_read_what_the_unit_above_promised():
    tikas_agreement()
    sari = given.walked(given.drafted(cast.SARI), cast.SARI, AgreementState.IN_FORCE)
    assert reads(TIKA, sari) == NEITHER
    assert reads(cast.SARI, sari) == BOTH


def test_a_former_head_no_longer_reads_what_the_unit_promised():
    agreement = tikas_agreement()
    left(cast.SARI, date(2026, 1, 5))
    assert reads(cast.SARI, agreement) == NEITHER


def test_a_head_whose_last_day_is_written_down_already_still_reads():
    agreement = tikas_agreement()
    left(cast.SARI, date(2026, 1, 6))
    assert reads(cast.SARI, agreement) == BOTH


def test_a_head_who_has_not_begun_does_not_read_yet():
    agreement = tikas_agreement()
    position = left(cast.SARI, date(2026, 1, 5)).position
    official = given.appointment_of(cast.YUSUF).official
    appoint(
        position=position, official=official, active_from=date(2026, 1, 6),
        by=account(cast.DEWI), at=AT,
    )  # fmt: skip
    assert reads(cast.YUSUF, agreement) == NEITHER


def left(person, active_to):
    return end_appointment(
        appointment=given.appointment_of(person), active_to=active_to,
        by=account(cast.DEWI), at=AT,
    )  # fmt: skip
