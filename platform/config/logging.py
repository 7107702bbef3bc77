"""Structured logs: one JSON object a line, with region, user, request and task."""

from typing import Any

import structlog

from realms.context import current_realm


def add_region(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """In whose name the line was written: the region's code, or the role of a public host.

    The realm in force knows better than what was bound when a task began.
    """
    realm = current_realm()
    if realm is not None:
        event["region"] = realm.code or realm.role
    return event


def config(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING, and structlog configured to feed it."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        add_region,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django.db.backends": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},  # every heartbeat would be a line
            "celery.app.trace": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
            "pyhanko": {"level": "WARNING"},
        },
    }
