"""The base of every table: an opaque key that sorts by time."""

import uuid

import uuid_utils
from django.db import models


def new_id() -> uuid.UUID:
    """A UUIDv7: opaque in an address, ordered in an index."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


class Row(models.Model):
    """A table of ours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
