import json

import pytest

from core.accounts.models import Role
from core.audit.models import Event
from core.errors import Invalid, NotAllowed, NotNow
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.give_account import give_account
from tenants.organization.inputs import OfficialInput
from tests import cast
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture
def nala(malang):
    return add_official(entered=OfficialInput("Nala"), by=account(cast.DEWI), at=AT)


def give(official, username="nala", roles=(Role.OFFICIAL,), by=cast.DEWI):
    return give_account(
        official=official, username=username, roles=list(roles), by=account(by), at=AT
    )


def test_the_one_time_password_opens_the_account_and_must_be_changed(nala):
    new = give(nala)
    assert new.user.check_password(new.password)
    assert new.user.must_change_password
    nala.refresh_from_db()
    assert nala.user == new.user


def test_the_password_is_not_in_the_trail(nala):
    new = give(nala)
    trail = json.dumps(list(Event.objects.values("sentence", "data")))
    assert "nala" in trail
    assert new.password not in trail


def test_nobody_gets_two_accounts(nala):
    give(nala)
    with pytest.raises(NotNow):
        give(nala, username="nala2")


@pytest.mark.parametrize("username", ["", "ab", "Nala", "na la", "dewi", "a" * 65])
def test_a_wrong_or_taken_name_is_refused(nala, username):
    account(cast.DEWI)
    with pytest.raises(Invalid) as refused:
        give(nala, username=username)
    assert refused.value.field == "username"


@pytest.mark.parametrize("roles", [[], [Role.OPERATOR], [Role.OFFICIAL, Role.EVALUATOR]])
def test_roles_outside_the_region_are_refused(nala, roles):
    with pytest.raises(Invalid) as refused:
        give(nala, roles=roles)
    assert refused.value.field == "roles"


def test_a_planner_gives_no_accounts(nala):
    with pytest.raises(NotAllowed):
        give(nala, by=cast.AGUS)
