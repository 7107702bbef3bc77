"""The board of a ceremony: every receiver as a card in protocol order, by word and shape, never by colour alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pk.agreements.models import AgreementState, Ceremony, Seat

WORDS = {
    AgreementState.DRAFT: ("Menyiapkan naskah", "neutral"),
    AgreementState.RETURNED: ("Menyiapkan naskah", "neutral"),
    AgreementState.SUBMITTED: ("Menunggu persetujuan", "neutral"),
    AgreementState.APPROVED: ("Menunggu penerima", "warn"),
    AgreementState.RECEIVER_SIGNED: ("Menunggu pemberi amanah", "info"),
    AgreementState.IN_FORCE: ("Berlaku", "good"),
    AgreementState.SUPERSEDED: ("Berlaku", "good"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One receiver."""

    seat_id: UUID
    agreement_id: UUID
    order: int
    name: str
    title: str
    unit: str
    on_stage: bool
    present_at: datetime | None
    absence_reason: str
    state: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Board:
    """All cards and the sums above them."""

    cards: list[Card]
    total: int
    present: int
    receiver_signed: int
    in_force: int

    @property
    def is_complete(self) -> bool:
        """Whether every seated agreement is in force: nothing left to watch."""
        return self.total > 0 and self.in_force == self.total


def board_of(ceremony: Ceremony) -> Board:
    """The board as it stands, in one query."""
    seats = (
        Seat.objects.filter(ceremony=ceremony)
        .select_related("agreement__receiver__position__unit")
        .order_by("order")
    )
    cards = [_card(seat) for seat in seats]
    done = (AgreementState.IN_FORCE, AgreementState.SUPERSEDED)
    return Board(
        cards=cards,
        total=len(cards),
        present=sum(card.present_at is not None for card in cards),
        receiver_signed=sum(
            card.state in (*done, AgreementState.RECEIVER_SIGNED) for card in cards
        ),
        in_force=sum(card.state in done for card in cards),
    )


def _card(seat: Seat) -> Card:
    agreement = seat.agreement
    word, tone = WORDS[AgreementState(agreement.state)]
    return Card(
        seat_id=seat.id,
        agreement_id=agreement.id,
        order=seat.order,
        name=agreement.receiver_name,
        title=agreement.receiver_title,
        unit=agreement.receiver.position.unit.name,
        on_stage=seat.on_stage,
        present_at=seat.present_at,
        absence_reason=seat.absence_reason,
        state=agreement.state,
        word=word,
        tone=tone,
    )
