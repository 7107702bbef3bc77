"""Who answers what a lower floor asks of an upper one: the whole list, and the only place that says so."""

from core.documents import kinds
from core.jobs import queue
from core.notifications import mail
from core.signing import authority
from pk.agreements.documents import kinds as agreement_documents
from pk.agreements.queries import mandates, policy_effects
from pk.cascade import ports as cascade
from pk.evaluation.documents import report
from tenants.policy import ports as policy
from tenants.registry import addresses, context


def connect() -> None:
    """Wire this process. Called once, when Django has loaded every app."""
    queue.enter_region.answered_by(context.in_region)
    authority.name_of_organisation.answered_by(_name_of_region)
    mail.name_of_sender.answered_by(_name_of_region)
    mail.link.answered_by(addresses.link)
    cascade.positions_with_agreement.answered_by(mandates.positions_with_agreement)
    policy.effects_of.answered_by(policy_effects.of_policy)
    for kind in (*agreement_documents.KINDS, report.REPORT):
        kinds.register(kind)


def _name_of_region() -> str:
    return context.current_region().name
