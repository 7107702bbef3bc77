"""What an archive says about itself. It is the last member of the file; its SHA-256 is the archive's fingerprint."""

import hashlib
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
MANIFEST = "manifest.json"
SCHEMA = "schema.sql"
TABLES = "tables/"
MEDIA = "media/"
SIGNING_KEYS = "signing_keys.json"


class ArchivePart(BaseModel):
    """A part of the manifest; nothing unknown in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RegionEntry(ArchivePart):
    """Which region it was, and how it stood in the registry."""

    code: str = Field(max_length=8)
    name: str = Field(max_length=120)
    slug: str = Field(max_length=50)
    kind: str
    province_code: str = Field(max_length=2)
    time_zone: str
    brand: str = Field(max_length=7)
    is_sample: bool
    preset: str = Field(max_length=40)
    steward_username: str = Field(max_length=64)


class Member(ArchivePart):
    """One member of the archive."""

    path: str
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class TableEntry(Member):
    """One table: its columns in the order of the rows, and how many rows."""

    name: str = Field(pattern="^[a-z_][a-z0-9_]{0,62}$")
    columns: list[str]
    rows: int = Field(ge=0)


class Manifest(ArchivePart):
    """The whole archive."""

    format: int
    schema_version: str
    made_at: datetime
    region: RegionEntry
    schema_sql: Member
    signing_keys: Member
    tables: list[TableEntry]
    files: list[Member]

    @property
    def rows(self) -> int:
        """Rows in all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def listed(self) -> list[Member]:
        """Everything in the archive but its lock and the manifest itself."""
        return [self.schema_sql, self.signing_keys, *self.tables, *self.files]

    @property
    def members(self) -> dict[str, Member]:
        """The same by path."""
        return {member.path: member for member in self.listed}

    def encoded(self) -> bytes:
        """The bytes that stand in the archive."""
        return self.model_dump_json(indent=1).encode()


def fingerprint(encoded: bytes) -> str:
    """SHA-256 of the manifest's bytes, hex, 64 characters."""
    return hashlib.sha256(encoded).hexdigest()
