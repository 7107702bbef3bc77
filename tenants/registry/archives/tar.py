"""Writing a tar file in one pass: a member's size is known only when it is written."""

from __future__ import annotations

import tarfile
import time
from collections.abc import Iterable
from typing import BinaryIO

BLOCK = 512


class TarWriter:
    """Appends members to a seekable file; the header of each is filled in once its end is reached."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(self, path: str, chunks: Iterable[bytes | memoryview]) -> None:
        """Write one member."""
        member = tarfile.TarInfo(path)
        member.mode, member.mtime = 0o600, int(time.time())
        start = self._file.tell()
        header_size = len(member.tobuf(tarfile.GNU_FORMAT))
        self._file.write(bytes(header_size))
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self._file.write(chunk)
        self._file.write(bytes(-size % BLOCK))
        end = self._file.tell()
        member.size = size
        header = member.tobuf(tarfile.GNU_FORMAT)  # of the same length, however large the member is
        self._file.seek(start)
        self._file.write(header)
        self._file.seek(end)

    def close(self) -> None:
        """Write the end of the archive."""
        self._file.write(bytes(2 * BLOCK))
