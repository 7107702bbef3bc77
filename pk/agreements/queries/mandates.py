"""Questions about agreements, named after their answers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from core.accounts.models import User
from core.days import day_of
from pk.agreements.models import EVER_IN_FORCE, Agreement, AgreementState
from tenants.organization.models import Appointment
from tenants.organization.queries import directory as organization
from tenants.registry.context import current_region


@dataclass(frozen=True, slots=True)
class SigningProgress:
    """How far a year's signing is. Each mandate counts once, whatever was amended later.

    `signed` = `on_time` + those that came into force late; `late` counts these and the mandates
    that still stand open after their last day.
    """

    total: int
    signed: int
    on_time: int
    late: int

    @property
    def open(self) -> int:
        """Mandates that are not signed yet."""
        return self.total - self.signed


def _end_of(day: date) -> datetime:
    zone = ZoneInfo(current_region().time_zone)
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def in_force(on: date, *, year: int) -> QuerySet[Agreement]:
    """The last valid agreement of each mandate of `year`, as known at the end of the day `on`.

    An agreement stops counting when its amendment comes into force, not when next year's agreement
    supersedes it: the performance of a year is reported in the year after.
    """
    end = _end_of(on)
    replaced = Agreement.objects.filter(amends=OuterRef("id"), in_force_at__lt=end)
    return in_protocol_order(
        Agreement.objects.filter(year=year, state__in=EVER_IN_FORCE, in_force_at__lt=end).filter(
            ~Exists(replaced)
        )
    )


def current_agreement(appointment: Appointment, year: int) -> Agreement | None:
    """The newest version of this official's agreement for `year`, whatever its state."""
    return Agreement.objects.filter(receiver=appointment, year=year).order_by("-version").first()


def mandate_in_force(appointment: Appointment, year: int) -> Agreement | None:
    """The agreement in force for this position and year, whoever held the position."""
    return Agreement.objects.filter(
        receiver__position_id=appointment.position_id, year=year, state=AgreementState.IN_FORCE
    ).first()


def awaiting_signature_of(user: User, *, on: date | None = None) -> QuerySet[Agreement]:
    """The agreements whose next signature is this account's, in protocol order."""
    day = on or day_of(timezone.now())
    held = Appointment.objects.serving(on=day).filter(official__user=user)
    as_receiver = Q(state=AgreementState.APPROVED, receiver__in=held)
    as_giver = Q(state=AgreementState.RECEIVER_SIGNED, giver__in=held)
    return in_protocol_order(Agreement.objects.filter(as_receiver | as_giver))


def in_protocol_order(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """By the receiver's level, then unit and position as the region's protocol has them."""
    rows = agreements.select_related("receiver__position__unit", "receiver__official")
    return organization.in_protocol_order(rows, "receiver__position__")


def awaiting_decision_of(user: User, *, on: date | None = None) -> QuerySet[Agreement]:
    """What was submitted to this account as giver, or by the head of region to himself."""
    day = on or day_of(timezone.now())
    held = Appointment.objects.serving(on=day).filter(official__user=user)
    given = Q(giver__in=held)
    sole = Q(giver__isnull=True, receiver__in=held)
    return in_protocol_order(Agreement.objects.filter(given | sole, state=AgreementState.SUBMITTED))


def mandates(year: int, on: date) -> QuerySet[Agreement]:
    """First versions of `year`: one row per mandate. A draft whose official has left, unsigned, is no mandate."""
    return Agreement.objects.filter(year=year, amends__isnull=True).filter(
        Q(in_force_at__isnull=False) | Q(receiver__in=Appointment.objects.serving(on=on))
    )


def signing_progress(year: int, *, on: date) -> SigningProgress:
    """How many of the year's mandates are signed, on time and late, as of a day."""
    zone = ZoneInfo(current_region().time_zone)
    counted = mandates(year, on).annotate(signed_on=TruncDate("in_force_at", tzinfo=zone))
    signed = counted.filter(signed_on__lte=on)
    signed_late = signed.filter(signed_on__gt=F("due_on"))
    open_ = counted.filter(Q(signed_on__isnull=True) | Q(signed_on__gt=on))
    number_signed, number_late = signed.count(), signed_late.count()
    return SigningProgress(
        total=counted.count(),
        signed=number_signed,
        on_time=number_signed - number_late,
        late=number_late + open_.filter(due_on__lt=on).count(),
    )


def late_on(day: date, *, year: int) -> QuerySet[Agreement]:
    """Agreements that are not in force although their last day has passed."""
    return in_protocol_order(
        Agreement.objects.filter(year=year, due_on__lt=day)
        .exclude(state__in=EVER_IN_FORCE)
        .filter(receiver__in=Appointment.objects.serving(on=day))
    )


def years() -> list[int]:
    """The years for which there are agreements, newest first."""
    return list(Agreement.objects.order_by("-year").values_list("year", flat=True).distinct())


def previous_year_of(agreement: Agreement) -> Agreement | None:
    """The last valid agreement of the same position in the year before."""
    return (
        Agreement.objects.filter(
            receiver__position_id=agreement.receiver.position_id,
            year=agreement.year - 1,
            state__in=EVER_IN_FORCE,
        )
        .order_by("-in_force_at")
        .first()
    )


def positions_with_agreement(year: int) -> frozenset[UUID]:
    """The positions whose holders have an agreement for `year`, in whatever state."""
    return frozenset(
        Agreement.objects.filter(year=year).values_list("receiver__position_id", flat=True)
    )


def subordinates_of(
    user: User, day: date, *, year: int
) -> list[tuple[Appointment, Agreement | None]]:
    """Who holds a position directly below this account's, each with his newest agreement of `year`."""
    mine = organization.appointments_on(day).filter(official__user=user)
    below = organization.in_protocol_order(
        organization.appointments_on(day).filter(
            position__superior__in=mine.values("position"), position__is_active=True
        ),
        "position__",
    )
    newest = {
        agreement.receiver_id: agreement
        for agreement in Agreement.objects.filter(year=year, receiver__in=list(below)).order_by(
            "version"
        )
    }
    return [(appointment, newest.get(appointment.id)) for appointment in below]


def cascade_deadline_of(user: User, day: date) -> date | None:
    """By when this account's own subordinates must have signed, if a deadline runs."""
    return (
        Agreement.objects.filter(
            receiver__official__user=user, year=day.year, cascade_due_on__isnull=False
        )
        .order_by("-version")
        .values_list("cascade_due_on", flat=True)
        .first()
    )
