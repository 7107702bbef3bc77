"""One agreement with a measurement, released figures of two regions, and a way to ask with a token."""

import pytest
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from core.api.actions.create_token import create_token
from pk.evaluation.models import SheetState
from pk.measurement.models import State
from reporting.comparison.models import EvaluatorScope
from tests import cast, regions
from tests.given import evaluation, measurement, releases


@pytest.fixture
def year(malang):
    """Dr. Sari's agreement of 2026 in force, its first quarter approved, her unit evaluated."""
    given = measurement.in_force(cast.SARI)
    measurement.measured(given, State.APPROVED)
    evaluation.sheet_at(SheetState.SUBMITTED, given=given)
    return given


@pytest.fixture
def figures(db):
    """What Malang and Solok released; Eka compares East Java."""
    releases.released("35.07", 2025, sakip=(65, "B"), below=3)
    releases.released("13.02", 2025, sakip=(72, "BB"))
    with regions.inside("konsol"):
        EvaluatorScope.objects.create(user=account(cast.EKA), province_code="35")


def account(person: cast.Person) -> User:
    """The account of a member of the cast in the schema in force."""
    user = User.objects.filter(username=person.username).first()
    return user or User.objects.create_user(
        person.username, cast.PASSWORD, name=person.name, roles=list(person.roles)
    )


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
