"""What a web process does before its first request, so that no visitor waits for it.

1. The map of the country is drawn: it is the same for everyone.
2. What lives until the end is taken out of the garbage collector's rounds.
"""

import gc

from reporting.comparison.queries import map_geometry


def warm() -> None:
    """Do it once, after every page has been imported."""
    map_geometry.sheet()
    gc.collect()
    gc.freeze()
