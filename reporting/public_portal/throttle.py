"""How often a visitor may have documents checked: reading a stranger's PDF costs a second."""

import hashlib

from django.core.cache import cache

from core.errors import NotNow

WINDOW_SECONDS = 10 * 60
QUESTIONS = {"code": 120, "file": 20}


class TooManyQuestions(NotNow):
    """Nothing was checked."""

    def __init__(self) -> None:
        super().__init__(
            "Terlalu banyak pemeriksaan dari alamat ini. Coba lagi sepuluh menit lagi."
        )


def count(kind: str, *, address: str) -> None:
    """Count one question of a visitor. Raises TooManyQuestions past the limit."""
    key = f"verify:{kind}:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
    cache.add(key, 0, timeout=WINDOW_SECONDS)
    try:
        asked = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return
    if asked > QUESTIONS[kind]:
        raise TooManyQuestions
