"""Every address of the product, with the ids of things that exist in Kabupaten Malang.

A new address whose argument is unknown here fails the test until it is taught what to put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from core.accounts.models import User
from core.documents.models import Document
from core.jobs.models import Job
from pk.agreements.models import Agreement, AgreementState, Ceremony, Seat
from pk.cascade.models import CascadeNode, Indicator, Plan
from pk.evaluation.models import ClauseCase, Recommendation, ScoreSheet
from pk.measurement.models import Evidence, Period
from tenants.organization.models import Appointment, Official, OrgUnit, Position
from tests import cast
from tests.given import agreements, measurement
from tests.given.organization import AT

HOSTS = {
    "kab-malang": "config.urls.region",
    "konsol": "config.urls.console",
    "evaluasi": "config.urls.evaluation",
}
NOBODY = UUID("00000000-0000-7000-8000-000000000000")
"""Stands where the story makes no such thing: the address must still answer properly."""


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of one host: its name, its path as written, and the names of its arguments."""

    host: str
    name: str
    pattern: str
    arguments: tuple[str, ...]

    def path(self, ids: dict[str, Any]) -> str:
        """The path with real ids. Raises KeyError for an argument that nobody taught."""
        path = "/" + self.pattern
        for argument in self.arguments:
            start = path.index("<", 0)
            end = path.index(">", start)
            path = path[:start] + str(ids[argument]) + path[end + 1 :]
        return path


def every(host: str) -> list[Address]:
    """All addresses of a host that are written with `path()`; those of the API are tried with it."""
    return list(_walk(host, get_resolver(HOSTS[host])))


def _walk(host: str, resolver: URLResolver, prefix: str = "") -> Iterator[Address]:
    for found in resolver.url_patterns:
        written = prefix + str(found.pattern)
        if written.startswith("api/") or "(" in written:
            continue
        if isinstance(found, URLResolver):
            yield from _walk(host, found, written)
        elif isinstance(found, URLPattern):
            yield Address(host, found.name or "", written, tuple(found.pattern.converters))


def a_year_in_progress() -> dict[str, Any]:
    """A region with agreements, a ceremony and reports; the ids that the addresses ask for."""
    given = measurement.in_force(cast.SARI, rules=agreements.ceremony_rules("mass"))
    measurement.measured(given, "SUBMITTED")
    agreements.agreement_at(AgreementState.SUBMITTED, receiver=cast.YUSUF)
    agreements.planned_ceremony()
    Job.objects.create(
        kind="test",
        title="Pekerjaan Dewi",
        requested_by=User.objects.get(username=cast.DEWI.username).id,
        requested_at=AT,
    )
    firsts = {
        "agreement_id": Agreement.objects.filter(id=given.agreement.id),
        "appointment_id": Appointment.objects.filter(position__code=cast.RINA.position),
        "case_id": ClauseCase.objects.all(),
        "ceremony_id": Ceremony.objects.all(),
        "document_id": Document.objects.filter(id=given.agreement.document_id),
        "evidence_id": Evidence.objects.all(),
        "indicator_id": Indicator.objects.order_by("code"),
        "job_id": Job.objects.all(),
        "node_id": CascadeNode.objects.order_by("id"),
        "official_id": Official.objects.filter(user__username=cast.SARI.username),
        "period_id": Period.objects.filter(number=1),
        "plan_id": Plan.objects.all(),
        "position_id": Position.objects.filter(code=cast.SARI.position),
        "recommendation_id": Recommendation.objects.all(),
        "seat_id": Seat.objects.all(),
        "sheet_id": ScoreSheet.objects.all(),
        "unit_id": OrgUnit.objects.filter(code="DINKES"),
    }
    ids: dict[str, Any] = {
        name: rows.values_list("id", flat=True).first() or NOBODY for name, rows in firsts.items()
    }
    made_by_none = dict.fromkeys(("batch_id", "improvement_id", "token_id", "user_id"), NOBODY)
    return (
        ids
        | made_by_none
        | {"year": 2026, "number": 1, "code": "35.07", "size": "a3", "target": "SUBMITTED"}
    )
