"""Who answers what a lower floor asks of an upper one: the whole list, and the only place that says so."""

from typing import cast

from django.utils import timezone
from django.utils.module_loading import import_string

from core.days import day_of
from core.documents import kinds
from core.jobs import queue
from core.notifications import mail
from core.signing import authority, service
from core.signing.provider import Provider
from pk.agreements.documents import kinds as agreement_documents
from pk.agreements.queries import mandates, policy_effects
from pk.cascade import ports as cascade
from pk.evaluation.documents import report
from tenants.policy import ports as policy
from tenants.policy.queries import versions
from tenants.policy.schema import RegionPolicy
from tenants.registry import addresses, context

SIGNING_PROVIDERS = {"local": "core.signing.adapters.local.LocalProvider"}
"""By the name that a policy gives it, where each signing service is spoken to."""


def connect() -> None:
    """Wire this process. Called once, when Django has loaded every app."""
    queue.enter_region.answered_by(context.in_region)
    authority.name_of_organisation.answered_by(_name_of_region)
    service.provider_in_force.answered_by(_signing_provider)
    mail.name_of_sender.answered_by(_name_of_region)
    mail.link.answered_by(addresses.link)
    cascade.positions_with_agreement.answered_by(mandates.positions_with_agreement)
    policy.effects_of.answered_by(policy_effects.of_policy)
    for kind in (*agreement_documents.KINDS, report.REPORT):
        kinds.register(kind)


def _name_of_region() -> str:
    return context.current_region().name


def _signing_provider() -> Provider:
    """The one that the region's policy names today (`signing.provider`). Loaded when it is first needed."""
    version = versions.version_on(day_of(timezone.now()))
    rules = RegionPolicy.model_validate(version.values) if version else RegionPolicy()
    named = rules.signing.provider
    return cast(Provider, import_string(SIGNING_PROVIDERS[named])())
