"""Who has a seat in a ceremony, in which order, and who signs on stage."""

from collections.abc import Iterable

from pk.agreements.models import Agreement, AgreementState, Ceremony, Seat
from pk.agreements.queries import mandates
from pk.policies import ceremonies
from tenants.policy.schema import RegionPolicy


def seat_all(ceremony: Ceremony, rules: RegionPolicy) -> int:
    """Seat every receiver of the ceremony's year in protocol order; who has a seat keeps its attendance.

    Answers how many are seated. Raises Invalid when a representative receives nothing.
    """
    guests = list(_guests(ceremony.year, rules))
    if not guests:
        return 0
    codes = [a.receiver.position.code for a in guests]
    mode = ceremonies.ceremony(ceremony.mode)
    on_stage = set(mode.on_stage(codes, rules.signing.representatives))
    seats = {seat.agreement_id: seat for seat in ceremony.seats.all()}
    for order, (agreement, code) in enumerate(zip(guests, codes, strict=True), start=1):
        seat = seats.pop(agreement.id, None) or Seat(ceremony=ceremony, agreement=agreement)
        seat.order, seat.on_stage = order, code in on_stage
        seat.save()
    Seat.objects.filter(id__in=[seat.id for seat in seats.values()]).delete()
    Agreement.objects.filter(id__in=[a.id for a in guests]).update(ceremony=ceremony)
    return len(guests)


def _guests(year: int, rules: RegionPolicy) -> Iterable[Agreement]:
    """The year's first agreements of the region's own receivers, whose signing this ceremony is for."""
    return mandates.in_protocol_order(
        Agreement.objects.filter(
            year=year, amends__isnull=True, receiver__position__level__in=rules.signing.receivers
        ).exclude(state=AgreementState.SUPERSEDED)
    )
