"""Released results of a region's year, from what the region really did to what an evaluator reads.

released("35.07", 2025, "65.5", "B")     # a SAKIP result and nothing else
a_whole_year()                            # inside Kabupaten Malang: every figure that can be released
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from pk.agreements.models import AgreementState
from pk.agreements.queries.mandates import in_force as agreements_in_force
from pk.cascade.actions.add_indicator import add_indicator
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.inputs import IndicatorInput, TargetInput
from pk.cascade.models import Indicator
from pk.evaluation.actions.record_result import record_result
from pk.measurement.actions.make_periods import make_periods
from pk.measurement.actions.report_budget import report_budget
from pk.measurement.inputs import Spending
from pk.measurement.models import MeasurementState
from reporting.publishing.actions.release import release
from reporting.publishing.models import Release
from tenants.policy.actions.adopt import adopt
from tenants.policy.models import PolicyVersion
from tenants.policy.presets import PRESETS
from tenants.registry.context import in_region
from tests import cast
from tests.given import agreements, cascade, measurement
from tests.given.organization import YEAR, account
from tests.remembered import remembered

AT = datetime(2026, 3, 1, 3, tzinfo=UTC)
IN_TIME, TOO_LATE = datetime(2026, 1, 20, 3, tzinfo=UTC), datetime(2026, 2, 20, 3, tzinfo=UTC)
REACHED = {
    "IKU-01": "70", "IKU-02": "A", "IKU-11": "50", "IKU-12": "51", "IKU-13": "52", "IKU-14": "53",
    **dict.fromkeys(("IKU-15", "IKU-16", "IKU-17", "IKU-18"), "belum tersedia"),
}  # fmt: skip
"""Of ten indicators of the head of region one below, two equal, three above, four without a figure."""


def released(code: str, year: int, score: str, grade: str) -> Release:
    """A year's result is recorded in a region, and released by its steward."""
    with in_region(code):
        steward = cast.TOMO if code == "13.02" else cast.DEWI
        if not PolicyVersion.objects.exists():
            adopt(
                rules=PRESETS["standar"].rules,
                effective_from=date(2020, 1, 1),
                note="",
                by=account(steward),
                at=AT,
            )
        _graded(year, score, grade, steward)
        return release(year=year, by=account(steward), at=AT)


def _graded(year: int, score: str, grade: str, steward: cast.Person = cast.DEWI) -> None:
    source = "LHE KemenPAN-RB"
    record_result(
        year=year, grade=grade, score=Decimal(score), source_note=source, by=account(steward), at=AT
    )


@remembered
def a_whole_year() -> None:
    """2026 in Kabupaten Malang, so that no two figures which it may release are the same.

    Six mandates: three in force in time, two late, one open. Ten indicators of the head of region.
    Every programme reported, 60 of 157,65 billion rupiah spent.
    """
    cascade.ready_for_agreements(agreements.ceremony_rules("individual"))
    _eight_more_indicators()
    for person, state, at in (
        (cast.RATNA, AgreementState.IN_FORCE, IN_TIME),
        (cast.BIMA, AgreementState.IN_FORCE, IN_TIME),
        (cast.SARI, AgreementState.IN_FORCE, IN_TIME),
        (cast.WULAN, AgreementState.IN_FORCE, TOO_LATE),
        (cast.YUSUF, AgreementState.IN_FORCE, TOO_LATE),
        (cast.RINA, AgreementState.SUBMITTED, IN_TIME),
    ):
        made = agreements.drafted(person, at=IN_TIME)
        agreements.walked(made, person, state, at=at)
    periods = make_periods(year=YEAR, by=account(cast.DEWI), at=AT)
    for agreement in agreements_in_force(periods[0].due_on, year=YEAR):
        person = next(p for p in cast.MALANG if p.position == agreement.receiver.position.code)
        given = measurement.Given(agreement, person, {p.number: p for p in periods})
        if person == cast.RATNA:
            measurement.measured(given, MeasurementState.APPROVED, figures=REACHED)
        else:
            _spent(given, {"1.02.02": Decimal(60_000_000_000)})
    _graded(YEAR, "65.25", "B")


def _eight_more_indicators() -> None:
    agus, node = account(cast.AGUS), Indicator.objects.get(code="IKU-01").node
    for number in range(11, 19):
        entered = IndicatorInput(f"IKU-{number}", f"Indeks ke-{number}", "indeks")
        indicator = add_indicator(node=node, entered=entered, by=agus, at=IN_TIME)
        row = TargetInput(indicator, YEAR, low=Decimal(50))
        set_targets(rows=[row], by=agus, at=IN_TIME)


def _spent(given: measurement.Given, amounts: dict[str, Decimal]) -> None:
    period = given.periods[1]
    lines = given.agreement.budget_lines.select_related("programme")
    report_budget(
        agreement=given.agreement,
        period=period,
        spendings=[
            Spending(line.programme_id, amounts.get(line.programme.code, Decimal(0)))
            for line in lines
        ],
        by=account(given.person),
        at=measurement.moment(period),
    )
