"""Django's settings. What differs between installations comes from `env`; nothing here knows a region."""

from importlib import import_module
from pathlib import Path

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from config import composition, databases, logging, mail, reports
from config.env import ENV
from config.secrets import secret_key

BASE_DIR = composition.ROOT
BASE_HOST = ENV.amanah_base_host
SITE_SCHEME = "https" if ENV.amanah_https else "http"
SITE_PORT = "" if ENV.amanah_https else f":{ENV.port}"

STATE: Path = ENV.amanah_state
SECRET_KEY = secret_key(ENV)
DEBUG = ENV.debug
DEMO = ENV.amanah_demo
ALLOWED_HOSTS = ["*"]  # the registry decides, before anything asks for the host (HostMiddleware)

SHARED_APPS = composition.SHARED_APPS
TENANT_APPS = composition.TENANT_APPS
INSTALLED_APPS = composition.INSTALLED_APPS
MIDDLEWARE = composition.MIDDLEWARE
TENANT_MODEL = "registry.Region"
TENANT_DOMAIN_MODEL = "registry.Domain"
PUBLIC_SCHEMA_NAME = "public"

ROOT_URLCONF = "config.urls.region"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

DATABASES = databases.databases(ENV, SECRET_KEY)
OWNER_DATABASE = databases.owner_database(ENV)
PUBLIC_GRANTS = composition.PUBLIC_GRANTS
AMANAH_ISOLATION_LEVEL = ENV.amanah_isolation_level
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = databases.caches(ENV)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["core.accounts.access.RealmBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("login")
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_NAME = "amanah_sesi"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.amanah_https
CSRF_COOKIE_NAME = "amanah_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.ui.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if ENV.amanah_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.amanah_https else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

TEMPLATES = composition.TEMPLATES
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "realms.keys.RealmStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
MEDIA_ROOT = STATE / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
ARCHIVE_ROOT = STATE / "archives"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = ENV.upload_limit_mib * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
UPLOAD_LIMIT_MIB = ENV.upload_limit_mib

REST_FRAMEWORK = composition.REST_FRAMEWORK
SPECTACULAR_SETTINGS = composition.SPECTACULAR_SETTINGS
DRF_STANDARDIZED_ERRORS = composition.DRF_STANDARDIZED_ERRORS

vars().update(mail.settings(ENV.email_url.get_secret_value()))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from

LOGGING = logging.config(level=ENV.log_level, as_json=ENV.log_json)
SILENCED_SYSTEM_CHECKS: list[str] = []

CELERY_BROKER_URL = ENV.valkey_url or "memory://"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# What a whole worker took with it into the grave is delivered again after so long. Longer work is
# delivered twice, and the second delivery waits (`core.jobs.progress`).
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "unacked_restore_throttle": 1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "ops.heartbeat",
        "schedule": 20.0,
        "options": {"expires": 120},  # a worker that was away need not catch up on old ones
    },
    "measure-regions": {
        "task": "registry.measure",
        "schedule": 600.0,
        "options": {"expires": 600, "headers": {"amanah_realm": "amanah_operator"}},
    },
    "stock-schemas": {
        "task": "registry.stock",
        "schedule": 60.0,
        "options": {"expires": 60, "headers": {"amanah_realm": "amanah_operator"}},
    },
}
SPARE_SCHEMAS = ENV.amanah_spare_schemas
DJANGO_STRUCTLOG_CELERY_ENABLED = True

reports.start(ENV)

import_module("config.celery")  # tasks ask for the current app: it must be there before the first
