"""Writing and reading the audit trail. Every act calls `record` by hand, inside its transaction."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import connection, models

from core.acts import Actor
from core.audit.models import Event

GENESIS = "0" * 64
_LOCK = 0x414D_414E_4148  # any constant; the lock is per database and paired with the schema below


def record(
    action: str,
    subject: models.Model | None,
    *,
    by: Actor | None,
    at: datetime,
    sentence: str,
    **data: Any,
) -> Event:
    """Append one event to the trail of the schema in force.

    `action` is dotted ("agreement.signed"), `sentence` is Indonesian and reads after the actor's
    name ("menandatangani perjanjian kinerja …"). `data` must be JSON-serialisable and free of
    NIP, NIK and secrets. `by` is None for what the system does by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK % 2**31]
        )
    last = Event.objects.order_by("-number").values("number", "hash").first()
    event = Event(
        number=last["number"] + 1 if last else 1,
        at=at,
        actor_id=by.id if by else None,
        actor_name=by.name if by else "Sistem",
        action=action,
        sentence=sentence,
        object_type=subject._meta.label_lower if subject is not None else "",
        object_id=subject.pk if subject is not None else None,
        data=data,
        previous_hash=last["hash"] if last else GENESIS,
    )
    event.hash = fingerprint(event)
    event.save(force_insert=True)
    return event


def fingerprint(event: Event) -> str:
    """SHA-256 (hex, 64) over everything the event says and the hash of the one before."""
    said = [
        event.number,
        event.at.timestamp(),
        str(event.actor_id),
        event.actor_name,
        event.action,
        event.sentence,
        event.object_type,
        str(event.object_id),
        event.data,
        event.previous_hash,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken_link() -> Event | None:
    """The first event that does not follow from the one before, or None when the chain holds."""
    previous = GENESIS
    for number, event in enumerate(Event.objects.order_by("number").iterator(), 1):
        if (event.number, event.previous_hash, event.hash) != (
            number,
            previous,
            fingerprint(event),
        ):
            return event
        previous = event.hash
    return None


def timeline(subject: models.Model) -> models.QuerySet[Event]:
    """What was done to one thing, newest first."""
    return Event.objects.filter(
        object_type=subject._meta.label_lower, object_id=subject.pk
    ).order_by("-number")
