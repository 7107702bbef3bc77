"""Who signs for a region is what its policy names."""

import pytest

from config import wiring
from core.signing.adapters.local import LocalProvider
from core.signing.service import signing_service
from tenants.policy.schema import RegionPolicy

pytestmark = pytest.mark.usefixtures("malang")


def test_a_region_without_a_policy_signs_by_the_default():
    assert isinstance(signing_service().provider, LocalProvider)


def test_the_name_in_the_policy_decides(monkeypatch):
    class Other:
        name = "other"

    named = RegionPolicy().signing.provider
    monkeypatch.setitem(wiring.SIGNING_PROVIDERS, named, f"{__name__}.Other")
    monkeypatch.setattr(wiring, "import_string", {f"{__name__}.Other": Other}.get)
    assert signing_service().provider.name == "other"


def test_every_name_that_a_policy_may_hold_has_its_provider():
    field = type(RegionPolicy().signing).model_fields["provider"]
    assert set(wiring.SIGNING_PROVIDERS) == set(field.annotation.__args__)
