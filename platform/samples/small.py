"""Building the small sample regions: the same acts as for the large ones, and far fewer of them.

1. A region that a broken run left half done is removed.
2. It is opened by an operator, from a spare schema where there is one.
3. Its steward loads a workbook of units and officials, its planner enters a small cascade.
4. Agreements of this year are drafted and wait; some heads of region sign theirs, or last year's.
5. Of what was signed the newest period is reported; two years' grades are recorded, and all is released.
6. The operators' trail says that the region is complete: what says so is never built again.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from core.accounts.models import Role, User
from core.audit.models import Event
from core.audit.trail import record
from pk.agreements.actions.draft import draft
from pk.agreements.actions.submit import submit
from pk.agreements.queries import mandates as agreements
from realms import schemas
from realms.context import OPERATOR, in_realm
from realms.owner import as_owner
from samples import build, country, organization, people, results, verdicts, year
from samples.country import SmallRegion
from tenants.organization.queries import directory as organizations
from tenants.policy.queries import versions as policy
from tenants.registry.context import in_region
from tenants.registry.models import Region
from tenants.registry.tenant import Tenant

logger = logging.getLogger(__name__)

FINISHED = "demo.small_finished"
PATIENCE = 3
"""So many failures in a row mean that something else is wrong than one region."""
SPARES = 2
"""One for each process that builds."""


def build_all(codes: Iterable[str], now: datetime) -> Iterable[str]:
    """Build the regions of these codes one after another; gives each code when it is complete.

    One that fails is left to the next run, and does not stop the others unless several in a row do.
    """
    with in_realm(OPERATOR):
        operator = User.objects.get(username="operator")
    failures = 0
    for code in codes:
        try:
            build_one(country.region(code, now.year), operator, now)
        except Exception:
            logger.exception("small sample region %s could not be built", code)
            failures += 1
            if failures == PATIENCE:
                raise
        else:
            failures = 0
            yield code


def build_one(region: SmallRegion, operator: User, now: datetime) -> None:
    """Open one region and walk it to its releases."""
    with in_realm(OPERATOR):
        broken = Region.objects.filter(code=region.code).exists()
    if broken:  # 1
        build.clear_away(region.code)
    schemas.stock(SPARES)
    with as_owner():  # 2
        row = build.open_sample(region, by=operator)
    with in_region(Tenant.of(row)) as tenant:
        _walk(region, tenant, now)
    with in_realm(OPERATOR), transaction.atomic():  # 6
        sentence = f"menyelesaikan data contoh {tenant.name}"
        record(FINISHED, row, by=None, at=now, sentence=sentence)


def finished() -> list[str]:
    """The codes of the small regions that are complete."""
    with in_realm(OPERATOR):
        done = Event.objects.filter(action=FINISHED).values("object_id")
        found = Region.objects.filter(id__in=done, is_sample=True)
        return list(found.order_by("code").values_list("code", flat=True))


def missing(wanted: Collection[str]) -> list[str]:
    """Those of `wanted` that are still to be built: absent, or left half done by a broken run.

    What an operator opened under one of these codes is theirs, and stays as it is.
    """
    with in_realm(OPERATOR):
        rows = list(Region.objects.filter(code__in=wanted))
    ours = {
        row.code
        for row in rows
        if row.is_sample
        and row.opened_at
        and row.opened_at == country.region(row.code, row.opened_at.year + 2).opened_at
    }
    kept = {row.code for row in rows} - ours
    done = set(finished())
    return [code for code in wanted if code not in kept and code not in done]


def _walk(region: SmallRegion, tenant: Tenant, now: datetime) -> None:
    opened_at = region.opened_at
    steward = people.settle_alike(User.objects.get(username="pengelola"))
    planner = people.add_alike("perencana", name="Perencana Contoh", roles=[Role.PLANNER])
    office = organization.load(region, tenant, by=steward, at=opened_at)  # 3
    build.enter_plans(region, office, planner, opened_at, now.year)
    for performance_year in region.years(now.year):  # 4
        walk = year.Walk(region, tenant, office, steward, performance_year, now)
        if walk.moment(walk.ceremony_on, 17) <= now:
            _walk_one_year(walk)
    verdicts.record_and_release(walk)  # 5


def _walk_one_year(walk: year.Walk) -> None:
    year.ratify(walk)
    is_current = walk.year != walk.region.first_year
    if not is_current or country.signs(walk.region.code, "this"):
        agreement = year.approve_head_alone(walk)
        if agreement is not None:
            results.measure_once(walk, agreement)
    if is_current:
        _draft(walk)


def _draft(walk: year.Walk) -> None:
    """Agreements nobody has approved: submitted by those who have an account, otherwise drafts."""
    day = walk.ceremony_on + timedelta(days=1)
    levels = policy.policy_on(day).rules.signing.receivers
    drafted = agreements.positions_with_agreement(walk.year)
    waiting = [a for a in organizations.receivers(levels, day) if a.position_id not in drafted]
    for receiver in waiting[: country.drafts(walk.region.code, walk.year)]:
        agreement = draft(receiver=receiver, year=walk.year, by=walk.steward, at=walk.moment(day))
        if receiver.official.user is not None:
            by, at = receiver.official.user, walk.moment(day, 10)
            submit(agreement=agreement, by=by, at=at)
