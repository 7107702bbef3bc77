"""django-tenants' way of saying where to work, in terms of realms.

`set_tenant` and `set_schema` change the realm of the task or thread, never a connection. A schema
named in anyone's name means the role of the same name (`public`: the front's, the least of all);
named by the owner (`realms.owner.as_owner`), it means that schema as the owner.
"""

from dataclasses import dataclass
from typing import Any

from realms.context import FRONT, Realm, code_of_schema, current_realm, set_realm


@dataclass(frozen=True, slots=True)
class CurrentTenant:
    """What `connection.tenant` gives: enough to come back to, also to no realm at all."""

    realm: Realm | None

    @property
    def schema_name(self) -> str:
        return self.realm.schema if self.realm else "public"

    def get_tenant_type(self) -> None:
        """django-tenants asks; there is one type."""


class TenantContract:
    """The part of the connection that django-tenants and its add-ons speak to."""

    include_public_schema = True

    @property
    def tenant(self) -> CurrentTenant:
        return CurrentTenant(current_realm())

    @property
    def schema_name(self) -> str:
        return self.tenant.schema_name

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Stand where `tenant` (a Region, or what `connection.tenant` gave) says."""
        if isinstance(tenant, CurrentTenant):
            set_realm(tenant.realm)
        else:
            self.set_schema(tenant.schema_name, include_public)

    def set_schema(
        self, schema_name: str, include_public: bool = True, tenant_type: Any = None
    ) -> None:
        """Stand at a schema, in the role that goes with it on this connection."""
        realm = current_realm()
        if realm is not None and realm.role == "":
            set_realm(Realm(schema_name, "", alone=not include_public))
        elif schema_name == "public":
            set_realm(FRONT)
        else:
            set_realm(Realm(schema_name, schema_name, code_of_schema(schema_name)))

    def set_schema_to_public(self) -> None:
        """Stand at `public`."""
        self.set_schema("public")
