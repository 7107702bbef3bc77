"""Mail to one person of the region in force, with a link to that region's own address.

Off unless EMAIL_URL is set. Called from tasks only: an act queues one after its commit and never waits
for a mail server. No address of a person goes into a queue or a log; a task carries keys.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from core.accounts.models import User
from core.ports import Port
from realms.context import NoRealm, required_realm

OFF = "django.core.mail.backends.dummy.EmailBackend"

link: Port[[str], str] = Port(
    "core.notifications: the full address of a page of the region in force"
)
name_of_sender: Port[[], str] = Port("core.notifications: the name of the region in force")


def may_be_sent_to(person: User | None) -> bool:
    """Whether this installation sends mail and the person wants any."""
    return bool(person and person.is_active and person.email and settings.EMAIL_BACKEND != OFF)


def send(*, to: User, subject: str, template: str, path: str, **context: Any) -> bool:
    """Send one mail about the page at `path`; says whether there was anyone to send it to.

    Raises NoRealm outside of a region: there is no address that its link could lead to.
    """
    if not required_realm().code:
        raise NoRealm("mail is sent in the name of a region")
    if not may_be_sent_to(to):
        return False
    words = {**context, "person": to, "link": link(path), "region_name": name_of_sender()}
    EmailMessage(subject, render_to_string(template, words), to=[to.email]).send()
    return True
