"""What the product is put together from: apps, middleware, templates, API."""

from typing import Any

from config.env import ROOT

THIRD_PARTY = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "django_structlog",
    "tree_queries",
]

IN_BOTH = ["django.contrib.sessions", "core.accounts", "core.audit", "core.jobs", "core.api"]
"""Tables that `public` and every region each have for themselves."""

SHARED_APPS = [
    "realms",  # before django_tenants: its `migrate_schemas` works as the owner and keeps the ledger
    "django_tenants",
    "tenants.registry",
    *THIRD_PARTY,
    *IN_BOTH,
    "reporting.publishing",
    "reporting.comparison",
    "reporting.public_portal",
    "core.authentication",
    "core.ui",
    "samples",
]

TENANT_APPS = [
    *IN_BOTH,
    "core.documents",
    "core.signing",
    "tenants.organization",
    "tenants.policy",
    "pk.cascade",
    "pk.agreements",
    "pk.measurement",
    "pk.evaluation",
    "reporting.dashboards",
]

INSTALLED_APPS = [
    *SHARED_APPS,
    *(app for app in TENANT_APPS if app not in SHARED_APPS),
    "config",  # the wiring comes last
]

_ALL = "SELECT, INSERT, UPDATE, DELETE"
_FACTS = """
    id, code, name, slug, kind, province_code, schema_name, state, time_zone, brand, is_sample, copy_of
"""
_HOSTS = {
    "registry_region": f"SELECT ({_FACTS.strip()})",  # not why it is suspended, nor who its steward is
    "registry_domain": "SELECT",
    "db_registryversion": "SELECT",
}
PUBLIC_GRANTS: dict[str, dict[str, str]] = {
    "amanah_front": {**_HOSTS, "db_schemaversion": "SELECT (schema, plan, error)"},  # readiness
    "amanah_operator": {
        **dict.fromkeys(
            (
                "registry_region",
                "registry_domain",
                "registry_regionstatus",
                "registry_archive",
                "registry_destruction",
                "registry_batch",
                "accounts_user",
                "django_session",
                "jobs_job",
                "comparison_evaluatorscope",
                "api_token",
            ),
            _ALL,
        ),
        "audit_event": "SELECT, INSERT",
        "db_registryversion": "SELECT",
        "db_schemaversion": "SELECT",
        "db_appliedmigration": "SELECT",
    },
    "amanah_evaluator": {
        **_HOSTS,
        "accounts_user": "SELECT, UPDATE (password, must_change_password, last_login)",
        "django_session": _ALL,
        "audit_event": "SELECT (number, hash), INSERT",
        "comparison_evaluatorscope": "SELECT",
        "api_token": "SELECT, INSERT, UPDATE",
        "publishing_release": "SELECT",
        "publishing_publishedfigure": "SELECT",
    },
    "amanah_region": {
        **_HOSTS,
        "publishing_release": _ALL,
        "publishing_publishedfigure": _ALL,
    },
}
"""Who may do what with the tables of `public`; nothing else is granted (`realms.roles`). Rows are
narrowed further by row security: regions to their own releases, evaluators and operators to their
own sessions, evaluators to the accounts and API keys of evaluators."""

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "tenants.registry.middleware.HostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.authentication.middleware.NotKeptMiddleware",
    "core.authentication.middleware.MustChangePasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "core.ui.errors.DomainErrorMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tenants.registry.context_processors.region",
                "config.navigation.navigation",
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "core.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": [
        "core.api.throttling.AccountThrottle",
        "core.api.throttling.VisitorThrottle",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_standardized_errors.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.Pages",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "COERCE_DECIMAL_TO_STRING": True,
}

DRF_STANDARDIZED_ERRORS: dict[str, Any] = {
    "EXCEPTION_HANDLER_CLASS": "core.api.errors.Handler",
    "ALLOWED_ERROR_STATUS_CODES": ["400", "401", "404", "429"],
}

_ERRORS = "drf_standardized_errors.openapi_serializers"

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Amanah",
    "DESCRIPTION": "Akuntabilitas kinerja pemerintah daerah.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": ["drf_standardized_errors.openapi_hooks.postprocess_schema_enums"],
    "ENUM_NAME_OVERRIDES": {
        "ValidationErrorEnum": f"{_ERRORS}.ValidationErrorEnum.choices",
        "ClientErrorEnum": f"{_ERRORS}.ClientErrorEnum.choices",
        "ServerErrorEnum": f"{_ERRORS}.ServerErrorEnum.choices",
        "ErrorCode401Enum": f"{_ERRORS}.ErrorCode401Enum.choices",
        "ErrorCode404Enum": f"{_ERRORS}.ErrorCode404Enum.choices",
        "ErrorCode429Enum": f"{_ERRORS}.ErrorCode429Enum.choices",
        "AgreementState": "pk.agreements.models.State.choices",
        "MeasurementState": "pk.measurement.models.State.choices",
        "EvaluationState": "pk.evaluation.models.SheetState.choices",
        "RegionState": "tenants.registry.models.RegionState.choices",
        "RegionKind": "tenants.registry.models.Kind.choices",
    },
}

__all__ = [
    "INSTALLED_APPS",
    "MIDDLEWARE",
    "PUBLIC_GRANTS",
    "ROOT",
    "SHARED_APPS",
    "TEMPLATES",
    "TENANT_APPS",
]
