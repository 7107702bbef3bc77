from datetime import date

import pytest

from core.audit.trail import timeline
from core.errors import Invalid, NotAllowed, NotNow
from tenants.policy.actions.adopt import adopt
from tenants.policy.models import PolicyVersion
from tenants.policy.presets import PRESETS
from tenants.policy.queries import versions
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import policy
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


def test_without_a_policy_nothing_is_guessed():
    with pytest.raises(NotNow):
        versions.policy_on(date(2026, 1, 1))


def test_a_version_holds_from_its_day_until_the_next():
    policy.adopted(preset="standar", effective_from=date(2025, 1, 1))
    policy.adopted(preset="massal-sosialisasi", effective_from=date(2026, 1, 1))
    assert versions.policy_on(date(2025, 12, 31)).version.number == 1
    assert versions.policy_on(date(2026, 1, 1)).rules.signing.ceremony == "mass"
    with pytest.raises(NotNow):
        versions.policy_on(date(2024, 12, 31))


def test_a_mistake_is_mended_by_adopting_again_for_the_same_day():
    policy.adopted(preset="standar", effective_from=date(2026, 1, 1))
    policy.adopted(preset="massal-sosialisasi", effective_from=date(2026, 1, 1))
    assert versions.policy_on(date(2026, 1, 1)).version.number == 2


def test_the_same_again_is_refused():
    policy.adopted()
    with pytest.raises(Invalid):
        policy.adopted(effective_from=date(2026, 1, 1))
    assert PolicyVersion.objects.count() == 1


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.AGUS, cast.WULAN])
def test_only_the_steward_adopts(person):
    with pytest.raises(NotAllowed):
        adopt(
            rules=RegionPolicy(),
            effective_from=date(2026, 1, 1),
            note="",
            by=account(person),
            at=AT,
        )


def test_the_adoption_is_told():
    version = policy.adopted()
    event = timeline(version).get()
    assert event.sentence == "menetapkan kebijakan versi 1, berlaku mulai 01-01-2020"


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_survives_being_stored(name):
    policy.adopted(preset=name)
    assert versions.policy_on(date(2026, 1, 1)).rules == PRESETS[name].rules


def test_presets_differ_from_each_other():
    said = [preset.rules.model_dump_json() for preset in PRESETS.values()]
    assert len(set(said)) == len(said) == 6
