"""How the OpenAPI document names the ways to say who asks. Loaded with the document."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A bearer token."""

    target_class = "core.api.authentication.TokenAuthentication"
    name = "kunci"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """How the key travels."""
        return {"type": "http", "scheme": "bearer", "description": "Dibuat di /kunci-api/."}
