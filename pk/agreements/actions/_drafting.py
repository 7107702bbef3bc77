"""Copying the material of a draft under its agreement. Called by acts, inside their transaction."""

from typing import Any

from pk.agreements.models import (
    ActionTarget,
    Agreement,
    BudgetLine,
    Clause,
    Commitment,
    Companion,
)
from pk.agreements.queries.material import Material
from pk.cascade.queries import plans as cascade
from pk.policies import clauses


def write(agreement: Agreement, material: Material) -> None:
    """Copy the material under `agreement`, replacing what was copied before."""
    for rows in (agreement.commitments, agreement.budget_lines, agreement.clauses):
        rows.all().delete()
    agreement.companions.all().delete()
    for order, planned in enumerate(material.planned, start=1):
        commitment = Commitment.objects.create(
            agreement=agreement, order=order, **_commitment(planned)
        )
        ActionTarget.objects.bulk_create(
            ActionTarget(
                commitment=commitment, period=t.period, low=t.low, high=t.high, label=t.label
            )
            for t in material.steps.get(planned.indicator.id, [])
        )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=agreement,
            programme=programme,
            order=order,
            name=programme.name,
            ceiling_rupiah=programme.ceiling_rupiah,
            remark=programme.fund_source,
        )
        for order, programme in enumerate(material.programmes, start=1)
    )
    level = material.receiver.position.level
    chosen = [c for c in material.policy.rules.clauses if level in c.applies_to]
    Clause.objects.bulk_create(
        Clause(
            agreement=agreement,
            order=order,
            kind=clause.kind,
            terms=clause.model_dump(mode="json"),
            text=clauses.text_of(clause),
        )
        for order, clause in enumerate(chosen, start=1)
    )
    Companion.objects.bulk_create(
        Companion(agreement=agreement, kind=kind)
        for kind in material.policy.rules.documents.companions
    )


def name_parties(agreement: Agreement, material: Material) -> None:
    """Copy the names and titles of both parties as they are now."""
    for side, appointment in (("receiver", material.receiver), ("giver", material.giver)):
        setattr(agreement, side, appointment)
        if appointment is None:
            continue
        setattr(agreement, f"{side}_name", appointment.official.name)
        setattr(agreement, f"{side}_title", appointment.printed_title)
        setattr(agreement, f"{side}_rank", appointment.official.rank)
        setattr(agreement, f"{side}_nip", appointment.official.nip)


def _commitment(planned: cascade.PlannedCommitment) -> dict[str, Any]:
    indicator, target = planned.indicator, planned.target
    return {
        "indicator": indicator,
        "objective": planned.node.statement,
        "indicator_name": indicator.name,
        "unit_of_measure": indicator.unit_of_measure,
        "value_kind": indicator.value_kind,
        "direction": indicator.direction,
        "decimals": indicator.decimals,
        "target_low": target.low if target else None,
        "target_high": target.high if target else None,
        "target_label": target.label if target else "",
    }
