"""Cache keys and file folders that carry the realm, so that no region can name another's."""

from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage

from realms.context import required_realm


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION. Raises NoRealm outside of a realm: such a key would be everybody's."""
    realm = required_realm()
    return f"{key_prefix}:{realm.schema}:{realm.role}:{version}:{key}"


class RealmStorage(FileSystemStorage):
    """Files under `<media>/<schema>/…`; a name outside the folder of the realm in force is refused.

    The names that are stored say whose they are (`r3507/…`), and every use checks it. Files have
    no public address: a page that may show one reads and sends it.
    """

    def path(self, name: str) -> str:
        path = super().path(name)
        own = Path(self.location) / required_realm().schema
        if not Path(path).is_relative_to(own):
            raise SuspiciousFileOperation(f"{name} is not a file of {own.name}")
        return path

    def url(self, name: str | None) -> str:
        raise ValueError("files of a region have no public address")
