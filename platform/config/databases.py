"""Where the database and the cache are."""

from typing import Any
from urllib.parse import unquote, urlsplit

from config.env import Environment


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


def databases(env: Environment) -> dict[str, dict[str, Any]]:
    """The connections: `default` runs requests and tasks."""
    return {
        "default": {
            "ENGINE": "django_tenants.postgresql_backend",
            "CONN_MAX_AGE": 600,
            "ATOMIC_REQUESTS": False,
            **parse(env.database_url or "postgresql://postgres@127.0.0.1:54329/amanah"),
        }
    }


def caches(env: Environment) -> dict[str, dict[str, Any]]:
    """The cache: Valkey, or this process's memory where no server is configured (tests)."""
    if not env.valkey_url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.valkey_url,
        }
    }
