"""Rows as an act needs them: locked until its transaction ends, and read anew."""

from uuid import UUID

from pk.agreements.models import Agreement, Ceremony


def agreement(agreement_id: UUID) -> Agreement:
    """The agreement, locked."""
    return (
        Agreement.objects.select_for_update(of=("self",))
        .select_related(
            "receiver__position__unit__parent",
            "receiver__position__superior",
            "receiver__official",
            "giver__position",
            "giver__official",
            "policy",
            "document",
        )
        .get(id=agreement_id)
    )


def ceremony(ceremony_id: UUID) -> Ceremony:
    """The ceremony, locked."""
    return Ceremony.objects.select_for_update().get(id=ceremony_id)
