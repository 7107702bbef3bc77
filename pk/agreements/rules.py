"""May this thing now? And: by when? Pure questions about one agreement, with a sentence for each refusal."""

from datetime import date

from core.days import day_of
from core.errors import Invalid, NotNow
from pk.agreements.models import EVER_IN_FORCE, Agreement, AgreementState, Ceremony, PartySide, Seat
from pk.policies import ceremonies


def check_changeable(agreement: Agreement) -> None:
    """Only what is a draft or was returned may be changed."""
    if not agreement.is_changeable:
        raise NotNow("Isi perjanjian tidak dapat diubah lagi setelah diajukan.")


def check_has_content(agreement: Agreement) -> None:
    """Nobody submits an empty promise."""
    if not agreement.commitments.exists():
        raise Invalid("Perjanjian ini belum memuat satu pun indikator.")


def check_amendable(agreement: Agreement) -> None:
    """Only an agreement in force is revised, and only once at a time."""
    if agreement.state != AgreementState.IN_FORCE:
        raise NotNow("Hanya perjanjian yang berlaku dapat diubah dengan perjanjian perubahan.")
    if Agreement.objects.filter(amends=agreement).exists():
        raise NotNow("Perjanjian perubahan untuk perjanjian ini sudah dibuka.")


def is_late(agreement: Agreement, day: date) -> bool:
    """Whether it came into force, or still stands open, after its last day."""
    if agreement.due_on is None:
        return False
    if agreement.in_force_at is not None:
        return day_of(agreement.in_force_at) > agreement.due_on
    return agreement.state not in EVER_IN_FORCE and day > agreement.due_on


def check_ceremony_allows(agreement: Agreement, side: str) -> None:
    """While a ceremony runs, its mode says whose turn it is. Before and after it everyone signs freely.

    Where presence counts, only who was marked present signs; where all sign together, the giver
    waits for every receiver who is present.
    """
    seat = (
        Seat.objects.filter(agreement=agreement, ceremony__state=Ceremony.State.OPEN)
        .select_related("ceremony")
        .first()
    )
    if seat is None:
        return
    mode = ceremonies.ceremony(seat.ceremony.mode)
    if mode.needs_presence and side == PartySide.RECEIVER and seat.present_at is None:
        raise NotNow("Acara sedang berlangsung dan kehadiran Anda belum dicatat oleh panitia.")
    if mode.together and side == PartySide.GIVER and _waits_for_receivers(seat.ceremony):
        raise NotNow("Serentak: pemberi amanah menandatangani setelah semua penerima yang hadir.")


def _waits_for_receivers(ceremony: Ceremony) -> bool:
    return Seat.objects.filter(
        ceremony=ceremony,
        present_at__isnull=False,
        agreement__state=AgreementState.APPROVED,
        agreement__giver__isnull=False,
    ).exists()


def check_not_closed(ceremony: Ceremony) -> None:
    """What is over is not changed any more."""
    if ceremony.state == Ceremony.State.CLOSED:
        raise NotNow("Acara ini sudah selesai.")
