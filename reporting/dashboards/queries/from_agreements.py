"""Agreements that wait for their receiver, their giver, or the steward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from core.accounts.models import Role, User
from pk.agreements.models import CHANGEABLE, Agreement, AgreementState, Ceremony
from pk.agreements.queries import mandates
from reporting.dashboards.queries.waiting import Waiting
from tenants.organization.models import Appointment
from tenants.organization.queries import directory as organization
from tenants.policy.queries import versions as policy

MANY = 5
"""More lines of one kind than this are one line with a number."""


def waiting_for(user: User, on: date) -> Iterator[Waiting]:
    """Drafts to submit, drafts to decide on, documents to sign; for the steward the whole year."""
    yield from _drafts(user, on)
    decide = list(mandates.awaiting_decision_of(user, on=on))
    yield from _lines(
        decide,
        "Setujui atau kembalikan rancangan",
        "rancangan menunggu keputusan Anda",
        many="index",
    )
    yield from _signatures(user, on)
    if user.has_role(Role.STEWARD):
        yield from _of_the_steward(on)


def _drafts(user: User, on: date) -> Iterator[Waiting]:
    rows = Agreement.objects.filter(
        receiver__in=Appointment.objects.serving(on=on).filter(official__user=user),
        state__in=CHANGEABLE,
    )
    for row in rows.order_by("due_on"):
        returned = row.state == AgreementState.RETURNED
        label = (
            "Perbaiki rancangan yang dikembalikan" if returned else "Periksa dan ajukan rancangan"
        )
        note = f"{_title(row)}: {row.return_reason}" if returned else _title(row)
        yield Waiting(label, note, _href(row), row.due_on)


def _signatures(user: User, on: date) -> Iterator[Waiting]:
    rows = list(mandates.awaiting_signature_of(user, on=on))
    own = [row for row in rows if row.state == AgreementState.APPROVED]
    as_giver = [row for row in rows if row.state == AgreementState.RECEIVER_SIGNED]
    yield from _lines(
        own, "Tanda tangani sebagai penerima amanah", "perjanjian menunggu Anda", one="check"
    )
    yield from _lines(
        as_giver,
        "Tanda tangani sebagai pemberi amanah",
        "perjanjian sudah ditandatangani penerimanya",
        one="check",
    )


def _of_the_steward(on: date) -> Iterator[Waiting]:
    for ceremony in Ceremony.objects.filter(year=on.year).exclude(state=Ceremony.State.CLOSED):
        verb = "Pimpin" if ceremony.state == Ceremony.State.OPEN else "Siapkan"
        yield Waiting(
            f"{verb} penandatanganan",
            ceremony.title,
            reverse("agreements:ceremony", args=[ceremony.id]),
            ceremony.held_on,
        )
    late = [row.due_on for row in mandates.late_on(on, year=on.year)]
    if late:
        yield Waiting(
            f"{len(late)} perjanjian lewat batas tanda tangan",
            "Ingatkan penerima dan pemberi amanah",
            reverse("agreements:index"),
            min(day for day in late if day),
        )
    version = policy.version_on(on)
    if version is None:
        return
    levels = policy.policy_on(on).rules.signing.receivers
    have = mandates.positions_with_agreement(on.year)
    without = [a for a in organization.receivers(levels, on) if a.position_id not in have]
    if without:
        yield Waiting(
            f"Susun rancangan untuk {len(without)} penerima amanah",
            f"Belum punya perjanjian {on.year}",
            reverse("agreements:draft_all"),
        )


def _lines(
    rows: list[Agreement],
    label: str,
    counted: str,
    *,
    one: str = "detail",
    many: str = "sign_waiting",
) -> Iterator[Waiting]:
    if len(rows) > MANY:
        earliest = min((row.due_on for row in rows if row.due_on), default=None)
        href = reverse(f"agreements:{many}")
        yield Waiting(label, f"{len(rows)} {counted}", href, earliest)
        return
    for row in rows:
        note = f"{_title(row)}, {row.receiver_name}"
        yield Waiting(label, note, _href(row, one), row.due_on)


def _title(row: Agreement) -> str:
    return f"Perjanjian Kinerja {row.year} {row.receiver_title}"


def _href(row: Agreement, page: str = "detail") -> str:
    return reverse(f"agreements:{page}", args=[row.id])
