"""Error reports to a Sentry of one's own. Off unless SENTRY_DSN is set."""

from typing import Any

from config.env import Environment
from core.ops import scrub


def options(env: Environment) -> dict[str, Any]:
    """What Sentry is started with."""
    return {
        "dsn": env.sentry_dsn,
        "before_send": scrub.before_send,
        "before_breadcrumb": lambda crumb, _hint: scrub.clean(crumb),
        "include_local_variables": False,
        "include_source_context": False,
        "max_request_body_size": "never",
        "traces_sample_rate": 0.0,
        "send_client_reports": False,
    }


def start(env: Environment) -> bool:
    """Start Sentry when an address is given; says whether it did."""
    if not env.sentry_dsn:
        return False
    import sentry_sdk

    sentry_sdk.init(**options(env))
    return True
