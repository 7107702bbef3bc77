import pytest
from django.utils import timezone

from core.accounts.models import Role, User
from core.audit import trail
from core.audit.models import Event
from core.errors import Invalid, NotAllowed, NotNow
from realms import schemas
from realms.owner import as_owner
from tenants.policy.models import PolicyVersion
from tenants.registry.actions import open as opening_act
from tenants.registry.actions.issue_password import issue_password
from tenants.registry.actions.open import Opening, open_region
from tenants.registry.context import in_region
from tenants.registry.models import Domain, Region, RegionState

NOW = timezone.now()


def opening(**changes):
    values = {
        "code": "35.73",
        "slug": "kota-malang",
        "steward_username": "pengelola",
        "steward_name": "Putri Ayu",
    }
    return Opening(**(values | changes))


@pytest.fixture
def oki(people, public):
    return people.oki


def opened(oki, **changes):
    with as_owner():
        return open_region(opening=opening(**changes), by=oki, at=NOW)


def test_an_open_region_is_in_service_at_its_address(oki):
    region = opened(oki)
    assert (region.name, region.state, region.schema_name) == (
        "Kota Malang",
        RegionState.ACTIVE,
        "r3573",
    )
    assert Domain.objects.get(tenant=region).domain == "kota-malang.localhost"
    assert schemas.exists("r3573")


def test_its_first_steward_has_no_password_until_one_is_issued(oki):
    opened(oki)
    with in_region("35.73"):
        steward = User.objects.get()
        assert (steward.username, steward.roles) == ("pengelola", [Role.STEWARD])
        assert steward.must_change_password
        assert not steward.has_usable_password()
        password = issue_password(username="pengelola", by=oki, at=NOW)
        steward.refresh_from_db()
        assert steward.check_password(password)


def test_a_password_is_not_issued_once_the_steward_has_their_own(oki):
    opened(oki)
    with in_region("35.73"):
        User.objects.update(must_change_password=False)
        with pytest.raises(NotNow, match="kata sandi sendiri"):
            issue_password(username="pengelola", by=oki, at=NOW)


def test_both_trails_say_who_opened_it(oki):
    region = opened(oki)
    event = trail.timeline(region).get()
    assert event.sentence == "membuka Kota Malang (35.73) di alamat kota-malang"
    assert event.actor_name == "Oki Saputra"
    with in_region("35.73"):
        first = Event.objects.get(number=1)
        assert (first.action, first.sentence) == ("region.opened", event.sentence)
        assert trail.first_broken_link() is None


def test_the_policy_of_the_preset_is_in_force(oki):
    opened(oki)
    with in_region("35.73"):
        assert PolicyVersion.objects.get().effective_from.month == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"code": "31.71"}, "code", "wilayah administrasi"),
        ({"code": "99.01"}, "code", "tidak ada dalam daftar"),
        ({"slug": "konsol"}, "slug", "dipakai oleh platform"),
        ({"slug": "kab-malang"}, "slug", "sudah dipakai oleh Kabupaten Malang"),
        ({"slug": "Kota Malang"}, "slug", "huruf kecil"),
        ({"steward_username": "p"}, "steward_username", "3 sampai 64"),
        ({"steward_username": "per gunä"}, "steward_username", "tanpa aksen"),
        ({"steward_name": "  "}, "steward_name", "Isi nama"),
        ({"preset": "tidak-ada"}, "preset", "kebijakan awal"),
    ],
)
def test_a_bad_order_is_refused_at_its_field(oki, changes, field, sentence):
    with pytest.raises(Invalid, match=sentence) as refusal:
        opened(oki, **changes)
    assert refusal.value.field == field
    assert Region.objects.count() == 2


def test_a_region_is_not_opened_twice(oki):
    opened(oki)
    with pytest.raises(NotNow, match="Kota Malang sudah dibuka sejak .* di alamat kota-malang"):
        opened(oki, slug="malang-kota")


def test_nobody_but_an_operator_may(people, public):
    with pytest.raises(NotAllowed):
        opened(people.eka)


@pytest.mark.parametrize("step", ["_register", "_first_steward", "_adopt_preset"])
def test_a_failure_halfway_leaves_nothing_behind(oki, monkeypatch, step):
    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening_act, step, fail)
    with pytest.raises(OSError):
        opened(oki)
    assert not schemas.exists("r3573")
    assert Region.objects.count() == Domain.objects.count() == 2
    assert Event.objects.count() == 0
