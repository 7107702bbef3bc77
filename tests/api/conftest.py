"""One agreement with a measurement, released figures of two regions, and a way to ask with a token."""

import pytest
from django.test import Client
from django.utils import timezone

from core.api.actions.create_token import create_token
from pk.evaluation.models import SheetState
from pk.measurement.models import MeasurementState
from reporting.comparison.models import EvaluatorScope
from tests import cast, regions
from tests.given import evaluation, measurement, releases
from tests.given.organization import account


@pytest.fixture
def year(malang):
    """Dr. Sari's agreement of 2026 in force, its first quarter approved, her unit evaluated."""
    given = measurement.in_force(cast.SARI)
    measurement.measured(given, MeasurementState.APPROVED)
    evaluation.sheet_at(SheetState.SUBMITTED, given=given)
    return given


@pytest.fixture
def figures(db):
    """What Malang and Solok released; Eka compares East Java."""
    releases.released("35.07", 2025, "65", "B")
    releases.released("13.02", 2025, "72", "BB")
    with regions.inside("konsol"):
        EvaluatorScope.objects.create(user=account(cast.EKA), province_code="35")


@pytest.fixture
def ask(db):
    """`ask(SARI)` is a program with her token on the host of her region; `ask(None)` has none."""

    def program(person, host: str = "kab-malang") -> Client:
        client = Client(headers={"host": f"{host}.localhost"})
        if person is not None:
            home = next(at for at, persons in cast.HOSTS.items() if person in persons)
            with regions.inside("konsol" if home == "evaluasi" else home):
                account(person)  # evaluators' accounts are made by operators
            with regions.inside(home):
                made = create_token(name="uji", days=30, by=account(person), at=timezone.now())
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {made.key}"
        return client

    return program
