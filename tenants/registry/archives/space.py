"""A full disk is a sentence, not a traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from psycopg import errors

from core.errors import NotNow

_FULL = NotNow(
    "Ruang penyimpanan server penuh, jadi pekerjaan dihentikan dan tidak ada yang berubah. "
    "Kosongkan ruang, lalu ulangi."
)


@contextmanager
def enough_space() -> Iterator[None]:
    """Turn "no space left", from the file system or from PostgreSQL, into a refusal."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _FULL from error
        raise
    except OperationalError as error:
        if isinstance(error.__cause__, errors.DiskFull):
            raise _FULL from error
        raise
