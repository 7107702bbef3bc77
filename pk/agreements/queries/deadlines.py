"""By when an agreement must be signed."""

from dataclasses import dataclass
from datetime import date

from pk.agreements.queries import mandates
from pk.cascade.queries import plans as cascade
from pk.policies.deadlines import due_on
from tenants.organization.models import Appointment, Level
from tenants.policy.schema import Deadline, RegionPolicy


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By when agreements of `year` must be signed under `rules`."""

    year: int
    rules: RegionPolicy
    days: cascade.BudgetDays

    def due_date(self, receiver: Appointment, giver: Appointment | None) -> date | None:
        """The last day. None: the day from which it counts is not known yet.

        Below the region's own receivers the giver's deadline for cascading counts, if there is one.
        """
        if giver is not None and receiver.position.level not in self.rules.signing.receivers:
            above = mandates.mandate_in_force(giver, self.year)
            if above is not None and above.cascade_due_on is not None:
                return above.cascade_due_on
        return self.deadline_of(self.rules.deadlines.sign_within, receiver)

    def deadline_of(self, deadline: Deadline, receiver: Appointment) -> date | None:
        """The last day by a deadline that counts from the budget or from the start of the year."""
        start = (
            date(self.year, 1, 1) if deadline.after == "year_start" else self._ratified_on(receiver)
        )
        return due_on(deadline, start=start) if start is not None else None

    def _ratified_on(self, receiver: Appointment) -> date | None:
        """When the budget of the receiver's unit was ratified.

        The head of region answers for all units: without a budget document of his own office the
        first one of the region counts.
        """
        own = self.days.of(receiver.position.unit_id)
        if own is not None or receiver.position.level != Level.HEAD_OF_REGION:
            return own
        return self.days.first


def deadlines_of(year: int, rules: RegionPolicy) -> Deadlines:
    """The deadlines of a year."""
    return Deadlines(year=year, rules=rules, days=cascade.budget_days(year))
