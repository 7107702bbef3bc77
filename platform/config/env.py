"""What the environment may say. Every missing or wrong variable is named in one error."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]


class Environment(BaseSettings):
    """The product's environment variables, their types and defaults."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False)

    amanah_state: Path = ROOT / ".amanah"
    """Folder for everything the product writes when it runs by itself: servers, media, secrets."""
    amanah_base_host: str = "localhost"
    """The host of `<base>`, without port; regions are `<slug>.<base>`."""
    port: int = 8000
    host: str = "127.0.0.1"
    debug: bool = False
    amanah_demo: bool = False
    """Marks every page as sample data and relaxes nothing."""
    amanah_https: bool = False
    """Set when TLS ends in front of us: secure cookies, HSTS, https links."""
    secret_key: SecretStr = SecretStr("")
    """Django's secret. Empty: made once and kept in the state folder."""
    database_url: str = ""
    """The owner's address (migrations, opening regions). Empty: the embedded server."""
    database_app_url: str = ""
    """The login of web and worker, which owns nothing. Empty: derived from the owner's address."""
    database_pool: int = Field(default=0, ge=0, le=1000)
    """Connections in psycopg's pool, per process. 0: each thread keeps one of its own."""
    database_transaction_pooler: bool = False
    """Set when DATABASE_APP_URL leads to a pooler in transaction mode (PgBouncer)."""
    database_regions_per_connection: int = Field(default=40, ge=1)
    """How many regions one server process may visit before it is retired; bounds its memory."""
    amanah_isolation_level: int = Field(default=7, ge=2, le=7)
    """The least isolation to serve with; see docs/architecture/tenancy.md before lowering it."""
    amanah_spare_schemas: int = Field(default=3, ge=0, le=100)
    """How many schemas wait ready-made, so that opening a region is a rename. 0: none are kept."""
    valkey_url: str = ""
    """Broker, cache and results. Empty: the embedded server."""
    email_url: SecretStr = SecretStr("")
    """Where mail goes, see `config.mail`. Empty: no mail is sent."""
    email_from: str = "amanah@localhost"
    """The sender's address on every mail."""
    sentry_dsn: str = ""
    log_level: str = "INFO"
    log_json: bool = True
    upload_limit_mib: int = Field(default=10, ge=1, le=100)


ENV = Environment()
