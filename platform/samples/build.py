"""Building one sample region: opened by an operator, then walked through its years by its own people."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.accounts.models import Role, User
from core.audit.models import Event
from core.audit.trail import record
from realms import schemas
from realms.context import OPERATOR, in_realm
from realms.owner import as_owner
from reporting.comparison.models import EvaluatorScope
from reporting.publishing.models import Release
from samples import catalogue, organization, people, plan, results, verdicts, year
from samples.catalogue import SampleRegion
from samples.organization import Office
from tenants.policy.actions.adopt import adopt
from tenants.policy.presets import PRESETS
from tenants.policy.schema import RegionPolicy
from tenants.registry import area_codes
from tenants.registry.actions.open import Opening, open_region
from tenants.registry.archives.writing import media_folder
from tenants.registry.context import in_region
from tenants.registry.models import Region
from tenants.registry.tenant import Tenant

Say = Callable[[str], None]


def public_accounts() -> None:
    """The operator and the evaluators, with their scopes, entered as operators do."""
    with in_realm(OPERATOR):
        for account in people.PUBLIC_ACCOUNTS:
            if User.objects.filter(username=account.username).exists():
                continue
            user = User.objects.create_user(
                account.username, name=account.name, roles=list(account.roles)
            )
            people.settle(user, account.host)
            if account.host == "evaluasi":
                EvaluatorScope.objects.create(user=user, province_code=account.province_code)


def build(code: str, now: datetime, say: Say) -> None:
    """Open a sample region and walk its years; what a broken run left of it is removed first."""
    region = catalogue.region(code)
    with in_realm(OPERATOR):
        operator = User.objects.get(username="operator")
        broken = Region.objects.filter(code=code, is_sample=True).exists()
    if broken:
        clear_away(code)
    with as_owner():
        row = open_sample(region, by=operator)
        Region.objects.filter(id=row.id).update(brand=region.raw["brand"])
    with in_region(code) as tenant:
        _walk(region, tenant, region.opened_at, now, say)
        with transaction.atomic():
            sentence = "menyelesaikan data contoh"
            record(FINISHED, None, by=None, at=now, sentence=sentence)


def open_sample(region: SampleRegion, *, by: User) -> Region:
    """Open a sample region as an operator does, at the address that the code list proposes."""
    opening = Opening(
        code=region.code,
        slug=area_codes.autonomous_area(region.code).slug,
        steward_username="pengelola",
        steward_name="Pengelola Contoh",
        preset=region.raw["preset"],
        is_sample=True,
    )
    return open_region(opening=opening, by=by, at=region.opened_at)


def _walk(
    region: SampleRegion, tenant: Tenant, opened_at: datetime, now: datetime, say: Say
) -> None:
    say("organisasi dan kebijakan")
    steward = User.objects.get(username="pengelola")
    people.settle(steward, tenant.slug)
    planner = User.objects.create_user("perencana", name="Perencana Contoh", roles=[Role.PLANNER])
    people.settle(planner, tenant.slug)
    rules = _rules(region)
    if rules != PRESETS[region.raw["preset"]].rules:
        adopt(
            rules=rules,
            effective_from=date(region.first_year, 1, 1),
            note="Menurut artikel tentang daerah ini",
            by=steward,
            at=opened_at,
        )
    office = organization.enter(region, tenant, by=steward, at=opened_at)
    say("pohon kinerja")
    enter_plans(region, office, planner, opened_at, now.year)
    told = region.raw.get("indicator_year")
    if told:
        walk = year.Walk(region, tenant, office, steward, told["year"], now)
        _walk_as_told(walk, told)
        say(f"tahun {walk.year}: {told['total']} indikator seperti dalam artikel")
    for performance_year in region.years(now.year):
        walk = year.Walk(region, tenant, office, steward, performance_year, now)
        _walk_one_year(walk, say)
    verdicts.record_and_release(walk)
    say("hasil dirilis")


def _walk_one_year(walk: year.Walk, say: Say) -> None:
    """One year, as far as it has come by now. In the current one the weak unit has not signed yet."""
    year.ratify(walk)
    ready = year.draft_and_approve(walk)
    say(f"tahun {walk.year}: {len(ready)} perjanjian disetujui")
    late = set() if walk.is_over else {f"{walk.region.raw['weak_unit']}-KA"}
    year.hold_ceremony(walk, ready, except_for=late)
    say(f"tahun {walk.year}: {len(ready) - len(late)} perjanjian ditandatangani")
    if not walk.is_over:
        year.pass_on(walk)
    results.measure(walk)
    say(f"tahun {walk.year}: capaian dilaporkan")
    if walk.is_over:
        verdicts.judge(walk)
        say(f"tahun {walk.year}: dievaluasi")


def _walk_as_told(walk: year.Walk, told: dict[str, Any]) -> None:
    """A year of which an article only tells how the region's own indicators came out."""
    year.ratify(walk)
    agreement = year.approve_head_alone(walk)
    if agreement is not None:
        results.measure_as_told(walk, agreement, told)


def enter_plans(
    region: SampleRegion, office: Office, planner: User, at: datetime, current: int
) -> None:
    """Each plan with the walked years that it covers; the newest plan has the plain codes."""
    years = set(region.years(current)) | {
        int(region.raw[key]["year"]) for key in ("indicator_year",) if key in region.raw
    }
    plans = sorted(region.raw["plans"], key=lambda found: -found["first"])
    for number, found in enumerate(plans):
        covered = sorted(y for y in years if found["first"] <= y <= found["last"])
        prefix = "" if number == 0 else f"{found['first']}-"
        entering = plan.Planner(region, office, planner, at, covered, _periods(region), prefix)
        entering.enter(found["title"], found["first"], found["last"])


def _rules(region: SampleRegion) -> RegionPolicy:
    """The preset's rules, with the representatives whom the article names."""
    rules = PRESETS[region.raw["preset"]].rules
    on_stage = region.article.get("on_stage")
    if not on_stage:
        return rules
    signing = rules.signing.model_copy(update={"representatives": on_stage})
    return rules.model_copy(update={"signing": signing})


FINISHED = "demo.finished"


def _is_finished(code: str) -> bool:
    with in_region(code):
        return Event.objects.filter(action=FINISHED).exists()


def clear_away(code: str) -> None:
    """Remove what a broken run left of a sample region: schema, releases, files, its row."""
    schema = area_codes.autonomous_area(code).schema
    with as_owner():
        schemas.drop(schema)
        Release.objects.filter(region_code=code).delete()
        Region.objects.filter(code=code, is_sample=True).delete()
    shutil.rmtree(media_folder(schema), ignore_errors=True)


def missing() -> list[str]:
    """The sample regions that are not there yet, the largest first so that both cores end together."""
    with in_realm(OPERATOR):
        opened = set(Region.objects.filter(is_sample=True).values_list("code", flat=True))
    finished = {code for code in opened if _is_finished(code)}
    waiting = [region for region in catalogue.regions() if region.code not in finished]
    return [
        r.code
        for r in sorted(waiting, key=lambda r: -len(r.raw["units"]) - len(r.raw["districts"]))
    ]


def _periods(region: SampleRegion) -> int:
    """How many periods a year has under the region's policy."""
    return 12 if PRESETS[region.raw["preset"]].rules.monitoring.every == "month" else 4
