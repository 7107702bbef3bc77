"""What follows from an agreement that came into force. Called by the act, inside its transaction."""

from datetime import date, datetime

from django.db.models import Q

from core.audit import trail
from pk.agreements import states
from pk.agreements.models import EVER_IN_FORCE, Agreement, AgreementState
from pk.agreements.queries.deadlines import deadlines_of
from pk.policies import deadlines
from tenants.organization.models import Level
from tenants.policy.schema import RegionPolicy


def supersede(agreement: Agreement, *, at: datetime) -> None:
    """End what this agreement replaces: the version it amends, and earlier years of the same position."""
    replaced = Agreement.objects.select_for_update(of=("self",)).filter(
        Q(id=agreement.amends_id)
        | Q(receiver__position_id=agreement.receiver.position_id, year__lt=agreement.year),
        state=AgreementState.IN_FORCE,
    )
    for old in replaced:
        row = states.AGREEMENT.check(old.state, AgreementState.SUPERSEDED, {states.SYSTEM})
        old.state = AgreementState.SUPERSEDED
        old.superseded_at = at
        old.save(update_fields=["state", "superseded_at"])
        trail.record(
            "agreement.superseded",
            old,
            by=None,
            at=at,
            sentence=f"{row.sentence} perjanjian kinerja {old.year} {old.receiver_title}",
            by_agreement=str(agreement.id),
        )


def start_cascade(agreement: Agreement, *, day: date) -> None:
    """Set by when the receiver's own subordinates must have signed, if the policy says so.

    The head of region's subordinates have the deadline of all receivers, so none starts there.
    """
    rules = RegionPolicy.model_validate(agreement.policy.values)
    level = agreement.receiver.position.level
    if rules.deadlines.cascade_within is None or level == Level.HEAD_OF_REGION:
        return
    if level not in rules.signing.receivers:
        return
    within = rules.deadlines.cascade_within
    agreement.cascade_due_on = (
        deadlines.due_on(within, start=day)
        if within.after == "signed"
        else deadlines_of(agreement.year, rules).deadline_of(within, agreement.receiver)
    )
    Agreement.objects.filter(
        year=agreement.year, giver__position_id=agreement.receiver.position_id
    ).exclude(state__in=EVER_IN_FORCE).update(due_on=agreement.cascade_due_on)
