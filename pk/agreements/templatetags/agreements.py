"""How the states of an agreement are shown."""

from django import template

from pk.agreements.documents.agreement import target_text
from pk.agreements.models import AgreementState, Commitment

register = template.Library()

TONES = {
    AgreementState.DRAFT: "neutral",
    AgreementState.SUBMITTED: "info",
    AgreementState.RETURNED: "warn",
    AgreementState.APPROVED: "warn",
    AgreementState.RECEIVER_SIGNED: "info",
    AgreementState.IN_FORCE: "good",
    AgreementState.SUPERSEDED: "neutral",
}


@register.filter
def state_tone(state: str) -> str:
    """The sentiment of a state, for its tag."""
    return TONES[AgreementState(state)]


@register.filter
def target(commitment: Commitment) -> str:
    """The promised figure with its unit."""
    return target_text(commitment)
