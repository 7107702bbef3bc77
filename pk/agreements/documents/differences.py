"""What an agreement promises otherwise than last year's, and otherwise than the plan says now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pk.agreements.documents import agreement as documents
from pk.agreements.models import Agreement, Commitment
from pk.agreements.queries import mandates
from pk.cascade.queries import plans as cascade
from pk.policies import values


@dataclass(frozen=True, slots=True)
class AgreementDifference:
    """One indicator whose promise differs; an empty side means that it is not there."""

    indicator: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The difference in words."""
        if not self.before:
            return f"baru, {self.after}"
        if not self.after:
            return f"tidak ada lagi, sebelumnya {self.before}"
        return f"{self.before} menjadi {self.after}"


def from_last_year(agreement: Agreement) -> list[AgreementDifference] | None:
    """Against the last valid agreement of the same position in the year before; None when there was none."""
    before = mandates.previous_year_of(agreement)
    if before is None:
        return None
    return _between(_promised(before.commitments.order_by("order")), _mine(agreement))


def from_amended(agreement: Agreement) -> list[AgreementDifference] | None:
    """Against the version that this one amends; None when it amends nothing."""
    if agreement.amends is None:
        return None
    return _between(_promised(agreement.amends.commitments.order_by("order")), _mine(agreement))


def from_plan(agreement: Agreement) -> list[AgreementDifference]:
    """Against what the performance tree says for the position today."""
    planned = cascade.commitments_for(agreement.receiver.position, agreement.year)
    today = {p.indicator.id: (p.indicator.name, _planned_text(p)) for p in planned}
    return _between(_mine(agreement), today)


def _mine(agreement: Agreement) -> dict[Any, tuple[str, str]]:
    return _promised(agreement.commitments.order_by("order"))


def _promised(commitments: Iterable[Commitment]) -> dict[Any, tuple[str, str]]:
    return {c.indicator_id: (c.indicator_name, documents.target_text(c)) for c in commitments}


def _planned_text(planned: cascade.PlannedCommitment) -> str:
    if planned.target is None:
        return "belum ditetapkan"
    indicator, target = planned.indicator, planned.target
    figure = values.figure_from(indicator.value_kind, target.low, target.high, target.label)
    return figure.with_unit(indicator.unit_of_measure) if figure else ""


def _between(
    before: dict[Any, tuple[str, str]], after: dict[Any, tuple[str, str]]
) -> list[AgreementDifference]:
    found = []
    for key in [*after, *(k for k in before if k not in after)]:
        was, now = before.get(key, ("", "")), after.get(key, ("", ""))
        if was[1] != now[1]:
            found.append(AgreementDifference(now[0] or was[0], was[1], now[1]))
    return found
