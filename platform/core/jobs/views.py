"""The page of a job: where it stands, asked again every two seconds until it is over."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.accounts.gate import signed_in
from core.jobs import access


@never_cache
@signed_in
def job_page(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """One job, for who asked for it and for the steward."""
    job = access.job_for(request.user, job_id)  # type: ignore[arg-type]
    return render(request, "jobs/job.html", {"job": job, "stuck": job.is_stuck(timezone.now())})
