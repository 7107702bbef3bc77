"""Where the database and the cache are."""

from typing import Any
from urllib.parse import unquote, urlsplit

from config.env import Environment
from realms import roles


def parse(url: str) -> dict[str, Any]:
    """Django's connection settings of `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "amanah",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


def databases(env: Environment, secret: str) -> dict[str, dict[str, Any]]:
    """The connections: `default` runs requests and tasks, under a login that owns nothing."""
    where = parse(env.database_app_url) if env.database_app_url else {**owner_database(env)}
    if not env.database_app_url:
        where |= {"USER": roles.APP, "PASSWORD": roles.derived_password(secret, roles.APP)}
    return {
        "default": {
            "ENGINE": "realms.backend",
            "CONN_MAX_AGE": 0 if env.database_pool else 600,
            "CONN_HEALTH_CHECKS": False,
            "ATOMIC_REQUESTS": False,
            "DISABLE_SERVER_SIDE_CURSORS": env.database_transaction_pooler,
            "OPTIONS": {
                "server_side_binding": True,
                **({"pool": _pool(env.database_pool)} if env.database_pool else {}),
            },
            "REALMS": {
                "by_transaction": env.database_transaction_pooler,
                "cap": env.database_regions_per_connection,
            },
            **where,
        }
    }


def _pool(size: int) -> dict[str, Any]:
    """psycopg's pool. A page waits ten seconds at most for its turn."""
    return {"min_size": min(size, 4), "max_size": size, "timeout": 10}


def owner_database(env: Environment) -> dict[str, Any]:
    """Where and as whom the owner of the schemas logs in: migrations, opening and closing regions."""
    return parse(env.database_url or "postgresql://postgres@127.0.0.1:54329/amanah")


def caches(env: Environment) -> dict[str, dict[str, Any]]:
    """The cache: Valkey, or this process's memory where no server is configured (tests)."""
    if not env.valkey_url:
        return {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "KEY_FUNCTION": "realms.keys.cache_key",
            }
        }
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.valkey_url,
            "KEY_FUNCTION": "realms.keys.cache_key",
        }
    }
