"""Cache keys and file folders that carry the realm, so that no region can name another's."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from core.db.context import required_realm


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION. Raises NoRealm outside of a realm: such a key would be everybody's."""
    realm = required_realm()
    return f"{key_prefix}:{realm.schema}:{realm.role}:{version}:{key}"


class RealmStorage(FileSystemStorage):
    """Files under `<media>/<schema>/`; a name that leads out of that folder is refused.

    The folder is looked up at each use: one storage object serves all regions. Files have no public
    address; a page that may show one reads and sends it.
    """

    @property
    def base_location(self) -> Any:
        return self._location or str(Path(settings.MEDIA_ROOT) / required_realm().schema)

    @property
    def location(self) -> str:
        return str(Path(self.base_location).absolute())

    @property
    def base_url(self) -> Any:
        return None
