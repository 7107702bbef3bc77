"""What every page of a region needs to know about it, without a query."""

from __future__ import annotations

from dataclasses import dataclass

from realms.context import Realm
from tenants.registry.models import Region


@dataclass(frozen=True, slots=True)
class Tenant:
    """What is known of one region; `realm` is its schema and role, which are named alike."""

    code: str
    name: str
    slug: str
    kind: str
    province_code: str
    schema: str
    state: str
    time_zone: str
    brand: str
    is_sample: bool
    head_title: str
    copy_of: str
    realm: Realm

    @property
    def is_copy(self) -> bool:
        """Whether this is a copy beside the region, which is only read."""
        return bool(self.copy_of)

    @classmethod
    def of(cls, region: Region) -> Tenant:
        """The tenant that a row of the registry describes."""
        return cls(
            code=region.code,
            name=region.name,
            slug=region.slug,
            kind=region.kind,
            province_code=region.province_code,
            schema=region.schema_name,
            state=region.state,
            time_zone=region.time_zone,
            brand=region.brand,
            is_sample=region.is_sample,
            head_title=region.head_title,
            copy_of=region.copy_of,
            realm=Realm(region.schema_name, region.schema_name, region.code),
        )
