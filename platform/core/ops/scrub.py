"""What may leave the installation in an error report: how it broke, never whose data it was.

Numbers of people (NIP, NIK), everything typed into a form, cookies, addresses and secrets are
taken out before a report is sent. What stays: the exception, the code lines, the region, ids.
"""

import re
from typing import Any

from celery import current_task

from realms.context import current_realm, realm_of

FILTERED = "[disaring]"
PERSON_NUMBER = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?:[ .\-]?\d){0,2}(?!\d)")
"""NIK (16 digits) and NIP (18 digits), also when written in groups."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
URL_SECRET = re.compile(r"(?<=://)[^/@\s]+@")
"""User and password inside an address."""
SECRET_PAIR = re.compile(
    r"(?i)(\w*(?:passw|sandi|secret|token)\w*[\"']?\s*[=:]\s*[\"']?)[^\s,;\"']+"
)
"""A secret in a sentence, after its name."""
SECRET_NAME = re.compile(
    r"pass|sandi|secret|token|cookie|session|csrf|auth|credential|nip|nik|email|telepon|phone|name$|nama",
    re.IGNORECASE,
)
HEADERS_KEPT = {"host", "user-agent", "accept", "accept-language", "content-type", "x-request-id"}


def before_send(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Sentry's last look at an error report.

    Tasks and commands are reported when they have left their realm; the exception remembers it.
    """
    if request := event.get("request"):
        event["request"] = _request(request)
    if user := event.get("user"):
        event["user"] = {"id": user["id"]} if "id" in user else {}
    error = (hint.get("exc_info") or (None, None))[1]
    realm = realm_of(error) or current_realm()
    tags = event["tags"] = dict(event.get("tags") or {})
    tags["region"] = (realm.code or realm.role) if realm else "-"
    tags["role"] = realm.role if realm else "-"
    if current_task and current_task.request.id:
        tags["task_id"] = str(current_task.request.id)
    event.pop("server_name", None)
    for part in ("exception", "logentry", "message", "breadcrumbs", "extra", "contexts"):
        if part in event:
            event[part] = clean(event[part])
    return event


def clean(value: Any, name: str = "") -> Any:
    """`value` without numbers of people, mail addresses, and whatever a telling name guards."""
    if isinstance(value, dict):
        return {key: clean(inner, str(key)) for key, inner in value.items() if key != "vars"}
    if isinstance(value, (list, tuple)):
        return [clean(inner, name) for inner in value]
    if name and name not in CODE_NAMES and SECRET_NAME.search(name) and value:
        return FILTERED
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, int) and PERSON_NUMBER.fullmatch(str(value)):
        return FILTERED
    return value


CODE_NAMES = {"filename", "logger_name", "name", "server_name", "task_name", "url_name"}
"""Names that Sentry itself gives to what it tells of code."""


def clean_text(text: str) -> str:
    """`text` without numbers of people, mail addresses and passwords inside addresses."""
    for pattern in (PERSON_NUMBER, EMAIL):
        text = pattern.sub(FILTERED, text)
    return SECRET_PAIR.sub(rf"\1{FILTERED}", URL_SECRET.sub(f"{FILTERED}@", text))


def _request(request: dict[str, Any]) -> dict[str, Any]:
    """Where it happened; of what was typed, only the names of the fields."""
    kept: dict[str, Any] = {key: request[key] for key in ("method", "url") if key in request}
    kept["headers"] = {
        key: value
        for key, value in (request.get("headers") or {}).items()
        if key.lower() in HEADERS_KEPT
    }
    if isinstance(request.get("data"), dict):
        kept["data"] = dict.fromkeys(request["data"], FILTERED)
    return {**kept, "url": clean_text(str(kept.get("url", "")).split("?")[0])}
