"""What a new policy would change for the agreements of its year. Shown before it is adopted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from pk.agreements.models import SEALED, UNSEALED, Agreement
from pk.agreements.queries import mandates
from pk.agreements.queries.deadlines import deadlines_of
from tenants.organization.queries import directory as organization
from tenants.policy.ports import Effect
from tenants.policy.queries import versions as policies
from tenants.policy.schema import RegionPolicy


def of_policy(rules: RegionPolicy, effective_from: date) -> list[Effect]:
    """The effects of `rules` on the year in which they come into force, as of today or later."""
    year, day = effective_from.year, max(effective_from, timezone.localdate())
    return [*_on_drafts(rules, year, day), *_on_receivers(rules, year, day), *_on_sealed(year)]


def _on_drafts(rules: RegionPolicy, year: int, day: date) -> Iterator[Effect]:
    """Deadlines and clauses are copied into a draft; they change when it is refreshed."""
    drafts = Agreement.objects.filter(year=year, state__in=UNSEALED).select_related(
        "receiver__position__unit", "giver__position"
    )
    late = timely = other_clauses = 0
    last_days = deadlines_of(year, rules)
    for draft in drafts:
        due_on = last_days.due_date(draft.receiver, draft.giver)
        was, now = _is_late(draft.due_on, day), _is_late(due_on, day)
        late += now and not was
        timely += was and not now
        before = RegionPolicy.model_validate(draft.policy.values)
        other_clauses += before.clauses != rules.clauses
    again = "bila rancangannya diperbarui"
    if late:
        yield Effect(f"{late} perjanjian menjadi terlambat {again}.", "warn")
    if timely:
        yield Effect(f"{timely} perjanjian tidak lagi terlambat {again}.")
    if other_clauses:
        yield Effect(f"{other_clauses} rancangan memuat klausul yang lain {again}.")


def _on_receivers(rules: RegionPolicy, year: int, day: date) -> Iterator[Effect]:
    """Who becomes a receiver, and who no longer is one."""
    version = policies.version_on(day)
    if version is None:
        return
    levels = RegionPolicy.model_validate(version.values).signing.receivers
    before = {a.position_id for a in organization.receivers(levels, day)}
    after = {a.position_id for a in organization.receivers(rules.signing.receivers, day)}
    missing = (after - before) - mandates.positions_with_agreement(year)
    if missing:
        said = f"{len(missing)} pejabat menjadi penerima amanah dan belum mempunyai perjanjian."
        yield Effect(said, "warn")
    if before - after:
        yield Effect(f"{len(before - after)} pejabat tidak lagi menjadi penerima amanah.", "warn")


def _on_sealed(year: int) -> Iterator[Effect]:
    """What was approved or signed stays under the policy of its day."""
    count = Agreement.objects.filter(year=year, state__in=SEALED).count()
    if count:
        yield Effect(f"{count} perjanjian yang sudah disetujui atau ditandatangani tidak berubah.")


def _is_late(due_on: date | None, day: date) -> bool:
    return due_on is not None and due_on < day
