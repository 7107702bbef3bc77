"""Release the results of a year: what leaves the region, who may let it, and what happens twice."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.audit.models import Event
from core.errors import NotAllowed, NotNow
from pk.evaluation.actions.record_result import record_result
from reporting.publishing.actions.release import release
from reporting.publishing.actions.withdraw import withdraw
from reporting.publishing.models import Release
from reporting.publishing.queries import releases
from tests import cast
from tests.given import policy
from tests.given.organization import account

AT = datetime(2026, 2, 10, 3, tzinfo=UTC)


@pytest.fixture
def dewi(malang, people):
    """The steward of a region that knows its grade of 2025."""
    policy.adopted()
    _graded(2025, "B", "65.25")
    return account(cast.DEWI)


def _graded(year, grade, score):
    record_result(
        year=year,
        grade=grade,
        score=Decimal(score),
        source_note="LHE KemenPAN-RB",
        by=account(cast.DEWI),
        at=AT,
    )


def test_the_steward_releases_the_figures_of_a_year(dewi):
    made = release(year=2025, by=dewi, at=AT)
    figure = made.figures.get(measure="sakip")
    assert (figure.region_code, figure.value, figure.label) == ("35.07", Decimal("65.2500"), "B")
    assert made.is_current
    assert Event.objects.get(action="results.released").actor_name == cast.DEWI.name


def test_mean_achievement_is_never_released(dewi):
    made = release(year=2025, by=dewi, at=AT)
    assert {figure.measure for figure in made.figures.all()} == {"sakip"}


def test_releasing_the_same_figures_again_changes_nothing(dewi):
    first = release(year=2025, by=dewi, at=AT)
    assert release(year=2025, by=dewi, at=AT) == first
    assert Release.objects.count() == 1


def test_a_release_after_a_withdrawal_gets_the_next_version(dewi):
    release(year=2025, by=dewi, at=AT)
    withdraw(year=2025, reason="Angka diperbaiki", by=dewi, at=AT)
    assert releases.current_release("35.07", 2025) is None
    assert release(year=2025, by=dewi, at=AT).version == 2


def test_a_year_without_any_figure_is_not_released(dewi):
    with pytest.raises(NotNow, match="2019"):
        release(year=2019, by=dewi, at=AT)


@pytest.mark.parametrize("person", [p for p in cast.MALANG if p != cast.DEWI], ids=str)
def test_nobody_but_the_steward_releases(dewi, person):
    with pytest.raises(NotAllowed):
        release(year=2025, by=account(person), at=AT)
    assert not Release.objects.exists()
