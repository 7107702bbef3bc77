"""A region with a policy."""

from __future__ import annotations

from datetime import date, datetime

from tenants.policy.actions.adopt import adopt
from tenants.policy.models import PolicyVersion
from tenants.policy.presets import PRESETS
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given.organization import AT, account


def adopted(
    rules: RegionPolicy | None = None,
    *,
    preset: str = "standar",
    effective_from: date = date(2020, 1, 1),
    at: datetime = AT,
) -> PolicyVersion:
    """A version adopted by Dewi: these rules, or those of a preset."""
    return adopt(
        rules=rules or PRESETS[preset].rules,
        effective_from=effective_from,
        note="",
        by=account(cast.DEWI),
        at=at,
    )
