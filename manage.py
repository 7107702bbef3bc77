#!/usr/bin/env python
"""Django's command line, with the two source roots on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Run one management command."""
    sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:] == ["migrate_regions"]:
        from config.standing import NOTHING, nothing_to_migrate

        if nothing_to_migrate():
            print(NOTHING)  # noqa: T201
            return
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
