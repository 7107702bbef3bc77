"""How the states of an agreement are shown."""

from django import template

from pk.agreements.documents.agreement import target_text
from pk.agreements.models import Commitment, State

register = template.Library()

TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "info",
    State.RETURNED: "warn",
    State.APPROVED: "warn",
    State.RECEIVER_SIGNED: "info",
    State.IN_FORCE: "good",
    State.SUPERSEDED: "neutral",
}


@register.filter
def state_tone(state: str) -> str:
    """The sentiment of a state, for its tag."""
    return TONES[State(state)]


@register.filter
def target(commitment: Commitment) -> str:
    """The promised figure with its unit."""
    return target_text(commitment)
