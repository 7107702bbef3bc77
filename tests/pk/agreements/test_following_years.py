"""What the first hours and the first agreement of a new year do."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.audit.trail import timeline
from pk.agreements.models import Agreement, AgreementState
from pk.cascade.actions.add_node import add_node
from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.ratify_budgets import ratify_budgets
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.inputs import NodeInput, TargetInput
from pk.cascade.models import Indicator, NodeKind, Plan
from pk.evaluation.actions.open_sheets import open_sheets
from pk.measurement.actions.make_periods import make_periods
from tenants.organization.models import OrgUnit
from tenants.policy.presets import PRESETS
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import agreements as given
from tests.given import policy
from tests.given.organization import YEAR, account
from tests.given.paper import blank_paper  # noqa: F401

pytestmark = pytest.mark.usefixtures("malang", "blank_paper")

NEXT = YEAR + 1
IN_JANUARY = datetime(NEXT, 1, 12, 3, tzinfo=UTC)
NEW_YEARS_NIGHT = datetime(YEAR, 12, 31, 18, tzinfo=UTC)
"""One in the morning of 1 January where the region is; in Greenwich it is still last year."""


def promised_for_next_year(person, *codes):
    """The same indicators and their owner in the next year, with a budget: what a draft needs."""
    by = {"by": account(cast.AGUS), "at": IN_JANUARY}
    indicators = Indicator.objects.filter(code__in=codes).select_related("node")
    position = given.appointment_of(person).position
    for node in {indicator.node for indicator in indicators}:
        assign_owner(node=node, position=position, year=NEXT, **by)
    for indicator in indicators:
        set_targets(rows=[TargetInput(indicator, NEXT, low=Decimal(88))], **by)
    days = dict.fromkeys(OrgUnit.objects.all(), date(NEXT, 1, 4))
    ratify_budgets(year=NEXT, dates=days, **by)


def next_years(person, state):
    appointment, drafter = given.appointment_of(person), account(cast.DEWI)
    agreement = given.draft.draft(receiver=appointment, year=NEXT, by=drafter, at=IN_JANUARY)
    return given.walked(agreement, person, state, at=IN_JANUARY)


def test_this_years_agreement_takes_the_place_of_last_years_for_the_same_position_only():
    last = given.agreement_at(AgreementState.IN_FORCE)
    yusufs = given.walked(given.drafted(cast.YUSUF), cast.YUSUF, AgreementState.IN_FORCE)
    promised_for_next_year(cast.SARI, "DINKES-01", "DINKES-02")

    new = next_years(cast.SARI, AgreementState.RECEIVER_SIGNED)
    last.refresh_from_db()
    assert last.state == AgreementState.IN_FORCE

    given.signed(new, account(cast.RATNA), IN_JANUARY)
    last.refresh_from_db()
    yusufs.refresh_from_db()
    assert (last.state, last.superseded_at) == (AgreementState.SUPERSEDED, IN_JANUARY)
    assert yusufs.state == AgreementState.IN_FORCE
    assert Agreement.objects.get(year=NEXT).state == AgreementState.IN_FORCE
    said = timeline(last).filter(action="agreement.superseded").get().sentence
    assert said.endswith(f"perjanjian kinerja {YEAR} Kepala Dinas Kesehatan")


def test_an_agreement_of_last_year_that_is_signed_late_takes_no_place_of_this_years():
    late = given.agreement_at(AgreementState.RECEIVER_SIGNED)
    promised_for_next_year(cast.SARI, "DINKES-01", "DINKES-02")
    new = next_years(cast.SARI, AgreementState.IN_FORCE)
    given.signed(late, account(cast.RATNA), IN_JANUARY)
    new.refresh_from_db()
    assert new.state == AgreementState.IN_FORCE


@pytest.fixture
def a_new_policy_from_january(malang):
    """A region whose next policy holds from 1 January: months, criteria, goals under goals."""
    given.ready()
    rules = PRESETS["standar"].rules.model_dump()
    rules["monitoring"]["every"] = "month"
    rules["evaluation"]["scoring_level"] = "criterion"
    for row in rules["cascade"]["shape"]:
        if row["kind"] == "OBJECTIVE":
            row["under"] = []
    return policy.adopted(RegionPolicy.model_validate(rules), effective_from=date(NEXT, 1, 1))


@pytest.mark.usefixtures("a_new_policy_from_january")
def test_the_new_years_policy_holds_from_midnight_where_the_region_is():
    night = {"at": NEW_YEARS_NIGHT}
    periods = make_periods(year=NEXT, by=account(cast.DEWI), **night)
    sheets = open_sheets(year=YEAR, by=account(cast.WULAN), **night)
    entered = NodeInput(NodeKind.OBJECTIVE, "Sasaran di puncak pohon", None, None)
    node = add_node(plan=Plan.objects.get(), entered=entered, by=account(cast.AGUS), **night)
    assert len(periods) == 12
    assert {sheet.scoring_level for sheet in sheets} == {"criterion"}
    assert node.parent is None


def test_a_draft_of_new_years_night_stands_on_the_new_years_policy(a_new_policy_from_january):
    promised_for_next_year(cast.SARI, "DINKES-01", "DINKES-02")
    receiver, dewi = given.appointment_of(cast.SARI), account(cast.DEWI)
    before = datetime(YEAR, 12, 31, 16, tzinfo=UTC)
    made = given.draft.draft(receiver=receiver, year=YEAR, by=dewi, at=before)
    assert made.policy != a_new_policy_from_january
    made = given.draft.draft(receiver=receiver, year=NEXT, by=dewi, at=NEW_YEARS_NIGHT)
    assert made.policy == a_new_policy_from_january
